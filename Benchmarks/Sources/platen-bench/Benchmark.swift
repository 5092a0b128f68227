import ArgumentParser
import Datasets
import Foundation
import Glibc

@main
struct Benchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "platen-bench",
        abstract: "Measures how fast samples are drawn and written, and in how much memory.",
        discussion: """
            Every trial runs once a round, in turn, so that whatever disturbs the machine disturbs all of them. \
            The tables show medians, goals are compared with them, and the exit code is 0 whether these are reached \
            or not.
            """)

    @Option(name: .shortAndLong, help: "Threads.")
    var jobs = 2

    @Option(help: "How often each trial is run.")
    var rounds = 5

    @Option(help: "About how long one run of a trial takes, s.")
    var seconds = 1.0

    @Option(help: "Run only the trials whose name in the JSON file begins so, as 'bench' or 'core.'; no memory.")
    var only: String?

    @Flag(help: "Measure the memory of a million samples too: takes minutes and 8 GB of disk.")
    var long = false

    @Option(help: ArgumentHelp("Write the figures of all rounds.", valueName: "file"))
    var json: String?

    @Option(help: "The program whose memory and stream are measured.")
    var platen = ".build/release/platen"

    @Option(help: "Where the recipes lie.")
    var configs = "configs"

    @Option(help: "A Python that has TRDG; without it there is no peer.")
    var peerPython: String?

    @Option(help: "What that Python runs.")
    var peerScript = "Benchmarks/peers/trdg_peer.py"

    @Option(help: "A Python with NumPy, which reads the stream, and with WebDataset, which reads tar shards.")
    var python: String?

    @Option(help: "What that Python runs.")
    var pythonScript = "Benchmarks/peers/readers.py"

    @Option(help: .hidden)
    var reading: String?

    func validate() throws {
        if !(1...1024).contains(jobs) { throw ValidationError("--jobs must be 1...1024, got \(jobs).") }
        if !(1...1000).contains(rounds) { throw ValidationError("--rounds must be 1...1000, got \(rounds).") }
        if !(0.01...600 ~= seconds) { throw ValidationError("--seconds must be 0.01...600, got \(seconds).") }
    }

    func run() async throws {
        // What one of the trials starts.
        if let reading { return try Reading.perform(reading) }
        try await inFreshFolder { try await measure(lists: $0) }
    }

    /// - Parameter lists: a folder for long lists.
    private func measure(lists: String) async throws {
        let before = load()
        let maker = TrialMaker(configs: configs, jobs: jobs, seconds: seconds)
        note("warming up")
        let trials = try await makeTrials(maker, lists: lists)
        guard !trials.isEmpty else { throw ValidationError("No trial's name begins with '\(only ?? "")'.") }

        var figures = trials.map { Figure($0) }
        for round in 1...rounds {
            for (number, trial) in trials.enumerated() {
                note("round \(round) of \(rounds): \(trial.id)")
                figures[number].laps.append(try await trial.run())
            }
        }
        let memory = only == nil ? try await measureMemory() : []
        note("")

        let size = try CostSplit(maker.recipe("bench").source(count: 300)).meanSize
        let report = Report(
            jobs: jobs, processors: ProcessInfo.processInfo.activeProcessorCount, load: [before, load()],
            imageSize: [size.width, size.height], figures: figures, memory: memory,
            goals: Goal.all(Dictionary(uniqueKeysWithValues: figures.map { ($0.id, $0) }), memory: memory))
        print(report.text)
        if let json { try report.writeJSON(to: json) }
    }

    private func makeTrials(_ maker: TrialMaker, lists: String) async throws -> [Trial] {
        var trials: [Trial] = []
        func add(_ id: String, _ make: () async throws -> [Trial]) async throws {
            let isWanted = only.map { $0.hasPrefix(id) || id.hasPrefix($0) } ?? true
            if isWanted { trials += try await make() }
        }
        try await add("bench.memory") { [try await maker.drawing("bench", "nine digits")] }
        try await add("bench.stream") { [try await maker.streaming("bench", "nine digits", program: platen)] }
        if let python {
            let reader = PythonReader(python: python, script: pythonScript, program: platen)
            try await add("bench.") { try await maker.reading("bench", "nine digits", reader) }
        }
        try await add("bench.png") { [try await maker.writing("bench", "nine digits", .png)] }
        if let peerPython {
            try await add("trdg.") { try await maker.peer(Peer(python: peerPython, script: peerScript)) }
            try await add("trdg.python") {
                maker.generating(PythonReader(python: peerPython, script: pythonScript, program: platen))
            }
        }
        try await add("bench.jpg") {
            [try await maker.writing("bench", "nine digits", .jpeg(quality: 90...90))]
        }
        try await add("numbers-paper.memory") { [try await maker.drawing("numbers-paper", "numbers on paper")] }
        try await add("numbers-scaled.memory") { [try await maker.drawing("numbers-scaled", "200x300 RGB")] }
        try await add("numbers-scaled.png") { [try await maker.writing("numbers-scaled", "200x300 RGB", .png)] }
        try await add("numbers.png") { [try await maker.writing("numbers", "145x40 RGB", .png)] }
        try await add("disk.") { try await maker.settling("bench", "nine digits") }
        try await add("mnist-strings.memory") { try await maker.needingFiles("mnist-strings", "MNIST strings") }
        try await add("handwritten.memory") { [try await maker.drawing("handwritten", "written by strokes")] }
        try await add("presets.") { try await maker.presets() }
        try await add("stages.") { try maker.stages { $0.hasPrefix(only ?? "") } }
        try await add("labels.") { try maker.labels() }
        try await add("shards.") { try await maker.shards() }
        try await add("reading.") { try maker.reading(in: lists, program: Self.ownPath) }
        try await add("core.") { try await maker.costSplit("bench") }
        return trials.filter { $0.id.hasPrefix(only ?? "") }
    }

    /// Where this program lies.
    private static var ownPath: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    }

    private func measureMemory() async throws -> [PeakMemory] {
        var memory: [PeakMemory] = []
        for samples in [1_000, 10_000] + (long ? [1_000_000] : []) {
            note("memory of \(samples) samples")
            memory.append(
                try await PeakMemory.measure(
                    "nine digits", program: platen, config: "\(configs)/bench.yml", samples: samples, jobs: jobs))
        }
        if try TrialMaker(configs: configs, jobs: jobs, seconds: seconds).recipe("mnist-strings").hasItsFiles() {
            note("memory of MNIST strings")
            memory.append(
                try await PeakMemory.measure(
                    "MNIST strings", program: platen, config: "\(configs)/mnist-strings.yml", samples: 10_000,
                    jobs: jobs))
        }
        return memory
    }

    /// The mean number of tasks that wanted a processor over the last minute.
    private func load() -> Double {
        var average = 0.0
        return getloadavg(&average, 1) == 1 ? average : .nan
    }

    /// Shows what is going on, where a person looks on.
    private func note(_ text: String) {
        guard isatty(STDERR_FILENO) == 1 else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K\(text)".utf8))
    }
}
