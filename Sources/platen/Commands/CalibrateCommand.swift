import ArgumentParser
import Foundation
import Imaging
import Learning
import Neural
import Recognition
import Samples

struct CalibrateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calibrate",
        abstract: "Write into a model's file what reading in int8 needs.",
        discussion: """
            Reads pictures in f32, and writes into the file in which ranges the numbers lie that the model's convolutions are \
            given. `--precision int8` of predict, eval, serve and lambda takes the units of its whole numbers from these. \
            A training does so at its end, with its validation pictures; this is for older models, and for pictures of \
            another kind. The model's own numbers stay as they are. It looks at 128 pictures unless --count says otherwise.
            """)

    @Option(
        name: .shortAndLong, help: "The model: a safetensors file of a run, or the name of a model that came along.",
        completion: .file(extensions: ["safetensors"]))
    var model: String

    @OptionGroup var samples: TestDataArguments

    @Option(
        name: .shortAndLong, help: "The file to write (default: the model's own, where that says nothing of it yet).",
        completion: .file())
    var output: String?

    @Option(help: "Threads (default: one for each processor).")
    var threads: Int?

    @Argument(help: ArgumentHelp("Changes to the recipe, such as seed=7.", valueName: "key.path=value"))
    var overrides: [String] = []

    @Flag(help: "Print what was seen as JSON.")
    var json = false

    /// What `--json` prints.
    private struct Report: Encodable {
        let model: String
        let output: String
        let pictures: Int
        let ranges: [String: InputRange]
    }

    func validate() throws {
        if let threads, !(1...256).contains(threads) {
            throw ValidationError("--threads must be 1...256, got \(threads).")
        }
    }

    func run() throws {
        try KeptFiles.demand(output, apartFrom: [samples.data])
        let file = try ModelFile(path: try SharedFile.model(model))
        guard output != nil || file.card.ranges == nil else {
            throw RecognitionError(
                .exists,
                "\(file.path) says already what int8 needs: name the file to write with --output, the same to replace it"
            )
        }
        let engine = try Engine(threadCount: threads ?? ProcessInfo.processInfo.activeProcessorCount)
        let recognizer = try Recognizer(file, engine: engine, precision: .float32)
        let set = try samples.open(overrides)
        var images: [Bitmap] = []
        for index in 0..<min(set.count, samples.count ?? Recognizer.rangePictures) {
            try Interruption.check()
            guard let sample = try set.sample(at: index) else { continue }
            images.append(try recognizer.input.prepared(sample.image).image)
        }
        for line in set.brokenLines { Terminal.warning(line) }
        try set.requireRead(images.count)
        guard !images.isEmpty else {
            throw RecognitionError(.data, "\(samples.data): there are no pictures in it to look at")
        }
        let ranges = try recognizer.ranges(of: images)
        let path = output ?? file.path
        try OutputFile.write(try file.data(with: ranges), to: path)
        if json {
            return try Terminal.print(
                json: Report(model: file.path, output: path, pictures: images.count, ranges: ranges))
        }
        try Terminal.print(
            "\(path): the ranges of \(ranges.count) convolutions over \(images.count) pictures; --precision int8 reads with it now"
        )
    }
}
