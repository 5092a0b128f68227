/// The parts of a form's body, `multipart/form-data` (RFC 7578).
struct Multipart {
    /// One field of a form.
    struct Part {
        var name: String
        var contents: ArraySlice<UInt8>
    }

    let parts: [Part]

    private static let mostParts = 1000
    private static let longestHead = 8192

    /// Takes a body apart.
    ///
    /// - Throws: `Problem`, if it is not one, is cut short, or has too many parts.
    init(_ body: [UInt8], boundary: String) throws(Problem) {
        let edge = Array("--\(boundary)".utf8)
        let lineEnd: [UInt8] = [0x0D, 0x0A]
        guard var place = body[...].place(of: edge) else { throw Self.malformed("its boundary is nowhere in it") }
        var parts: [Part] = []
        while true {
            var rest = body[(place + edge.count)...]
            // Blanks may follow a boundary.
            while rest.first == 0x20 || rest.first == 0x09 { rest = rest.dropFirst() }
            if rest.starts(with: [0x2D, 0x2D]) { break }
            guard rest.starts(with: lineEnd) else { throw Self.malformed("a boundary is not followed by a line end") }
            rest = rest.dropFirst(2)
            let head =
                rest.starts(with: lineEnd)
                ? 0
                : rest.prefix(Self.longestHead).place(of: lineEnd + lineEnd)
                    .map { $0 - rest.startIndex + 2 }
            guard let head else { throw Self.malformed("a part's head does not end") }
            let fields = String(decoding: rest.prefix(head), as: UTF8.self)
            let contents = rest.dropFirst(head + 2)
            guard let end = contents.place(of: lineEnd + edge) else { throw Self.malformed("it is cut short") }
            guard parts.count < Self.mostParts else { throw Self.malformed("it has more than \(Self.mostParts) parts") }
            parts.append(Part(name: Self.name(in: fields), contents: contents[..<end]))
            place = end + 2
        }
        self.parts = parts
    }

    /// The boundary that a content type names.
    static func boundary(in contentType: String) -> String? {
        for field in contentType.split(separator: ";").dropFirst() {
            let pair = field.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, pair[0].filter({ $0 != " " }).lowercased() == "boundary" else { continue }
            let value = pair[1].filter { $0 != "\"" }
            let plain = value.drop { $0 == " " }
            return (1...70).contains(plain.utf8.count) ? String(plain) : nil
        }
        return nil
    }

    private static func malformed(_ what: String) -> Problem {
        .badRequest("malformed_form", "the form can't be read: \(what)")
    }

    /// The field's name, from `Content-Disposition: form-data; name="image"; filename="a.png"`.
    private static func name(in head: String) -> String {
        for line in head.split(whereSeparator: \.isNewline) where line.lowercased().hasPrefix("content-disposition:") {
            for field in line.split(separator: ";").dropFirst() {
                let pair = field.split(separator: "=", maxSplits: 1)
                if pair.count == 2, pair[0].filter({ $0 != " " }).lowercased() == "name" {
                    return pair[1].filter { $0 != "\"" }
                }
            }
        }
        return ""
    }
}

extension ArraySlice<UInt8> {
    /// Where bytes first stand in it.
    fileprivate func place(of bytes: [UInt8]) -> Int? {
        guard let first = bytes.first, count >= bytes.count else { return nil }
        var start = startIndex
        let last = endIndex - bytes.count
        while start <= last, let found = self[start...last].firstIndex(of: first) {
            if self[found..<found + bytes.count].elementsEqual(bytes) { return found }
            start = found + 1
        }
        return nil
    }
}
