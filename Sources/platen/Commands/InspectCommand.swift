import ArgumentParser
import Configs
import Foundation
import Imaging
import Learning

struct InspectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Say what is in a dataset: its labels, and what its pictures are like.",
        discussion: """
            Takes a dataset in any format that is read, any folder of pictures, or a recipe, whose samples are drawn. Of a \
            dataset's labels it counts how many there are, their lengths and their characters, what only val and test have, \
            and which stand in several splits. Each statistic (lightness, contrast, noise, gradients, spectrum, traces of JPEG) is \
            measured on every picture, as one channel; shown are its mean and its standard deviation among the pictures. \
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
        help: "How many pictures of each, evenly spread over a folder (default: all of them; 200 of a recipe).")
    var count: Int?

    @Option(help: "The split of a recipe that is drawn from: train, val or test.")
    var split: SplitArgument = .train

    @Option(name: .shortAndLong, help: "How many pictures are measured at a time (default: one for each processor).")
    var jobs: Int?

    @Option(help: "What becomes of broken pictures: leave-out counts and lists them, refuse stops.")
    var broken: BrokenArgument = .leaveOut

    @Flag(help: "Print the figures as JSON.")
    var json = false

    func validate() throws {
        if let count, !(1...10_000_000).contains(count) {
            throw ValidationError("--count must be 1...10000000, got \(count).")
        }
        if let jobs, !(1...1024).contains(jobs) { throw ValidationError("--jobs must be 1...1024, got \(jobs).") }
    }

    func run() async throws {
        let sets = try ([data] + (against.map { [$0] } ?? [])).map {
            try PictureSet($0, overrides: overrides, split: split.split, count: count)
        }
        Terminal.notes(sets.flatMap(\.notes))
        if let first = overrides.first, !sets.contains(where: \.isDrawn) {
            throw UsageError("'\(first)': only a recipe can be changed, and none is named")
        }
        let jobs = jobs ?? ProcessInfo.processInfo.activeProcessorCount
        let measured = try await interruptible {
            var measured: [MeasuredSet] = []
            for set in sets { measured.append(try await MeasuredSet(set, jobs: jobs)) }
            return measured
        }
        for set in measured {
            if broken == .refuse, let complaint = set.complaints.first { throw ImagingError(.corrupt, complaint) }
            for complaint in set.complaints.prefix(5) { Terminal.warning(complaint) }
            if set.complaints.count > 5 {
                Terminal.warning("\((set.complaints.count - 5).grouped) more pictures of \(set.name) can't be read")
            }
        }
        let report = InspectionReport(
            measured[0], against: measured.count > 1 ? measured[1] : nil, labels: sets[0].labels)
        if json { try Terminal.print(json: report) } else { try Terminal.print(report.text) }
    }
}
