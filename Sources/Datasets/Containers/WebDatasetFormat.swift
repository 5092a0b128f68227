import Glibc
import Imaging
import Samples

extension DatasetFormat {
    /// `train-000000.tar`: tar shards, in which a sample is files of one key: `.png`, `.txt`, `.json`.
    public static let webDataset = DatasetFormat(WebDatasetFormat())
}

/// WebDataset's shards: `000000042.png`, `000000042.txt` (the label, without a line end), `000000042.json` (the record).
struct WebDatasetFormat: ContainerFormat {
    let name = "webdataset"
    let otherNames = ["tar"]
    let fileExtensions = ["tar"]
    let example = "train-000000.tar with 000000000.png, 000000000.txt, ..."

    // MARK: Writing

    func assembledNames(_ plan: DatasetPlan) -> [String] {
        plan.splits.flatMap { split in plan.packs(of: split).indices.map { Self.name(split, $0) } }
    }

    private static func name(_ split: Split, _ number: Int) -> String {
        var name = Array("\(split)-".utf8)
        name.append(decimal: number, width: 6)
        return String(decoding: name, as: UTF8.self) + ".tar"
    }

    func assemble(_ samples: CommittedSamples, in work: Descriptor) throws {
        var output: BufferedOutput?
        func end() throws {
            output?.bytes.append(contentsOf: repeatElement(0, count: 2 * TarHeader.blockSize))
            try output?.finish()
        }
        try samples.forEach { sample in
            let record = sample.record
            if record.index % samples.plan.packSize == 0 {
                try end()
                let name = WorkFolder.partName(Self.name(record.split, record.index / samples.plan.packSize))
                output = BufferedOutput(
                    try Descriptor.file(name, in: work, flags: O_WRONLY | O_CREAT | O_TRUNC))
            }
            var key: [UInt8] = []
            key.append(decimal: record.index, width: 9)
            let stem = String(decoding: key, as: UTF8.self)
            func add(_ ending: String, _ content: some Collection<UInt8>) throws {
                guard content.count <= TarHeader.largest else {
                    throw DatasetError(.sample, "\(record.path) is too large for a tar archive: leave it out")
                }
                var bytes: [UInt8] = []
                TarHeader.append(name: "\(stem).\(ending)", size: content.count, to: &bytes)
                output?.bytes.append(contentsOf: bytes)
                output?.bytes.append(contentsOf: content)
                output?.bytes.append(contentsOf: repeatElement(0, count: TarHeader.padding(content.count)))
            }
            try add(record.pictureEnding, try sample.picture())
            try add("txt", record.label.utf8)
            try add("json", sample.line)
            try output?.flushIfFull()
        }
        try end()
    }

    func reasonItCannotHold(_ label: String) -> String? {
        if label.isEmpty { return "it is empty" }
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
