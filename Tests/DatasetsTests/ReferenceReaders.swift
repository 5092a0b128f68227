import Foundation

/// How the readers of other projects take annotation files apart, by their documented rules.
enum ReferenceReaders {
    struct Entry: Equatable {
        var path: String
        var label: String
    }

    struct Refusal: Error {
        var description: String
    }

    static var mjsynthFirstLine: Regex<(Substring, Substring)> { #/^.*/*\d+_.+_(\d+)\.\w+ \1/# }
    static var icdarFirstLine: Regex<Substring> { #/^.*/*word_\d\.\w+, ".+"/# }
    static var simpleFirstLine: Regex<Substring> { #/^.+\.\w+ .+/# }

    /// number-extraction and CRNN.tf2: the first line tells the format; a line ends at a line feed or CR LF.
    static func numberExtraction(_ text: String) throws -> [Entry] {
        let lines = text.replacingOccurrences(of: "\r\n", with: "\n").split(separator: "\n").map(String.init)
        guard let first = lines.first else { throw Refusal(description: "empty") }
        if first.firstMatch(of: mjsynthFirstLine) != nil {
            // The whole path is split at `_`.
            return try lines.map { line in
                let path = try item(0, of: words(line))
                return Entry(path: path, label: try item(1, of: path.split(separator: "_").map(String.init)))
            }
        }
        if first.firstMatch(of: icdarFirstLine) != nil {
            return try lines.map { line in
                let items = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
                let label = try item(1, of: items).trimmingCharacters(in: .whitespaces)
                return Entry(path: try item(0, of: items), label: label.replacingOccurrences(of: "\"", with: ""))
            }
        }
        if first.firstMatch(of: simpleFirstLine) != nil {
            return try lines.map { line in
                let items = words(line)
                return Entry(path: try item(0, of: items), label: try item(1, of: items))
            }
        }
        throw Refusal(description: "not a format: \(first)")
    }

    /// mltu, for MJSynth: drops the dot in front of the path, splits the whole path at `_`.
    static func mltu(_ text: String) throws -> [Entry] {
        try text.split(separator: "\n").map { line in
            let path = String(try item(0, of: words(String(line))).dropFirst())
            return Entry(path: path, label: try item(1, of: path.split(separator: "_").map(String.init)))
        }
    }

    /// docTR, for MJSynth's imlist.txt: drops `./`; the label is the file name's item 1.
    static func docTR(_ text: String) throws -> [Entry] {
        try text.split(separator: "\n").map { line in
            let path = String(line.dropFirst(2))
            return Entry(path: path, label: try item(1, of: path.split(separator: "_").map(String.init)))
        }
    }

    /// MMOCR, for ICDAR words: all after the first comma, quotation marks deleted.
    static func mmocrWords(_ text: String) throws -> [Entry] {
        try text.replacingOccurrences(of: "\r\n", with: "\n").split(separator: "\n").map { line in
            let parts = line.split(separator: ",", maxSplits: 1).map(String.init)
            let label = try item(1, of: parts).replacingOccurrences(of: "\"", with: "")
            return Entry(path: try item(0, of: parts), label: label.trimmingCharacters(in: .whitespaces))
        }
    }

    /// The rest of the line after the first space: TRDG's own lists.
    static func restOfLine(_ text: String) throws -> [Entry] {
        try text.split(separator: "\n").map { line in
            let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
            return Entry(path: try item(0, of: parts), label: try item(1, of: parts))
        }
    }

    /// The official functions' way with a transcription: quotation marks off, then the two escapes, in this order.
    static func officialTranscription(_ text: String) -> String {
        let trimmed = String(text.drop(while: \.isWhitespace))
        guard trimmed.count >= 2, trimmed.hasPrefix("\""), trimmed.hasSuffix("\"") else { return text }
        return String(trimmed.dropFirst().dropLast())
            .replacingOccurrences(of: "\\\\", with: "\\").replacingOccurrences(of: "\\\"", with: "\"")
    }

    /// The official functions, 2015 detection: a mark at the start is skipped; whole numbers, clockwise.
    static func officialQuad(_ text: String) throws -> (corners: [(x: Int, y: Int)], label: String) {
        let line = withoutMark(text).trimmingCharacters(in: .newlines)
        let items = line.split(separator: ",", maxSplits: 8, omittingEmptySubsequences: false).map(String.init)
        guard items.count == 9 else { throw Refusal(description: line) }
        let numbers = try items.prefix(8).map { text in
            guard let number = Int(text), number >= 0 else { throw Refusal(description: line) }
            return number
        }
        let corners = (0..<4).map { (x: numbers[2 * $0], y: numbers[2 * $0 + 1]) }
        var sum = 0
        for (index, corner) in corners.enumerated() {
            let next = corners[(index + 1) % 4]
            sum += (next.x - corner.x) * (next.y + corner.y)
        }
        guard sum <= 0 else { throw Refusal(description: "not clockwise: \(line)") }
        return (corners, officialTranscription(items[8]))
    }

    /// The official functions, 2013 detection: left, top, right, bottom, transcription.
    static func officialBox(_ text: String) throws -> (box: [Int], label: String) {
        let line = withoutMark(text).trimmingCharacters(in: .newlines)
        guard let match = line.firstMatch(of: #/^(\d+), *(\d+), *(\d+), *(\d+), *(.*)$/#),
            let left = Int(match.1), let top = Int(match.2), let right = Int(match.3), let bottom = Int(match.4),
            right >= left, bottom >= top
        else { throw Refusal(description: line) }
        return ([left, top, right, bottom], officialTranscription(String(match.5)))
    }

    static func withoutMark(_ text: String) -> String {
        text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    }

    private static func words(_ line: String) -> [String] {
        line.split(whereSeparator: \.isWhitespace).map(String.init)
    }

    private static func item(_ index: Int, of items: [String]) throws -> String {
        guard index < items.count else { throw Refusal(description: "no item \(index) in \(items)") }
        return items[index]
    }
}
