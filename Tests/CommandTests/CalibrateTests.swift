import Foundation
import TestSupport
import Testing

/// `platen calibrate`, and reading in int8.
@Suite struct CalibrateTests {
    /// A model that says nothing of its ranges, as there were no validation pictures.
    private func train(_ desk: SmallTraining) async throws -> String {
        let outcome = try await Program(
            ["train", "train.yml", "-o", "run", "--quiet", "data.val=[]"], in: desk.folder.path
        ).outcome()
        #expect(outcome.code == 0, "\(outcome.errors)")
        return desk.folder("run/last.safetensors")
    }

    /// What a command says in int8: it reads, or tells that the processor can't.
    private func read(_ model: String, _ recipe: String) async throws -> Program.Outcome {
        try await Program([
            "eval", "--model", model, "--data", recipe, "--count", "4", "--precision", "int8", "--json",
        ]).outcome()
    }

    @Test func aModelIsMadeReadyForInt8() async throws {
        let desk = try SmallTraining()
        let recipe = desk.folder("recipe.yml")
        let old = try await train(desk)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: old))
        let before = try await read(old, recipe)
        if before.code != 0 {
            #expect(before.code == 65 && before.errors.contains("`platen calibrate --model \(old) --data "))
        } else {
            #expect(before.errors.contains("VNNI"), "\(before.errors)")
        }
        let ready = desk.folder("ready.safetensors")
        let report = try object(
            try await succeed(
                "calibrate", "-m", old, "--data", recipe, "--count", "3", "-o", ready, "--json"))
        #expect(report["pictures"] as? Int == 3 && report["output"] as? String == ready)
        #expect((report["ranges"] as? [String: Any])?.isEmpty == false)
        #expect(try await read(ready, recipe).code == 0)
        #expect(try Data(contentsOf: URL(fileURLWithPath: old)) == bytes)
        // Numbers stay as they are: in f32 both read alike, with the same confidence.
        var errors: [Double?] = []
        for model in [old, ready] {
            let text = try await succeed(
                "eval", "--model", model, "--data", recipe, "--count", "4", "--precision", "f32", "--json")
            errors.append(try object(text)["calibration_error"] as? Double)
        }
        #expect(errors[0] != nil && errors[0] == errors[1])
    }

    @Test func whatCannotBeIsSaid() async throws {
        let desk = try Desk()
        let old = Program.root + "/models/receipts.safetensors"
        #expect(
            try await failure(66, "calibrate", "-m", desk("none.safetensors"), "--data", desk.recipe)
                .contains("none.safetensors"))
        #expect(
            try await failure(
                73, "calibrate", "-m", old, "--data", desk.recipe, "--count", "2", "-o", desk("none/x.safetensors")
            ).hasPrefix("cannot write \(desk("none/x.safetensors"))"))
    }
}
