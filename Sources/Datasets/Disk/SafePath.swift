/// A path of plain names that leads downwards: `train/000001.png`.
///
/// Whatever a file says of another file's place becomes one before anything is opened, linked or removed by it.
struct SafePath: Sendable, Hashable, CustomStringConvertible {
    /// The whole path.
    let text: String
    /// Where the last name begins.
    private let nameStart: String.Index

    /// The path, or nil where it is empty or absolute, or has an empty name, `.`, `..`, or a NUL in it.
    init?(_ text: String) {
        let bytes = text.utf8
        var start = bytes.startIndex
        while true {
            let end = bytes[start...].firstIndex(of: .slash) ?? bytes.endIndex
            guard Self.isPlain(bytes[start..<end]) else { return nil }
            if end == bytes.endIndex { break }
            start = bytes.index(after: end)
        }
        self.text = text
        nameStart = start
    }

    /// The last name.
    var name: String { String(text[nameStart...]) }

    /// The path above the last name, without its slash; empty where there is none.
    var folder: Substring {
        nameStart == text.startIndex ? "" : text[..<text.utf8.index(before: nameStart)]
    }

    /// All names.
    var names: [Substring] { text.split(separator: "/") }

    var description: String { text }

    /// Whether it can be the name of a file, and of none elsewhere.
    private static func isPlain(_ name: Substring.UTF8View) -> Bool {
        if name.isEmpty || name.contains(0) { return false }
        return !(name.count <= 2 && name.allSatisfy { $0 == .dot })
    }
}
