import Configs
import Crypto
import Foundation

/// Reads words from text files: UTF-8, with line ends of any kind, with or without a byte order mark.
struct WordReader {
    /// Where words end.
    let split: WordText.Separation
    /// Whether each line ends with a tab and the word's weight.
    let isWeighted: Bool
    let filter: WordFilter
    /// How many words the recipe gave itself.
    private var given = 0

    private(set) var words = WordList()
    /// The weights of the words, where these are weighted.
    private(set) var weights: [Double] = []
    private(set) var tally = WordFilter.Tally()
    /// Sees each word that is kept, and where it stands.
    var watcher: ((_ word: [UInt8], _ place: Place) -> Void)?

    /// Where a word stands.
    struct Place: Hashable {
        /// The file's path, or the key in the recipe.
        var name: String
        /// The line of the file, or the item of the key, from 1.
        var number: Int
    }

    init(split: WordText.Separation, isWeighted: Bool, filter: WordFilter) {
        self.split = split
        self.isWeighted = isWeighted
        self.filter = filter
    }

    /// Adds a word that the recipe gives itself.
    mutating func add(_ word: String, weight: Double) throws {
        given += 1
        try keep(Array(word.utf8), weight: weight, Place(name: "text.word.words", number: given))
    }

    /// Reads a file.
    /// - Returns: the SHA-256 of the file, hex.
    mutating func read(path: String) throws -> String {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw SynthesisError(.missingInput, "\(path): no such file of words")
        }
        guard !isFolder.boolValue else {
            throw SynthesisError(.missingInput, "\(path): this is a folder; name the files of words in it")
        }
        let data: Data
        do {
            data = try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
        } catch {
            throw SynthesisError(.missingInput, "\(path): can't be read: \(error.systemReason)")
        }
        words.reserve(bytes: data.count)
        try data.withUnsafeBytes { try read($0.bindMemory(to: UInt8.self), name: path) }
        return SHA256.hash(data: data).map { byte in
            let hex = String(byte, radix: 16)
            return byte < 16 ? "0" + hex : hex
        }.joined()
    }

    private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, name: String) throws {
        var position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var number = 1
        while position < bytes.count {
            var end = position
            while end < bytes.count, bytes[end] != .lineFeed, bytes[end] != .carriageReturn { end += 1 }
            let line = Line(text: bytes[position..<end], number: number, name: name)
            try read(line)
            let isPair = end + 1 < bytes.count && bytes[end] == .carriageReturn && bytes[end + 1] == .lineFeed
            position = end + (isPair ? 2 : 1)
            number += 1
        }
    }

    private struct Line {
        let text: Slice<UnsafeBufferPointer<UInt8>>
        let number: Int
        let name: String

        var place: Place { Place(name: name, number: number) }

        func error(_ message: String) -> SynthesisError {
            SynthesisError(.recipe, "\(name): line \(number): \(message)")
        }
    }

    private mutating func read(_ line: Line) throws {
        var text = line.text
        var weight = 1.0
        if isWeighted, !text.allSatisfy({ $0.isBlank }) {
            guard let tab = text.lastIndex(of: .tab) else {
                throw line.error("a weighted word is followed by a tab and its weight; there is no tab")
            }
            let number = String(decoding: text[(tab + 1)...], as: UTF8.self).trimmingCharacters(in: .whitespaces)
            guard let value = Double(number), value.isFinite, value >= 0 else {
                throw line.error("the weight behind the tab must be a number of at least 0, got '\(number.prefix(40))'")
            }
            weight = value
            text = text[..<tab]
        }
        guard text.contains(where: { $0 >= 0x80 }) else {
            let pieces = split == .word ? text.split(whereSeparator: \.isBlank) : [text.trimmed(\.isBlank)]
            noteBlank(pieces.allSatisfy(\.isEmpty), line)
            for word in pieces where !word.isEmpty { try keep(word, weight: weight, line.place) }
            return
        }
        guard let string = String(validating: text, as: UTF8.self) else { throw notUTF8(line) }
        let pieces =
            split == .word
            ? string.unicodeScalars.split { $0.properties.isWhitespace }
            : [string.unicodeScalars[...].trimmed { $0.properties.isWhitespace }]
        noteBlank(pieces.allSatisfy(\.isEmpty), line)
        for word in pieces where !word.isEmpty { try keep(Array(String(word).utf8), weight: weight, line.place) }
    }

    /// Counts a line that is an entry of its own and yet blank.
    private mutating func noteBlank(_ isBlank: Bool, _ line: Line) {
        guard isBlank, split == .line else { return }
        tally.blank += 1
        if tally.firstBlank == nil { tally.firstBlank = line.number }
    }

    private mutating func keep(_ word: some Collection<UInt8>, weight: Double, _ place: Place) throws {
        guard let kept = filter.kept(word, &tally) else { return }
        guard weight > 0 else {
            tally.weightless += 1
            return
        }
        guard words.append(kept) else {
            throw SynthesisError(.recipe, "\(place.name): the word lists hold more than 4 GB; use a part of them")
        }
        if isWeighted { weights.append(weight) }
        watcher?(kept, place)
    }

    private func notUTF8(_ line: Line) -> SynthesisError {
        // The first byte that no longer decodes.
        var rest = line.text.makeIterator()
        var (decoder, valid) = (UTF8(), 0)
        scan: while true {
            switch decoder.decode(&rest) {
            case .scalarValue(let scalar): valid += UTF8.width(scalar)
            case .emptyInput, .error: break scan
            }
        }
        let byte = line.text.dropFirst(valid).first ?? 0
        let hex = "0x" + String(byte, radix: 16, uppercase: true)
        return line.error(
            "byte \(valid + 1) (\(hex)) is not UTF-8; if the file is Latin-1, convert it: "
                + "iconv -f LATIN1 -t UTF-8 \((line.name as NSString).lastPathComponent)")
    }
}

extension UInt8 {
    fileprivate static let lineFeed = UInt8(ascii: "\n")
    fileprivate static let carriageReturn = UInt8(ascii: "\r")
    fileprivate static let tab = UInt8(ascii: "\t")
    /// Whether it is white space in ASCII.
    fileprivate var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}

extension BidirectionalCollection {
    /// Without the elements at both ends that fit.
    fileprivate func trimmed(_ isUnwanted: (Element) -> Bool) -> SubSequence {
        guard let first = firstIndex(where: { !isUnwanted($0) }), let last = lastIndex(where: { !isUnwanted($0) })
        else { return self[endIndex..<endIndex] }
        return self[first...last]
    }
}
