import ArgumentParser
import Configs
import Foundation
import Imaging
import Learning
import Recognition
import Tuning

struct TuneCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tune",
        abstract: "Search for the best values of a training's keys.",
        discussion: """
            The config names a training and says which of its keys may be what (configs/tune-captcha.yml). Each trial is a training \
            in a folder of its own, trials/0000 and so on; poor ones end at a validation. What was tried stands in trials.sqlite: \
            a search that was stopped, or killed, goes on with --resume. Several processes may work on one folder: --jobs starts some, and \
            the same command with --resume joins them. trials.csv and search.html show it; best.safetensors is \
            the best model, config.yml its training.
            """)

    @Argument(help: "The search's config, a YAML file.", completion: .file(extensions: ["yml", "yaml"]))
    var config: String

    @Argument(help: ArgumentHelp("Changes to it, such as ending=median.", valueName: "key.path=value"))
    var overrides: [String] = []

    @Option(help: "How many trials are made; takes the place of the config's.")
    var trials: Int?

    @Option(name: .shortAndLong, help: "The search's folder.", completion: .directory)
    var output: String

    @Option(help: "How many trials run side by side, each in a process of its own.")
    var jobs = 1

    /// Set for the processes that `--jobs` starts.
    @Flag(help: .hidden)
    var worker = false

    @Flag(help: "Go on with the search in the folder, or join those who are at work on it.")
    var resume = false

    @Flag(name: .shortAndLong, help: "No progress.")
    var quiet = false

    @Flag(help: "Print what came of the trials as JSON.")
    var json = false

    func validate() throws {
        if output.isEmpty { throw ValidationError("--output must name a folder.") }
        if let trials, !(1...1_000_000).contains(trials) {
            throw ValidationError("--trials must be 1...1000000, got \(trials).")
        }
        if !(1...256).contains(jobs) { throw ValidationError("--jobs must be 1...256, got \(jobs).") }
    }

    func run() throws {
        var document = try ConfigDocument(path: config)
        try document.override(overrides)
        var settings = try document.decode(SearchConfig.self)
        if let trials { settings.trials = trials }
        let search = TrainingSearch(settings, output: output, version: platenVersion, jobs: jobs)
        if !resume { try search.begin() }
        let workers = worker ? nil : try SearchWorkers(count: jobs - 1, arguments)
        defer { workers?.stop() }
        var progress = TrainingProgress(isQuiet: quiet)
        defer { progress.finish() }
        let clock = SearchClock(jobs: jobs)
        func work() throws {
            try search.run(Interruption.stopping) { event in
                switch event {
                case .trial(let number, let total, let over, let values):
                    _ = clock.left(over: over, of: total)
                    progress = TrainingProgress(isQuiet: quiet) { share in
                        clock.left(over: over, and: share, of: total).map { "search \($0) left" }
                    }
                    if !quiet { Terminal.note("trial \(number + 1) of \(total): \(values)") }
                case .training(let event): progress.show(event)
                case .end(let trial, let over, let total):
                    progress.finish()
                    guard !quiet else { return }
                    let left = over < total ? clock.left(over: over, of: total).map { ", \($0) left" } ?? "" : ""
                    Terminal.note("\(Self.line(trial)); \(over.grouped)/\(total.grouped) trials\(left)")
                }
            }
            progress.finish()
        }
        try work()
        guard !worker else { return }
        // What a process that was killed leaves is taken up again.
        if let workers, try workers.wait() { try work() }
        let made = try search.conclude(write: write)
        guard !json else { return try Terminal.print(json: SearchReport(made, output: output)) }
        let best = made.best.map { trial in
            "the best of \(made.count.grouped) trials is \(trial.number): cost \(Self.text(trial.cost)); "
                + "\(output)/best.safetensors"
        }
        let running = made.count { $0.state == .running }
        let others =
            running > 0 ? "; other processes are at work on \(running.grouped) trial\(running == 1 ? "" : "s")" : ""
        try Terminal.print((best ?? "no trial is complete") + others + "; \(output)/search.html shows them")
    }

    /// What the processes beside this one are started with.
    private var arguments: [String] {
        var arguments = ["tune", config] + overrides + ["--output", output, "--resume", "--quiet", "--worker"]
        arguments += ["--jobs", "\(jobs)"]
        if let trials { arguments += ["--trials", "\(trials)"] }
        return arguments
    }

    private static func line(_ trial: Trial) -> String {
        switch trial.state {
        case .complete: "trial \(trial.number + 1) came to \(text(trial.cost))"
        case .ended:
            "trial \(trial.number + 1) ended early, at step \((trial.reports.last?.step ?? 0).grouped): "
                + text(trial.reports.last?.cost)
        case .failed, .running: "trial \(trial.number + 1) failed"
        }
    }

    private static func text(_ cost: Double?) -> String { cost.map { String(format: "%.4g", $0) } ?? "nothing" }

    private func write(_ text: String, to name: String) throws {
        try OutputFile.write(text.utf8, to: output + "/" + name)
    }
}
