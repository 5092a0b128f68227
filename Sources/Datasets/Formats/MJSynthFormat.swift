import Samples

extension DatasetFormat {
    /// `./2425/1/115_Lube_45484.jpg 45484`, or the path alone: the label is the middle of the file's name.
    public static let mjsynth = DatasetFormat(MJSynthFormat())
}

/// `annotation_{split}.txt`, `annotation.txt`, `imlist.txt` and `lexicon.txt`, as MJSynth has them.
struct MJSynthFormat: LineFormat, WrittenFormat {
    let name = "mjsynth"
    let fileStems = ["annotation", "annotations", "imlist"]
    let fileExtensions = ["txt", "tsv"]
    let example = "./2425/1/115_Lube_45484.jpg 45484"

    // MARK: Reading

    /// The name alone counts, and the whole number behind it.
    func recognizes(_ head: FileHead) -> Bool {
        let items = head.firstLine.split(whereSeparator: \.isWhitespace)
        guard let path = items.first, path.utf8.endsInExtension, let name = MJSynthName(path: path), name.hasNumber
        else { return false }
        return items.count == 1 || items[1] == name.lexiconLine
    }

    func glance(at line: UnsafeRawBufferPointer, number: Int) -> LineGlance {
        guard line.isPlainText else { return .unclear }
        let end = line.place(of: .space) ?? line.count
        guard let name = MJSynthName.Places(line.part(0..<end)), line.part(name.word).isPlainLabel else {
            return .unclear
        }
        let digits = line.part(name.digits)
        if end < line.count {
            // Nothing but one space and the same number.
            guard line.part(end + 1..<line.count).elementsEqual(digits) else { return .unclear }
        }
        guard digits.count < 18 else { return .unclear }
        return .word(digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) })
    }

    func parse(_ line: UnsafeRawBufferPointer, number: Int) throws(RowProblem) -> StoredRow? {
        if !line.isPlainText { _ = try line.text() }
        let rest = line.drop(while: \.isBlank)
        let path = rest.prefix { !$0.isBlank }
        guard let name = MJSynthName.Places(UnsafeRawBufferPointer(rebasing: path)) else {
            throw RowProblem(
                "the file's name has not the form NUMBER_WORD_LINE.jpg: \(try line.text().quotedForMessage); "
                    + "each line is like \(example)")
        }
        func part(_ range: Range<Int>) -> Slice<UnsafeRawBufferPointer> {
            path[path.startIndex + range.lowerBound..<path.startIndex + range.upperBound]
        }
        let digits = part(name.digits)
        let behind = rest[path.endIndex...].drop(while: \.isBlank)
        if !behind.isEmpty {
            let number = behind.prefix { !$0.isBlank }
            guard number.elementsEqual(digits) else {
                throw RowProblem(
                    "the name speaks of line \(try digits.text()) of the lexicon and the number behind it is "
                        + "\(try number.text()): \(try line.text().quotedForMessage)")
            }
        }
        return StoredRow(path: try path.text(), label: try part(name.word).text(), lexiconLine: try digits.text())
    }

    // MARK: Writing

    /// The label is kept in the file's name.
    let neededLayout: Layout? = .mjsynth

    func files(for splits: [Split]) -> [(stem: String, split: Split?)] {
        splits.map { ("annotation_\($0)", $0) } + [("annotation", nil), ("imlist", nil), ("lexicon", nil)]
    }

    func append(_ sample: SampleEntry, to stem: String, _ style: TextStyle, into bytes: inout [UInt8]) {
        if stem == "lexicon" { return appendWords(sample, into: &bytes) }
        bytes.append("./")
        bytes.append(contentsOf: sample.path)
        if stem != "imlist" {
            bytes.append(.space)
            bytes.append(decimal: sample.line)
        }
        bytes.append(.lineFeed)
    }

    /// The source's list of words, whole, with the dataset's first sample; without a list, a label a sample: the line's
    /// number is the sample's own then, so that shards need not know each other's words.
    private func appendWords(_ sample: SampleEntry, into bytes: inout [UInt8]) {
        guard let lexicon = sample.lexicon else {
            bytes.append(sample.label)
            bytes.append(.lineFeed)
            return
        }
        guard sample.ordinal == 0 else { return }
        for line in 0..<lexicon.count {
            bytes.append(contentsOf: lexicon.word(atLine: line))
            bytes.append(.lineFeed)
        }
    }

    func reasonItCannotHold(_ label: String) -> String? { Layout.reasonItIsNoMJSynthName(label) }
}

/// The parts of an image's name in MJSynth: `115_Lube_45484.jpg`.
struct MJSynthName {
    /// The text, in the case in which it is drawn.
    let word: String
    /// The line of `lexicon.txt`, from 0.
    let lexiconLine: String
    /// Whether a digit stands before the first `_`.
    let hasNumber: Bool

    /// The parts of a path's last component; nil where it has not the form.
    init?(path: Substring) {
        let bytes = Array(path.utf8)
        guard let places = bytes.withUnsafeBytes({ Places($0) }) else { return nil }
        word = String(decoding: bytes[places.word], as: UTF8.self)
        lexiconLine = String(decoding: bytes[places.digits], as: UTF8.self)
        let before = places.word.lowerBound - 2
        hasNumber = before >= places.name && UInt8.digits.contains(bytes[before])
    }

    /// Where the parts lie in a path.
    struct Places {
        /// Where the last component begins.
        let name: Int
        let word: Range<Int>
        /// The number of the lexicon's line.
        let digits: Range<Int>

        /// nil where the last component has not the form.
        init?(_ path: UnsafeRawBufferPointer) {
            // From the end: a dot, digits, `_`; then as far back as the component goes.
            var dot = path.count - 1
            while dot >= 0, path[dot] != .dot {
                if path[dot] == .slash { return nil }
                dot -= 1
            }
            var last = dot - 1
            while last >= 0, UInt8.digits.contains(path[last]) { last -= 1 }
            guard last >= 0, path[last] == .underscore, last < dot - 1 else { return nil }
            var start = last
            var first = last
            while start > 0, path[start - 1] != .slash {
                start -= 1
                if path[start] == .underscore { first = start }
            }
            guard first + 1 < last else { return nil }
            (name, word, digits) = (start, first + 1..<last, last + 1..<dot)
        }
    }
}

extension UInt8 {
    fileprivate static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
}
