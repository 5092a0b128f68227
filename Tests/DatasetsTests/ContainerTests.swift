import Foundation
import Imaging
import Samples
import TestSupport
import Testing

@testable import Datasets

/// Files that hold pictures and labels together: tar shards, LMDB, Parquet.
@Suite struct ContainerTests {
    static let formats: [DatasetFormat] = [.webDataset, .lmdb, .parquet]

    let folder: TemporaryFolder
    var set: String { folder("set") }

    init() throws { folder = try TemporaryFolder() }

    private func plan(_ formats: [DatasetFormat], masks: Bool = false) -> DatasetPlan {
        var plan = DatasetPlan.small(
            train: 23, val: 6, test: 4, annotations: formats.map { AnnotationFormat($0) }, masks: masks)
        plan.packSize = 10
        return plan
    }

    private static let fileNames: [DatasetFormat: [String]] = [
        .webDataset: [
            "test-000000.tar", "train-000000.tar", "train-000001.tar", "train-000002.tar", "val-000000.tar",
        ],
        .lmdb: ["lmdb/test/data.mdb", "lmdb/train/data.mdb", "lmdb/val/data.mdb"],
        .parquet: [
            "test-00000-of-00001.parquet", "train-00000-of-00003.parquet", "train-00001-of-00003.parquet",
            "train-00002-of-00003.parquet", "val-00000-of-00001.parquet",
        ],
    ]

    @Test(arguments: formats) func thePicturesAreInThemAlone(format: DatasetFormat) async throws {
        try await write(plan([format]), to: set)
        let names = try #require(Self.fileNames[format])
        #expect(
            Set(try TemporaryFolder.tree(set).keys) == Set(names + ["platen.json", "recipe.yml", "samples.jsonl"]))
        try expectFakes(try StoredDataset(set), plan([format]).counts)
        try expectFakes(try StoredDataset(set, format: format), plan([format]).counts)
        for name in ["platen.json", "samples.jsonl"] { try FileManager.default.removeItem(atPath: set + "/" + name) }
        let found = try StoredDataset(set)
        #expect(found.format == format)
        try expectFakes(found, plan([format]).counts)
        // One file alone is whole.
        let one = try StoredDataset(set + "/" + names[0])
        #expect(one.isWhole && one.format == format && one.count(of: .train) == 4)
    }

    @Test func besidePictureFiles() async throws {
        try await write(plan(Self.formats + [.simple], masks: true), to: set)
        #expect(FileManager.default.fileExists(atPath: set + "/train/000000.png"))
        #expect(try StoredDataset(set).format == .platen)
        for format in Self.formats { try expectFakes(try StoredDataset(set, format: format), plan([format]).counts) }
    }

    /// Whatever stopped a run, and in however many parts it was done, the bytes are the same.
    @Test(arguments: formats) func stoppedRunsAndShardsGiveTheSameBytes(format: DatasetFormat) async throws {
        let plan = plan([format])
        try await write(plan, to: folder("whole"))
        let whole = try TemporaryFolder.tree(folder("whole"))
        for stop in [0, 3, 22] {
            var failing = FakeSource()
            failing.before = { split, index in
                if split == .train, index == stop { throw FakeSource.Failure("stopped") }
            }
            let target = folder("resumed \(stop)")
            _ = await failure(.sample) { try await write(plan, to: target, from: failing, chunkSize: 4) }
            try await write(plan, to: target, existing: .resume, chunkSize: 5)
            #expect(try TemporaryFolder.tree(target) == whole)
        }
        for number in [3, 1, 2] { try await write(plan.shard(number, of: 3), to: folder("parts"), existing: .refuse) }
        #expect(await failure(.missing) { _ = try StoredDataset(folder("parts")) }.contains("join them with merge"))
        _ = try mergeShards(in: [folder("parts")], into: folder("merged"))
        #expect(try TemporaryFolder.tree(folder("merged")) == whole)
        _ = try mergeShards(in: [folder("parts")], into: folder("parts"))
        #expect(try TemporaryFolder.tree(folder("parts")) == whole)
    }

    /// Files of several samples are written by many threads, and a merge's by one.
    @Test(arguments: [1, 3, 16]) func theSameForAnyNumberOfJobs(jobs: Int) async throws {
        let plan = plan(Self.formats)
        try await write(plan, to: folder("one"), jobs: 1)
        try await write(plan, to: set, jobs: jobs)
        #expect(try TemporaryFolder.tree(set) == TemporaryFolder.tree(folder("one")))
    }

    /// As after a power failure, which leaves anything where pictures were that had not come to the disk.
    @Test(arguments: [("train-000000", 0.0), ("train-000000", 0.4), ("train-000001", 0.999)])
    func picturesThatAreNotOursAreDrawnAgain(name: String, place: Double) async throws {
        let plan = plan([.webDataset])
        try await write(plan, to: folder("whole"))
        try await interrupt(plan, in: set, after: 20)
        let url = URL(fileURLWithPath: set + "/.platen/\(name).tar.part")
        var bytes = try Data(contentsOf: url)
        bytes[bytes.startIndex + Int(Double(bytes.count - 1) * place)] ^= 1
        try bytes.write(to: url)
        let said = Said()
        try await write(plan, to: set, existing: .resume, note: said.add)
        #expect(said.all.count == 1 && said.all[0].contains(" samples the files are not what the journal says, so "))
        #expect(try TemporaryFolder.tree(set) == TemporaryFolder.tree(folder("whole")))
    }

    /// Of pictures that are as they were written, none is drawn again; nor where more was written than committed.
    @Test func picturesThatAreOursStay() async throws {
        let plan = plan([.webDataset])
        try await write(plan, to: folder("whole"))
        try await interrupt(plan, in: set, after: 20)
        let file = try #require(FileHandle(forWritingAtPath: set + "/.platen/train-000001.tar.part"))
        try file.seekToEnd()
        try file.write(contentsOf: Data("half a picture".utf8))
        try file.close()
        var source = FakeSource()
        source.before = { split, index in
            if split == .train && index < 20 { throw FakeSource.Failure("drawn again") }
        }
        try await write(plan, to: set, from: source, existing: .resume)
        #expect(try TemporaryFolder.tree(set) == TemporaryFolder.tree(folder("whole")))
    }

    @Test(arguments: formats) func whatIsLostIsDrawnAgain(format: DatasetFormat) async throws {
        try await write(plan([format]), to: set)
        let whole = try TemporaryFolder.tree(set)
        let name = try #require(Self.fileNames[format]?.first)
        try FileManager.default.removeItem(atPath: set + "/" + name)
        let said = Said()
        try await write(plan([format]), to: set, existing: .resume, note: said.add)
        #expect(said.all == ["\(set): \(name) is missing, so all samples are to be drawn again"])
        #expect(try TemporaryFolder.tree(set) == whole)
        // Replaced by one of another kind, nothing of it is left.
        try await write(.small(), to: set, existing: .overwrite)
        try await write(.small(), to: folder("other"))
        #expect(try names(set) == names(folder("other")))
    }

    @Test(arguments: formats) func whatIsCutShortIsAnError(format: DatasetFormat) async throws {
        try await write(plan([format]), to: set)
        let path = set + "/" + (try #require(Self.fileNames[format]?[1]))
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        for count in [whole.count - 1024, whole.count / 2, 600, 100, 8] {
            try whole.prefix(count).write(to: URL(fileURLWithPath: path))
            let message = await failure(.damaged) { _ = try StoredDataset(path, format: format) }
            #expect(message.contains(path), "\(count): \(message)")
        }
        // Of a cut archive, what is whole can be had.
        if format == .webDataset {
            try whole.prefix(whole.count - 1024).write(to: URL(fileURLWithPath: path))
            let set = try StoredDataset(path, onProblem: .leaveOut)
            #expect(set.count(of: .train) == 10)
            #expect(set.problems.first.map(\.what) == ["it is cut short: there is no end mark, two blocks of zeros"])
        }
        try whole.write(to: URL(fileURLWithPath: path))
        #expect(
            await failure(.damaged) { _ = try StoredDataset(path, format: .simple) }.contains("no file of the format"))
    }
}

/// Other programs read what is written, and write what is read.
@Suite(.enabled(if: PythonTools.isThere, Comment(rawValue: PythonTools.absence)))
struct ContainerInteropTests {
    let folder: TemporaryFolder
    var set: String { folder("set") }
    private static let labels = ["plain", "00123", "NA", " a ", "p, q", "a\"b", "שלום", "中文", "a\tb", "x\ny", "1e5"]

    init() throws { folder = try TemporaryFolder() }

    private func write(_ format: DatasetFormat) async throws {
        var source = FakeSource()
        source.label = { _, index in Self.labels[index % Self.labels.count] }
        var plan = DatasetPlan.small(train: 25, val: 5, test: 0, annotations: [AnnotationFormat(format)])
        plan.packSize = 10
        _ = try await DatasetWriter(plan: plan, directory: set, existing: .refuse, syncs: false)
            .write(from: source, jobs: 2) { _ in }
    }

    private static let records = """
        import json, sys, os, io, hashlib, numpy
        from PIL import Image
        root = sys.argv[1]
        records = [json.loads(line) for line in open(root + "/samples.jsonl", encoding="utf-8")]
        def of(split): return [r for r in records if r["split"] == split]
        def same(data, r): assert hashlib.sha256(bytes(data)).hexdigest() == r["sha256"], r["path"]

        """

    private func check(_ script: String) throws {
        #expect(try PythonTools.run(Self.records + script + "\nprint('fine')", set) == "fine")
    }

    @Test(.enabled(if: PythonTools.has("webdataset"))) func webDataset() async throws {
        try await write(.webDataset)
        try check(
            """
            import webdataset, tarfile
            for split, shards in [("train", 3), ("val", 1)]:
                urls = [f"{root}/{split}-{n:06d}.tar" for n in range(shards)]
                rows = list(webdataset.WebDataset(urls, shardshuffle=False))
                assert len(rows) == len(of(split))
                for row, r in zip(rows, of(split)):
                    same(row["png"], r)
                    assert row["txt"].decode("utf-8") == r["label"] and row["__key__"] == f'{r["index"]:09d}'
                    assert json.loads(row["json"]) == {k: v for k, v in r.items() if k not in ("container", "offset")}
                    with open(root + "/" + r["container"], "rb") as file:
                        file.seek(r["offset"])
                        assert file.read(r["bytes"]) == row["png"]
                decoded = next(iter(webdataset.WebDataset(urls[:1], shardshuffle=False).decode("pil")))
                assert decoded["png"].size == (of(split)[0]["width"], 12)
                for url in urls:
                    for member in tarfile.open(url): assert member.isfile() and member.mtime == 0
            """)
    }

    @Test(.enabled(if: PythonTools.has("lmdb"))) func lmdb() async throws {
        try await write(.lmdb)
        try check(
            """
            import lmdb
            for split in ["train", "val"]:
                env = lmdb.open(f"{root}/lmdb/{split}", readonly=True, lock=False, readahead=False, meminit=False)
                with env.begin(write=False) as txn:
                    count = int(txn.get("num-samples".encode()))
                    assert count == len(of(split)) and txn.stat()["entries"] == 2 * count + 1
                    for n, r in enumerate(of(split), 1):
                        same(txn.get(b"image-%09d" % n), r)
                        assert txn.get(b"label-%09d" % n).decode("utf-8") == r["label"]
            """)
    }

    @Test(.enabled(if: PythonTools.has("pyarrow, duckdb, pandas, polars"))) func parquet() async throws {
        try await write(.parquet)
        try check(
            """
            import pyarrow.parquet, duckdb, pandas, polars
            for split, shards in [("train", 3), ("val", 1)]:
                tables = [pyarrow.parquet.read_table(f"{root}/{split}-{n:05d}-of-{shards:05d}.parquet") for n in range(shards)]
                rows = [row for table in tables for row in table.to_pylist()]
                assert [row["text"] for row in rows] == [r["label"] for r in of(split)]
                for row, r in zip(rows, of(split)):
                    same(row["image"]["bytes"], r)
                    assert row["image"]["path"] == r["path"]
                assert list(tables[0].schema.field("image").type)[0].name == "bytes"
                rows = duckdb.sql(f"select image.bytes, text from '{root}/{split}-*.parquet'").fetchall()
                assert sorted(t for b, t in rows) == sorted(r["label"] for r in of(split))
                assert {hashlib.sha256(b).hexdigest() for b, t in rows} == {r["sha256"] for r in of(split)}
                frame = pandas.read_parquet(f"{root}/{split}-00000-of-{shards:05d}.parquet")
                assert list(frame["text"]) == [r["label"] for r in of(split)][:10]
                polar = polars.concat([polars.read_parquet(f"{root}/{split}-{n:05d}-of-{shards:05d}.parquet") for n in range(shards)])
                assert polar["text"].to_list() == [r["label"] for r in of(split)]
                for image, r in zip(polar["image"].to_list(), of(split)): same(image["bytes"], r)
            """)
    }

    @Test(.enabled(if: PythonTools.has("datasets"))) func huggingFace() async throws {
        try await write(.parquet)
        try check(
            """
            os.environ["HF_HOME"] = root + "/../cache"; os.environ["HF_DATASETS_OFFLINE"] = "1"
            from datasets import load_dataset, Image as Picture
            data = load_dataset(root)
            assert set(data) == {"train", "validation"}, data
            for split, name in [("train", "train"), ("val", "validation")]:
                assert [row["text"] for row in data[name]] == [r["label"] for r in of(split)]
                assert isinstance(data[name].features["image"], Picture)
                assert data[name][3]["image"].size == (of(split)[3]["width"], 12)
            """)
    }

    @Test(.enabled(if: PythonTools.has("pyarrow"))) func whatPyArrowWritesIsRead() throws {
        try FileManager.default.createDirectory(atPath: set, withIntermediateDirectories: true)
        _ = try PythonTools.run(
            """
            import sys, io, numpy, pyarrow, pyarrow.parquet
            from PIL import Image
            root = sys.argv[1]
            def png(n):
                out = io.BytesIO(); Image.fromarray(numpy.full((5, 4 + n), n, numpy.uint8)).save(out, "PNG"); return out.getvalue()
            rows = [{"image": {"bytes": png(n), "path": f"{n}.png"}, "label": ["a", "b", "žluť"][n % 3], "n": [n, n]} for n in range(30)]
            table = pyarrow.Table.from_pylist(rows)
            for packing in ["none", "snappy", "gzip", "zstd"]:
                for version in ["1.0", "2.0"]:
                    for words in [True, False]:
                        pyarrow.parquet.write_table(
                            table, f"{root}/{packing}-{version}-{words}.parquet", compression=packing, data_page_version=version,
                            use_dictionary=words, row_group_size=7)
            rows[3]["label"] = None
            pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), root + "/missing.parquet")
            """, set)
        for packing in ["none", "snappy", "gzip"] {
            for version in ["1.0", "2.0"] {
                for words in ["True", "False"] {
                    let data = try StoredDataset(set + "/\(packing)-\(version)-\(words).parquet")
                    #expect(try data.labels(of: .train) == (0..<30).map { ["a", "b", "žluť"][$0 % 3] })
                    let image = try data.makeReader().sample(at: 17, in: .train).image
                    #expect(image.width == 21 && image.pixels.allSatisfy { $0 == 17 })
                }
            }
        }
        do {
            _ = try StoredDataset(set + "/zstd-1.0-True.parquet")
            Issue.record("nothing was thrown")
        } catch { #expect("\(error)".contains("Zstandard")) }
        let data = try StoredDataset(set + "/missing.parquet", onProblem: .leaveOut)
        #expect(data.count(of: .train) == 29)
        #expect(data.problems.first.map(\.description) == ["\(set)/missing.parquet, row 3: there is no text"])
    }

    @Test func whatOtherProgramsPutIntoTarIsRead() throws {
        try FileManager.default.createDirectory(atPath: set, withIntermediateDirectories: true)
        _ = try PythonTools.run(
            """
            import sys, io, json, tarfile, numpy
            from PIL import Image
            root = sys.argv[1]
            out = io.BytesIO(); Image.fromarray(numpy.full((5, 4), 9, numpy.uint8)).save(out, "PNG"); png = out.getvalue()
            def add(tar, name, data):
                info = tarfile.TarInfo(name); info.size = len(data); tar.addfile(info, io.BytesIO(data))
            for kind, form in [("pax", tarfile.PAX_FORMAT), ("gnu", tarfile.GNU_FORMAT), ("ustar", tarfile.USTAR_FORMAT)]:
                with tarfile.open(f"{root}/{kind}.tar", "w", format=form) as tar:
                    tar.addfile(tarfile.TarInfo("train/"))
                    long = "d/" * 60 + "key" + "k" * 30
                    add(tar, "__meta__/x.txt", b"no sample")
                    add(tar, "1.png", png); add(tar, "1.txt", "a b\\n".encode()); add(tar, "1.cls", b"7")
                    add(tar, long + ".JPG.png", png); add(tar, long + ".json", json.dumps({"label": "žluť"}).encode())
            with tarfile.open(f"{root}/bad.tar", "w") as tar:
                add(tar, "1.png", png)
                add(tar, "2.png", png); add(tar, "2.txt", b"b")
                add(tar, "1.txt", b"a")
            """, set)
        for kind in ["pax", "gnu", "ustar"] {
            let data = try StoredDataset(set + "/\(kind).tar")
            #expect(try data.labels(of: .train) == ["a b", "žluť"])
            #expect(try data.makeReader().sample(at: 1, in: .train).image == Bitmap(width: 4, height: 5, filledWith: 9))
        }
        let data = try StoredDataset(set + "/bad.tar", onProblem: .leaveOut)
        #expect(try data.labels(of: .train) == ["b"])
        #expect(
            data.problems.first.map(\.what) == [
                "there is no text among .png: add a .txt", "there is no picture among .txt",
            ])
    }
}
