import Foundation
import TestSupport
import Testing

/// `--shard auto`: the part that a scheduler's variables tell.
@Suite struct ShardChoiceTests {
    private static let array = [
        "SLURM_ARRAY_TASK_ID": "14", "SLURM_ARRAY_TASK_MIN": "10", "SLURM_ARRAY_TASK_MAX": "16",
        "SLURM_ARRAY_TASK_COUNT": "4", "SLURM_ARRAY_TASK_STEP": "2",
    ]

    @Test(
        arguments: [
            (array, 3, 4), (["JOB_COMPLETION_INDEX": "0", "PLATEN_SHARDS": "5"], 1, 5),
            (["AWS_BATCH_JOB_ARRAY_INDEX": "8", "AWS_BATCH_JOB_ARRAY_SIZE": "9"], 9, 9),
            (["OMPI_COMM_WORLD_RANK": "1", "OMPI_COMM_WORLD_SIZE": "2"], 2, 2),
            (["PMI_RANK": "0", "PMI_SIZE": "1"], 1, 1),
            // A process of its own within each task of an array.
            (array.merging(["PMI_RANK": "0", "PMI_SIZE": "1"]) { $1 }, 3, 4),
            (array.merging(["PLATEN_SHARDS": "4"]) { $1 }, 3, 4),
            (["PMI_RANK": "1", "PMI_SIZE": "2", "OMPI_COMM_WORLD_RANK": "1", "OMPI_COMM_WORLD_SIZE": "2"], 2, 2),
        ] as [([String: String], Int, Int)])
    func theVariablesOfSchedulers(environment: [String: String], number: Int, of: Int) async throws {
        let desk = try Desk()
        let path = desk("stream")
        try Data().write(to: URL(fileURLWithPath: path))
        let output: FileHandle = try #require(FileHandle(forWritingAtPath: path))
        let outcome = try await Program(
            ["stream", desk.recipe, "--count", "0", "--shard", "auto"], environment: environment,
            output: output
        ).outcome()
        #expect(outcome.code == 0, "\(outcome.errors)")
        let header = try StreamFrames(Data(contentsOf: URL(fileURLWithPath: path))).header
        #expect(header["shard"] as? [String: Int] == ["number": number, "of": of])
    }

    @Test(
        arguments: [
            ([:], "no scheduler tells a part"), (["SLURM_ARRAY_TASK_ID": "3"], "no SLURM_ARRAY_TASK_MIN"),
            (array.merging(["SLURM_ARRAY_TASK_COUNT": "3"]) { $1 }, "--array=1-8"),
            (["JOB_COMPLETION_INDEX": "2"], "set PLATEN_SHARDS"),
            (["JOB_COMPLETION_INDEX": "5", "PLATEN_SHARDS": "5"], "there is no such part"),
            (["AWS_BATCH_JOB_ARRAY_INDEX": "x", "AWS_BATCH_JOB_ARRAY_SIZE": "9"], "is 'x'"),
            (["OMPI_COMM_WORLD_RANK": "1"], "no OMPI_COMM_WORLD_SIZE"),
            (array.merging(["PMI_RANK": "1", "PMI_SIZE": "2"]) { $1 }, "Slurm says part 3 of 4"),
            (array.merging(["PLATEN_SHARDS": "8"]) { $1 }, "PLATEN_SHARDS says 8"),
        ] as [([String: String], String)])
    func whatTellsNoPart(environment: [String: String], part: String) async throws {
        let desk = try Desk()
        let outcome = try await Program(
            ["generate", desk.recipe, "-o", desk("set"), "--shard", "auto"], environment: environment
        ).outcome()
        #expect(outcome.code == 64)
        #expect(outcome.errors.contains("--shard auto: ") && outcome.errors.contains(part), "\(outcome.errors)")
    }
}
