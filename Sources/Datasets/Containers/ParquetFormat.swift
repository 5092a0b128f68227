import Arrays
import Imaging
import Samples

extension DatasetFormat {
    /// `train-00000-of-00001.parquet`: pictures and texts in columns, as Hugging Face's `datasets` has them.
    public static let parquet = DatasetFormat(ParquetFormat())
}

/// Files of Parquet with the column `image`, a structure of the file's `bytes` and its `path`, and the column `text`.
struct ParquetFormat: WrittenContainer {
    let name = "parquet"
    let fileExtensions = ["parquet"]
    let example = "train-00000-of-00001.parquet with the columns image (bytes, path) and text"

    /// What `datasets` asks for to know that the bytes are a picture.
    private static let features =
        #"{"info": {"features": {"image": {"_type": "Image"}, "text": {"dtype": "string", "_type": "Value"}}}}"#
    /// Few, since readers of other programs read a row with all of its group.
    private static let rowsInGroup = 200

    // MARK: Writing

    func assembledNames(_ plan: DatasetPlan) -> [String] {
        plan.splits.flatMap { split in
            let count = plan.packs(of: split).count
            return (0..<count).map { Self.name(split, $0, of: count) }
        }
    }

    private static func name(_ split: Split, _ number: Int, of count: Int) -> String {
        var name = Array("\(split)-".utf8)
        name.append(decimal: number, width: 5)
        name.append("-of-")
        name.append(decimal: count, width: 5)
        return String(decoding: name, as: UTF8.self) + ".parquet"
    }

    func assemble(_ samples: CommittedSamples, in work: Descriptor) throws -> [String: FileRecord] {
        let plan = samples.plan
        return try samples.writePacks(
            named: { Self.name($0.split, $0.number, of: plan.packs(of: $0.split).count) }
        ) { _, forEach, output in
            var encoder = ParquetEncoder(
                columns: [
                    .init("image", "bytes", isText: false), .init("image", "path", isText: true),
                    .init("text", isText: true),
                ], metadata: [("huggingface", Self.features)], rowsInGroup: Self.rowsInGroup)
            output.bytes.append(contentsOf: ParquetEncoder.begin)
            try forEach { sample in
                let record = sample.record
                let values = [try sample.picture(), Array(record.path.utf8), Array(record.label.utf8)]
                output.bytes.append(contentsOf: encoder.add(values))
                try output.flushIfFull()
            }
            output.bytes.append(contentsOf: encoder.end())
        }
    }

    func reasonItCannotHold(_ label: String) -> String? { label.isEmpty ? "it is empty" : nil }

    // MARK: Reading

    func recognizes(_ bytes: [UInt8]) -> Bool { bytes.starts(with: ParquetLayout.mark) }

    func isList(_ file: Descriptor) throws -> Bool { try ParquetSource(file).fileName != nil }

    func files(among names: [String], in folder: String) throws -> [Split?: [String]] {
        let found = Self.sorted(names.filter { $0 != ParquetList.file }, endingIn: ".parquet")
        guard found.isEmpty, names.contains("data"), try FileKind(of: folder + "/data") == .folder else { return found }
        return Self.sorted(try Descriptor.reading(folder + "/data").names(), endingIn: ".parquet")
            .mapValues { $0.map { "data/" + $0 } }
    }

    func table(of path: String, _ findings: inout Findings) throws -> any RowTable { try ParquetTable(path, &findings) }
}
