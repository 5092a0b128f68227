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

    @Test func whatIsWrongIsSaid() async throws {
        let desk = try Desk()
        try desk.write("1.png a\n", "labels.txt")
        #expect(
            try await failure(64, "convert", desk.folder.path, desk("out"), "-f", "coco").contains(
                "'coco' is no format"))
        #expect(
            try await failure(64, "convert", desk.folder.path, desk("out"), "--encode", "gif").contains("png, jpeg"))
        #expect(try await failure(66, "convert", desk("none"), desk("out")).contains("there is no"))
        let message = try await failure(66, "convert", desk("labels.txt"), desk("out"), "-f", "tabbed")
        #expect(message.contains("\(desk("labels.txt")):1: cannot read \(desk("1.png"))"), "\(message)")
        #expect(
            try await failure(66, "convert", desk("labels.txt"), desk("out"), "--broken", "leave-out")
                .contains("nothing is left of"))
    }
}
