import ArgumentParser
import Configs
import Foundation
import Imaging
import Learning

struct FitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fit",
        abstract: "Change a recipe so that its pictures look like those of a folder, without labels.",
        discussion: """
            Searches the values of the recipe's keys (ranges that numbers are drawn from, probabilities of stages, weights of \
            faces and papers) with which drawn pictures are as hard to tell from the real ones as can be: by plain statistics, by \
            histograms, and by a small classifier. A quarter of the real pictures takes no part in it and judges the result; where \
            they do not confirm it, the recipe stays as it was. Comments stay. Nothing but pictures is opened in the folder: thirty \
            are enough to begin with.
            """)

    @Argument(help: "The recipe, a YAML file.", completion: .file(extensions: ["yml", "yaml"]))
    var recipe: String

    @Argument(help: ArgumentHelp("Changes to begin with, such as fonts.size=24..40.", valueName: "key.path=value"))
    var overrides: [String] = []

    @Option(name: .customLong("to"), help: "The folder of real pictures.", completion: .directory)
    var folder: String

    @Option(name: .shortAndLong, help: "The fitted recipe.", completion: .file(extensions: ["yml", "yaml"]))
    var output: String

    @Option(
        help: ArgumentHelp(
            """
            Keys that are searched for, or parts that hold them, such as camera,paper,fonts.size (default: ranges that the recipe \
            gives, and all probabilities and weights).
            """, valueName: "a,b,c"))
    var keys: String = ""

    @Option(help: "How many trials are made.")
    var trials = 150

    @Option(name: [.customShort("n"), .long], help: "How many samples are drawn in a trial.")
    var count = 200

    @Option(help: "Write a page with real and drawn pictures side by side.", completion: .file(extensions: ["html"]))
    var html: String?

    @Option(help: "The seed of the search.")
    var seed: UInt64 = 1

    @Option(name: .shortAndLong, help: "Threads (default: one for each processor).")
    var jobs: Int?

    @Flag(name: .shortAndLong, help: "No progress.")
    var quiet = false

    @Flag(help: "Print the figures and the changes as JSON.")
    var json = false

    func validate() throws {
        if output.isEmpty { throw ValidationError("--output must name a file.") }
        if ![".yml", ".yaml"].contains(where: output.lowercased().hasSuffix) {
            throw ValidationError("--output must end in .yml or .yaml, got '\(output)'.")
        }
        if let html, !html.lowercased().hasSuffix(".html") {
            throw ValidationError("--html must end in .html, got '\(html)'.")
        }
        if !(1...100_000).contains(trials) { throw ValidationError("--trials must be 1...100000, got \(trials).") }
        if !(8...100_000).contains(count) { throw ValidationError("--count must be 8...100000, got \(count).") }
        if let jobs, !(1...1024).contains(jobs) { throw ValidationError("--jobs must be 1...1024, got \(jobs).") }
    }

    func run() async throws {
        var options = RecipeFit.Options()
        options.keys = keys.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        (options.trials, options.count, options.seed) = (trials, count, seed)
        options.jobs = jobs ?? ProcessInfo.processInfo.activeProcessorCount
        let editor = try RecipeText.editor(path: recipe, overrides: overrides)
        let fit = try RecipeFit(editor, options)
        for key in fit.leftOut { Terminal.note("\(key) is left as it is: an alias or several lines are in the way") }
        if !quiet { Terminal.note("\(fit.keys.count) keys are searched for: \(Self.list(fit.keys))") }
        let progress = ProgressLine(unit: "trials", isQuiet: quiet)
        let folder = folder
        defer { progress.finish() }
        let fitted = try await interruptible {
            try await fit.run(on: folder) { done, total, _ in progress.show(done: done, total: total) }
        }
        progress.finish()
        Terminal.notes(fitted.complaints)
        let isBetter = !fitted.changes.isEmpty && fitted.isConfirmed
        let text = try RecipeText.text(of: isBetter ? fitted.editor : editor, from: recipe, for: output)
        if let html { try OutputFile.write(try FitPage(fitted).html().utf8, to: html) }
        try OutputFile.write(text.utf8, to: output)
        let report = FitReport(fitted, output: output, isWritten: isBetter)
        if json { try Terminal.print(json: report) } else { try Terminal.print(report.text) }
        if !fitted.changes.isEmpty, !fitted.isConfirmed {
            Terminal.warning(
                "the pictures that were kept to judge are no more like the fitted recipe's, so none of this was changed in \(output): "
                    + "more pictures, more samples (--count) or fewer keys (--keys) may help")
        }
    }

    private static func list(_ keys: [String]) -> String {
        keys.prefix(8).joined(separator: ", ") + (keys.count > 8 ? " and \(keys.count - 8) more" : "")
    }
}
