import Samples

extension DatasetFormat {
    /// `path, "label"`: the words of the challenge of 2013, ASCII.
    public static let icdar2013 = DatasetFormat(ICDARFormat(year: 2013))
    /// `path, "label"`: the words of the challenge of 2015, UTF-8.
    public static let icdar2015 = DatasetFormat(ICDARFormat(year: 2015))
}

/// `word_1.png, "Tiredness"`: the words of the challenges of 2013 and 2015, which differ in their characters alone.
struct ICDARFormat: LineFormat, WrittenFormat {
    let year: Int

    var name: String { "icdar\(year)" }
    var otherNames: [String] { year == 2015 ? ["icdar"] : [] }
    var fileStems: [String] { [name, "icdar2013", "icdar2015", "gt"] }
    let fileExtensions = ["txt", "tsv"]
    let example = #"word_1.png, "Tiredness""#

    // MARK: Reading

    let keepsBlanks = true

    /// Whether it begins with `path.ext,` and behind it a quotation mark or a space and something.
    ///
    /// Words of a challenge may have any name.
    func recognizes(_ head: FileHead) -> Bool {
        let line = head.firstLine.utf8
        guard let comma = line.firstIndex(of: .comma) else { return false }
        let path = line[..<comma]
        guard !path.contains(where: { $0 == .space || $0 == .tab }), path.endsInExtension else { return false }
        let rest = line[line.index(after: comma)...]
        guard let first = rest.first(where: { $0 != .space }) else { return false }
        // In a CSV file quotation marks right behind a comma are those of CSV.
        if head.fileExtension == "csv" { return first == .quotationMark && rest.first == .space }
        return first == .quotationMark || rest.first == .space
    }

    func glance(at line: UnsafeRawBufferPointer, number: Int) -> LineGlance {
        guard let comma = line.place(of: .comma), comma > 0, line[0] != .space, line.isPlainText else {
            return .unclear
        }
        var start = comma + 1
        while start < line.count, line[start] == .space { start += 1 }
        // Between quotation marks there is at least one character, and none that a backslash stands before.
        guard line.count - start > 2, line[start] == .quotationMark, line[line.count - 1] == .quotationMark,
            line.place(of: .backslash) == nil
        else { return .unclear }
        return .row
    }

    func parse(_ line: UnsafeRawBufferPointer, number: Int) throws(RowProblem) -> StoredRow? {
        guard let comma = line.firstIndex(of: .comma) else {
            throw RowProblem("there is no comma between path and label", line, example)
        }
        let path = try line[..<comma].trimmed.text()
        var label = line[(comma + 1)...].trimmed
        guard label.first == .quotationMark else { return StoredRow(path: path, label: try label.text()) }
        label = label.dropFirst()
        var bytes: [UInt8] = []
        bytes.reserveCapacity(label.count)
        var isOpen = true
        while isOpen, let byte = label.popFirst() {
            if byte == .backslash, let next = label.first, next == .quotationMark || next == .backslash {
                bytes.append(next)
                label = label.dropFirst()
            } else if byte == .quotationMark && label.isEmpty {
                isOpen = false
            } else {
                // The official functions mind no bare quotation mark inside.
                bytes.append(byte)
            }
        }
        if isOpen { throw RowProblem("the label's quotation marks are not closed", line, example) }
        return StoredRow(path: path, label: try bytes.text())
    }

    // MARK: Writing

    var published: TextStyle { TextStyle(hasByteOrderMark: year == 2015, hasCRLF: true) }

    func files(for splits: [Split]) -> [(stem: String, split: Split?)] { splits.map { ("\(name)_\($0)", $0) } }

    func append(_ sample: SampleEntry, to stem: String, _ style: TextStyle, into bytes: inout [UInt8]) {
        // The mark belongs to the split's first sample, so pieces of a file can be joined as they are.
        if sample.isFirst && style.hasByteOrderMark { bytes.appendByteOrderMark() }
        bytes.append(contentsOf: sample.path)
        bytes.append(", ")
        bytes.append(quoted: sample.label)
        bytes.appendLineEnd(style)
    }

    func reasonItCannotHold(_ label: String) -> String? {
        label.reasonItIsNoLine ?? (year == 2013 ? label.reasonItIsNotASCII(instead: .icdar2015) : nil)
    }

    func warning(_ label: String) -> String? {
        if label.utf8.contains(where: { $0 == .comma || $0 == .quotationMark || $0 == .backslash }) {
            return "\(name): labels with a comma, quotation mark or backslash, "
                + "which readers other than the official ones cut or alter"
        }
        return label == "#" ? "\(name): labels '#', which some readers take for text that is not to be read" : nil
    }
}

extension String {
    /// Why a format of ASCII files cannot hold the label.
    func reasonItIsNotASCII(instead: DatasetFormat) -> String? {
        utf8.allSatisfy { $0 < 0x80 } ? nil : "its files are ASCII; use \(instead.name), which is UTF-8"
    }
}

extension [UInt8] {
    /// Appends a label in quotation marks, with `\` before quotation marks and backslashes.
    mutating func append(quoted label: String) {
        append(.quotationMark)
        for byte in label.utf8 {
            if byte == .quotationMark || byte == .backslash { append(.backslash) }
            append(byte)
        }
        append(.quotationMark)
    }

    mutating func appendByteOrderMark() {
        append(contentsOf: [0xEF, 0xBB, 0xBF])
    }

    mutating func appendLineEnd(_ style: TextStyle) {
        if style.hasCRLF { append(.carriageReturn) }
        append(.lineFeed)
    }
}
