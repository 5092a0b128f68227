import Configs
import Foundation

/// A kind of file in which a program lists the characters that its models read.
package enum CharacterTable: String, Sendable, CaseIterable {
    /// `table.txt` of CRNNs: a character a line, and the blank in the last one.
    case table
    /// PaddleOCR's dictionaries: a character a line. The blank is put in front of them, and an empty line is a class of nothing.
    case paddle
    /// MMOCR's dictionaries: a character a line. Empty lines are passed over, and a character stands once.
    case mmocr
    /// The text `vocab` in the config of mltu's models, YAML.
    case mltu

    // MARK: Writing

    /// What the blank is called in a table.
    private static let blank = "<BLK>"

    /// The file of an alphabet, with the characters in the order of its classes.
    ///
    /// - Throws: `RecognitionError`, where such a file cannot hold them.
    package func text(of alphabet: Alphabet) throws(RecognitionError) -> String {
        for character in alphabet.characters {
            guard let reason = reasonItCannotHold(character) else { continue }
            throw RecognitionError(
                .data, "a file of \(rawValue) cannot hold '\(character)' (\(character.codePoints)): \(reason)")
        }
        let lines = alphabet.characters.map { String($0) + "\n" }.joined()
        switch self {
        case .table: return lines + Self.blank + "\n"
        case .paddle, .mmocr: return lines
        case .mltu: return "vocab: \(Self.quoted(alphabet.characters))\n"
        }
    }

    private func reasonItCannotHold(_ character: Character) -> String? {
        if character.isNewline, self != .mltu { return "it would end its line" }
        if self == .table { return nil }
        // These programs count code points.
        return character.unicodeScalars.count == 1
            ? nil : "a class is one code point there; train with alphabet.unit=code_point"
    }

    /// A text of YAML in quotation marks, in which every character that is not plain is escaped.
    private static func quoted(_ characters: [Character]) -> String {
        var text = "\""
        for scalar in characters.lazy.flatMap(\.unicodeScalars) {
            switch scalar {
            case "\"", "\\": text += "\\" + String(scalar)
            case " "..."~", "\u{A1}"..."\u{2FF}", "\u{370}"..."\u{58F}", "\u{4E00}"..."\u{9FFF}": text += String(scalar)
            default:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                text += (scalar.value > 0xFFFF ? "\\U" : "\\u")
                text += String(repeating: "0", count: (scalar.value > 0xFFFF ? 8 : 4) - digits.count) + digits
            }
        }
        return text + "\""
    }

    // MARK: Reading

    /// The kind that a file's name tells.
    package init(named path: String) {
        self = [".yml", ".yaml"].contains(where: path.lowercased().hasSuffix) ? .mltu : .table
    }

    /// The alphabet in a file: its characters in the order in which they stand, without classes of nothing.
    ///
    /// - Throws: `RecognitionError`, which names the file and line; `ConfigError` where it is no YAML.
    package func alphabet(path: String) throws -> Alphabet {
        switch self {
        case .table:
            // Whichever classes the lines are.
            do { return try Alphabet(table: path) } catch {
                guard let points = try? Alphabet(table: path, unit: .codePoint) else { throw error }
                return points
            }
        case .paddle, .mmocr: return try alphabet(lines: try lines(path), path)
        case .mltu: return try Self.vocabulary(path)
        }
    }

    private func lines(_ path: String) throws -> [String] {
        let data = try Alphabet.tableBytes(path)
        guard var text = String(validating: data, as: UTF8.self) else {
            throw RecognitionError(.data, "\(path): not UTF-8 text; save it as UTF-8")
        }
        if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
        return text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            String(line.last == "\r" ? line.dropLast() : line)
        }
    }

    private func alphabet(lines: [String], _ path: String) throws -> Alphabet {
        var places: [Unicode.Scalar: Int] = [:]
        for (index, line) in lines.enumerated() where !line.isEmpty {
            guard let scalar = line.unicodeScalars.first, line.unicodeScalars.count == 1 else {
                throw RecognitionError(
                    .data, "\(path):\(index + 1): expected one code point, got '\(line.prefix(40))'")
            }
            if places[scalar] != nil, self == .mmocr {
                throw RecognitionError(
                    .data,
                    "\(path):\(index + 1): '\(line)' (\(Character(scalar).codePoints)) stands in an earlier line too")
            }
            // Of characters that stand twice PaddleOCR takes the last; the others are classes that nothing belongs to.
            places[scalar] = index
        }
        return try Self.alphabet(places.sorted { $0.value < $1.value }.map(\.key), path)
    }

    private static func vocabulary(_ path: String) throws -> Alphabet {
        guard let (text, isPlain) = try ConfigDocument(path: path).text(of: "vocab") else {
            throw RecognitionError(.data, "\(path): there is no text under vocab")
        }
        if isPlain, text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "_") }) {
            throw RecognitionError(
                .data, "\(path): vocab is a number to readers of YAML: write it in quotation marks, vocab: \"\(text)\"")
        }
        // A character is known by the first place at which it stands.
        var seen: Set<Unicode.Scalar> = []
        return try alphabet(text.unicodeScalars.filter { seen.insert($0).inserted }, path)
    }

    private static func alphabet(_ scalars: [Unicode.Scalar], _ path: String) throws -> Alphabet {
        guard !scalars.isEmpty else { throw RecognitionError(.data, "\(path): there is no character in it") }
        return try Alphabet(scalars.map { Character($0) }, unit: .codePoint)
    }
}
