extension Bitmap {
    /// A page of one colour.
    /// - Parameter values: one value a channel: 1 or 3 of them.
    package init(width: Int, height: Int, filledWith values: [UInt8]) {
        if values.count == 1 || values.allSatisfy({ $0 == values[0] }) {
            self.init(width: width, height: height, channels: values.count, filledWith: values[0])
        } else {
            self.init(width: width, height: height, channels: 3) { pixels in
                for i in 0..<width * height {
                    for c in 0..<3 { pixels[3 * i + c] = values[c] }
                }
            }
        }
    }

    /// The image as one channel, by the luminance weights of ITU-R BT.601.
    package var grey: Bitmap {
        guard channels == 3 else { return self }
        return Bitmap(width: width, height: height) { target in
            withPixels { source in
                for i in 0..<target.count {
                    let sum =
                        77 * UInt32(source[3 * i]) + 150 * UInt32(source[3 * i + 1]) + 29 * UInt32(source[3 * i + 2])
                    target[i] = UInt8(truncatingIfNeeded: (sum + 128) >> 8)
                }
            }
        }
    }

    /// The image as three channels.
    package var rgb: Bitmap {
        guard channels == 1 else { return self }
        return Bitmap(width: width, height: height, channels: 3) { target in
            withPixels { source in
                for i in 0..<source.count {
                    for c in 0..<3 { target[3 * i + c] = source[i] }
                }
            }
        }
    }
}
