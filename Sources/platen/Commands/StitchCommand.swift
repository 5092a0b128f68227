import ArgumentParser
import Configs
import Foundation
import Handwriting
import Production
import Synthesis

struct StitchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stitch",
        abstract: "Write a dataset of handwritten digit strings.",
        discussion: """
            Stitches MNIST digits into strings, or writes them by strokes where MNIST is not there: 1 to --max-length \
            digits, long ones more often, white on black in a strip of 28 px for each digit, or as ink on paper with \
            --paper. A recipe can do more: start from the recipe.yml that this writes, or from \
            configs/mnist-strings.yml and configs/handwritten.yml.
            """)

    @Argument(
        help: ArgumentHelp("Changes to the recipe, such as hand.mnist.rotation=-10..10.", valueName: "key.path=value"))
    var overrides: [String] = []

    @OptionGroup var dataset: DatasetArguments

    @Option(help: "The most digits of a string.")
    var maxLength = 5

    @Option(
        help: "The least overlap of neighbours in strips of MNIST's digits, a share of a digit's width. (default: 0)")
    var minOverlap: Double?

    @Option(help: "The greatest overlap of MNIST's digits. (default: 0.5)")
    var maxOverlap: Double?

    private var overlap: ClosedRange<Double> { (minOverlap ?? 0)...max(minOverlap ?? 0, maxOverlap ?? 0.5) }

    @Option(help: "How many strings of each split: train,val,test.")
    var samples: SplitCountsArgument = SplitCountsArgument(train: 1000, val: 200, test: 200)

    @Option(help: "Who writes: mnist or procedural (default: mnist where its files are).")
    var hand: HandArgument?

    @Option(help: "Where MNIST's files are (default: PLATEN_MNIST, or where 'platen mnist fetch' put them).")
    var dir: String?

    @Flag(help: "Write with ink on paper, at any distance, instead of white on black in a strip.")
    var paper = false

    @Option(help: "The seed.")
    var seed: UInt64 = 1

    func validate() throws {
        guard (1...18).contains(maxLength) else {
            throw ValidationError("--max-length must be 1...18, got \(maxLength).")
        }
        for (name, overlap) in [("min-overlap", minOverlap), ("max-overlap", maxOverlap)] {
            guard let overlap else { continue }
            guard (0...0.95).contains(overlap) else {
                throw ValidationError("--\(name) must be 0...0.95, got \(overlap).")
            }
            guard hand != .procedural else {
                throw ValidationError("--\(name) is for MNIST's digits, which '--hand procedural' does not use.")
            }
        }
        if let minOverlap, minOverlap > maxOverlap ?? 0.5 {
            throw ValidationError("--min-overlap \(minOverlap) is above --max-overlap \(maxOverlap ?? 0.5).")
        }
        guard minOverlap == nil || !paper else {
            throw ValidationError("--min-overlap is for strips: with --paper digits stand at any distance.")
        }
        guard samples.train + samples.val + samples.test > 0 else {
            throw ValidationError("--samples 0,0,0 asks for no string at all.")
        }
        if hand == .procedural, dir != nil {
            throw ValidationError("--dir names MNIST's files, which '--hand procedural' does not use.")
        }
    }

    func run() async throws {
        var document = try ConfigDocument(yaml: yaml, name: "platen stitch", baseDirectory: ".")
        try document.override(overrides)
        try await dataset.write(document.decode(DatasetRecipe.self))
    }

    /// The hand that was asked for, or the one that there is.
    private var writer: HandArgument {
        if let hand { return hand }
        if dir != nil { return .mnist }
        let folder = MNISTFolder.path(environment: ProcessInfo.processInfo.environment)
        if FileManager.default.fileExists(atPath: folder) { return .mnist }
        if !dataset.quiet {
            Terminal.warning(
                "MNIST is not in \(folder): the digits are written by strokes"
                    + (minOverlap ?? maxOverlap == nil ? "" : ", and overlap as little as these do")
                    + ". 'platen mnist fetch' gets the real ones")
        }
        return .procedural
    }

    /// The recipe that the options stand for.
    private var yaml: String {
        let writer = self.writer
        // Each length as often as it is long; a number of that length has no zero in front.
        let lengths = (1...maxLength).map { length in
            let least = "1" + String(repeating: "0", count: length - 1)
            return "      - {value: \(least)..\(String(repeating: "9", count: length)), weight: \(length)}"
        }
        let folder = dir.map { "folder: '\($0.replacingOccurrences(of: "'", with: "''"))', " } ?? ""
        let hand =
            switch (writer, paper) {
            case (.mnist, false):
                "mnist: {\(folder)style: mixed, spacing: {cells: {overlap: \(overlap.lowerBound)..\(overlap.upperBound), slots: \(maxLength)}}}"
            case (.mnist, true):
                "mnist: {\(folder)height: 24..36, spacing: {ink: {gap: \(0 - overlap.upperBound / 8)..0.25}}, rotation: -5..5, "
                    + "size: 0.92..1.08, thickness: -0.2..0.5, lift: -0.05..0.05}"
            case (.procedural, false): "procedural: {height: 18..22}"
            case (.procedural, true): "procedural: {height: 24..36}"
            }
        let look =
            paper
            ? """
            page: {margin: 4..12}
            ink: {tone: 0.05..0.35}
            paper: fibre
            camera: [{blur: 0..0.7}, {noise: 0..0.03}]
            """
            : """
            page: {width: \(28 * maxLength), height: 32, \(writer == .mnist ? "margin: 0" : "margin: 2, x: 0..1")}
            ink: {tone: 0}
            camera: [invert]
            """
        return """
            name: stitch
            seed: \(seed)
            samples: {train: \(samples.train), val: \(samples.val), test: \(samples.test)}
            text:
              number:
                value:
            \(lengths.joined(separator: "\n"))
            hand: {\(hand)}
            \(look)
            output: {layout: fanned, annotations: [simple]}
            """
    }
}

/// `--hand`.
enum HandArgument: String, ExpressibleByArgument, CaseIterable {
    case mnist, procedural
}

/// Three numbers: `1000,200,200`.
struct SplitCountsArgument: ExpressibleByArgument {
    var train: Int
    var val: Int
    var test: Int

    init(train: Int, val: Int, test: Int) {
        self.train = train
        self.val = val
        self.test = test
    }

    init?(argument: String) {
        let counts = argument.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
        guard counts.count == 3, let train = counts[0], let val = counts[1], let test = counts[2], train >= 0, val >= 0,
            test >= 0
        else { return nil }
        self.init(train: train, val: val, test: test)
    }

    var defaultValueDescription: String { "\(train),\(val),\(test)" }
}
