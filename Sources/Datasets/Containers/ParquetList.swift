import Arrays
import Glibc
import Samples

extension DatasetFormat {
    /// `train/metadata.parquet`: Hugging Face's imagefolder, in which labels such as `00123` stay what they are.
    public static let imageFolderParquet = DatasetFormat(ParquetList())
}

/// Files of Parquet with the columns `file_name` and `text` beside the pictures that they name.
struct ParquetList: ListFormat, AssembledFormat {
    let name = "imagefolder_parquet"
    let fileStems = ["metadata"]
    let fileExtensions = ["parquet"]
    let example = "metadata.parquet with the columns file_name and text"
    let holdsPictures = false
    let isVariant = true

    static let file = "metadata.parquet"
    private static let rowsInGroup = 10_000

    // MARK: Writing

    func assembledNames(_ plan: DatasetPlan) -> [String] { plan.splits.map { "\($0)/\(Self.file)" } }

    func assemble(_ samples: CommittedSamples, in work: Descriptor) throws -> [String: FileRecord] {
        var files: [String: FileRecord] = [:]
        var open: (split: Split, encoder: ParquetEncoder, output: BufferedOutput)?
        func end() throws {
            guard var last = open else { return }
            last.output.bytes.append(contentsOf: last.encoder.end())
            files["\(last.split)/\(Self.file)"] = try last.output.end()
            open = nil
        }
        try samples.forEachRecord { record in
            if open?.split != record.split {
                try end()
                let part = WorkFolder.partName("\(record.split)/\(Self.file)")
                var output = BufferedOutput(try Descriptor.file(part, in: work, flags: O_WRONLY | O_CREAT | O_TRUNC))
                output.bytes.append(contentsOf: ParquetEncoder.begin)
                let encoder = ParquetEncoder(
                    columns: [.init("file_name", isText: true), .init("text", isText: true)], metadata: [],
                    rowsInGroup: Self.rowsInGroup)
                open = (record.split, encoder, output)
            }
            let rows = open?.encoder.add([Array(record.path.utf8.within(record.split)), Array(record.label.utf8)])
            open?.output.bytes.append(contentsOf: rows ?? [])
            try open?.output.flushIfFull()
        }
        try end()
        return files
    }

    func reasonItCannotHold(_ label: String) -> String? { label.isEmpty ? "it is empty" : nil }

    // MARK: Reading

    func recognizes(_ head: FileHead) -> Bool { head.bytes.starts(with: ParquetLayout.mark) }

    func table(
        of file: Descriptor, _ head: FileHead, folder: String, _ findings: inout Findings
    ) throws -> any RowTable {
        try ParquetListTable(file, folder: folder, example: example, &findings)
    }
}

/// The rows of such a file, all of which are in memory.
struct ParquetListTable: RowTable {
    let folder: String
    let tellsSplits: Bool
    private let path: String
    private let rows: [(row: StoredRow, number: Int)]

    init(_ file: Descriptor, folder: String, example: String, _ findings: inout Findings) throws {
        let source = try ParquetSource(file)
        guard let fileName = source.fileName, let text = source.text else {
            throw DatasetError(
                .damaged,
                "\(file.path) has the columns \(source.columnNames): it needs \(FieldNames.description), both of strings"
            )
        }
        let splits = source.splits()
        var rows: [(StoredRow, Int)] = []
        for (number, value) in zip(try source.values(of: fileName), try source.values(of: text)).enumerated() {
            do throws(RowProblem) {
                guard let path = value.0, let label = value.1 else {
                    throw RowProblem("there is no \(value.0 == nil ? "path" : "text")")
                }
                let (name, words) = (try path.text(), try label.text())
                var row = try StoredRow(path: name, label: words).checked(
                    keepingBlanks: findings.keepsBlanks, example: example
                ) { "\(name): \(words)" }
                if row.isTrimmed { findings.noteBlanks(at: "\(file.path), row \(number)", in: file.path) }
                row.split = splits?[number]
                rows.append((row, number))
            } catch {
                try findings.meet(error.what, at: "\(file.path), row \(number)")
            }
        }
        (self.folder, path, self.rows, tellsSplits) = (folder, file.path, rows, splits != nil)
    }

    var count: Int { rows.count }

    func row(at number: Int) throws -> (row: StoredRow, place: RowPlace) {
        (rows[number].row, RowPlace(path: "\(path), row \(rows[number].number)", line: nil))
    }
}
