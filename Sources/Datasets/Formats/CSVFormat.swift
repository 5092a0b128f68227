import Samples

extension DatasetFormat {
    /// `filename,words` and then `1.png,hello`; fields in quotation marks as RFC 4180 has them.
    public static let csv = DatasetFormat(CSVFormat())
    /// `trocr_train.csv`: `file_name,text`, as TrOCR's examples have it.
    public static let trocr = DatasetFormat(WrittenCSV(name: "trocr", stem: "trocr"))
    /// `train/metadata.csv`: Hugging Face's imagefolder.
    public static let imageFolderCSV = DatasetFormat(
        WrittenCSV(name: "imagefolder_csv", stem: "metadata", isInSplit: true))
}

/// A table `file_name,text`; read as `CSVFormat` reads all tables.
struct WrittenCSV: LineFormat, WrittenFormat {
    let name: String
    let stem: String
    /// Whether each file lies in its split's folder, and paths begin there: for readers that guess what columns are.
    var isInSplit = false
    let fileExtensions = ["csv"]
    let isVariant = true
    let mindsPlainLabels = true
    let example = "1.png,hello"

    var fileStems: [String] { [stem] }

    func recognizes(_ head: FileHead) -> Bool { false }

    func parser(for head: FileHead) -> any LineParser { CSVFormat().parser(for: head) }

    func parse(_ line: UnsafeRawBufferPointer, number: Int) throws(RowProblem) -> StoredRow? {
        try CSVFormat().parse(line, number: number)
    }

    func files(for splits: [Split]) -> [(stem: String, split: Split?)] {
        splits.map { (isInSplit ? "\($0)/\(stem)" : "\(stem)_\($0)", $0) }
    }

    func append(_ sample: SampleEntry, to stem: String, _ style: TextStyle, into bytes: inout [UInt8]) {
        if sample.isFirst { bytes.append("file_name,text\n") }
        bytes.append(field: isInSplit ? sample.pathInSplit : sample.path[...])
        bytes.append(.comma)
        bytes.append(field: Array(sample.label.utf8)[...])
        bytes.append(.lineFeed)
    }

    func reasonItCannotHold(_ label: String) -> String? {
        if let reason = label.reasonItIsNoLine { return reason }
        guard isInSplit else { return nil }
        if label.isNumberToReaders { return "readers make a number of it; use imagefolder, which keeps it" }
        return Self.missing.contains(label)
            ? "readers take it for a missing value; use imagefolder, which keeps it" : nil
    }

    func warning(_ label: String) -> String? {
        guard !isInSplit, label.isNumberToReaders || Self.missing.contains(label) else { return nil }
        return
            "\(name): labels such as 00123 and NA, which pandas alters unless it is told dtype=str, keep_default_na=False"
    }

    /// What pandas takes for no value.
    private static let missing: Set = [
        "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN", "<NA>", "N/A", "NA",
        "NULL",
        "NaN", "None", "n/a", "nan", "null", "True", "False", "TRUE", "FALSE", "true", "false",
    ]
}

extension String {
    /// Whether a reader that guesses what a column holds takes it for a number.
    fileprivate var isNumberToReaders: Bool {
        let text = trimmingPrefix { $0 == " " }
        guard let first = text.first, first.isASCII else { return false }
        if Double(String(text.filter { $0 != " " })) != nil { return true }
        let word = text.drop { $0 == "+" || $0 == "-" }.lowercased()
        return word == "inf" || word == "infinity"
    }
}

extension [UInt8] {
    /// Appends a field of a table, in quotation marks where it needs them.
    fileprivate mutating func append(field: ArraySlice<UInt8>) {
        guard field.contains(where: { [.comma, .quotationMark, .lineFeed, .carriageReturn].contains($0) }) else {
            return append(contentsOf: field)
        }
        append(.quotationMark)
        for byte in field {
            if byte == .quotationMark { append(byte) }
            append(byte)
        }
        append(.quotationMark)
    }
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
        /// What the columns are called; none where there is no heading.
        var names: [String] = []
        /// The column that tells the splits of rows; nil where there is none.
        var split: Int?
        /// Whether rows have what the other columns hold as choices.
        var readsChoices = false

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
            self.init(
                delimiter: delimiter, path: paths[0], text: texts[0], count: names.count, hasHeading: true,
                names: names, split: names.firstIndex(where: FieldNames.isSplit))
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

    func glance(at line: UnsafeRawBufferPointer, number: Int) -> LineGlance {
        guard !(hasHeading && number == 1), line.place(of: .quotationMark) == nil, line.isPlainText else {
            return .unclear
        }
        var (start, column) = (0, 0)
        while start <= line.count {
            let rest = line.part(start..<line.count)
            let end = rest.place(of: delimiter) ?? rest.count
            if column == path, end == 0 { return .unclear }
            if column == text, !rest.part(0..<end).isPlainLabel { return .unclear }
            column += 1
            start += end + 1
        }
        return column == count ? .row : .unclear
    }

    func parse(_ line: UnsafeRawBufferPointer, number: Int) throws(RowProblem) -> StoredRow? {
        if hasHeading && number == 1 { return nil }
        let fields = try CSVLine.fields(of: [UInt8](line), delimiter)
        guard fields.count == count else {
            throw RowProblem(
                "\(fields.count == 1 ? "there is 1 field" : "there are \(fields.count) fields") and not \(count): "
                    + "\(String(decoding: line.prefix(400), as: UTF8.self).quotedForMessage); put a label in quotation "
                    + "marks where it has a '\(Character(Unicode.Scalar(delimiter)))' in it"
                    + (hasHeading ? "" : ", or name the columns in the first line: filename, words"))
        }
        var row = StoredRow(path: try fields[path].text(), label: try fields[text].text())
        if let split { row.split = Split(word: try fields[split].text().trimmed) }
        if readsChoices {
            for (column, name) in names.enumerated() where column != path && column != text && !name.isEmpty {
                if let choice = try StoredChoices.choice(name, fields[column]) { row.choices.append(choice) }
            }
        }
        return row
    }

    var tellsSplits: Bool { split != nil }

    var readingChoices: any LineParser {
        var parser = self
        parser.readsChoices = true
        return parser
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
