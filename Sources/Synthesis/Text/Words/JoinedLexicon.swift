import Samples

/// Several lists of words as one, each behind the one before it.
struct JoinedLexicon: SampleLexicon {
    private let parts: [any SampleLexicon]
    /// The line on which each part starts.
    private let starts: [Int]
    let count: Int

    /// - Parameter parts: at least one.
    init(_ parts: [any SampleLexicon]) {
        var (starts, count) = ([Int](), 0)
        for part in parts {
            starts.append(count)
            count += part.count
        }
        self.parts = parts
        self.starts = starts
        self.count = count
    }

    /// Nil where a part is missing.
    init?(_ parts: [(any SampleLexicon)?]) {
        let found = parts.compactMap { $0 }
        guard found.count == parts.count, !found.isEmpty else { return nil }
        self.init(found)
    }

    /// A line of one of the parts as a line of the whole.
    func line(_ line: Int, ofPart part: Int) -> Int { starts[part] + line }

    func word(atLine line: Int) -> ArraySlice<UInt8> {
        let part = (starts.firstIndex { $0 > line } ?? starts.count) - 1
        return parts[part].word(atLine: line - starts[part])
    }
}

extension WordList: SampleLexicon {
    func word(atLine line: Int) -> ArraySlice<UInt8> { self[line] }
}
