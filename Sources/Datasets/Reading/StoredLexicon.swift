import Samples

/// The words of MJSynth's `lexicon.txt`, one a line.
struct StoredLexicon: SampleLexicon {
    private var bytes: [UInt8] = []
    /// Where each word ends.
    private var ends: [Int] = []

    /// - Throws: `DatasetError` where the file cannot be read, or a word is not UTF-8.
    init(path: String) throws {
        guard try FileKind(of: path) == .file else {
            throw DatasetError(.missing, "there is no lexicon \(path): give a file with one word a line")
        }
        var reader = LineReader(try Descriptor.reading(path))
        while try reader.next({ line in
            let word = LineTable.content(line, line: ends.count + 1)
            guard String(validating: word, as: UTF8.self) != nil else {
                throw DatasetError(.damaged, "\(path):\(ends.count + 1): the word is not UTF-8: save the file as UTF-8")
            }
            bytes.append(contentsOf: word)
            ends.append(bytes.count)
        }) {}
    }

    var count: Int { ends.count }

    /// Whether a line is there, and not empty.
    func hasWord(atLine line: Int) -> Bool {
        line >= 0 && line < ends.count && ends[line] > (line > 0 ? ends[line - 1] : 0)
    }

    func word(atLine line: Int) -> ArraySlice<UInt8> {
        bytes[(line > 0 ? ends[line - 1] : 0)..<ends[line]]
    }
}
