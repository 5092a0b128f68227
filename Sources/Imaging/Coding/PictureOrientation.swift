/// How a picture is stored, by where its first row and its first column belong: EXIF's and TIFF's tag 274.
enum PictureOrientation: Int, Sendable, CaseIterable {
    /// As it is seen.
    case topLeft = 1
    /// Mirrored from left to right.
    case topRight
    /// Upside down.
    case bottomRight
    /// Mirrored from top to bottom.
    case bottomLeft
    /// Rows are columns.
    case leftTop
    /// To be turned to the right by 90 degrees.
    case rightTop
    /// Rows are columns, and upside down.
    case rightBottom
    /// To be turned to the left by 90 degrees.
    case leftBottom

    /// Whether the picture is seen as wide as it is stored high.
    var swapsSides: Bool { rawValue >= Self.leftTop.rawValue }

    /// A stored picture as it is seen.
    func upright(_ image: Bitmap) -> Bitmap {
        guard self != .topLeft else { return image }
        let (w, h) = (image.width, image.height)
        // Where the seen picture's first pixel is stored, and how far it is from there to its right and its lower
        // neighbour.
        let (start, right, down) =
            switch self {
            case .topLeft: (0, 1, w)
            case .topRight: (w - 1, -1, w)
            case .bottomRight: (w * h - 1, -1, -w)
            case .bottomLeft: (w * (h - 1), 1, -w)
            case .leftTop: (0, w, 1)
            case .rightTop: (w * (h - 1), -w, 1)
            case .rightBottom: (w * h - 1, -w, -1)
            case .leftBottom: (w - 1, w, -1)
            }
        let channels = image.channels
        let (width, height) = swapsSides ? (h, w) : (w, h)
        return Bitmap(width: width, height: height, channels: channels) { target in
            image.withPixels { source in
                var place = 0
                for y in 0..<height {
                    var from = (start + y * down) * channels
                    for _ in 0..<width {
                        for c in 0..<channels { target.initializeElement(at: place + c, to: source[from + c]) }
                        place += channels
                        from += right * channels
                    }
                }
            }
        }
    }
}

/// The one tag of EXIF that changes how a picture is seen.
enum EXIF {
    /// The orientation that EXIF data tell (CIPA DC-008, 4.5 and 4.6.4), with or without `Exif` and two zeros in
    /// front; `topLeft` where they tell none, or are damaged.
    static func orientation(in data: ArraySlice<UInt8>) -> PictureOrientation {
        var fields = ByteFields(bytes: data)
        if fields.holds("Exif\0\0", at: 0) { fields = ByteFields(bytes: data.dropFirst(6)) }
        if fields.holds("MM\0*", at: 0) {
            fields.isBigEndian = true
        } else if !fields.holds("II*\0", at: 0) {
            return .topLeft
        }
        guard let directory = fields.word(at: 4), let count = fields.short(at: directory) else { return .topLeft }
        for number in 0..<count {
            let entry = directory + 2 + 12 * number
            guard let tag = fields.short(at: entry), let type = fields.short(at: entry + 2) else { break }
            guard tag == 274 else { continue }
            // A short, as the standard has it, or a word, as some write it.
            let value = type == 3 ? fields.short(at: entry + 8) : type == 4 ? fields.word(at: entry + 8) : nil
            return value.flatMap(PictureOrientation.init) ?? .topLeft
        }
        return .topLeft
    }
}
