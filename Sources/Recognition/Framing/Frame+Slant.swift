import Imaging

extension Framing.Frame {
    /// The frame with all that stands upright in it leaning about its middle row, and as much wider as that takes.
    ///
    /// - Parameter slant: how far the top goes to the right for each row of height: the tangent of the angle.
    func slanted(by slant: Double) -> Framing.Frame {
        guard slant != 0 else { return self }
        let side = Int((abs(slant) * Double(picture.height) / 2).rounded(.up))
        return Framing.Frame(
            picture.slanted(by: slant, side: side), firstColumn: firstColumn - side, firstRow: firstRow, slope: slope)
    }
}

extension Bitmap {
    /// - Parameter side: how many columns of its ground are added on either side.
    fileprivate func slanted(by slant: Double, side: Int) -> Bitmap {
        let ground = Ground(of: self)
        let (width, height, channels, stride) = (self.width, self.height, self.channels, self.stride)
        let newWidth = width + 2 * side
        return Bitmap(width: newWidth, height: height, channels: channels) { target in
            withPixels { source in
                for y in 0..<height {
                    let lean = slant * (Double(height) / 2 - Double(y) - 0.5)
                    let first = Int((-lean).rounded(.down))
                    // Between two columns in whole 256ths, so that it comes out the same everywhere.
                    let share = Int((-lean - Double(first)) * 256)
                    for c in 0..<channels {
                        func value(_ column: Int) -> Int {
                            guard (0..<width).contains(column) else {
                                return Int(ground.level(x: column, channel: c).rounded())
                            }
                            return Int(source[y * stride + column * channels + c])
                        }
                        for x in 0..<newWidth {
                            let column = x - side + first
                            let mixed = value(column) * (256 - share) + value(column + 1) * share
                            target[(y * newWidth + x) * channels + c] = UInt8(truncatingIfNeeded: (mixed + 128) >> 8)
                        }
                    }
                }
            }
        }
    }
}
