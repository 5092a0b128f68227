import ArgumentParser
import Configs
import Foundation
import Imaging
import Learning
import Recognition

struct PredictCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "predict",
        abstract: "Read pictures with a model.",
        discussion: """
            Prints a line for each picture: its path, what is written on it, the text's probability, and the character \
            that the model is least sure of. With several models, or several views of each picture, it says how many of \
            the readings agree. Pictures may be of any size; folders are searched for them, in the order of \
            their names. A picture that can't be read is reported on standard error; the others are read all the same, and \
            the exit code is 65 at the end, or 0 with --broken leave-out. Where a folder is a dataset, each line ends with \
            the label.
            """)

    @Argument(help: "Pictures, or folders of them.", completion: .file(extensions: ImageFile.fileExtensions))
    var paths: [String]

    @OptionGroup var model: ModelArguments

    @Option(help: "Print so many texts for each picture, the most probable first; needs a beam or a pattern.")
    var top = 1

    @Option(
        help: "What broken pictures mean: with refuse the exit code is 65 at the end, with leave-out they are counted.")
    var broken: BrokenArgument = .refuse

    @Option(help: "Write the readings to a CSV file.", completion: .file(extensions: ["csv"]))
    var csv: String?

    @Flag(name: .shortAndLong, help: "No progress.")
    var quiet = false

    @Flag(help: "Print the readings as JSON, a line each.")
    var json = false

    func validate() throws {
        if !(1...1000).contains(top) { throw ValidationError("--top must be 1...1000, got \(top).") }
        if csv?.isEmpty == true { throw ValidationError("--csv must name a file.") }
        if top > 1, model.reading.views > 1 || model.model.count > 1 {
            throw ValidationError("--top goes neither with --views nor with several models.")
        }
        if top > 1, model.reading.decoder == .greedy { throw ValidationError("--top needs --decoder beam or pattern.") }
    }

    func run() throws {
        try KeptFiles.demand(csv, apartFrom: try model.files + paths)
        let files = try PictureFiles(paths)
        Terminal.notes(files.notes)
        let reader = try model.reader()
        // From here on a file has to be taken away.
        Interruption.hold()
        defer { Interruption.release() }
        let table = try csv.map { try PredictionTable(path: $0, hasAgreement: reader.readingCount > 1) }
        let progress = ProgressLine(unit: "pictures", isQuiet: quiet)
        defer { progress.finish() }
        var (failures, done) = (0, 0)
        progress.show(done: 0, total: files.paths.count)
        var (labelled, right) = (0, 0)
        for chunk in files.paths.chunks(of: 4 * model.batch) {
            try Interruption.check()
            var pictures: [CompoundReader.Prepared] = []
            var names: [String] = []
            for path in chunk {
                do {
                    pictures.append(try reader.views(of: try ImageFile.read(path: path)))
                    names.append(path)
                } catch {
                    failures += 1
                    Terminal.warning("\(error)")
                }
            }
            for (path, read) in zip(names, try reader.read(views: pictures, alternatives: top - 1)) {
                let transcription = read.transcription
                let label = files.label(of: path)
                if let label {
                    labelled += 1
                    right += label == transcription.text ? 1 : 0
                }
                var reading = PictureReading(path, transcription, label: label)
                reading.add(read, models: model.model)
                try Terminal.print(json ? try reading.json : reading.line)
                for other in read.alternatives {
                    let reading = PictureReading(path, other, label: nil)
                    try Terminal.print(json ? try reading.json : reading.line)
                }
                try table?.add(
                    Prediction(name: path, label: label, reading: transcription, agreement: read.agreement))
            }
            done += chunk.count
            progress.show(done: done, total: files.paths.count)
        }
        progress.finish()
        try table?.finish()
        if labelled > 0 {
            Terminal.note("\(right.grouped) of \(labelled.grouped) readings are the label, letter for letter")
        }
        guard failures > 0 else { return }
        let summary = "\(failures.grouped) of \(files.paths.count.grouped) pictures could not be read; see above"
        if broken == .refuse || failures == files.paths.count { throw RecognitionError(.data, summary) }
        Terminal.warning(summary)
    }
}

/// What was read on one picture, as it is shown.
struct PictureReading: Encodable {
    let path: String
    let text: String
    let probability: Double
    /// What is written there; nil where nobody says.
    let label: String?
    let leastCertain: String?
    let leastProbability: Double?
    /// The share of the readings that have this text, and how many of how many; nil where the picture was read once.
    private(set) var agreement: Double?
    private(set) var agreeing: Int?
    private(set) var readings: Int?
    /// What each of several models reads by itself; nil where there is one.
    private(set) var models: [ModelReading]?

    /// What one of several models reads.
    struct ModelReading: Encodable {
        let model: String
        let text: String
        let probability: Double
    }

    init(_ path: String, _ transcription: Transcription, label: String?) {
        self.path = path
        self.label = label
        text = transcription.text
        probability = transcription.probability
        leastCertain = transcription.leastCertain.flatMap { certainty in
            Array(transcription.text).indices.contains(certainty.place)
                ? String(Array(transcription.text)[certainty.place]) : nil
        }
        leastProbability = transcription.leastCertain?.probability
    }

    /// Adds how far the readings of views and models agree, where there are several.
    mutating func add(_ reading: Reading, models names: [String]) {
        guard let share = reading.agreement else { return }
        (agreement, agreeing, readings) = (share, reading.agreeing, reading.readingCount)
        guard !reading.byModel.isEmpty else { return }
        models = zip(names, reading.byModel).map {
            ModelReading(model: $0, text: $1.text, probability: $1.probability)
        }
    }

    /// The path, the text and its probability in percent.
    var line: String {
        var line = "\(path.onOneLine)\t\(text.onOneLine)\t\(String(format: "%.2f %%", probability * 100))"
        if let leastCertain, let leastProbability {
            line += "\tleast certain: \(leastCertain) \(String(format: "%.1f %%", leastProbability * 100))"
        }
        if let agreeing, let readings { line += "\t\(agreeing) of \(readings) readings agree" }
        if let label { line += label == text ? "\tas labelled" : "\tlabel: \(label.onOneLine)" }
        return line
    }

    var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.keyEncodingStrategy = .convertToSnakeCase
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}

extension String {
    /// The text with tabs, line ends and other control characters as `\\t`, `\\n` and `\\u{1b}`, so that a table of tabs stays one.
    fileprivate var onOneLine: String {
        guard unicodeScalars.contains(where: \.isControl) else { return self }
        return unicodeScalars.reduce(into: "") { text, scalar in
            switch scalar {
            case "\t": text += "\\t"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case _ where scalar.isControl: text += "\\u{\(String(scalar.value, radix: 16))}"
            default: text.unicodeScalars.append(scalar)
            }
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isControl: Bool {
        [.control, .lineSeparator, .paragraphSeparator].contains(properties.generalCategory)
    }
}
