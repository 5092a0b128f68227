import Foundation
import TestSupport
import Testing

/// The examples that learn from tar streams, run as they are.
@Suite struct StreamExampleTests {
    /// Labels that may repeat, so that streams have no end.
    private static let recipe = "text={pattern: '[0-9]{6}'}"

    /// Runs a program and gives what it prints.
    private func run(_ path: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        let folder = try TemporaryFolder()
        let files = try ["output", "errors"].map { name in
            try Data().write(to: URL(fileURLWithPath: folder(name)))
            let handle: FileHandle = try #require(FileHandle(forWritingAtPath: folder(name)))
            return handle
        }
        (process.standardOutput, process.standardError) = (files[0], files[1])
        try process.run()
        process.waitUntilExit()
        let errors = try contents(folder("errors"))
        #expect(process.terminationStatus == 0, "\(errors)")
        return try contents(folder("output"))
    }

    /// The labels of the first samples, by their numbers.
    private func labels(_ desk: Desk, count: Int) async throws -> [Int: String] {
        try await succeed(
            "generate", desk.recipe, Self.recipe, "-o", desk("set"), "--from", "0", "--count", "\(count)", "--quiet")
        let records = try contents(desk("set/samples.jsonl")).split(separator: "\n").map(object)
        return Dictionary(
            uniqueKeysWithValues: records.compactMap { record in
                guard let index = record["index"] as? Int, let label = record["label"] as? String else { return nil }
                return (index, label)
            })
    }

    /// Keys and labels in lines such as `000000012<TAB>4711`.
    private func expect(_ output: String, _ wanted: [Int: String], atLeast count: Int) {
        var seen: Set<Int> = []
        for line in output.split(separator: "\n") {
            let parts = line.split(separator: "\t")
            guard parts.count >= 2, let index = Int(parts[0]) else { continue }
            #expect(wanted[index] == String(parts[1]), "\(line)")
            #expect(seen.insert(index).inserted, "sample \(index) came twice")
        }
        #expect(seen.count >= count, "\(output)")
    }

    @Test(.enabled(if: TorchTools.has("webdataset"), "needs PyTorch and webdataset: run scripts/test-tools"))
    func pyTorchWithWorkers() async throws {
        let desk = try Desk()
        let wanted = try await labels(desk, count: 200)
        let example = Program.root + "/examples/pytorch_stream.py"
        let output = try run(
            TorchTools.python,
            [
                example, desk.recipe, Self.recipe, "--platen", try Program.built.path, "--workers", "3", "--batches",
                "6", "--batch", "8",
            ])
        #expect(output.contains("batch 5: (8, 1, "))
        expect(output, wanted, atLeast: 48)
        let text = try contents(example)
        #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 60)
    }

    @Test(.enabled(if: PythonTools.has("datasets"), "needs datasets: run scripts/test-tools"))
    func huggingFaceDatasets() async throws {
        let desk = try Desk()
        let wanted = try await labels(desk, count: 60)
        let output = try run(
            Program.root + "/Tests/.venv/bin/python",
            [
                Program.root + "/examples/datasets_stream.py", desk.recipe, Self.recipe, "--platen",
                try Program.built.path, "--parts", "3", "--count", "10",
            ])
        expect(output, wanted, atLeast: 30)
    }
}
