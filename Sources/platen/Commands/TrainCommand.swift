import ArgumentParser
import Configs
import Datasets
import Foundation
import Learning
import Parallel
import Recognition

struct TrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train",
        abstract: "Train a model on a recipe's samples or on stored ones.",
        discussion: """
            The run's folder gets the resolved config, metrics.csv, the models best.safetensors and last.safetensors, \
            and a picture of the first batch as the model sees it. A recipe's samples are drawn while the model learns. \
            A run that was stopped, or killed, goes on with --resume and ends with the same numbers. The config must be the \
            same then; more training.steps and other keys that change nothing of what was learnt may differ.

            Started by mpirun (Open MPI), as in 'mpirun -n 4 platen train CONFIG -o RUN', processes share out the samples of \
            each batch and learn what one alone would learn, but for rounding: see docs/scaling.md.
            """)

    @Argument(help: "The training's config, a YAML file.", completion: .file(extensions: ["yml", "yaml"]))
    var config: String

    @Argument(help: ArgumentHelp("Changes to it, such as training.batch=32.", valueName: "key.path=value"))
    var overrides: [String] = []

    @Option(name: .shortAndLong, help: "The run's folder.", completion: .directory)
    var output: String

    @Option(
        help: ArgumentHelp(
            """
            Follow the pictures in a folder, without labels: short for data.unlabelled=[FOLDER]. What the model reads there \
            surely and alike in two views becomes a label; files besides pictures are never opened.
            """, valueName: "folder"), completion: .directory)
    var adapt: [String] = []

    @Flag(help: "Go on with the run in the folder.")
    var resume = false

    @Option(help: "The seed; takes the place of the config's.")
    var seed: UInt64?

    @Flag(help: "First compare datasets of Platen's with their manifests: label files and pictures by their hashes.")
    var verify = false

    @Flag(help: "Two steps and one validation of 64 samples: does everything work?")
    var fastDevRun = false

    @Flag(help: "Find a learning rate: a short test that writes find-lr.html and find-lr.csv into the folder.")
    var findLr = false

    @Flag(name: .shortAndLong, help: "No progress.")
    var quiet = false

    @Flag(help: "Print at the end what came of it as JSON.")
    var json = false

    func validate() throws {
        for (flag, isGiven) in [("--find-lr", findLr), ("--fast-dev-run", fastDevRun)] where isGiven && resume {
            throw ValidationError("\(flag) starts afresh; leave --resume out.")
        }
        if output.isEmpty { throw ValidationError("--output must name a folder.") }
    }

    func run() throws {
        let ranks = try MPILaunch(ProcessInfo.processInfo.environment).join()
        try work(among: ranks) {
            let session = try ranks.together { try makeSession(among: ranks) }
            try findLr ? findRate(session) : train(session, isFirst: ranks.number == 0)
        }
    }

    /// The training that the config describes, with what the arguments change.
    private func makeSession(among ranks: any Ranks) throws -> TrainingSession {
        if findLr, ranks.count > 1 {
            throw RecognitionError(
                .config, "--find-lr: one process alone finds a rate; start it without mpirun")
        }
        var document = try ConfigDocument(path: config)
        try document.override(overrides)
        for folder in adapt {
            guard FileManager.default.fileExists(atPath: folder) else {
                throw RecognitionError(.missing, "--adapt: there is no folder \(folder)")
            }
        }
        var experiment = try document.decode(Experiment.self)
        for folder in adapt.map({ ConfigPath(path: URL(fileURLWithPath: $0).standardizedFileURL.path) })
        where !experiment.data.unlabelled.contains(folder) { experiment.data.unlabelled.append(folder) }
        if let seed { experiment.seed = seed }
        if verify, ranks.number == 0 { try verifyDatasets(of: experiment) }
        return TrainingSession(
            experiment, output: output, isTrial: fastDevRun, version: platenVersion, ranks: ranks)
    }

    /// Compares what is learnt from and measured on with the manifests beside it, where there are any.
    private func verifyDatasets(of experiment: Experiment) throws {
        let paths = (experiment.data.train + experiment.data.validation).compactMap(\.dataset?.path)
        for path in Set(paths).sorted() {
            do {
                try checkDataset(in: path, byHash: true)
            } catch let error as DatasetError where error.code == .missing {
                Terminal.note("\(path): no manifest of Platen's, so there are no hashes to compare it with")
            }
        }
    }

    private func train(_ session: TrainingSession, isFirst: Bool) throws {
        guard isFirst else { return try session.run(resuming: resume, Interruption.stopping) { _ in } }
        let progress = TrainingProgress(isQuiet: quiet)
        defer { progress.finish() }
        try session.run(resuming: resume, Interruption.stopping, tell: progress.show)
        progress.finish()
        if json { try Terminal.print(json: TrainReport(output)) }
    }

    private func findRate(_ session: TrainingSession) throws {
        let progress = ProgressLine(unit: "steps", isQuiet: quiet)
        defer { progress.finish() }
        let (rate, page) = try session.findRate(
            Interruption.stopping, progress: progress.show, tell: TrainingProgress(isQuiet: quiet).show)
        progress.finish()
        guard !json else { return try Terminal.print(json: RateReport(rate: rate, page: page)) }
        let advice = rate.map { "begin with a rate of about \(String(format: "%.1g", $0))" }
        try Terminal.print("\(advice ?? "the loss never falls"); \(page) shows the curve")
    }
}
