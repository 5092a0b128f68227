extension DatasetFormat {
    /// The path, one tab, the label.
    public static let tabbed = DatasetFormat(TabbedFormat())
}

/// `images/1.png<TAB>label`: PaddleOCR's lists of words, and many others.
struct TabbedFormat: LineFormat {
    let name = "tabbed"
    let fileStems = ["labels", "annotation", "annotations", "gt"]
    let fileExtensions = ["txt", "tsv"]
    let example = "images/1.png<TAB>label"

    func recognizes(_ head: FileHead) -> Bool {
        guard let tab = head.firstLine.utf8.firstIndex(of: .tab) else { return false }
        // What stands behind a further tab is refused when it is read: it must not pass for a label of another format.
        let path = head.firstLine.utf8[..<tab]
        return path.endsInExtension || head.firstLine.utf8.count(where: { $0 == .tab }) == 1
    }

    func parse(_ line: UnsafeRawBufferPointer, number: Int) throws(RowProblem) -> StoredRow? {
        guard let tab = line.firstIndex(of: .tab) else {
            throw RowProblem("there is no tab between path and label", line, example)
        }
        let label = line[(tab + 1)...]
        if label.contains(.tab) { throw RowProblem.furtherTab(line, example) }
        return StoredRow(path: try line[..<tab].text(), label: try label.text())
    }
}

extension RowProblem {
    /// What stands behind a second tab is no part of the label: a confidence, as a rule, or boxes.
    static func furtherTab(_ line: UnsafeRawBufferPointer, _ example: String) -> RowProblem {
        RowProblem("there is more than one tab", line, example)
    }
}
