import Foundation
import Imaging
import Samples
import TestSupport
import Testing

@testable import Datasets

/// What other programs' own readers make of what is written.
@Suite(.enabled(if: PythonTools.isThere, Comment(rawValue: PythonTools.absence)))
struct ReaderInteropTests {
    let folder: TemporaryFolder
    var set: String { folder("set") }

    init() throws { folder = try TemporaryFolder() }

    /// Labels that readers like to change.
    private static let labels = [
        "plain", "hello world", "p, q", "a\"b", "\\", "1/2", "a_b", "שלום", "中文", "👩‍👩‍👧", "é", "x=1", "[a]", "{}", "#",
        "'",
    ]

    private func write(_ formats: [DatasetFormat], labels: [String] = labels) async throws {
        var source = FakeSource()
        source.label = { split, index in labels[(index + Int(split.number)) % labels.count] }
        let plan = DatasetPlan.small(
            train: labels.count, val: 3, test: 0, annotations: formats.map { AnnotationFormat($0) }, masks: true)
        _ = try await DatasetWriter(plan: plan, directory: set, existing: .refuse, syncs: false)
            .write(from: source, jobs: 2) { _ in }
    }

    /// What each script begins with: the records, and a comparison of pictures and labels with them.
    private static let records = """
        import json, sys, os, io
        import numpy
        from PIL import Image
        root = sys.argv[1]
        records = [json.loads(line) for line in open(root + "/samples.jsonl", encoding="utf-8")]
        def of(split): return [r for r in records if r["split"] == split]
        def pixels(r): return numpy.asarray(Image.open(root + "/" + r["path"]))
        def same(image, r): assert (numpy.asarray(image) == pixels(r)).all(), r["path"]

        """

    private func check(_ script: String) throws {
        #expect(try PythonTools.run(Self.records + script + "\nprint('fine')", set) == "fine")
    }

    @Test(
        .enabled(if: PythonTools.has("datasets")),
        arguments: [DatasetFormat.imageFolder, .imageFolderCSV, .imageFolderParquet])
    func huggingFaceLoadsImageFolders(format: DatasetFormat) async throws {
        // Where a table holds labels that `datasets` would change, it is not written at all.
        let labels = Self.labels + (format == .imageFolderCSV ? [] : ["00123", "NA", "1e5"])
        try await write([format], labels: labels)
        try check(
            """
            os.environ["HF_HOME"] = root + "/../cache"; os.environ["HF_DATASETS_OFFLINE"] = "1"
            from datasets import load_dataset
            for split in ["train", "val"]:
                rows = load_dataset("imagefolder", data_dir=root + "/" + split, split="train")
                assert len(rows) == len(of(split)), len(rows)
                held = {r["label"]: r for r in of(split)}
                for row in rows:
                    same(row["image"], held[row["text"]])
            """)
    }

    @Test(.enabled(if: PythonTools.has("pandas"))) func pandasReadsTablesAsTheExampleDoes() async throws {
        try await write([.trocr], labels: Self.labels + ["00123", "NA", " a ", "1e5", "True"])
        try check(
            """
            import pandas
            table = pandas.read_csv(root + "/trocr_train.csv", dtype=str, keep_default_na=False)
            assert list(table["text"]) == [r["label"] for r in of("train")], list(table["text"])
            assert list(table["file_name"]) == [r["path"] for r in of("train")]
            """)
    }

    /// By the definitions of PaddleOCR, docTR, MMOCR, tesstrain, SynthTIGER, TRDG and COCO-Text.
    @Test func strictReadersOfTheDefinitions() async throws {
        try await write([
            .tabbed, .paddleDetection, .docTR, .docTRDetection, .mmocr, .mmocrDetection, .mmocrJSONLines, .textFiles,
            .synthTIGER, .cocoText, .trdgBoxes, .trdgMasks, .tesseractBoxes,
        ])
        try check(
            #"""
            import hashlib, unicodedata
            def raw(name):
                data = open(root + "/" + name, "rb").read()
                assert not data.startswith(b"\xef\xbb\xbf") and b"\r" not in data and data.endswith(b"\n"), name
                return data.decode("utf-8")
            for split in ["train", "val"]:
                held = of(split); labels = [r["label"] for r in held]
                lines = raw(f"rec_gt_{split}.txt")[:-1].split("\n")
                assert [l.split("\t") for l in lines] == [[r["path"], r["label"]] for r in held]
                for line, r in zip(raw(f"det_gt_{split}.txt")[:-1].split("\n"), held):
                    path, boxes = line.split("\t"); boxes = json.loads(boxes)
                    assert path == r["path"] and boxes[0]["transcription"] == r["label"] and len(boxes[0]["points"]) == 4
                words = json.loads(raw(f"{split}/labels.json"))
                assert [words[r["path"].split("/", 1)[1]] for r in held] == labels and len(words) == len(held)
                for name, v in json.loads(raw(f"{split}/detection.json")).items():
                    data = open(f"{root}/{split}/{name}", "rb").read()
                    assert v["img_hash"] == hashlib.sha256(data).hexdigest()
                    image = Image.open(io.BytesIO(data))
                    assert v["img_dimensions"] == [image.height, image.width]
                    assert numpy.array(v["polygons"]).shape == (1, 4, 2)
                for name in ["mmocr", "mmocr_detection"]:
                    d = json.loads(raw(f"{name}_{split}.json"))
                    assert set(d) == {"metainfo", "data_list"}
                    assert [p["img_path"] for p in d["data_list"]] == [r["path"] for r in held]
                    assert [p["instances"][0]["text"] for p in d["data_list"]] == labels
                box = d["data_list"][0]["instances"][0]
                assert len(box["polygon"]) == 8 and len(box["bbox"]) == 4 and box["bbox_label"] == 0
                rows = [json.loads(l) for l in raw(f"mmocr_{split}.jsonl").splitlines()]
                assert [(r["filename"], r["text"]) for r in rows] == [(r["path"], r["label"]) for r in held]
                for name in ["gt", "coords", "glyph_coords"]:
                    lines = [l.split("\t") for l in raw(f"{split}/{name}.txt")[:-1].split("\n")]
                    assert [l[0] for l in lines] == [r["path"].split("/", 1)[1] for r in held]
                    if name == "gt": assert [l[1] for l in lines] == labels
                    else: assert [len(l) - 1 for l in lines] == [len(r["characters"]) for r in held]
                for r in held:
                    stem = r["path"][:-4]; name = stem.split("/")[-1]
                    text = raw(stem + ".gt.txt"); assert text[:-1] == r["label"] and text.count("\n") == 1
                    boxes = raw(f"trdg_boxes/{split}/{name}_boxes.txt")[:-1].split("\n")
                    assert len(boxes) == len(r["characters"])
                    for b in boxes:
                        x1, y1, x2, y2 = map(int, b.split(" ")); assert 0 <= x1 < x2 <= r["width"] and 0 <= y1 < y2 <= r["height"]
                    lines = raw(stem + ".box")[:-1].split("\n")
                    assert lines[-1].startswith("\t ") and len(lines) == len(r["characters"]) + 1
                    mask = numpy.asarray(Image.open(f"{root}/trdg_masks/{split}/{name}_mask.png").convert("RGB"))
                    assert mask.shape == (r["height"], r["width"], 3)
            coco = json.loads(raw("cocotext.json"))
            assert {int(k) for k in coco["imgs"]} == set(range(1, len(records) + 1))
            for k, r in enumerate(records, 1):
                image, a = coco["imgs"][str(k)], coco["anns"][str(coco["imgToAnns"][str(k)][0])]
                assert (image["file_name"], image["set"], image["width"]) == (r["path"], r["split"], r["width"])
                assert a["utf8_string"] == r["label"] and a["image_id"] == k and len(a["polygon"]) == 8 and a["area"] > 0
            """#)
    }

    @Test func masksNumberCharacters() async throws {
        var source = FakeSource()
        source.label = { _, _ in "ab" }
        // Ink on the left half of each character's cell.
        source.adjust = { sample in
            let width = sample.image.width
            let pixels = (0..<width * 12).map { UInt8($0 % width % 6 < 3 ? 255 : 0) }
            sample.mask = Bitmap(width: width, height: 12, pixels: pixels)
        }
        let plan = DatasetPlan.small(train: 1, val: 0, test: 0, annotations: [AnnotationFormat(.trdgMasks)])
        _ = try await DatasetWriter(plan: plan, directory: set, existing: .refuse, syncs: false)
            .write(from: source, jobs: 1) { _ in }
        let mask = try ImageFile.read(path: set + "/trdg_masks/train/000000_mask.png")
        func colour(_ x: Int, _ y: Int) -> [UInt8] {
            Array(mask.pixels[3 * (y * mask.width + x)..<3 * (y * mask.width + x) + 3])
        }
        #expect(colour(1, 5) == [0, 0, 1])
        #expect(colour(7, 5) == [0, 0, 2])
        #expect(colour(4, 5) == [0, 0, 0] && colour(1, 0) == [0, 0, 0])
    }
}
