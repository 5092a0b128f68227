import Foundation
import TestSupport
import Testing

/// `platen split`.
@Suite struct SplitTests {
    @Test func listsAndCopies() async throws {
        let desk = try Desk()
        try await succeed("generate", desk.recipe, "-o", desk("set"), "--quiet")
        // All 74 samples, put together first.
        let text = try await succeed("split", desk("set"), "-o", desk("parts"), "--part", "all", "--by-label")
        #expect(text.hasPrefix("\(desk("parts")): 74 samples (train 59, val 8, test 7)\n"), "\(text)")
        #expect(text.contains("wanted") && text.contains("80.0 %"))
        let first = try #require(try contents(desk("parts/labels_train.jsonl")).split(separator: "\n").first)
        let path = try #require(try object(first)["file_name"] as? String)
        #expect(path.hasPrefix("/") && FileManager.default.fileExists(atPath: path))
        let told = try object(try contents(desk("parts/split.json")))
        #expect(told["byLabel"] as? Bool == true && told["labelsInSeveralSplits"] as? Int == 0)
        // Another run gives the same bytes.
        try await succeed("split", desk("set"), "-o", desk("again"), "--part", "all", "--by-label", "--quiet")
        #expect(try tree(desk("parts")) == tree(desk("again")))
        let json = try object(
            try await succeed(
                "split", desk("set"), "-o", desk("copy"), "--part", "train", "--train", "0.5", "--val", "0.5", "--copy",
                "--format", "webdataset", "--json"))
        let summary = try #require(json["summary"] as? [String: Any])
        let parts = try #require(summary["splits"] as? [String: [String: Any]])
        #expect(parts["train"]?["samples"] as? Int == 31 && parts["val"]?["samples"] as? Int == 30)
        #expect(FileManager.default.fileExists(atPath: desk("copy/train-000000.tar")))
    }

    @Test func whatIsWrongIsSaid() async throws {
        let desk = try Desk()
        try desk.write("1.png a\n", "labels.txt")
        #expect(
            try await failure(64, "split", desk("labels.txt"), "-o", desk("out"), "--train", "0.8", "--val", "0.1")
                == "--train 0.8, --val 0.1 and --test 0.0 are 0.9 together, and must be 1; see 'platen split --help'")
        #expect(
            try await failure(64, "split", desk("labels.txt"), "-o", desk("out"), "--train", "1.5")
                .contains("--train must be 0...1"))
        #expect(
            try await failure(64, "split", desk("labels.txt"), "-o", desk("out"), "-f", "lmdb")
                .contains("'lmdb' is no format that lists"))
        #expect(try await failure(66, "split", desk("none"), "-o", desk("out")).contains("there is no"))
        #expect(
            try await failure(65, "split", desk("labels.txt"), "-o", desk("out"))
                == "\(desk("labels.txt")):1: there is no file \(desk("1.png"))")
        try FileManager.default.createDirectory(atPath: desk("out/mine"), withIntermediateDirectories: true)
        try desk.write("", "1.png")
        #expect(
            try await failure(73, "split", desk("labels.txt"), "-o", desk("out")).contains("nothing is overwritten"))
    }
}
