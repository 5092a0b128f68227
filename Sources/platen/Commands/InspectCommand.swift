import ArgumentParser
import Configs
import Datasets
import Foundation
import Imaging
import Learning

struct InspectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Say what is in a dataset, and whether it is fit to train on.",
        discussion: """
            Takes a dataset in any format that is read, any folder of pictures, or a recipe, whose samples are drawn. Of a \
            dataset's labels it counts how many there are, their lengths and their characters, also place by place, those that \
            repeat, what only val and test have, and which stand in several splits. Each statistic (lightness, contrast, noise, \
            gradients, spectrum, traces of JPEG) is measured on every picture, as one channel; shown are its mean and its \
            standard deviation among the pictures. Pictures are looked at for such as are blank, cut off, there twice, there with \
            two labels, and in train as well as in another split.

            A dataset with labels gets a verdict. It is not fit to train on where there is no split train, or where more than a \
            share of its samples (--tolerate) have a flaw: broken annotations, pictures that can't be read, are blank, have two \
            labels, or are in train too, characters that train or the alphabet lacks. The exit code is 65 then.

            With --against a second set stands beside the first, with an overlap for each statistic: what the histograms of \
            both have in common, from 0 (nothing) to 1 (the same). Two sets that overlap little differ; two that overlap need \
            not be alike. Noise and gradients depend on the size of the text: compare pictures of about the same height.
            """)

    @Argument(help: "A dataset, a folder of pictures, or a recipe, .yml.", completion: .file())
    var data: String

    @Argument(help: ArgumentHelp("Changes to a recipe, such as camera.blur.sigma=0..2.", valueName: "key.path=value"))
    var overrides: [String] = []

    @Option(help: "Another dataset, folder or recipe, to compare with.", completion: .file())
    var against: String?

    @Option(
        name: [.customShort("n"), .long],
        help: "How many pictures of each, evenly spread (default: all of them; 200 of a recipe); 0 for labels alone.")
    var count: Int?

    @Option(help: "The split of a recipe that is drawn from: train, val or test. (default: train)")
    var split: SplitArgument?

    @Option(name: .shortAndLong, help: "How many pictures are measured at a time (default: one for each processor).")
    var jobs: Int?

    @Option(help: "What becomes of broken pictures: leave-out counts and lists them, refuse stops.")
    var broken: BrokenArgument = .leaveOut

    @Option(
        help: "What a dataset is, where it can't be told: a name of a format.", transform: DatasetFormat.init(source:))
    var format: DatasetFormat?

    @Option(help: "Characters, one a line, that the labels are compared with.", completion: .file())
    var alphabet: String?

    @Option(help: "The share of samples that may have a flaw, 0...1, for a set to be fit to train on.")
    var tolerate = 0.01

    @Option(
        help: ArgumentHelp(
            "A page to write, with histograms and the samples that are most suspicious.", valueName: "file"),
        completion: .file(extensions: ["html"]))
    var html: String?

    @Flag(name: .shortAndLong, help: "No progress.")
    var quiet = false

    @Flag(help: "Print the figures as JSON.")
    var json = false

    func validate() throws {
        if let count, !(0...10_000_000).contains(count) {
            throw ValidationError("--count must be 0...10000000, got \(count).")
        }
        if let jobs, !(1...1024).contains(jobs) { throw ValidationError("--jobs must be 1...1024, got \(jobs).") }
        if !(0...1).contains(tolerate) { throw ValidationError("--tolerate must be 0...1, got \(tolerate).") }
        if let html, !html.lowercased().hasSuffix(".html") {
            throw ValidationError("--html must name a file that ends in .html, got '\(html)'.")
        }
        if against != nil, html != nil { throw ValidationError("--html shows one set; leave --against out.") }
        if against != nil, count == 0 { throw ValidationError("--against compares pictures; leave --count 0 out.") }
    }

    func run() async throws {
        try KeptFiles.demand(html, apartFrom: [data, against, alphabet])
        let first = try PictureSet(
            data, overrides: overrides, split: (split ?? .train).split, count: count, format: format, alphabet: alphabet
        )
        let second = try against.map {
            try PictureSet($0, overrides: overrides, split: (split ?? .train).split, count: count)
        }
        let sets = [first] + (second.map { [$0] } ?? [])
        Terminal.notes(sets.flatMap(\.notes))
        if let change = overrides.first, !sets.contains(where: \.isDrawn) {
            throw UsageError("'\(change)': only a recipe can be changed, and none is named")
        }
        if split != nil, !sets.contains(where: \.isDrawn) {
            throw UsageError("--split: of a dataset all parts are looked at, and no recipe is named")
        }
        if first.labels == nil, let option = alphabet.map({ _ in "--alphabet" }) ?? (count == 0 ? "--count 0" : nil) {
            throw UsageError("\(option): \(data) has no labels that could be looked at")
        }
        for set in sets {
            try tell(set.problems.first.map(\.description), set.problems.count, "lines of \(set.name) are broken")
        }
        var measured: [MeasuredSet] = []
        for set in sets where set.count > 0 { measured.append(try await measure(set)) }
        for set in measured {
            try tell(set.complaints, set.unreadable, "pictures of \(set.name) can't be read")
        }
        let report = InspectionReport(
            first, measured.first, against: measured.count > 1 ? measured[1] : nil, tolerated: tolerate)
        if let html { try InspectionPage(report, of: first, measured.first).write(to: html) }
        if json { try Terminal.print(json: report, keys: .both) } else { try Terminal.print(report.text) }
        if let fitness = report.fitness, !fitness.isFit {
            throw DatasetError(
                .damaged, "\(data) is not fit to train on: \(fitness.reasons.joined(separator: "; "))")
        }
    }

    private func measure(_ set: PictureSet) async throws -> MeasuredSet {
        let jobs = jobs ?? ProcessInfo.processInfo.activeProcessorCount
        let progress = ProgressLine(unit: "pictures", isQuiet: quiet)
        defer { progress.finish() }
        return try await interruptible {
            try await MeasuredSet(set, jobs: jobs) { progress.show(done: $0, total: set.count) }
        }
    }

    /// Says what is broken, and stops where that is asked for.
    private func tell(_ complaints: [String], _ count: Int, _ what: String) throws {
        if broken == .refuse, let complaint = complaints.first { throw ImagingError(.corrupt, complaint) }
        for complaint in complaints.prefix(5) { Terminal.warning(complaint) }
        if count > 5 { Terminal.warning("\((count - 5).grouped) more \(what)") }
    }
}
