/// The grapheme clusters of a text and the bytes that each one takes.
struct Graphemes {
    /// The clusters, in logical order.
    let texts: [String]
    /// The cluster of each byte; nil where every byte is a cluster.
    private let ofByte: [Int32]?

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        // In ASCII every byte is a cluster, but for the line end CR LF.
        if bytes.allSatisfy({ $0 < 0x80 && $0 != 0x0D }) {
            texts = bytes.map { Graphemes.ascii[Int($0)] }
            ofByte = nil
            return
        }
        var texts: [String] = []
        var ofByte: [Int32] = []
        for character in String(decoding: bytes, as: UTF8.self) {
            let text = String(character)
            ofByte.append(contentsOf: repeatElement(Int32(texts.count), count: text.utf8.count))
            texts.append(text)
        }
        self.texts = texts
        self.ofByte = ofByte
    }

    /// The clusters of which a range of bytes holds a part.
    func range(of bytes: Range<Int>) -> Range<Int> {
        guard let ofByte else { return bytes }
        return Int(ofByte[bytes.lowerBound])..<Int(ofByte[bytes.upperBound - 1]) + 1
    }

    /// Whether a cluster is meant to leave no ink: spaces, joiners and direction marks.
    static func isInkless(_ cluster: String) -> Bool {
        cluster.unicodeScalars.allSatisfy {
            $0.properties.isWhitespace || $0.properties.isDefaultIgnorableCodePoint
        }
    }

    private static let ascii: [String] = (0..<128).map { String(Character(Unicode.Scalar(UInt8($0)))) }
}
