import ArgumentParser
import Configs
import Foundation
import Imaging
import Learning
import Neural
import Recognition
import Samples

struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Measure several models on the same pictures, and say how far they differ.",
        discussion: """
            Prints a table of the models (exact match, character error rate, parameters, multiply-adds, time of training, \
            time of reading, size), the difference of each from those named before it with its interval of 95 %, and the \
            pictures that they read differently. Models may have different alphabets and take pictures of different sizes; \
            where one of them reads letters without their case, texts are compared without.
            """)

    @Argument(
        help: "Runs, of which the best model is taken, or models.", completion: .file(extensions: ["safetensors"]))
    var runs: [String]

    @OptionGroup var samples: TestDataArguments

    @OptionGroup var texts: TextComparisonArguments

    @Option(
        help: ArgumentHelp(
            "A change to the recipe, such as seed=7. May be given more than once.", valueName: "key.path=value"))
    var set: [String] = []

    @OptionGroup var reading: ReadingArguments

    @Option(help: "Write a page with the pictures on which they differ.", completion: .file(extensions: ["html"]))
    var html: String?

    @Flag(name: .shortAndLong, help: "No progress.")
    var quiet = false

    @Flag(help: "Print the comparison as JSON.")
    var json = false

    func validate() throws {
        if runs.count < 2 { throw ValidationError("Give at least two runs or models to compare.") }
    }

    /// A model and its reader.
    fileprivate struct Contestant {
        var model: ComparedModel
        let reader: Reader
        var seconds = 0.0
        /// Pictures that were read in this time.
        var timed = 0
        /// Whether the time is that of the first pictures, for which weights are laid out: it counts where there is no other.
        var isWarmingUp = false
    }

    func run() throws {
        try KeptFiles.demand(html, apartFrom: [samples.data, reading.pattern, reading.words] + runs)
        let engine = try reading.engine()
        var contestants = try runs.map { try contestant($0, engine) }
        let test = try samples.open(set)
        let all = CompoundReader(contestants.map(\.reader))
        var labels = ExpectedLabels(for: all, texts)
        var comparison = Comparison(models: contestants.count, texts.normalization, foldsCase: all.foldsCase)
        Interruption.hold()
        defer { Interruption.release() }
        let progress = ProgressLine(unit: "pictures", isQuiet: quiet)
        defer { progress.finish() }
        for chunk in test.chunks(of: 4 * reading.batch) {
            try Interruption.check()
            // Pictures are held until each model has read them.
            var pictures: [(index: Int, label: String, image: Bitmap)] = []
            for index in chunk {
                guard let sample = try test.sample(at: index) else { continue }
                pictures.append((index, sample.label, sample.image))
            }
            let read = try contestants.indices.map { number in
                try contestants[number].read(pictures.map(\.image), engine, isFirst: chunk.lowerBound == 0)
            }
            for (place, picture) in pictures.enumerated() {
                comparison.add(
                    index: picture.index, name: test.name(picture.index), label: labels.expected(of: picture.label),
                    read.map { $0[place].transcription })
            }
            progress.show(done: chunk.upperBound, total: test.count)
        }
        progress.finish()
        for line in test.brokenLines { Terminal.warning(line) }
        if let note = labels.note { Terminal.note(note) }
        try test.requireRead(comparison.count)
        let models = contestants.map { $0.measured(pictures: comparison.count) }
        let sheet = ComparisonSheet(comparison, of: models, on: samples.data)
        if json { try Terminal.print(json: sheet, keys: .both) } else { try Terminal.print(sheet.text) }
        guard let html else { return }
        let report = ComparisonReport(comparison, of: models, on: samples.data) { try test.sample(at: $0)?.image }
        try write(try report.html(), to: html)
    }

    private func contestant(_ argument: String, _ engine: Engine) throws -> Contestant {
        var model = try ComparedModel(try SharedFile.model(argument))
        let file = try ModelFile(path: model.path)
        let reader = try reading.reader(file, engine)
        model.describe(file.card, parameterCount: try file.makeModel(engine).trainableCount)
        return Contestant(model: model, reader: reader)
    }

    private func write(_ text: String, to path: String) throws {
        try OutputFile.write(text.utf8, to: path)
        Terminal.note("\(path) shows the pictures on which they differ")
    }
}

extension CompareCommand.Contestant {
    /// Reads pictures, and takes the time.
    ///
    /// - Parameter isFirst: whether it has read nothing yet.
    fileprivate mutating func read(_ pictures: [Bitmap], _ engine: Engine, isFirst: Bool) throws -> [Reading] {
        engine.profile = Profile()
        defer { engine.profile = nil }
        let start = ContinuousClock.now
        var views: [[PreparedPicture]] = []
        for picture in pictures { views.append(try reader.views(of: picture)) }
        let readings = try reader.read(views: views)
        let time = start.duration(to: .now) / .seconds(1)
        model.multiplyAdds += Double(engine.profile?.multiplyAdds ?? 0)
        if isFirst || isWarmingUp {
            (seconds, timed, isWarmingUp) = (time, pictures.count, isFirst)
        } else {
            seconds += time
            timed += pictures.count
        }
        return readings
    }

    /// The model with what was measured.
    fileprivate func measured(pictures: Int) -> ComparedModel {
        var model = model
        model.multiplyAdds /= Double(max(1, pictures))
        model.secondsPerPicture = seconds / Double(max(1, timed))
        return model
    }
}
