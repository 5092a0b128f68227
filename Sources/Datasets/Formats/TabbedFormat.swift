import Samples

extension DatasetFormat {
    /// The path, one tab, the label.
    public static let tabbed = DatasetFormat(TabbedFormat())
}

/// `images/1.png<TAB>label`: PaddleOCR's lists of words, and many others.
struct TabbedFormat: LineFormat, WrittenFormat {
    let name = "tabbed"
    let otherNames = ["paddleocr"]
    let fileStems = ["labels", "annotation", "annotations", "gt", "rec_gt"]
    let fileExtensions = ["txt", "tsv"]
    let example = "images/1.png<TAB>label"

    // MARK: Reading

    func recognizes(_ head: FileHead) -> Bool {
        guard let tab = head.firstLine.utf8.firstIndex(of: .tab) else { return false }
        // What stands behind a further tab is refused when it is read: it must not pass for a label of another format.
        let path = head.firstLine.utf8[..<tab]
        return path.endsInExtension || head.firstLine.utf8.count(where: { $0 == .tab }) == 1
    }

    func glance(at line: UnsafeRawBufferPointer, number: Int) -> LineGlance {
        guard let tab = line.place(of: .tab), tab > 0 else { return .unclear }
        let (path, label) = (line.part(0..<tab), line.part(tab + 1..<line.count))
        // A second tab is a control character.
        return path.isPlainText && label.isPlainText && label.isPlainLabel ? .row : .unclear
    }

    func parse(_ line: UnsafeRawBufferPointer, number: Int) throws(RowProblem) -> StoredRow? {
        guard let tab = line.firstIndex(of: .tab) else {
            throw RowProblem("there is no tab between path and label", line, example)
        }
        let label = line[(tab + 1)...]
        if label.contains(.tab) { throw RowProblem.furtherTab(line, example) }
        return StoredRow(path: try line[..<tab].text(), label: try label.text())
    }

    // MARK: Writing

    func files(for splits: [Split]) -> [(stem: String, split: Split?)] { splits.map { ("rec_gt_\($0)", $0) } }

    func append(_ sample: SampleEntry, to stem: String, _ style: TextStyle, into bytes: inout [UInt8]) {
        bytes.append(contentsOf: sample.path)
        bytes.append(.tab)
        bytes.append(sample.label)
        bytes.append(.lineFeed)
    }

    func reasonItCannotHold(_ label: String) -> String? {
        if let reason = label.reasonItIsNoLine { return reason }
        if label.hasOuterSpace { return "readers cut white space off its ends" }
        return label.isJSON ? "readers take JSON for the boxes of a detector" : nil
    }
}

extension RowProblem {
    /// What stands behind a second tab is no part of the label: a confidence, as a rule, or boxes.
    static func furtherTab(_ line: UnsafeRawBufferPointer, _ example: String) -> RowProblem {
        RowProblem("there is more than one tab", line, example)
    }
}
