import ArgumentParser
import Configs
import Foundation
import Learning
import Tracking

struct RunsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs",
        abstract: "List trainings, send them to a tracking server, or bring a model back from one.",
        subcommands: [RunsListCommand.self, RunsPushCommand.self, RunsFetchCommand.self],
        defaultSubcommand: RunsListCommand.self)
}

struct RunsListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract:
            "List the runs under a folder with their best validation, and what a tracking server has not got of them.")

    @Argument(help: "A run's folder, or one with runs in it.", completion: .directory)
    var folder: String

    @Flag(help: "As JSON.")
    var json = false

    func run() throws {
        let (runs, passed) = try TrackedRuns.runs(under: folder)
        for line in passed { Terminal.warning(line) }
        if json { return try Terminal.print(json: runs) }
        guard !runs.isEmpty else { return try Terminal.print("\(folder): no runs") }
        let head = ["run", "name", "step", "of", "minutes", "best CER", "exact", "at step", "not sent"]
        let rows = runs.map { run in
            [
                run.folder, run.name, "\(run.step)", "\(run.steps)", Self.text(run.seconds.map { $0 / 60 }, 1),
                Self.text(run.characterErrorRate.map { $0 * 100 }, 3, " %"),
                Self.text(run.exactRate.map { $0 * 100 }, 2, " %"),
                run.bestStep.map(String.init) ?? "-", run.unsent.map(String.init) ?? "-",
            ]
        }
        let widths = head.indices.map { column in ([head] + rows).map { $0[column].count }.max() ?? 0 }
        let lines = ([head] + rows).map { row in
            row.enumerated().map { column, text in
                let space = String(repeating: " ", count: widths[column] - text.count)
                return column < 2 ? text + space : space + text
            }.joined(separator: "  ")
        }
        try Terminal.print(lines.joined(separator: "\n"))
    }

    private static func text(_ value: Double?, _ digits: Int, _ unit: String = "") -> String {
        value.map { String(format: "%.\(digits)f", $0) + unit } ?? "-"
    }
}

struct RunsPushCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "push", abstract: "Send what a tracking server has not got of a run.",
        discussion: "What was sent is not sent again. Exit code 74 says that something is left.")

    @Argument(help: "The run's folder.", completion: .directory)
    var folder: String

    @Option(help: "Another server than the config's: all of the run is sent there.")
    var uri: String?

    @Option(help: ArgumentHelp("How long it may take.", valueName: "seconds"))
    var wait = 600.0

    @Flag(help: "As JSON.")
    var json = false

    /// What `--json` prints.
    private struct Report: Encodable {
        let folder: String
        let server: String
        let serverRun: String
        let unsent: Int
    }

    func validate() throws {
        if !(0...86400).contains(wait) { throw ValidationError("--wait must be 0...86400 seconds.") }
    }

    func run() throws {
        let (outcome, line) = try TrackedRuns.push(folder, to: uri, within: wait)
        if outcome.unsent > 0 { throw TrackingError(.inputOutput, line ?? "\(outcome.unsent) entries are not sent") }
        if let line { Terminal.warning(line) }
        guard !json else {
            return try Terminal.print(
                json: Report(
                    folder: folder, server: outcome.place.address, serverRun: outcome.place.run, unsent: outcome.unsent)
            )
        }
        try Terminal.print("\(folder): all is sent; it is run \(outcome.place.run) of \(outcome.place.address)")
    }
}

struct RunsFetchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fetch", abstract: "Bring the best model of a run back from a tracking server.",
        discussion: "The model's SHA-256 must be the one that the training noted with the run; config.yml comes along.")

    @Argument(help: "The server's address, such as http://127.0.0.1:5000.")
    var uri: String

    @Argument(help: ArgumentHelp("The run, as the server calls it.", valueName: "run"))
    var identifier: String

    @Option(name: .shortAndLong, help: "The folder that the model goes to.", completion: .directory)
    var output: String

    @Flag(help: "As JSON.")
    var json = false

    /// What `--json` prints.
    private struct Report: Encodable {
        let server: String
        let serverRun: String
        let files: [String]
    }

    func run() throws {
        let files = try TrackedRuns.fetch(identifier, from: uri, into: output)
        guard !json else {
            return try Terminal.print(json: Report(server: uri, serverRun: identifier, files: files))
        }
        try Terminal.print(files.joined(separator: "\n"))
    }
}
