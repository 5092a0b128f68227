import Foundation
import TestSupport
import Testing

/// `platen convert`.
@Suite struct ConvertTests {
    @Test func thereAndBack() async throws {
        let desk = try Desk()
        try await succeed("generate", desk.recipe, "-o", desk("set"), "--count", "20", "--quiet")
        let text = try await succeed(
            "convert", desk("set"), desk("other"), "--format", "paddleocr,imagefolder,webdataset")
        #expect(text.hasPrefix("\(desk("other")): 20 samples (train "))
        #expect(text.contains("platen in \(desk("set"))") && text.contains("tabbed, imagefolder, webdataset"))
        for name in ["rec_gt_train.txt", "train/metadata.jsonl", "train-000000.tar"] {
            #expect(FileManager.default.fileExists(atPath: desk("other/" + name)), "\(name)")
        }
        try await succeed(
            "convert", desk("other/rec_gt_train.txt"), desk("back"), "-f", "simple", "--split", "test", "-q")
        let first = try contents(desk("set/labels_train.txt")).split(separator: "\n").map {
            $0.split(separator: " ")[1]
        }
        let back = try contents(desk("back/labels_test.txt")).split(separator: "\n").map { $0.split(separator: " ")[1] }
        #expect(first == back && !first.isEmpty)
        #expect(try await succeed("inspect", desk("other/train-000000.tar")).contains("pictures"))
    }

    @Test func shardsOfSoManyBytes() async throws {
        let desk = try Desk()
        try await succeed("generate", desk.recipe, "-o", desk("set"), "--count", "20", "--quiet")
        try await succeed(
            "convert", desk("set"), desk("other"), "--format", "webdataset", "--pack-bytes", "10000", "--quiet")
        let names = try tree(desk("other")).filter { $0.key.hasSuffix(".tar") }
        #expect(names.count > 3 && names.values.allSatisfy { $0.count <= 10_000 })
        #expect(
            try await failure(
                65, "convert", desk("set"), desk("more"), "--format", "webdataset,lmdb", "--pack-bytes", "10000"
            )
            .contains("webdataset alone"))
        #expect(
            try await failure(64, "convert", desk("set"), desk("more"), "--format", "webdataset", "--pack-bytes", "0")
                .contains("--pack-bytes must be 1 or more"))
    }

    /// What is read is never removed first, by whatever name it goes.
    @Test func theSourceIsNeverOverwritten() async throws {
        let desk = try Desk(samples: "{train: 6, val: 2, test: 2}")
        try await succeed("generate", desk.recipe, "-o", desk("set"), "--format", "simple", "--quiet")
        try FileManager.default.createSymbolicLink(atPath: desk("link"), withDestinationPath: "set")
        try await succeed("split", desk("set"), "-o", desk("parts"), "--part", "all", "--quiet")
        let before = try tree(desk("set"))
        for (source, target) in [
            ("set", "set"), ("link", "set"), ("set", "link"), ("set/labels_train.txt", "set"), ("parts", "set"),
        ] {
            let message = try await failure(
                73, "convert", desk(source), desk(target), "--format", "doctr", "--overwrite", "--quiet")
            #expect(message.contains("would be removed with the old one in \(desk(target))"), "\(message)")
            #expect(try tree(desk("set")) == before)
        }
        #expect(try await failure(64, "merge", desk("set"), "-o", "").contains("--output must name a folder"))
    }

    /// A texture of the recipe that lies in the dataset is not removed with it.
    @Test func norIsATextureOfTheRecipe() async throws {
        let desk = try Desk(samples: "{train: 6, val: 2, test: 2}")
        try await succeed("generate", desk.recipe, "-o", desk("set"), "--quiet", "output.layout=flat")
        let before = try tree(desk("set"))
        let texture = desk("set/train/000001.png")
        try desk.write(
            """
            samples: {train: 6, val: 2, test: 2}
            text: {number: {digits: 4}}
            fonts: {faces: [Liberation Serif], size: 12}
            paper: {texture: {path: \(texture)}}

            """, "papered.yml")
        let message = try await failure(
            73, "generate", desk("papered.yml"), "-o", desk("set"), "--overwrite", "--quiet")
        #expect(message.contains("\(texture) is needed for the new dataset"), "\(message)")
        #expect(try tree(desk("set")) == before)
        try await succeed("generate", desk.recipe, "-o", desk("set"), "--overwrite", "--quiet", "output.layout=flat")
    }

    @Test func whatIsWrongIsSaid() async throws {
        let desk = try Desk()
        try desk.write("1.png a\n", "labels.txt")
        #expect(
            try await failure(64, "convert", desk.folder.path, desk("out"), "-f", "coco").contains(
                "'coco' is no format"))
        #expect(
            try await failure(64, "convert", desk.folder.path, desk("out"), "--encode", "gif").contains("png, jpeg"))
        #expect(try await failure(64, "convert", desk.folder.path, "-").contains("no stream"))
        #expect(try await failure(66, "convert", desk("none"), desk("out")).contains("there is no"))
        let message = try await failure(66, "convert", desk("labels.txt"), desk("out"), "-f", "tabbed")
        #expect(
            message.contains("sample train 0 (\(desk("labels.txt")):1): cannot read \(desk("1.png"))"), "\(message)")
        #expect(
            try await failure(66, "convert", desk("labels.txt"), desk("out"), "--broken", "leave-out")
                .contains("nothing is left of"))
    }
}
