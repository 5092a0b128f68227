import Imaging
import Samples

/// One image of a stored dataset and its label.
struct StoredRow: Sendable, Hashable {
    /// As it is written in the dataset: relative to its folder, or absolute.
    var path: String
    var label: String
    /// The split that the row itself names.
    var split: Split?
    /// The line of the lexicon that MJSynth's name speaks of, from 0.
    var lexiconLine: String?
    /// How many bytes the picture's file had when it was written; nil where nothing says so.
    var byteCount: Int?
    /// The text's outline, where it is known.
    var quad: Quad?
    /// What of the picture the row is: this part alone, cut out; nil for all of it.
    var cut: Quad?
    /// The characters' boxes, where they are known and asked for.
    var characters: [Sample.CharacterBox] = []
    /// What was drawn for the sample, or what else its table says, where that is known and asked for.
    var choices: [Sample.Choice] = []
    /// Whether all that is said of places in the picture is measured from its bottom upwards: from the top only when the
    /// picture's height is known.
    var risesFromBottom = false
    /// The texts of a page of several, where they are asked for; empty where the picture is of one text.
    var texts: [Sample.Text] = []
    /// Where the ink mask lies, as `path` does.
    var mask: String?
    /// Where the ink mask lies, where the dataset itself does not name it.
    var maskFile: String?
    /// Whether the mask has a colour for each character, as TextRecognitionDataGenerator's have.
    var hasNumberedMask = false
    /// Whether blanks were taken off the label's ends.
    var isTrimmed = false
    /// Where the picture lies in a file of many; nil where it is a file of its own.
    var piece: StoredPiece?
}

/// A picture within a file of many.
struct StoredPiece: Sendable, Hashable {
    /// Which of the table's pictures it is, or the byte at which it begins: as the table has it.
    var place: Int
    /// Bytes.
    var count: Int
}

extension StoredRow {
    /// The row with its boxes, which are upright, measured from the top, where they are not.
    func measuredFromTop(of picture: Bitmap) -> StoredRow {
        guard risesFromBottom else { return self }
        func turned(_ quad: Quad) -> Quad {
            let (box, height) = (quad.bounds, Double(picture.height))
            return Quad(Rect(left: box.left, top: height - box.bottom, right: box.right, bottom: height - box.top))
        }
        var row = self
        row.risesFromBottom = false
        (row.quad, row.cut) = (quad.map(turned), cut.map(turned))
        for place in row.characters.indices { row.characters[place].quad = turned(row.characters[place].quad) }
        return row
    }

    /// Whether there is nothing to be said about the row, as its bytes alone tell.
    private var isPlain: Bool {
        var (path, label) = (path, label)
        return path.withUTF8 { !$0.isEmpty && UnsafeRawBufferPointer($0).isPlainText }
            && label.withUTF8 { bytes in
                let bytes = UnsafeRawBufferPointer(bytes)
                return bytes.isPlainLabel && bytes.isPlainText
            }
    }

    /// The row, if it makes sense: without blanks at the label's ends, unless they are meant.
    ///
    /// - Parameter line: what the row was read from, for messages.
    func checked(
        keepingBlanks: Bool, example: String, _ line: () -> String
    ) throws(RowProblem) -> StoredRow {
        func problem(_ what: String) -> RowProblem {
            RowProblem("\(what): \(line().quotedForMessage); each line is like \(example)")
        }
        if isPlain { return self }
        var row = self
        if row.path.isEmpty { throw problem("there is no path") }
        if row.path.utf8.contains(0) { throw problem("the path has a NUL in it") }
        if !keepingBlanks, row.label.hasOuterSpace {
            row.label = row.label.trimmed
            row.isTrimmed = true
        }
        if row.label.isEmpty { throw problem("the label is empty") }
        guard !keepingBlanks else { return row }
        if row.label.contains("\t") { throw problem("the label has a tab in it") }
        if row.label.contains(where: \.isNewline) { throw problem("the label has a line break in it") }
        if row.label.isJSON {
            throw RowProblem(
                "the label is JSON, as PPOCRLabel writes of whole pages: \(line().quotedForMessage); give a list of single "
                    + "words and their texts, as its export for recognition is")
        }
        return row
    }
}

/// What is wrong with a line or a file of a dataset.
struct RowProblem: Error {
    let what: String

    init(_ what: String) { self.what = what }

    /// What is wrong with a line, with the line and one as it should be.
    init(_ what: String, _ line: UnsafeRawBufferPointer, _ example: String) {
        self.what =
            "\(what): \(String(decoding: line.prefix(400), as: UTF8.self).quotedForMessage); each line is like \(example)"
    }
}

/// How a line becomes a row.
struct RowRule: Sendable {
    let parser: any LineParser
    /// A line as it should be.
    let example: String
    /// The words that labels are, where the file's own spelling is not wanted.
    let lexicon: StoredLexicon?
    /// Whether blanks at a label's ends stay in any case.
    var keepsBlanks = false

    /// Whether a line is a row about which nothing is to be said, as far as a look at its bytes tells.
    func isPlainRow(_ line: UnsafeRawBufferPointer, number: Int) -> Bool {
        switch parser.glance(at: line, number: number) {
        case .unclear: false
        case .row: true
        case .word(let number): lexicon.map { $0.hasWord(atLine: number) } ?? true
        }
    }

    /// Whether a line is a row: neither broken nor a heading.
    func isRow(_ line: UnsafeRawBufferPointer, number: Int) -> Bool {
        if isPlainRow(line, number: number) { return true }
        return (try? row(of: line, number: number)) != nil
    }

    /// The row of a line without its line end; nil where the line is a heading.
    func row(of line: UnsafeRawBufferPointer, number: Int) throws(RowProblem) -> StoredRow? {
        guard !line.isEmpty else { throw RowProblem("the line is empty: remove it") }
        guard let parsed = try parser.parse(line, number: number) else { return nil }
        var row = try parsed.checked(keepingBlanks: parser.keepsBlanks || keepsBlanks, example: example) {
            String(decoding: line.prefix(400), as: UTF8.self)
        }
        guard let lexicon, let text = row.lexiconLine else { return row }
        guard let number = Int(text), number < lexicon.count else {
            throw RowProblem(
                "the name speaks of line \(text) of the lexicon, which has \(lexicon.count), counted from 0")
        }
        row.label = String(decoding: lexicon.word(atLine: number), as: UTF8.self)
        guard !row.label.isEmpty else {
            throw RowProblem("the name speaks of line \(number) of the lexicon, counted from 0, which is empty")
        }
        return row
    }
}

// MARK: Bytes and text

extension UInt8 {
    static let tab = UInt8(ascii: "\t")

    var isBlank: Bool { self == .space || self == .tab }
}

extension Slice<UnsafeRawBufferPointer> {
    /// Without spaces and tabs at its ends.
    var trimmed: Self {
        var rest = drop(while: \.isBlank)
        while let last = rest.last, last.isBlank { rest.removeLast() }
        return rest
    }
}

extension Collection<UInt8> {
    /// The text that the bytes are.
    func text() throws(RowProblem) -> String {
        guard let text = String(validating: self, as: UTF8.self) else {
            throw RowProblem(
                "the line is not UTF-8: \(String(decoding: prefix(400), as: UTF8.self).quotedForMessage); "
                    + "save the file as UTF-8")
        }
        return text
    }
}

extension String {
    /// Without white space at its ends.
    var trimmed: String {
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }

    /// Whether it is an object of JSON or a list of such, from end to end.
    var isJSON: Bool {
        guard hasPrefix("{\"") || hasPrefix("[{\"") else { return false }
        return Array(utf8).withUnsafeBytes { bytes in
            var cursor = JSONCursor(bytes)
            return cursor.skipValue() && cursor.isAtEndOfText
        }
    }
}
