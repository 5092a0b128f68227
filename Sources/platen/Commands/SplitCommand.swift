import ArgumentParser
import Configs
import Datasets
import Foundation
import Samples

struct SplitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "split",
        abstract: "Share a dataset out among train, val and test.",
        discussion: """
            Writes a list for each split, and split.json, which says what was done. The lists name the pictures where they \
            lie, by whole paths; with --copy they are copied byte for byte into a dataset of their own, as convert does it. \
            The same fractions and seed give each sample to the same split, in the same place, as 'divide' in a training's \
            config does. With --by-label samples with equal labels go to one split, so that no text that is tested was learnt.

            Nothing is overwritten: the folder must not be there, or be empty.

            Lists: \(DatasetDivision.formats.map(\.name).joined(separator: ", ")). With --copy: all that convert writes.
            """)

    @Argument(help: "The dataset's folder, or its annotation file.", completion: .file())
    var source: String

    @Option(name: .shortAndLong, help: "The folder to write.", completion: .directory)
    var output: String

    @Option(help: "The share to learn from, 0...1 (without any of the three: 0.8, 0.1 and 0.1).")
    var train: Double?

    @Option(help: "The share to look at while learning, 0...1.")
    var val: Double?

    @Option(help: "The share to test on at the end, 0...1.")
    var test: Double?

    @Flag(help: "Keep samples with equal labels in one split; the shares are met as nearly as that allows.")
    var byLabel = false

    @Option(help: "The seed of the order: another one gives other samples to each split.")
    var seed: UInt64 = 1

    @Option(
        help: "Of a dataset that has splits: the one to divide, train, val or test; or all, to put them together first."
    )
    var part: PartArgument?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "How the lists are written (default: jsonl); with --copy names with commas between them.",
            valueName: "f"))
    var format: String?

    @Option(
        help: "What the source is, where it can't be told: a name of a format.", transform: DatasetFormat.init(source:))
    var from: DatasetFormat?

    @Option(help: "The folder that paths in the source's annotation files begin at.", completion: .directory)
    var images: String?

    @Flag(help: "Copy the pictures, in place of naming them where they lie.")
    var copy = false

    @Option(
        help:
            "Broken samples, missing pictures, and what a list can't hold: refuse stops, leave-out counts and lists them."
    )
    var broken: BrokenArgument = .refuse

    @Flag(name: .shortAndLong, help: "No progress, no notes, no summary.")
    var quiet = false

    @Flag(help: "Print the summary as JSON.")
    var json = false

    func validate() throws {
        if output.isEmpty { throw ValidationError("--output must name a folder.") }
        for (name, share) in [("train", train), ("val", val), ("test", test)] {
            guard let share, !(0...1).contains(share) else { continue }
            throw ValidationError("--\(name) must be 0...1, got \(share).")
        }
        let shares = fractions
        guard abs(shares.train + shares.val + shares.test - 1) <= 1e-9 else {
            let sum = ((shares.train + shares.val + shares.test) * 1e6).rounded() / 1e6
            throw ValidationError(
                "--train \(shares.train), --val \(shares.val) and --test \(shares.test) are \(sum) together, and must be 1."
            )
        }
        _ = try listed()
    }

    func run() async throws {
        let rule = DivisionRule(
            fractions, part: part?.part ?? .whole, byLabel: byLabel, seed: seed)
        let progress = ProgressLine(unit: "samples", isQuiet: quiet)
        let (summary, isQuiet, output) = (
            copy ? try await copies(rule, progress) : try await lists(rule, progress), quiet, output
        )
        let report = DivisionReport(output: output, copied: copy, summary: summary)
        if !isQuiet {
            for name in ["train", "val", "test"] {
                guard let split = summary.splits[name], split.wanted > 0, split.samples == 0 else { continue }
                Terminal.warning("\(source) has too few samples for \(name): it gets none")
            }
        }
        if json { try Terminal.print(json: report, keys: .own) } else if !isQuiet { try Terminal.print(report.text) }
    }

    /// Writes lists of the pictures where they are.
    private func lists(_ rule: DivisionRule, _ progress: ProgressLine) async throws -> DivisionSummary {
        var request = DatasetDivision.Request(source, by: rule)
        request.sourceFormat = from
        request.images = images
        request.format = try listed().first ?? .jsonLines
        request.onProblem = broken == .refuse ? .refuse : .leaveOut
        let (asked, output) = (request, output)
        let division = try await interruptible { try DatasetDivision(asked) }
        tell(division.dataset.notes, division.dataset.problems)
        defer { progress.finish() }
        return try await interruptible {
            try division.write(to: output) { progress.show(done: $0, total: $1) }
        }
    }

    /// Writes a dataset with copies of the pictures.
    private func copies(_ rule: DivisionRule, _ progress: ProgressLine) async throws -> DivisionSummary {
        var request = DatasetConversion.Request(source, to: try listed())
        request.sourceFormat = from
        request.images = images
        request.encoding = .kept
        request.division = rule
        request.onProblem = broken == .refuse ? .refuse : .leaveOut
        let (asked, isQuiet) = (request, quiet)
        let conversion = try await interruptible { try DatasetConversion(asked, program: thisProgram) }
        guard let summary = conversion.division else { throw DatasetError(.plan, "\(source) was not divided") }
        tell(conversion.notes, conversion.problems)
        let writer = DatasetWriter(plan: conversion.plan, directory: output, existing: .refuse, syncs: true)
        defer { progress.finish() }
        _ = try await interruptible {
            try await writer.write(
                from: conversion.source, jobs: ProcessInfo.processInfo.activeProcessorCount
            ) {
                progress.show(done: $0.done, total: $0.total)
            } note: {
                if !isQuiet { Terminal.note($0) }
            }
        }
        return summary
    }

    private func tell(_ notes: [String], _ problems: DatasetProblems) {
        guard !quiet else { return }
        Terminal.notes(notes)
        for problem in problems.first.prefix(5) { Terminal.warning("\(problem)") }
        if problems.leftOut > 0 { Terminal.warning("\(source): \(problems.leftOutText)") }
    }

    private var fractions: SplitFractions {
        guard train != nil || val != nil || test != nil else { return SplitFractions(train: 0.8, val: 0.1, test: 0.1) }
        return SplitFractions(train: train ?? 0, val: val ?? 0, test: test ?? 0)
    }

    /// The formats that are named.
    private func listed() throws -> [DatasetFormat] {
        let known = copy ? DatasetFormat.written + [.platen] : DatasetDivision.formats
        let names = (format ?? "").split(separator: ",")
        guard copy || names.count < 2 else {
            throw ValidationError("--format takes one name, unless pictures are copied.")
        }
        return try names.map { name in
            guard let format = DatasetFormat(String(name)), known.contains(format) else {
                throw ValidationError(
                    "'\(name)' is no format that \(copy ? "datasets" : "lists of pictures elsewhere") are written in; there are "
                        + "\(known.map(\.name).joined(separator: ", ")).")
            }
            return format
        }
    }
}

/// What of a dataset with splits is divided.
enum PartArgument: String, ExpressibleByArgument, CaseIterable {
    case all, train, val, test

    var part: DivisionRule.Part {
        switch self {
        case .all: .joined
        case .train: .one(.train)
        case .val: .one(.val)
        case .test: .one(.test)
        }
    }
}

/// What `split` tells.
private struct DivisionReport: Encodable {
    let output: String
    let copied: Bool
    let summary: DivisionSummary

    /// The figures for a person.
    var text: String {
        let parts = ["train", "val", "test"].compactMap { name in summary.splits[name].map { (name, $0) } }
        let total = parts.reduce(0) { $0 + $1.1.samples }
        func percent(_ part: Int, _ whole: Int) -> String {
            whole > 0 ? String(format: "%.1f %%", 100 * Double(part) / Double(whole)) : "–"
        }
        let counts = parts.map { "\($0.0) \($0.1.samples.grouped)" }.joined(separator: ", ")
        var lines = [
            "\(output): \(total.grouped) samples (\(counts))",
            summaryLine("from", "\(summary.format) in \(summary.source)"),
            summaryLine("seed", "\(summary.seed)" + (summary.byLabel ? ", equal labels together" : "")),
            summaryLine("pictures", copied ? "copied" : "named where they lie"),
        ]
        if summary.leftOut > 0 { lines.append(summaryLine("left out", summary.leftOut.grouped)) }
        let rows =
            [["", "wanted", "samples", "share", "labels", "with a label of train's"]]
            + parts.map { name, part in
                [
                    name, String(format: "%.1f %%", 100 * part.wanted), part.samples.grouped,
                    percent(part.samples, total),
                    part.labels.grouped,
                    name == "train"
                        ? "" : "\(part.labelsInTrain.grouped) (\(percent(part.labelsInTrain, part.samples)))",
                ]
            }
        return (lines + ["", textTable(rows, indent: "  ")]).joined(separator: "\n")
    }
}
