import ArgumentParser
import Configs
import Datasets
import Foundation
import Handwriting
import Imaging
import Samples

struct DigitsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "digits",
        abstract: "Write single handwritten digits as files in the shape of MNIST.",
        discussion: """
            Draws digits by strokes, each by another writer, fits them into 28x28 pictures as MNIST's are, and writes \
            train-images-idx3-ubyte, train-labels-idx1-ubyte and the two t10k files of the test part. All ten digits \
            are equally frequent. The same seed gives the same bytes for any number of jobs.
            """)

    @Option(name: .shortAndLong, help: "The folder to write.", completion: .directory)
    var output: String?

    @Option(name: .shortAndLong, help: "How many digits in the training part.")
    var count = 60_000

    @Option(help: "How many digits in the test part.")
    var testCount = 10_000

    @Option(help: "The seed.")
    var seed: UInt64 = 1

    @Option(name: .shortAndLong, help: "Threads (default: one for each processor).")
    var jobs: Int?

    @Option(
        help: "A picture of the first digits to write, PNG or JPEG.",
        completion: .file(extensions: ["png", "jpg", "jpeg"]))
    var sheet: String?

    @Option(
        name: .customLong("style"),
        help: ArgumentHelp(
            "What the writers' styles are drawn from, in place of what was chosen; can be given several times. Names: "
                + StyleRanges.settings.map(\.name).joined(separator: ", ") + ".",
            valueName: "name=number"))
    var styles: [String] = []

    @Flag(help: "Replace the digits that are in the folder.")
    var overwrite = false

    @Flag(name: .shortAndLong, help: "No progress, no summary.")
    var quiet = false

    @Flag(help: "Print the summary as JSON.")
    var json = false

    func validate() throws {
        if output == nil, sheet == nil { throw ValidationError("Give --output, --sheet, or both.") }
        if let output, output.isEmpty { throw ValidationError("--output must name a folder.") }
        for (name, count) in [("count", count), ("test-count", testCount)] where !(0...1_000_000).contains(count) {
            throw ValidationError("--\(name) must be 0...1000000, got \(count).")
        }
        if let jobs, !(1...1024).contains(jobs) { throw ValidationError("--jobs must be 1...1024, got \(jobs).") }
        if let sheet, ![".png", ".jpg", ".jpeg"].contains(where: sheet.lowercased().hasSuffix) {
            throw ValidationError("--sheet must end in .png, .jpg or .jpeg, got '\(sheet)'.")
        }
        _ = try ranges()
    }

    /// The ranges that the options ask for.
    private func ranges() throws -> StyleRanges {
        var ranges = StyleRanges()
        for style in styles {
            let parts = style.split(separator: "=", maxSplits: 1).map(String.init)
            guard let setting = StyleRanges.settings.first(where: { $0.name == parts.first }) else {
                let names = StyleRanges.settings.map(\.name).joined(separator: ", ")
                throw ValidationError("--style must be NAME=NUMBER with one of \(names), got '\(style)'.")
            }
            let limits = setting.limits
            guard parts.count == 2, let value = Double(parts[1]), limits.contains(value) else {
                throw ValidationError(
                    "--style \(setting.name) must be \(limits.lowerBound)...\(limits.upperBound), got '\(style)'.")
            }
            ranges[setting] = value
        }
        return ranges
    }

    func run() async throws {
        let digits = DigitCollection(seed: seed, ranges: try ranges())
        if let sheet { try ImageFile.write(try digits.sheet(columns: 24, scale: 2), path: sheet) }
        guard let output else {
            if json { try Terminal.print(json: Report(sheet: sheet, seed: seed)) }
            return
        }
        do {
            try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
        } catch {
            throw DatasetError(
                WriteFailure(error).isOfDisk ? .io : .cannotCreate,
                "cannot create the folder \(output): a file, or a folder closed to you, is in the way")
        }
        try makeRoom(in: output)
        let progress = ProgressLine(unit: "digits", isQuiet: quiet)
        let (count, testCount) = (count, testCount)
        let jobs = jobs ?? ProcessInfo.processInfo.activeProcessorCount
        defer { progress.finish() }
        try await interruptible {
            let total = count + testCount
            try await digits.write(.train, count: count, to: output, jobs: jobs) {
                progress.show(done: $0, total: total)
            }
            try await digits.write(.test, count: testCount, to: output, jobs: jobs) {
                progress.show(done: count + $0, total: total)
            }
        }
        progress.finish()
        if json {
            try Terminal.print(
                json: Report(
                    output: output, sheet: sheet, seed: seed, train: count, test: testCount,
                    seconds: (progress.elapsed * 1000).rounded() / 1000))
        } else if !quiet {
            try Terminal.print(
                "\(output): \(count.grouped) training and \(testCount.grouped) test digits in "
                    + String(format: "%.1f s", progress.elapsed))
        }
    }

    /// Nothing that is there is replaced unasked; what is replaced goes at once, so that no set is half an old one.
    private func makeRoom(in folder: String) throws {
        let packed = MNISTFolder.files.map { folder + "/" + $0.name }
        let paths = packed + packed.map { $0.hasSuffix(".gz") ? String($0.dropLast(3)) : $0 }
        for path in paths where FileManager.default.fileExists(atPath: path) {
            guard overwrite else {
                throw DatasetError(
                    .exists, "\(path) is there already: choose another folder, or replace it with --overwrite")
            }
            guard unlink(path) == 0 else {
                throw DatasetError(.cannotCreate, "cannot replace \(path): \(WriteFailure(number: errno).reason)")
            }
        }
    }

    /// What `--json` prints.
    private struct Report: Encodable {
        var output: String?
        var sheet: String?
        var seed: UInt64
        var train = 0
        var test = 0
        var seconds: Double?
    }
}
