extension Bitmap {
    /// The image at another size: a tent filter as wide as the shrinking asks for, so that nothing aliases;
    /// bilinear where it grows.
    ///
    /// Weights are whole 16384ths.
    package func resized(width newWidth: Int, height newHeight: Int) -> Bitmap {
        guard newWidth != width || newHeight != height, width > 0, height > 0 else { return self }
        return resizedColumns(to: newWidth).resizedRows(to: newHeight)
    }

    private func resizedColumns(to newWidth: Int) -> Bitmap {
        let taps = ResizeTaps(from: width, to: newWidth)
        return Bitmap(width: newWidth, height: height, channels: channels) { target in
            withPixels { source in
                for y in 0..<height {
                    for x in 0..<newWidth {
                        let (first, weights) = taps[x]
                        for c in 0..<channels {
                            var sum: Int32 = 8192
                            var from = (y * width + first) * channels + c
                            for weight in weights {
                                sum &+= Int32(source[from]) &* weight
                                from += channels
                            }
                            target[(y * newWidth + x) * channels + c] = UInt8(truncatingIfNeeded: sum >> 14)
                        }
                    }
                }
            }
        }
    }

    private func resizedRows(to newHeight: Int) -> Bitmap {
        let taps = ResizeTaps(from: height, to: newHeight)
        let stride = self.stride
        return Bitmap(width: width, height: newHeight, channels: channels) { target in
            withPixels { source in
                for y in 0..<newHeight {
                    let (first, weights) = taps[y]
                    for i in 0..<stride {
                        var sum: Int32 = 8192
                        var from = first * stride + i
                        for weight in weights {
                            sum &+= Int32(source[from]) &* weight
                            from += stride
                        }
                        target[y * stride + i] = UInt8(truncatingIfNeeded: sum >> 14)
                    }
                }
            }
        }
    }
}

/// For each new position: the first old one that counts, and the weights from there on.
private struct ResizeTaps {
    private let first: [Int]
    private let weights: [Int32]
    private let count: Int

    init(from old: Int, to new: Int) {
        let ratio = Double(old) / Double(new)
        let reach = max(1, ratio)
        count = min(old, Int((2 * reach).rounded(.up)) + 1)
        var first = [Int]()
        var weights = [Int32]()
        for position in 0..<new {
            let center = (Double(position) + 0.5) * ratio
            let start = max(0, min(old - count, Int((center - reach).rounded(.down))))
            let raw = (0..<count).map { max(0, 1 - abs(Double(start + $0) + 0.5 - center) / reach) }
            let total = raw.reduce(0, +)
            var whole = raw.map { Int32(($0 / total * 16384).rounded()) }
            // Rounding must not change the brightness: the largest weight takes what is left over.
            let largest = whole.indices.max { whole[$0] < whole[$1] } ?? 0
            whole[largest] += 16384 - whole.reduce(0, +)
            first.append(start)
            weights += whole
        }
        self.first = first
        self.weights = weights
    }

    subscript(position: Int) -> (Int, ArraySlice<Int32>) {
        (first[position], weights[position * count..<(position + 1) * count])
    }
}
