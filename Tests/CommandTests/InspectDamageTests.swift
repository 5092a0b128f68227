import Foundation
import TestSupport
import Testing

/// `platen inspect` of datasets that are not whole: it says what is wrong, and its exit code is not 0.
@Suite struct InspectDamageTests {
    /// Cuts a file down to a part of its bytes.
    private func cut(_ path: String, to bytes: Int) throws {
        let url = URL(fileURLWithPath: path)
        try Data(contentsOf: url).prefix(bytes).write(to: url)
    }

    private func size(_ path: String) throws -> Int { try Data(contentsOf: URL(fileURLWithPath: path)).count }

    @Test func recordsThatAreGone() async throws {
        let desk = try Desk()
        try await succeed("generate", desk.recipe, "-o", desk("set"), "--quiet")
        try FileManager.default.removeItem(atPath: desk("set/samples.jsonl"))
        #expect(try await failure(65, "inspect", desk("set")).contains("samples.jsonl is missing: bring it back"))
    }

    /// A part of a dataset is not fit to train on, whatever is in it; other commands take it and say so.
    @Test func oneShardOfSeveral() async throws {
        let desk = try Desk()
        try await succeed("generate", desk.recipe, "-o", desk("set"), "--shard", "1/3", "--quiet")
        let what = "\(desk("set")): one shard of 3 alone"
        let inspection = try await platen("inspect", desk("set"))
        #expect(inspection.code == 65 && inspection.output.contains("not fit to train on"))
        #expect(inspection.errors.contains("warning: \(what)"), "\(inspection.errors)")
        let outcome = try await platen("convert", desk("set"), desk("out"), "-f", "simple")
        #expect(outcome.code == 0 && outcome.notes.contains { $0.hasPrefix("note: \(what)") }, "\(outcome.errors)")
    }

    @Test func aListWithoutLabels() async throws {
        let desk = try Desk()
        try await succeed("generate", desk.recipe, "-o", desk("set"), "--quiet")
        try FileManager.default.createDirectory(atPath: desk("list"), withIntermediateDirectories: true)
        try desk.write("../set/train/000/000/000000000.png\n", "list/labels_train.txt")
        let message = try await failure(65, "inspect", desk("list"))
        #expect(message.contains("labels_train.txt:1: the first line is of no format that is known"))
    }

    /// A file that nobody can read beside pictures may be their labels, which is said.
    @Test func doubtfulLabelsAreSaid() async throws {
        let desk = try Desk()
        try await succeed("generate", desk.recipe, "-o", desk("set"), "--quiet", "output.layout=flat")
        try desk.write("nothing that is known", "set/train/list.csv")
        let outcome = try await platen("inspect", desk("set/train"))
        #expect(outcome.code == 0 && !outcome.output.contains("fit to train on"))
        #expect(outcome.errors.contains("list.csv lies beside the images and may hold their labels"))
        #expect(outcome.errors.contains("its pictures are looked at alone"))
    }

    @Test(arguments: [
        ("webdataset", "train-000000.tar", "no file of the format webdataset"),
        ("lmdb", "lmdb/train/data.mdb", "cannot read"),
        ("parquet", "train-00000-of-00001.parquet", "its end is missing"),
    ])
    func containersThatAreCutShort(format: String, name: String, what: String) async throws {
        let desk = try Desk(samples: "{train: 40, val: 0, test: 0}")
        try await succeed("generate", desk.recipe, "-o", desk("set"), "--format", format, "--quiet")
        try cut(desk("set/" + name), to: format == "parquet" ? 5000 : 400)
        // Cut down to a part of its first block, its bytes tell nothing any more; its name does.
        let outcome = try await platen("inspect", desk("set"))
        #expect(outcome.code == 65 || outcome.code == 66, "\(outcome.errors)")
        #expect(outcome.errors.contains(name) && !outcome.errors.contains("pictures in this folder"))
        for own in ["platen.json", "samples.jsonl", "recipe.yml"] {
            try FileManager.default.removeItem(atPath: desk("set/" + own))
        }
        let message = try await failure(65, "inspect", desk("set"))
        #expect(message.contains(name) && message.contains(what), "\(message)")
        let direct = try await failure(65, "inspect", desk("set/" + name))
        #expect(direct.contains(name) && !direct.contains("not a PNG"), "\(direct)")
    }

    @Test func shardsThatAreNotJoined() async throws {
        let desk = try Desk()
        for part in ["1/2", "2/2"] {
            try await succeed(
                "generate", desk.recipe, "-o", desk("set"), "--format", "webdataset", "--shard", part, "--quiet")
        }
        #expect(try await failure(66, "inspect", desk("set")).contains("join them with merge first"))
    }

    @Test func halfAnArchiveIsUnfitWhateverIsTolerated() async throws {
        let desk = try Desk(samples: "{train: 300, val: 0, test: 0}")
        try await succeed("generate", desk.recipe, "-o", desk("set"), "--format", "webdataset", "--quiet")
        try cut(desk("set/train-000000.tar"), to: size(desk("set/train-000000.tar")) / 2 + 700)
        let outcome = try await platen("inspect", desk("set"), "--tolerate", "1", "--json")
        #expect(outcome.code == 65)
        let fitness = try #require(try object(outcome.output)["fitness"] as? [String: Any])
        let reasons = try #require(fitness["reasons"] as? [String])
        for part in ["it is cut short", "bytes, and platen.json says", "train samples, and platen.json says 300"] {
            #expect(reasons.contains { $0.contains(part) }, "\(part): \(reasons)")
        }
        let converted = try await platen(
            "convert", desk("set"), desk("copy"), "--format", "simple", "--broken", "leave-out")
        let copied = try contents(desk("copy/samples.jsonl")).split(separator: "\n").count
        #expect(converted.code == 0 && (140...160).contains(copied))
        #expect(converted.output.contains(try Regex("\n  left out +\(300 - copied)\n")), "\(converted.output)")
        // Without the manifest nobody knows how many there were; that it is cut short is seen all the same.
        try FileManager.default.removeItem(atPath: desk("set/platen.json"))
        let foreign = try await platen("inspect", desk("set"), "--tolerate", "1")
        #expect(foreign.code == 65 && foreign.errors.contains("cut short"))
    }

    @Test func recordsThatWereChanged() async throws {
        let desk = try Desk(samples: "{train: 300, val: 0, test: 0}")
        try await succeed("generate", desk.recipe, "-o", desk("set"), "--quiet")
        let records = try contents(desk("set/samples.jsonl"))
        let place = try #require(records.range(of: #""attempt":0"#, options: .backwards))
        try desk.write(records.replacingCharacters(in: place, with: #""attempt":7"#), "set/samples.jsonl")
        let outcome = try await platen("inspect", desk("set"), "--tolerate", "1")
        #expect(outcome.code == 65 && outcome.errors.contains("it is not what was written: its hash is not that"))
        #expect(outcome.output.contains("not fit to train on") || outcome.output.contains("Not fit to train on"))
    }

    @Test(arguments: [
        ("webdataset", "train-000000.tar"), ("lmdb", "lmdb/train/data.mdb"),
        ("parquet", "train-00000-of-00001.parquet"),
    ])
    func filesOfAnotherRun(format: String, name: String) async throws {
        let desk = try Desk(samples: "{train: 40, val: 0, test: 0}")
        for (folder, seed) in [("set", "1"), ("other", "2")] {
            try await succeed(
                "generate", desk.recipe, "-o", desk(folder), "--format", format, "--seed", seed, "--quiet")
        }
        try FileManager.default.removeItem(atPath: desk("set/" + name))
        try FileManager.default.copyItem(atPath: desk("other/" + name), toPath: desk("set/" + name))
        let outcome = try await platen("inspect", desk("set"), "--tolerate", "1")
        #expect(outcome.code == 65, "\(outcome.errors)")
        #expect(
            outcome.errors.contains("it is not what was written")
                || outcome.errors.contains("a file of another dataset"))
        #expect(try await failure(65, "convert", desk("set"), desk("copy"), "--format", "simple").contains(desk("set")))
        #expect(try await platen("inspect", desk("other")).code == 0)
    }
}
