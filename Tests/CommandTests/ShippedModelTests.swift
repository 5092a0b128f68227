import Foundation
import TestSupport
import Testing

/// Models that are named by their names, as those are that come along with the program.
@Suite struct ShippedModelTests {
    @Test func aFolderOfThatNameIsNoModel() async throws {
        let desk = try SmallTraining()
        let folder = desk.folder.path
        try await desk.shipModel(as: "receipts")
        try await succeed("new", "receipts", "--like", "receipts", "--quiet", in: folder)
        let named = try await Program(["export", "-m", "receipts", "-o", "a.onnx"], in: folder).outcome()
        #expect(named.code == 0, "\(named.errors)")
        try await succeed("export", "-m", "models/receipts.safetensors", "-o", "b.onnx", in: folder)
        #expect(
            try Data(contentsOf: URL(fileURLWithPath: desk.folder("a.onnx")))
                == Data(contentsOf: URL(fileURLWithPath: desk.folder("b.onnx"))))

        // A run's folder holds a model, and may be meant.
        try FileManager.default.copyItem(
            atPath: desk.folder("run/best.safetensors"), toPath: desk.folder("receipts/best.safetensors"))
        let run = try await failure(66, "export", "-m", "receipts", "-o", "c.onnx", in: folder)
        #expect(run.contains("this is a folder; name the model's file in it, such as best.safetensors"), "\(run)")
        let compared = try await Program(
            ["compare", "receipts", "run", "-d", "recipe.yml", "--threads", "1", "--quiet"], in: folder
        ).outcome()
        #expect(compared.code == 0, "\(compared.errors)")
    }

    @Test func anUnknownNameIsToldWhatThereIs() async throws {
        let desk = try SmallTraining()
        let folder = desk.folder.path
        try FileManager.default.createDirectory(atPath: desk.folder("models"), withIntermediateDirectories: true)
        for name in ["receipts", "digits"] {
            try Data().write(to: URL(fileURLWithPath: desk.folder("models/\(name).safetensors")))
        }
        for arguments in [
            ["export", "-m", "reciepts", "-o", "a.onnx"], ["predict", "-m", "reciepts", "recipe.yml"],
            ["compare", "reciepts", "digits", "-d", "recipe.yml"], ["serve", "-m", "x=reciepts", "--port", "0"],
        ] {
            let outcome = try await Program(arguments, in: folder).outcome()
            #expect(outcome.code == 66 && outcome.output == "", "\(outcome.errors)")
            #expect(
                outcome.errors.contains(
                    "no model of that name came with the program; did you mean 'receipts'? there are ")
                    && outcome.errors.contains("digits") && outcome.errors.contains("receipts"), "\(outcome.errors)")
        }
        // A path is a path.
        let path = try await failure(66, "export", "-m", "reciepts.safetensors", "-o", "a.onnx", in: folder)
        #expect(!path.contains("came with the program"))
    }
}
