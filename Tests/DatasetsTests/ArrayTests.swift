import Arrays
import Foundation
import Imaging
import Samples
import TestSupport
import Testing

@testable import Datasets

/// Files of arrays beside the images.
@Suite struct ArrayTests {
    let folder: TemporaryFolder
    var set: String { folder("set") }

    init() throws { folder = try TemporaryFolder() }

    private func plan(_ arrays: [ArrayFormat] = [.npz, .hdf5], val: Int = 13) -> DatasetPlan {
        var plan = DatasetPlan.small(val: val, annotations: [])
        plan.arrays = arrays
        return plan
    }

    private func whole() async throws -> [String: Data] {
        try await write(plan(), to: folder("whole"))
        return try TemporaryFolder.tree(folder("whole"))
    }

    @Test func whatTheyHold() async throws {
        try await write(plan(), to: set)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: set).sorted() == [
                "arrays.h5", "arrays_test.npz", "arrays_train.npz", "arrays_val.npz", "platen.json", "recipe.yml",
                "samples.jsonl", "test", "train", "val",
            ])
        let archive = try NPZArchive(set + "/arrays_val.npz")
        #expect(archive.names == ["alphabet", "images", "labels", "texts"])
        guard case .numbers(let images) = try archive.array("images"),
            case .numbers(let labels) = try archive.array("labels"),
            case .texts(let texts, _) = try archive.array("texts"),
            case .texts(let alphabet, _) = try archive.array("alphabet")
        else { throw FakeSource.Failure("other kinds") }
        #expect(images.shape == [13, 12, 36] && images.type == .uint8)
        #expect(labels.shape == [13, 6] && labels.type == .int32)
        for index in 0..<13 {
            let key = SampleKey(seed: 7, split: .val, index: index, attempt: index % 7 == 3 ? 1 : 0)
            let sample = FakeSource.sample(key, label: texts[index])
            #expect(texts[index] == FakeSource().label(.val, index))
            let isSame = (0..<432).allSatisfy { images.integer(at: index * 432 + $0) == Int(sample.image.pixels[$0]) }
            #expect(isSame)
            let places = (0..<6).compactMap { labels.integer(at: index * 6 + $0) }
            #expect(places.map { alphabet[$0] }.joined() == texts[index])
        }
    }

    @Test(.enabled(if: PythonTools.isThere, Comment(rawValue: PythonTools.absence)))
    func numPyAndH5pyLoadThem() async throws {
        try await write(plan(val: 0), to: set, from: digits)
        let said = try PythonTools.run(
            """
            import h5py, numpy, sys
            f = h5py.File(sys.argv[1] + "/arrays.h5", "r")
            print(sorted(f))
            for split, count in [("train", 60), ("test", 7)]:
                a = numpy.load(f"{sys.argv[1]}/arrays_{split}.npz", allow_pickle=False)
                X, y = f["X_" + split][:], f["y_" + split][:]
                assert X.dtype == numpy.float32 and X.shape == (count, 12, 24), X.shape
                assert y.dtype == numpy.int8 and y.shape == (count, 4), y.shape
                assert a["images"].dtype == numpy.uint8 and X.min() == 0 and X.max() == 1
                assert (X == a["images"] / numpy.float32(255)).all()
                assert ["".join(map(str, row[row < 10])) for row in y.tolist() and y] == a["texts"].tolist()
                assert (a["labels"] == y).all() and a["alphabet"].tolist() == list("0123456789")
                assert all((row[len(text):] == 10).all() for row, text in zip(y, a["texts"]))
            print(a["texts"].dtype, f["X_val"].shape, f["y_val"].shape)
            """, set)
        #expect(
            said == "['X_test', 'X_train', 'X_val', 'y_test', 'y_train', 'y_val']\n<U4 (0, 12, 24) (0, 4)")
    }

    /// Labels of one to four digits on images of one size.
    private var digits: FakeSource {
        var source = FakeSource()
        source.label = { split, index in String(String(index * 7919 + 1234567890).suffix(1 + index % 4)) }
        source.adjust = { sample in
            var other = FakeSource.sample(sample.key, label: "0000")
            other.image[0, 0] = 0
            other.image[1, 0] = 255
            sample.image = other.image
        }
        return source
    }

    @Test func coloursAndOtherCharacters() async throws {
        var source = FakeSource()
        source.label = { _, index in ["٣٤", "e\u{301}é", "a b", ""][index % 4] }
        source.adjust = { sample in
            sample.image = Bitmap(width: 2, height: 1, channels: 3, pixels: [1, 2, 3, 4, 5, UInt8(sample.key.index)])
        }
        var plan = plan([.npz])
        plan.counts = SplitCounts(train: 4)
        try await write(plan, to: set, from: source)
        let archive = try NPZArchive(set + "/arrays_train.npz")
        guard case .numbers(let images) = try archive.array("images"),
            case .texts(let texts, _) = try archive.array("texts"),
            case .numbers(let labels) = try archive.array("labels")
        else { throw FakeSource.Failure("other kinds") }
        #expect(images.shape == [4, 1, 2, 3])
        #expect(images.integer(at: 23) == 3)
        #expect(
            texts.map { Array($0.unicodeScalars) } == (0..<4).map { Array(source.label(.train, $0).unicodeScalars) })
        #expect((0..<12).compactMap(labels.integer).suffix(3) == [6, 6, 6])
    }

    @Test func interruptedAnywhereAndResumed() async throws {
        let whole = try await whole()
        for count in [1, 30, 79] {
            try await interrupt(plan(), in: set, after: count)
            try await write(plan(), to: set, existing: .resume)
            #expect(try TemporaryFolder.tree(set) == whole)
            try FileManager.default.removeItem(atPath: set)
        }
    }

    /// Killed while the arrays were written, or while they got their names.
    @Test(arguments: 0...5)
    func killedAtTheEnd(moved: Int) async throws {
        let whole = try await whole()
        let names = ["samples.jsonl", "arrays_train.npz", "arrays_val.npz", "arrays_test.npz", "arrays.h5"]
        try await write(plan(), to: set)
        let work = set + "/.platen"
        try reopen(set, plan())
        try FileManager.default.removeItem(atPath: set + "/recipe.yml")
        for name in names.dropFirst(moved) {
            try FileManager.default.moveItem(atPath: set + "/" + name, toPath: work + "/\(name).part")
        }
        if moved == 0 {
            // Half written.
            try Data("half".utf8).write(to: URL(fileURLWithPath: work + "/arrays.h5.part"))
            try Data("half".utf8).write(to: URL(fileURLWithPath: work + "/arrays-images.npy"))
            try FileManager.default.removeItem(atPath: work + "/arrays_test.npz.part")
        }
        var source = FakeSource()
        source.before = { _, _ in throw FakeSource.Failure("nothing is to be drawn") }
        try await write(plan(), to: set, from: source, existing: .resume)
        #expect(try TemporaryFolder.tree(set) == whole)
    }

    @Test func shardsMakeTheSame() async throws {
        let whole = try await whole()
        for number in 1...3 { try await write(plan().shard(number, of: 3), to: set) }
        #expect(try !TemporaryFolder.tree(set).keys.contains { $0.contains("arrays") })
        _ = try mergeShards(in: [set], into: set)
        #expect(try TemporaryFolder.tree(set) == whole)
        // As after a kill: the shards' files are gone, the manifest is there.
        #expect(throws: DatasetError.self) { _ = try mergeShards(in: [set], into: folder("other")) }
    }

    @Test func removedWithTheDataset() async throws {
        try await write(plan(), to: set)
        let small = DatasetPlan.small(train: 2, val: 0, test: 0, annotations: [])
        try await write(small, to: set, existing: .overwrite)
        try await write(small, to: folder("fresh"))
        #expect(try TemporaryFolder.tree(set) == TemporaryFolder.tree(folder("fresh")))
    }

    @Test func filesOfTheUserAreNotReplaced() async throws {
        for number in 1...2 { try await write(plan().shard(number, of: 2), to: set) }
        try Data("mine".utf8).write(to: URL(fileURLWithPath: set + "/arrays.h5"))
        let message = await failure(.exists) { _ = try mergeShards(in: [set], into: set) }
        #expect(message.contains("has arrays.h5, which merging would replace"), "\(message)")
    }

    @Test func imagesOfOtherSizes() async throws {
        var source = FakeSource()
        source.label = { split, index in split == .val && index >= 4 ? "123456" : "12345" }
        let message = await failure(.plan) { try await write(plan([.npz]), to: set, from: source, jobs: 3) }
        #expect(
            message
                == "sample val 4 is 36x12 px and the first one 30x12 px, but output.arrays needs images of one size: "
                + "set page.width and page.height, or leave output.arrays out")
    }

    @Test func labelsThatAreNoDigits() async throws {
        var source = FakeSource()
        source.label = { _, index in index == 3 ? "12.45" : "12345" }
        let message = await failure(.label) { try await write(plan([.hdf5]), to: set, from: source) }
        #expect(
            message == "sample train 3: the format hdf5 cannot hold the label \"12.45\": '.' is no digit from 0 to 9, "
                + "and its y has digits alone; npz takes any label")
        try await write(plan([.npz]), to: folder("npz"), from: source)
    }

    @Test func askedForTwice() async {
        let message = await failure(.plan) { try await write(plan([.npz, .npz]), to: set) }
        #expect(message == "a kind of arrays is asked for twice: once is enough")
    }

    /// A run has the pixels of what it drew at hand; one that joins shards reads their images.
    @Test func imagesThatWereDamagedSince() async throws {
        for number in 1...2 { try await write(plan().shard(number, of: 2), to: set) }
        // As large as it was, so that only reading it tells.
        let url = URL(fileURLWithPath: set + "/train/000000.png")
        var bytes = try Data(contentsOf: url)
        bytes[bytes.count / 2] ^= 0xFF
        try bytes.write(to: url)
        let message = await failure(.damaged) { _ = try mergeShards(in: [set], into: set) }
        #expect(message.hasPrefix("\(set)/train/000000.png: "), "\(message)")
        #expect(message.hasSuffix("bring the image back, or overwrite the dataset"), "\(message)")
    }

    /// JPEG files are not what was drawn, and the arrays hold what they hold.
    @Test func pixelsOfJPEGFilesAreTheirs() async throws {
        var plan = plan([.npz])
        plan.image = .jpeg(quality: 30...30)
        try await write(plan, to: set)
        guard case .numbers(let images) = try NPZArchive(set + "/arrays_val.npz").array("images") else {
            throw FakeSource.Failure("other kinds")
        }
        let file = try ImageFile.read(path: set + "/val/000000.jpg")
        #expect((0..<file.pixels.count).allSatisfy { images.integer(at: $0) == Int(file.pixels[$0]) })
    }

    @Test(.enabled(if: PythonTools.isThere, Comment(rawValue: PythonTools.absence)))
    func packedOrNotTheyHoldTheSame() async throws {
        var packed = plan()
        packed.packsArrays = true
        try await write(packed, to: set, from: digits)
        try await write(plan(), to: folder("plain"), from: digits)
        let said = try PythonTools.run(
            """
            import h5py, numpy, os, sys
            one, other = sys.argv[1:]
            for split in ["train", "val", "test"]:
                a, b = (numpy.load(f"{set}/arrays_{split}.npz", allow_pickle=False) for set in (one, other))
                assert a.files == b.files and all((a[name] == b[name]).all() for name in a.files)
            a, b = (h5py.File(set + "/arrays.h5", "r") for set in (one, other))
            assert list(a) == list(b) and all((a[name][:] == b[name][:]).all() for name in a)
            print(*[os.path.getsize(one + name) < os.path.getsize(other + name)
                    for name in ["/arrays_train.npz", "/arrays.h5"]])
            """, set, folder("plain"))
        #expect(said == "True True")
    }
}
