import ArgumentParser
import Datasets

/// Which part of a dataset this process draws, as the variables of a scheduler tell.
struct ShardChoice {
    /// The part.
    let shard: Shard

    /// How many parts there are, for schedulers that do not tell; compared with what others tell.
    static let countVariable = "PLATEN_SHARDS"

    private struct Answer {
        /// Who tells, for messages.
        var scheduler: String
        /// The variable with the part's number.
        var variable: String
        var shard: Shard
    }

    /// Reads the variables.
    ///
    /// - Throws: `ValidationError`, where none tells or they contradict each other.
    init(_ environment: [String: String]) throws {
        let variables = Variables(values: environment)
        let total = try variables.number(Self.countVariable, in: 1...100_000)
        let found = try [
            Self.slurm(variables), Self.kubernetes(variables, total),
            Self.counted("AWS Batch", "AWS_BATCH_JOB_ARRAY_INDEX", "AWS_BATCH_JOB_ARRAY_SIZE", variables),
            Self.counted("Open MPI", "OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE", variables),
            Self.counted("MPI", "PMI_RANK", "PMI_SIZE", variables),
        ].compactMap(\.self)
        // Within a task of an array, a process may well be the only one of its own.
        let several = found.filter { $0.shard.of > 1 }
        let answers = several.isEmpty ? found : several
        guard let first = answers.first else {
            throw ValidationError(
                "--shard auto: no scheduler tells a part: there is no SLURM_ARRAY_TASK_ID, JOB_COMPLETION_INDEX, "
                    + "AWS_BATCH_JOB_ARRAY_INDEX, OMPI_COMM_WORLD_RANK or PMI_RANK; write --shard 2/8.")
        }
        if let other = answers.first(where: { $0.shard != first.shard }) {
            throw ValidationError(
                "--shard auto: \(first.scheduler) says part \(first.shard.number) of \(first.shard.of) (\(first.variable)), and "
                    + "\(other.scheduler) says \(other.shard.number) of \(other.shard.of) (\(other.variable)): write --shard 2/8."
            )
        }
        if let total, total != first.shard.of {
            throw ValidationError(
                "--shard auto: \(first.scheduler) has \(first.shard.of) parts, and \(Self.countVariable) says \(total): write "
                    + "--shard, with the number of all parts.")
        }
        shard = first.shard
    }

    /// An array of Slurm, whose numbers may begin anywhere and go by steps.
    private static func slurm(_ variables: Variables) throws -> Answer? {
        let name = "SLURM_ARRAY_TASK_ID"
        guard let number = try variables.number(name, in: 0...Int(Int32.max)) else { return nil }
        let low = try variables.required("SLURM_ARRAY_TASK_MIN", with: name)
        let high = try variables.required("SLURM_ARRAY_TASK_MAX", with: name)
        let count = try variables.required("SLURM_ARRAY_TASK_COUNT", with: name)
        let step = try variables.number("SLURM_ARRAY_TASK_STEP", in: 1...Int(Int32.max)) ?? 1
        guard (1...100_000).contains(count), high == low + (count - 1) * step, (low...high).contains(number),
            (number - low) % step == 0
        else {
            throw ValidationError(
                "--shard auto: the array's \(count) numbers are not \(low), \(low + step) and so on up to \(high): submit it as "
                    + "--array=1-8, or write --shard 2/8.")
        }
        return Answer(
            scheduler: "Slurm", variable: name, shard: Shard(number: (number - low) / step + 1, of: count))
    }

    /// A task of an indexed job, which knows its number and not how many there are.
    private static func kubernetes(_ variables: Variables, _ total: Int?) throws -> Answer? {
        let name = "JOB_COMPLETION_INDEX"
        guard let number = try variables.number(name, in: 0...99_999) else { return nil }
        guard let total else {
            throw ValidationError(
                "--shard auto: \(name) is \(number), and nothing says how many completions the job has: set \(countVariable) to "
                    + "the number in 'completions'.")
        }
        return try answer("Kubernetes", name, number, total, countVariable)
    }

    /// A number from 0, and how many there are.
    private static func counted(
        _ scheduler: String, _ name: String, _ size: String, _ variables: Variables
    ) throws -> Answer? {
        guard let number = try variables.number(name, in: 0...99_999) else { return nil }
        return try answer(scheduler, name, number, try variables.required(size, with: name), size)
    }

    private static func answer(
        _ scheduler: String, _ name: String, _ number: Int, _ count: Int, _ counter: String
    ) throws -> Answer {
        guard number < count, count <= 100_000 else {
            throw ValidationError(
                "--shard auto: \(name) is \(number), and \(counter) is \(count): there is no such part.")
        }
        return Answer(scheduler: scheduler, variable: name, shard: Shard(number: number + 1, of: count))
    }
}

/// Variables that hold numbers.
private struct Variables {
    let values: [String: String]

    /// - Throws: `ValidationError`, where a variable is there and holds no such number.
    func number(_ name: String, in range: ClosedRange<Int>) throws -> Int? {
        guard let text = values[name], !text.isEmpty else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw ValidationError(
                "--shard auto: \(name) must be \(range.lowerBound)...\(range.upperBound), and is '\(text)'.")
        }
        return number
    }

    func required(_ name: String, with other: String) throws -> Int {
        guard let number = try number(name, in: 0...Int(Int32.max)) else {
            throw ValidationError("--shard auto: there is \(other) and no \(name): write --shard 2/8.")
        }
        return number
    }
}
