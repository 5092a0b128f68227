import Imaging

extension Bitmap {
    /// The part of an image that lies in a box of whole px within it.
    func part(_ box: Rect) -> Bitmap {
        let (left, top) = (Int(box.left), Int(box.top))
        let (width, height) = (Int(box.width), Int(box.height))
        return Bitmap(width: width, height: height, channels: channels) { target in
            withPixels { source in
                guard let to = target.baseAddress, let from = source.baseAddress else { return }
                for y in 0..<height {
                    (to + y * width * channels).update(
                        from: from + (top + y) * stride + left * channels, count: width * channels)
                }
            }
        }
    }

    /// Puts a part back to where it was taken from.
    /// - Parameter box: whole px within the image, of the part's size.
    mutating func put(_ part: Bitmap, into box: Rect) {
        eachRow(of: part, in: box) { mine, theirs, count in mine.update(from: theirs, count: count) }
    }

    /// Keeps the greater of both masks where a part lies.
    /// - Parameter box: whole px within the mask, of the part's size.
    mutating func formUnion(_ part: Bitmap, in box: Rect) {
        eachRow(of: part, in: box) { mine, theirs, count in
            for x in 0..<count { mine[x] = max(mine[x], theirs[x]) }
        }
    }

    private mutating func eachRow(
        of part: Bitmap, in box: Rect, _ body: (UnsafeMutablePointer<UInt8>, UnsafePointer<UInt8>, Int) -> Void
    ) {
        let (left, top, own) = (Int(box.left), Int(box.top), stride)
        precondition(
            part.channels == channels && left >= 0 && top >= 0 && left + part.width <= width
                && top + part.height <= height, "the part does not lie in the image")
        let channels = self.channels
        withMutablePixels { target in
            part.withPixels { source in
                guard let to = target.baseAddress, let from = source.baseAddress else { return }
                for y in 0..<part.height {
                    body(to + (top + y) * own + left * channels, from + y * part.stride, part.stride)
                }
            }
        }
    }
}
