import Imaging
import Samples

extension DatasetFormat {
    /// `train-000000.tar`: tar shards, in which a sample is files of one key: `.png`, `.txt`, `.json`.
    public static let webDataset = DatasetFormat(WebDatasetFormat())
}

/// WebDataset's shards: `000000042.png`, `000000042.txt` (the label, without a line end), `000000042.json` (the record).
struct WebDatasetFormat: GrowingFormat {
    let name = "webdataset"
    let otherNames = ["tar"]
    let fileExtensions = ["tar"]
    let example = "train-000000.tar with 000000000.png, 000000000.txt, ..."

    // MARK: Writing

    func assembledNames(_ plan: DatasetPlan) -> [String] {
        plan.splits.flatMap { split in plan.packs(of: split).indices.map { TarPacks.name(split, $0) } }
    }

    func makeStore(_ plan: DatasetPlan, in root: Descriptor) -> any SampleStore { TarStore(plan: plan, root: root) }

    func assemble(_ samples: CommittedSamples, in work: Descriptor) throws -> [String: FileRecord] {
        try samples.writePacks(named: { TarPacks.name($0.split, $0.number) }) { _, forEach, output in
            var members = TarMembers()
            try forEach { sample in
                let record = sample.record
                try members.append(
                    index: record.index, pictureEnding: record.pictureEnding, picture: try sample.picture(),
                    label: record.label, record: sample.line, to: &output.bytes)
                try output.flushIfFull()
            }
            output.bytes.append(contentsOf: TarMembers.end)
        }
    }

    func reasonItCannotHold(_ label: String) -> String? {
        if label.isEmpty { return "it is empty" }
        if label.unicodeScalars.first == "\u{FEFF}" { return "readers take its first character for a byte order mark" }
        return label.last?.isNewline ?? false ? "a line break at the end of a file is no part of the label" : nil
    }

    // MARK: Reading

    func recognizes(_ bytes: [UInt8]) -> Bool { TarHeader.begins(bytes) }

    func files(among names: [String], in folder: String) throws -> [Split?: [String]] {
        Self.sorted(names, endingIn: ".tar")
    }

    func table(of path: String, _ findings: inout Findings) throws -> any RowTable { try TarTable(path, &findings) }
}

extension StoredRecord {
    /// What the picture's name ends in.
    var pictureEnding: String { path.split(separator: ".").last.map(String.init) ?? "png" }
}
