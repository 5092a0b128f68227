/// What stands before the pixels of a JPEG file that its decoder doesn't tell.
struct JPEGSegments {
    /// How the picture is turned.
    private(set) var orientation = PictureOrientation.topLeft
    /// Whether Adobe's marker is there, with which CMYK is stored inverted: 255 is no ink.
    private(set) var isAdobe = false

    /// Reads the segments up to the pixels; damaged ones end the reading, and the decoder refuses them.
    init(_ bytes: [UInt8]) {
        let fields = ByteFields(bytes: bytes[...], isBigEndian: true)
        var hasEXIF = false
        var offset = 2
        while fields.byte(at: offset) == 0xFF, let marker = fields.byte(at: offset + 1) {
            switch marker {
            case 0xFF:  // a fill byte
                offset += 1
            case 0x01, 0xD0...0xD7:  // markers without a length
                offset += 2
            case 0xD9, 0xDA: return  // the end, or the pixels
            default:
                guard let length = fields.short(at: offset + 2), length >= 2,
                    let data = fields.slice(at: offset + 4, count: length - 2)
                else { return }
                let held = ByteFields(bytes: data)
                if marker == 0xE1, !hasEXIF, held.holds("Exif\0\0", at: 0) {
                    hasEXIF = true
                    orientation = EXIF.orientation(in: data)
                }
                if marker == 0xEE, held.holds("Adobe", at: 0) { isAdobe = true }
                offset += 2 + length
            }
        }
    }
}
