import Foundation
import TestSupport
import Testing

/// How labels and readings are compared by `eval` and `compare`.
@Suite struct EvalTests {
    private let cheques = ["--model", "cheques", "--data", "configs/cheque-amounts.yml", "--count", "40", "--json"]

    /// The model of cheques was taught to pass over the points and dashes that stand in its recipe's labels.
    @Test func whatTheModelDoesNotKnowIsToldOrLeftOut() async throws {
        func run(_ more: String...) async throws -> (exact: Double, notes: [String]) {
            let outcome = await (try Program(["eval"] + cheques + more)).outcome()
            #expect(outcome.code == 0, "\(outcome.errors)")
            return (try #require(try object(outcome.output)["exact"] as? Double), outcome.notes)
        }
        let kept = try await run()
        let note = try #require(kept.notes.first { $0.contains("labels have characters that the model does not know") })
        #expect(note.contains(" of 40 labels have characters that the model does not know ('.' "), "\(note)")
        #expect(note.hasSuffix("they count as errors, and --drop-unknown leaves them out"), "\(note)")
        let dropped = try await run("--drop-unknown")
        #expect(dropped.notes.contains { $0.hasSuffix("they were left out of the labels") }, "\(dropped.notes)")
        #expect(dropped.exact > kept.exact + 0.3, "\(kept.exact), \(dropped.exact)")
    }

    /// What one of the models knows stays in the labels of all.
    @Test func comparedModelsHaveTheSameLabels() async throws {
        let outcome = await
            (try Program(
                [
                    "compare", "cheques", "receipts", "--data", "configs/cheque-amounts.yml", "--count", "20",
                    "--drop-unknown",
                ]))
            .outcome()
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(!outcome.notes.contains { $0.contains("'.' ") }, "\(outcome.notes)")
    }

    @Test func waysToCompareAddUp() async throws {
        let outcome = await
            (try Program(
                ["eval"] + cheques + ["--normalize", "spaceless", "--normalize", "alphanumeric", "--count", "4"]))
            .outcome()
        #expect(outcome.code == 0, "\(outcome.errors)")
        let refused = await (try Program(["eval"] + cheques + ["--normalize", "spaceless,nfkc"])).outcome()
        #expect(refused.code == 64)
    }
}
