import Arrays
import Imaging
import Samples
import TestSupport
import Testing

@testable import Datasets

/// Files of Parquet that list pictures beside them.
@Suite struct ParquetListTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func list(
        _ rows: [[String]], _ names: [String] = ["file_name", "text"], isText: Bool = true
    ) -> [UInt8] {
        var encoder = ParquetEncoder(
            columns: names.map { .init($0, isText: isText) }, metadata: [], rowsInGroup: 2)
        var bytes = ParquetEncoder.begin
        for row in rows { bytes += encoder.add(row.map { Array($0.utf8) }) }
        return bytes + encoder.end()
    }

    private func put(_ bytes: [UInt8], at name: String, pictures: [String]) throws {
        let beside = name.lastIndex(of: "/").map { name[...$0] } ?? ""
        for picture in pictures { try folder.putImages(beside + picture) }
        try folder.put(name, bytes)
    }

    /// As a folder of splits, a folder of pictures, and by itself; with pictures beside it and deeper.
    @Test(arguments: ["", "0/"]) func itIsFound(inner: String) throws {
        for split in ["train", "val"] {
            let rows = (1...5).map { ["\(inner)\($0).png", "\(split) 00\($0)"] }
            try put(list(rows), at: "\(split)/metadata.parquet", pictures: rows.map { $0[0] })
        }
        let whole = try StoredDataset(folder.path)
        #expect(whole.format == .imageFolderParquet && whole.splits == [.train, .val] && whole.notes == [])
        #expect(try whole.labels(of: .val) == (1...5).map { "val 00\($0)" })
        for path in ["train", "train/metadata.parquet"] {
            let one = try StoredDataset(folder(path))
            #expect(one.format == .imageFolderParquet && one.count(of: .train) == 5)
            let sample = try one.makeReader().sample(at: 4, in: .train)
            #expect(sample.label == "train 005" && sample.image.width == 3)
        }
    }

    @Test func aColumnTellsSplits() throws {
        let rows = [["1.png", "a", "train"], ["2.png", "b", "test"], ["3.png", "c", "train"]]
        try put(list(rows, ["path", "label", "split"]), at: "metadata.parquet", pictures: rows.map { $0[0] })
        let set = try StoredDataset(folder.path)
        #expect(set.splits == [.train, .test])
        #expect(try set.labels(of: .train) == ["a", "c"])
    }

    @Test func brokenRowsAreToldByNumber() async throws {
        try put(list([["1.png", "a"], ["2.png", ""], ["", "c"]]), at: "metadata.parquet", pictures: ["1.png"])
        let message = await failure(.damaged) { _ = try StoredDataset(folder.path) }
        #expect(message.contains("metadata.parquet, row 1: "), "\(message)")
        let rest = try StoredDataset(folder.path, onProblem: .leaveOut)
        #expect(rest.problems.count == 2 && rest.count(of: .train) == 1)
    }

    /// Columns of other names, bytes in place of paths, and files that are cut short.
    @Test func whatIsNoListIsRefused() async throws {
        try put(list([["1.png", "a"]], ["where", "what"]), at: "a/metadata.parquet", pictures: ["1.png"])
        try put(list([["1.png", "a"]], isText: false), at: "b/metadata.parquet", pictures: ["1.png"])
        for name in ["a", "b"] {
            let message = await failure(.damaged) { _ = try StoredDataset(folder(name)) }
            #expect(message.contains("has the columns") && message.contains("file_name"), "\(message)")
        }
        let whole = list([["1.png", "a"], ["2.png", "b"], ["3.png", "c"]])
        for count in stride(from: 4, to: whole.count, by: 7) {
            try put(Array(whole.prefix(count)), at: "c/metadata.parquet", pictures: ["1.png"])
            let message = await failure(.damaged) { _ = try StoredDataset(folder("c")) }
            #expect(message.contains("metadata.parquet"), "\(message)")
        }
    }

    @Test(arguments: [[DatasetFormat.imageFolder, .imageFolderParquet], [.imageFolderCSV, .imageFolderParquet]])
    func oneOfAKindIsWritten(kinds: [DatasetFormat]) async throws {
        let message = await failure(.plan) {
            try DatasetPlan.small(annotations: kinds.map { AnnotationFormat($0) }).validate()
        }
        #expect(message.contains("\(kinds[0].name) and imagefolder_parquet"), "\(message)")
    }
}
