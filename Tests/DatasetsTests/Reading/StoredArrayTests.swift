import Arrays
import Foundation
import Imaging
import Samples
import TestSupport
import Testing

@testable import Datasets

/// Files of arrays as datasets.
@Suite struct StoredArrayTests {
    let folder: TemporaryFolder
    var set: String { folder("set") }

    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: [ArrayFormat.npz, .hdf5], [false, true])
    func whatIsWrittenIsReadAgain(arrays: ArrayFormat, isPacked: Bool) async throws {
        let format = try #require(DatasetFormat(arrays.rawValue))
        var plan = DatasetPlan.small(train: 23, val: 5, test: 0, annotations: [])
        (plan.arrays, plan.packsArrays) = ([arrays], isPacked)
        try await write(plan, to: set)
        // Of Platen's own dataset the records are read, unless another format is named.
        #expect(try StoredDataset(set).format == .platen)
        try expectFakes(try StoredDataset(set, format: format), plan.counts)
        try strip(set)
        for split in ["train", "val"] { try FileManager.default.removeItem(atPath: set + "/" + split) }
        let found = try StoredDataset(set)
        #expect(found.format == format && !found.isWhole && found.splits == [.train, .val])
        try expectFakes(found, plan.counts)
        // A file of arrays alone.
        let file = try StoredDataset(set + (arrays == .npz ? "/arrays_val.npz" : "/arrays.h5"))
        #expect(file.format == format && file.isWhole == (arrays == .npz) && file.count(of: .val) == 5)
        // As pictures again.
        try await convert(set, to: [.simple], in: folder("pictures"))
        try expectFakes(try StoredDataset(folder("pictures"), format: .simple), plan.counts)
        #expect(
            try ImageFile.read(path: folder("pictures/val/000002.png"))
                == FakeSource.sample(
                    SampleKey(seed: 7, split: .val, index: 2), label: FakeSource().label(.val, 2)
                ).image)
    }

    // MARK: Files of other programs

    private func npz(_ name: String, _ arrays: [String: [UInt8]]) throws {
        try FileManager.default.createDirectory(atPath: set, withIntermediateDirectories: true)
        let writer = try NPZWriter(to: set + "/" + name, .stored)
        for (name, bytes) in arrays.sorted(by: { $0.key < $1.key }) { try writer.add(name, bytes) }
        try writer.finish()
    }

    static let levels = NPYArray.encode((0..<24).map { UInt8($0) }, shape: [4, 2, 3])

    @Test func placesInAnAlphabet() throws {
        let labels: [Int32] = [0, 1, 3, 2, 3, 3, 0, 3, 1, 4, 0, 0]
        try npz(
            "arrays_val.npz",
            [
                "images": Self.levels, "labels": NPYArray.encode(labels, shape: [4, 3]),
                "alphabet": NPYArray.encode(["a", "é", "中"]),
            ])
        let place = "\(set)/arrays_val.npz, row"
        let first =
            "\(place) 2: the label's number 2 is a character behind the 3 at 1, which fills labels up: put these "
            + "behind all characters"
        #expect(throws: DatasetError.self) { _ = try StoredDataset(set) }
        do { _ = try StoredDataset(set) } catch { #expect("\(error)" == first) }
        let found = try StoredDataset(set, onProblem: .leaveOut)
        #expect(found.splits == [.val])
        #expect(try found.labels(of: .val) == ["aé", "中"])
        #expect(
            found.problems.first.map(\.description) == [
                first,
                "\(place) 3: the label's number 0 is 4: 0 to 2 are characters, and 3 fills labels up",
            ])
        let sample = try found.makeReader().sample(at: 1, in: .val)
        #expect(sample.image == Bitmap(width: 3, height: 2, pixels: [6, 7, 8, 9, 10, 11]))
        #expect(try found.place(at: 1, in: .val) == "\(place) 1")
    }

    @Test func pixelsThatAreNone() throws {
        var floats = [Float](repeating: 0.5, count: 24)
        (floats[7], floats[13], floats[23]) = (1.5, .nan, 1)
        try npz(
            "arrays_train.npz",
            ["images": NPYArray.encode(floats, shape: [4, 2, 3]), "texts": NPYArray.encode(["a", "b", "c", "d"])])
        let found = try StoredDataset(set)
        let reader = try found.makeReader()
        #expect(try reader.sample(at: 3, in: .train).image.pixels == [128, 128, 128, 128, 128, 255])
        for (row, what) in [(1, "1, 0 is 1.5"), (2, "1, 0 is nan")] {
            do {
                _ = try reader.sample(at: row, in: .train)
                Issue.record("nothing was thrown")
            } catch let error as DatasetError {
                #expect(error.isBrokenPicture)
                #expect(
                    error.message == "\(set)/arrays_train.npz, row \(row): the pixel at \(what): numbers go from 0, "
                        + "black, to 1, white")
            }
        }
        let left = try StoredDataset(set, onProblem: .leaveOut).checkingImages()
        #expect(try left.labels(of: .train) == ["a", "d"] && left.problems.count == 2)
    }

    @Test func wholeNumbersBeyondLevels() throws {
        try npz(
            "arrays.npz",
            [
                "images": NPYArray.encode([0, 255, 256, -1] as [Int64], shape: [2, 1, 2]),
                "texts": NPYArray.encode(["a", "b"]),
            ])
        let reader = try StoredDataset(set).makeReader()
        #expect(try reader.sample(at: 0, in: .test).image.pixels == [0, 255])
        #expect(throws: DatasetError.self) { _ = try reader.sample(at: 1, in: .test) }
    }

    static let misfits: [(arrays: [String: [UInt8]], what: String)] = [
        (["images": levels], "has the arrays images: a dataset has images, and texts or labels and alphabet"),
        (
            ["images": levels, "texts": NPYArray.encode(["a", "b"])],
            "there are 4 pictures and 2 labels: each picture has a label, in the same order"
        ),
        (
            [
                "images": NPYArray.encode([UInt8](repeating: 0, count: 24), shape: [4, 6]),
                "texts": NPYArray.encode(["a"]),
            ],
            "images has the shape 4 x 6: pictures are [N, H, W], [N, H, W, 1] or, in colour, [N, H, W, 3]"
        ),
        (
            ["images": levels, "texts": NPYArray.encode([1, 2, 3, 4] as [Int32], shape: [4])],
            "texts: it is no list of texts: give one as numpy.array([...]) makes it"
        ),
        (
            [
                "images": levels, "labels": NPYArray.encode([Int32](repeating: 0, count: 4), shape: [1, 2, 2]),
                "alphabet": NPYArray.encode(["a"]),
            ], "labels has the shape 1 x 2 x 2: labels are numbers [N, L], filled up with 1"
        ),
    ]

    @Test(arguments: misfits)
    func arraysThatDoNotFit(arrays: [String: [UInt8]], what: String) async throws {
        try npz("arrays_train.npz", arrays)
        let message = await failure(.damaged) { _ = try StoredDataset(set) }
        #expect(message.hasPrefix("\(set)/arrays_train.npz") && message.hasSuffix(what), "\(message)")
    }

    @Test(arguments: [ArrayFormat.npz, .hdf5]) func whatIsCutShortIsAnError(arrays: ArrayFormat) async throws {
        var plan = DatasetPlan.small(annotations: [])
        plan.arrays = [arrays]
        try await write(plan, to: set)
        let path = set + (arrays == .npz ? "/arrays_train.npz" : "/arrays.h5")
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        for count in [whole.count - 1, whole.count / 2, 600, 100, 8] {
            try whole.prefix(count).write(to: URL(fileURLWithPath: path))
            let message = await failure(.damaged) {
                _ = try StoredDataset(path, format: DatasetFormat(arrays.rawValue))
            }
            #expect(message.contains(path), "\(count): \(message)")
        }
    }

    @Test func digitsThatAreNone() throws {
        try FileManager.default.createDirectory(atPath: set, withIntermediateDirectories: true)
        let file = try HDF5Writer(to: set + "/arrays.h5")
        let x = try file.addDataset("X", .float32, row: [1, 2])
        try file.append([0, 1, 0.25, 2, 0, 0, 1, 1] as [Float], to: x)
        let y = try file.addDataset("y", .int8, row: [2])
        try file.append([1, 2, 3, 10, 10, 10, -1, 4] as [Int8], to: y)
        try file.finish()
        let found = try StoredDataset(set, onProblem: .leaveOut)
        #expect(found.format == .hdf5 && found.isWhole)
        #expect(try found.labels(of: .train) == ["12", "3"])
        let place = "\(set)/arrays.h5, X, row"
        #expect(
            found.problems.first.map(\.description) == [
                "\(place) 2: the label is empty: \"\"; each line is like a text",
                "\(place) 3: the label's number 0 is -1: 0 to 9 are characters, and 10 fills labels up",
            ])
        let reader = try found.makeReader()
        #expect(try reader.sample(at: 0, in: .train).image.pixels == [0, 255])
        do {
            _ = try reader.sample(at: 1, in: .train)
            Issue.record("nothing was thrown")
        } catch {
            #expect("\(error)" == "\(place) 1: the pixel at 1, 0 is 2.0: numbers go from 0, black, to 1, white")
        }
    }

    @Test func otherFilesOfTheseKinds() async throws {
        // Names that say nothing of splits are none of a folder's dataset.
        try npz("features.npz", ["images": Self.levels, "texts": NPYArray.encode(["a", "b", "c", "d"])])
        #expect(await failure(.missing) { _ = try StoredDataset(set) }.contains("it has features.npz"))
        #expect(try StoredDataset(set + "/features.npz").count(of: .train) == 4)
        let message = await failure(.missing) { _ = try StoredDataset(set, format: .hdf5) }
        #expect(message.contains("no files of the format hdf5, such as arrays.h5 with X_train"), "\(message)")
        try Data("text".utf8).write(to: URL(fileURLWithPath: set + "/arrays.h5"))
        #expect(await failure(.damaged) { _ = try StoredDataset(set) }.contains("no file of the format hdf5"))
    }

    @Test(.enabled(if: PythonTools.has("h5py"))) func whatNumPyAndH5pyWriteIsRead() async throws {
        try FileManager.default.createDirectory(atPath: set, withIntermediateDirectories: true)
        _ = try PythonTools.run(
            """
            import h5py, numpy, sys
            root = sys.argv[1]
            grey = (numpy.arange(5 * 4 * 6) * 2).reshape(5, 4, 6)
            texts = numpy.array(["a", "bc", "žluť", "שלום", "d e"])
            numpy.savez_compressed(root + "/grey.npz", images=grey.astype("u1"), texts=texts)
            numpy.savez(root + "/column.npz", images=grey.astype(">i4")[..., None], texts=texts)
            numpy.savez(root + "/float.npz", images=(grey / 255).astype("f8"), texts=texts)
            numpy.savez(root + "/colour.npz", images=numpy.stack([grey, grey + 1, grey + 2], -1).astype("u1"), texts=texts)
            numpy.savez(root + "/fortran.npz", images=numpy.asfortranarray(grey.astype("u1")), texts=texts)
            y = numpy.array([[1, 10], [0, 2], [3, 3], [9, 10], [4, 5]])
            for name, kind, y, more in [
                ("plain", "f4", y.astype("i1"), {}), ("gzip", "f4", y, dict(compression="gzip", shuffle=True, chunks=(2, 4, 6))),
                ("half", "f2", y[:, 0], {}), ("bytes", "u1", y.astype("u2"), {}), ("lzf", "f4", y, dict(compression="lzf")),
                ("lzf shuffled", "f4", y, dict(compression="lzf", shuffle=True, chunks=(2, 4, 6))),
            ]:
                with h5py.File(f"{root}/{name}.h5", "w") as f:
                    x = grey if kind == "u1" else grey / 255
                    f.create_dataset("X_train", data=x[:3].astype(kind), **more); f.create_dataset("y_train", data=y[:3])
                    f.create_dataset("X_val", data=x[3:].astype(kind)); f.create_dataset("y_val", data=y[3:])
            with h5py.File(root + "/damaged.h5", "w") as f:
                x = f.create_dataset("X_train", data=numpy.zeros((3, 4, 6), "f4"), compression="lzf", chunks=(3, 4, 6))
                f.create_dataset("y_train", data=y[:3])
                f.flush()
                piece = x.id.get_chunk_info(0)
                assert piece.filter_mask == 0
            with open(root + "/damaged.h5", "r+b") as f:
                f.seek(piece.byte_offset)
                f.write(bytes([255] * piece.size))
            """, set)
        let grey = (0..<120).map { UInt8($0 * 2) }
        for name in ["grey", "column", "float", "colour"] {
            let found = try StoredDataset(set + "/\(name).npz")
            #expect(found.isWhole && found.format == .npz)
            #expect(try found.labels(of: .train) == ["a", "bc", "žluť", "שלום", "d e"])
            let reader = try found.makeReader()
            for row in [4, 0, 2, 3, 1] {
                let image = try reader.sample(at: row, in: .train).image
                let pixels = grey[row * 24..<row * 24 + 24]
                #expect(image.channels == (name == "colour" ? 3 : 1))
                #expect(
                    image.pixels == (name == "colour" ? pixels.flatMap { [$0, $0 + 1, $0 + 2] } : Array(pixels)),
                    "\(name)")
            }
        }
        #expect(await failure(.damaged) { _ = try StoredDataset(set + "/fortran.npz") }.contains("Fortran order"))
        for name in ["plain", "gzip", "half", "bytes", "lzf", "lzf shuffled"] {
            let found = try StoredDataset(set + "/\(name).h5")
            #expect(found.splits == [.train, .val])
            #expect(try found.labels(of: .train) == (name == "half" ? ["1", "0", "3"] : ["1", "02", "33"]), "\(name)")
            #expect(try found.labels(of: .val).last == (name == "half" ? "4" : "45"))
            let reader = try found.makeReader()
            #expect(try reader.sample(at: 2, in: .train).image.pixels == Array(grey[48..<72]), "\(name)")
            #expect(try reader.sample(at: 1, in: .val).image.pixels == Array(grey[96..<120]), "\(name)")
        }
        let damaged = try StoredDataset(set + "/damaged.h5").makeReader()
        let message = await failure(.sample) { _ = try damaged.sample(at: 0, in: .train) }
        #expect(message.contains("rows from 0 on can't be read"), "\(message)")
    }
}
