extension Bitmap {
    /// The box of the pixels of a mask that hold any ink, px; empty where none does.
    package var inkBox: Rect {
        var (left, top, right, bottom) = (width, height, 0, 0)
        withPixels { pixels in
            for y in 0..<height {
                let row = UnsafeBufferPointer(rebasing: pixels[y * width..<(y + 1) * width])
                guard let first = row.firstIndex(where: { $0 != 0 }), let last = row.lastIndex(where: { $0 != 0 })
                else { continue }
                left = Swift.min(left, first)
                right = Swift.max(right, last + 1)
                top = Swift.min(top, y)
                bottom = y + 1
            }
        }
        guard right > left else { return .empty }
        return Rect(left: Double(left), top: Double(top), right: Double(right), bottom: Double(bottom))
    }

    /// A mask with an empty pixel more on each side.
    package var withBorder: Bitmap {
        var framed = Bitmap(width: width + 2, height: height + 2)
        let (width, height) = (self.width, self.height)
        framed.withMutablePixels { target in
            withPixels { source in
                guard let to = target.baseAddress, let from = source.baseAddress else { return }
                for y in 0..<height { (to + (y + 1) * (width + 2) + 1).update(from: from + y * width, count: width) }
            }
        }
        return framed
    }
}
