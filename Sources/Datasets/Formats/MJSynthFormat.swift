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

    func parse(_ line: UnsafeRawBufferPointer, number: Int) throws(RowProblem) -> StoredRow? {
        let line = try line[...].text()
        let items = line.split(maxSplits: 1, whereSeparator: { $0 == " " || $0 == "\t" })
        guard let path = items.first, let name = MJSynthName(path: path) else {
            throw RowProblem(
                "the file's name has not the form NUMBER_WORD_LINE.jpg: \(line.quotedForMessage); "
                    + "each line is like \(example)")
        }
        if items.count > 1 {
            let number = items[1].drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" }
            guard number == name.lexiconLine else {
                throw RowProblem(
                    "the name speaks of line \(name.lexiconLine) of the lexicon and the number behind it is \(number): "
                        + line.quotedForMessage)
            }
        }
        return StoredRow(path: String(path), label: String(name.word), lexiconLine: name.lexiconLine)
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
