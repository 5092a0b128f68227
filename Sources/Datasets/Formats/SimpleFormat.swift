import Samples

extension DatasetFormat {
    /// `labels_train.txt`: the path, white space, the label: all that is left of the line.
    public static let simple = DatasetFormat(SimpleFormat())
}

/// `images/1.png label`.
struct SimpleFormat: LineFormat, WrittenFormat {
    let name = "simple"
    let fileStems = ["labels", "annotation", "annotations", "gt"]
    let fileExtensions = ["txt", "tsv"]
    let example = "images/1.png label"

    // MARK: Reading

    func recognizes(_ head: FileHead) -> Bool {
        let items = head.firstLine.split(maxSplits: 1, whereSeparator: \.isWhitespace)
        guard items.count > 1, let path = items.first else { return false }
        return path.utf8.endsInExtension
    }

    func glance(at line: UnsafeRawBufferPointer, number: Int) -> LineGlance {
        guard line.isPlainText, let space = line.place(of: .space), space > 0 else { return .unclear }
        var (start, end) = (space + 1, line.count)
        while start < end, line[start] == .space { start += 1 }
        while end > start, line[end - 1] == .space { end -= 1 }
        return line.part(start..<end).isPlainLabel ? .row : .unclear
    }

    func parse(_ line: UnsafeRawBufferPointer, number: Int) throws(RowProblem) -> StoredRow? {
        guard let space = line.firstIndex(where: \.isBlank) else {
            throw RowProblem("there is a path and no label", line, example)
        }
        let label = line[space...].trimmed
        if label.contains(.tab) { throw RowProblem.furtherTab(line, example) }
        return StoredRow(path: try line[..<space].text(), label: try label.text())
    }

    // MARK: Writing

    func files(for splits: [Split]) -> [(stem: String, split: Split?)] { splits.map { ("labels_\($0)", $0) } }

    func append(_ sample: SampleEntry, to stem: String, _ style: TextStyle, into bytes: inout [UInt8]) {
        bytes.append(contentsOf: sample.path)
        bytes.append(.space)
        bytes.append(sample.label)
        bytes.append(.lineFeed)
    }

    func reasonItCannotHold(_ label: String) -> String? {
        if let reason = label.reasonItIsNoLine { return reason }
        return label.hasOuterSpace ? "readers cut white space off its ends" : nil
    }

    func warning(_ label: String) -> String? {
        guard label.hasSpace else { return nil }
        return "simple: labels with spaces, of which readers that split at white space see the first word only"
    }
}
