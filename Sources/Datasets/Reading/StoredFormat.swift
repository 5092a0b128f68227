/// How a stored dataset says which image has which label.
package enum StoredFormat: String, Sendable, Hashable, CaseIterable {
    /// `samples.jsonl`, as this program writes it.
    case platen
    /// `./2425/1/115_Lube_45484.jpg 45484`, or the path alone: the label is the middle of the file's name.
    case mjsynth
    /// `word_1.png, "Tiredness"`: the words of the challenges of 2013 and 2015.
    case icdar
    /// The path, one tab, the label.
    case tabbed
    /// The path, white space, the label: all that is left of the line.
    case simple
    /// `2b827.png` in one flat folder: the label is the file's name without its last extension.
    case fileName = "file_name"

    /// What a line looks like, for messages.
    var example: String {
        switch self {
        case .platen: #"{"split":"train","index":0,"path":"train/000000.png","label":"12",...}"#
        case .mjsynth: "./2425/1/115_Lube_45484.jpg 45484"
        case .icdar: #"word_1.png, "Tiredness""#
        case .tabbed: "images/1.png<TAB>label"
        case .simple: "images/1.png label"
        case .fileName: "label.png"
        }
    }

    /// The format that a file's first line speaks of, if it is one that is known.
    ///
    /// The rules are those of readers that tell formats apart by the first line (number-extraction, CRNN.tf2), which
    /// know no tabs; but words of a challenge may have any name, and for MJSynth the name alone counts and the whole number
    /// behind it.
    init?(firstLine line: String) {
        let bytes = Array(line.utf8)
        if bytes.first == UInt8(ascii: "{") {
            self = .platen
        } else if Self.isICDAR(bytes) {
            self = .icdar
        } else if bytes.count(where: { $0 == .tab }) == 1 {
            self = .tabbed
        } else {
            let items = line.split(whereSeparator: \.isWhitespace)
            guard let path = items.first, Self.endsInExtension(path.utf8) else { return nil }
            if let name = MJSynthName(path: path), name.hasNumber,
                items.count == 1 || items[1] == name.lexiconLine
            {
                self = .mjsynth
            } else if items.count > 1 {
                self = .simple
            } else {
                return nil
            }
        }
    }

    /// `path.ext,` and behind it a quotation mark or a space and something.
    private static func isICDAR(_ line: [UInt8]) -> Bool {
        guard let comma = line.firstIndex(of: .comma) else { return false }
        let path = line[..<comma]
        guard !path.contains(where: { $0 == .space || $0 == .tab }), endsInExtension(path) else { return false }
        let rest = line[(comma + 1)...]
        guard let first = rest.first(where: { $0 != .space }) else { return false }
        return first == .quotationMark || rest.first == .space
    }

    /// Whether it ends in a dot and letters, digits or `_`, with something before the dot.
    private static func endsInExtension(_ path: some BidirectionalCollection<UInt8>) -> Bool {
        guard let dot = path.lastIndex(of: .dot), dot > path.startIndex else { return false }
        let ending = path[path.index(after: dot)...]
        return !ending.isEmpty
            && ending.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "a")...UInt8(ascii: "z"), .underscore, 0x80...:
                    true
                default: false
                }
            }
    }
}

/// The parts of an image's name in MJSynth: `115_Lube_45484.jpg`.
struct MJSynthName {
    /// The text, in the case in which it is drawn.
    let word: Substring
    /// The line of `lexicon.txt`, from 0.
    let lexiconLine: Substring
    /// Whether a digit stands before the first `_`.
    let hasNumber: Bool

    /// The parts of a path's last component; nil where it has not the form.
    init?(path: Substring) {
        let slash = path.utf8.lastIndex(of: .slash)
        let name = slash.map { path[path.utf8.index(after: $0)...] } ?? path
        guard let dot = name.utf8.lastIndex(of: .dot) else { return nil }
        let stem = name[..<dot]
        guard let first = stem.utf8.firstIndex(of: .underscore), let last = stem.utf8.lastIndex(of: .underscore),
            first < last
        else { return nil }
        word = stem[stem.utf8.index(after: first)..<last]
        lexiconLine = stem[stem.utf8.index(after: last)...]
        hasNumber = stem[..<first].utf8.last.map { (0x30...0x39).contains($0) } ?? false
        guard !word.isEmpty, !lexiconLine.isEmpty, lexiconLine.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
    }
}

extension UInt8 {
    static let tab = UInt8(ascii: "\t")
}
