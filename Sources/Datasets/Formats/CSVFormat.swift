extension DatasetFormat {
    /// `filename,words` and then `1.png,hello`; fields in quotation marks as RFC 4180 has them.
    public static let csv = DatasetFormat(CSVFormat())
}

/// Tables of fields: with a heading whose names tell which column is which, or without one the path and the text.
///
/// EasyOCR's `labels.csv`, `metadata.csv` of Hugging Face's imagefolder, TrOCR's lists.
struct CSVFormat: LineFormat {
    let name = "csv"
    let fileStems = ["labels", "metadata"]
    let fileExtensions = ["csv", "tsv", "txt"]
    let example = "1.png,hello"

    func recognizes(_ head: FileHead) -> Bool { Columns(heading: head) != nil || Columns(firstRow: head) != nil }

    func parser(for head: FileHead) -> any LineParser {
        Columns(heading: head) ?? Columns(firstRow: head) ?? Columns(delimiter: .comma, path: 0, text: 1, count: 2)
    }

    /// A comma between two fields.
    func parse(_ line: UnsafeRawBufferPointer, number: Int) throws(RowProblem) -> StoredRow? {
        try Columns(delimiter: .comma, path: 0, text: 1, count: 2).parse(line, number: number)
    }
}

extension CSVFormat {
    /// Which column is which.
    struct Columns: LineParser {
        let delimiter: UInt8
        let path: Int
        let text: Int
        /// How many there are.
        let count: Int
        var hasHeading = false

        private static let delimiters: [UInt8] = [.comma, UInt8(ascii: ";"), .tab]
    }
}

extension CSVFormat.Columns {
    /// The columns of a heading; nil where the first line is none.
    init?(heading head: FileHead) {
        for delimiter in Self.delimiters {
            guard let fields = try? CSVLine.fields(of: Array(head.firstLine.utf8), delimiter) else { continue }
            let names = fields.map { String(decoding: $0, as: UTF8.self) }
            let paths = names.indices.filter { FieldNames.isPath(names[$0]) }
            let texts = names.indices.filter { FieldNames.isText(names[$0]) }
            // Where two columns may be the text, nobody can say which one is.
            guard paths.count == 1, texts.count == 1 else { continue }
            self.init(delimiter: delimiter, path: paths[0], text: texts[0], count: names.count, hasHeading: true)
            return
        }
        return nil
    }

    /// The columns of a file that begins with a row: the path and the text.
    init?(firstRow head: FileHead) {
        for delimiter in Self.delimiters where delimiter != .tab {
            guard let fields = try? CSVLine.fields(of: Array(head.firstLine.utf8), delimiter), fields.count > 1,
                fields[0].endsInExtension
            else { continue }
            self.init(delimiter: delimiter, path: 0, text: 1, count: 2)
            return
        }
        return nil
    }

    func parse(_ line: UnsafeRawBufferPointer, number: Int) throws(RowProblem) -> StoredRow? {
        if hasHeading && number == 1 { return nil }
        let fields = try CSVLine.fields(of: [UInt8](line), delimiter)
        guard fields.count == count else {
            throw RowProblem(
                "there are \(fields.count) fields and not \(count): "
                    + "\(String(decoding: line.prefix(400), as: UTF8.self).quotedForMessage); put a label in quotation "
                    + "marks where it has a '\(Character(Unicode.Scalar(delimiter)))' in it"
                    + (hasHeading ? "" : ", or name the columns in the first line: filename, words"))
        }
        return StoredRow(path: try fields[path].text(), label: try fields[text].text())
    }
}

/// One line of a table, as RFC 4180 has them.
enum CSVLine {
    /// The fields, quotation marks undone.
    static func fields(of line: [UInt8], _ delimiter: UInt8) throws(RowProblem) -> [[UInt8]] {
        var fields: [[UInt8]] = []
        var rest = line[...]
        while true {
            var field: [UInt8] = []
            if rest.first == .quotationMark {
                rest = rest.dropFirst()
                var isOpen = true
                while isOpen {
                    guard let byte = rest.popFirst() else {
                        throw RowProblem(
                            "a field's quotation marks are not closed in its line: a text of several lines cannot be read"
                        )
                    }
                    if byte != .quotationMark {
                        field.append(byte)
                    } else if rest.first == .quotationMark {
                        field.append(byte)
                        rest = rest.dropFirst()
                    } else {
                        isOpen = false
                    }
                }
                guard rest.isEmpty || rest.first == delimiter else {
                    throw RowProblem(
                        "something stands behind a field's quotation marks: "
                            + "\(String(decoding: line.prefix(400), as: UTF8.self).quotedForMessage); write quotation marks "
                            + "within a field twice")
                }
            } else {
                let end = rest.firstIndex(of: delimiter) ?? rest.endIndex
                field = Array(rest[..<end])
                rest = rest[end...]
            }
            fields.append(field)
            guard rest.popFirst() != nil else { return fields }
        }
    }
}
