import Configs
import Foundation
package import Scripts

extension Alphabet {
    /// Names that tables give the blank; it must stand in the last line.
    private static let blanks: Set<String> = ["<BLK>", "<BLANK>", "<blank>", "[blank]"]

    /// What stands in a table of characters.
    ///
    /// - Throws: `RecognitionError`, which says why it can't be read.
    static func tableBytes(_ path: String) throws(RecognitionError) -> Data {
        do { return try Data(contentsOf: URL(fileURLWithPath: path)) } catch {
            let isThere = FileManager.default.fileExists(atPath: path)
            throw RecognitionError(
                isThere ? .data : .missing, "cannot read the table of characters \(path): \(error.systemReason)")
        }
    }

    /// Reads a table of characters, one a line, in the order of the classes.
    ///
    /// A byte order mark and CR LF are taken for what they are. A line of one space is the space. A last line that names
    /// the blank, as CRNN tables have it, says what is so anyway; a first line `<UNK>` is left out, as a model of ours
    /// has no class for unknown characters. A mark may stand by itself.
    ///
    /// - Throws: `RecognitionError`, which names the file and line.
    package init(
        table path: String, foldsCase: Bool = false, unit: Unit = .cluster, order: TextOrder? = TextOrder()
    ) throws(RecognitionError) {
        let data = try Self.tableBytes(path)
        guard var text = String(validating: data, as: UTF8.self) else {
            throw RecognitionError(.data, "\(path): not UTF-8 text; save it as UTF-8")
        }
        if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
        // CR LF is one character to Swift, so lines are cut by scalars.
        var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            String(line.last == "\r" ? line.dropLast() : line)
        }
        if lines.last == "" { lines.removeLast() }
        var characters: [Character] = []
        var found = Set<String>()
        for (index, line) in lines.enumerated() {
            if Self.blanks.contains(line) {
                guard index == lines.count - 1 else {
                    throw RecognitionError(
                        .data, "\(path):\(index + 1): the blank must stand in the last line, as it is the last class")
                }
                continue
            }
            if line == "<UNK>", index == 0 { continue }
            guard line.count == 1, let character = line.first else {
                throw RecognitionError(
                    .data, "\(path):\(index + 1): expected one character, got '\(line.prefix(40))'")
            }
            guard unit == .cluster || line.unicodeScalars.count == 1 else {
                throw RecognitionError(
                    .data,
                    "\(path):\(index + 1): expected one code point, got '\(character)' (\(character.codePoints))")
            }
            guard found.insert(unit == .cluster ? String(character) : character.codePoints).inserted else {
                throw RecognitionError(
                    .data,
                    "\(path):\(index + 1): '\(character)' (\(character.codePoints)) stands in an earlier line too")
            }
            characters.append(character)
        }
        guard !characters.isEmpty else { throw RecognitionError(.data, "\(path): there is no character in it") }
        try self.init(characters, foldsCase: foldsCase, unit: unit, order: order)
    }
}
