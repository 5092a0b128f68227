import Foundation
import TestSupport
import Testing

/// No file that a command reads is replaced by one that it writes.
@Suite struct KeptFilesTests {
    @Test func whatIsReadIsNotReplaced() async throws {
        let desk = try SmallTraining()
        try await desk.shipModel(as: "own")
        let folder = desk.folder.path
        try await succeed("generate", "recipe.yml", "-o", "set", "--quiet", in: folder)
        try FileManager.default.createSymbolicLink(
            atPath: desk.folder("link.csv"), withDestinationPath: desk.folder("run/best.safetensors"))
        let pictures = try FileManager.default.subpathsOfDirectory(atPath: desk.folder("set"))
        let picture = "set/" + (try #require(pictures.first { $0.hasSuffix(".png") }))
        let model = ["-m", "run/best.safetensors"]
        let before = try tree(folder)
        for arguments in [
            ["eval"] + model + ["-d", "set", "--csv", "run/best.safetensors"],
            ["eval"] + model + ["-d", "set", "--csv", "link.csv"],
            ["eval"] + model + ["-d", "set", "--csv", "set/platen.json"],
            ["eval"] + model + ["-d", "recipe.yml", "--csv", "recipe.yml"],
            ["predict"] + model + [picture, "--csv", picture], ["predict"] + model + ["set", "--csv", picture],
            ["compare", "run", "models/own.safetensors", "-d", "set", "--html", "models/own.safetensors"],
            ["alphabet", "run/best.safetensors", "-o", "run/best.safetensors"],
            ["calibrate"] + model + ["-d", "recipe.yml", "-o", "recipe.yml"],
            ["export"] + model + ["-o", "run/best.safetensors"],
        ] {
            let outcome = try await Program(arguments, in: folder).outcome()
            #expect(outcome.code == 73, "\(arguments): \(outcome.errors)")
            #expect(
                outcome.complaints.last?.contains("would be replaced: name another file") == true, "\(outcome.errors)")
        }
        #expect(try tree(folder) == before)
        // What is new in a folder that is read may be written there.
        try await succeed(
            "predict", "-m", "run/best.safetensors", picture, "--csv", "set/readings.csv", "--quiet", in: folder)
    }

    @Test func optionsThatDoNothingAreRefused() async throws {
        let desk = try SmallTraining()
        let folder = desk.folder.path
        try await succeed("generate", "recipe.yml", "-o", "set", "--quiet", in: folder)
        for (arguments, says) in [
            (["inspect", "set", "--split", "val"], "--split: of a dataset all parts are looked at"),
            (["convert", "set", "out", "--format", "simple", "--split", "test"], "--split: set has splits of its own"),
            (["convert", "set", "out", "--format", "simple", "--pack-size", "5"], "--pack-size goes with the formats"),
        ] {
            let outcome = try await Program(arguments, in: folder).outcome()
            #expect(outcome.code == 64 && outcome.errors.contains(says), "\(arguments): \(outcome.errors)")
        }
        #expect(!FileManager.default.fileExists(atPath: desk.folder("out")))
    }

    @Test func trainingsThatLearnNothingAreTold() async throws {
        let desk = try SmallTraining()
        let folder = desk.folder.path
        let empty = try await failure(
            65, "train", "train.yml", "-o", "a", "--quiet", "alphabet={characters: xyz, unknown: drop}", in: folder)
        #expect(empty.contains("no label has a character of it, such as '"), "\(empty)")
        let same = try await Program(
            ["train", "train.yml", "-o", "b", "--quiet", "data.val=[{recipe: recipe.yml, split: train}]"], in: folder
        ).outcome()
        #expect(same.code == 0)
        #expect(same.errors.contains("the same samples are learnt from and measured on"), "\(same.errors)")
    }
}
