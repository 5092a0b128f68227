import ArgumentParser
import Logging
import Preview
import Production
import Samples
import Service

struct PreviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Draw samples of a recipe to look at: a sheet, stages, a comparison, or a page.",
        discussion: """
            Each sample looks as it will in the dataset: sample 123456 can be shown again at any time. A sweep draws the \
            same samples with one key at several values, 'paper.noise=0..0.4' at five of the range, 'paper=[plain, noise]' \
            at each of the list. A page shows what was drawn for each sample; stages whose parameters are all fixed draw \
            nothing, and are not among its filters. '--serve' opens a page that draws anew while keys are changed with \
            sliders and switches, and writes the changes into the recipe's file when asked, comments kept.
            """)

    @OptionGroup var recipe: RecipeArguments

    @Option(
        name: .shortAndLong, help: "The file to write: a picture, PNG or JPEG, or a page, .html.",
        completion: .file(extensions: ["png", "jpg", "jpeg", "html"]))
    var output: String?

    @Option(help: "The first sample's index.")
    var index = 0

    @Option(
        name: [.customShort("n"), .long],
        help: "How many samples (default: 40, 6 for a sweep, 12 to compare; or as many as the split has).")
    var count: Int?

    @Option(help: "The split: train, val or test.")
    var split: SplitArgument = .train

    @Option(help: "Samples in a row (default: as many as fit).")
    var columns: Int?

    @Option(help: "How many times samples are enlarged.")
    var scale: Int?

    @Flag(help: "Draw character boxes and the ink mask over the samples; on a page, show the boxes at once.")
    var boxes = false

    @Flag(help: "Draw the samples alone, side by side: no captions, no margins. For sheets and sweeps.")
    var bare = false

    @Flag(help: "Show one sample after each stage of its drawing, with what the stage drew.")
    var steps = false

    @Option(help: ArgumentHelp("Show the same samples with a key at several values.", valueName: "key.path=values"))
    var sweep: String?

    @Option(
        help: ArgumentHelp(
            "Show the same samples of another recipe beside these; changes, seed and text hold for both.",
            valueName: "recipe"
        ),
        completion: .file(extensions: ["yml", "yaml"]))
    var compare: String?

    @Flag(help: "Write a page for a browser, as for every --output that ends in .html.")
    var html = false

    @Flag(help: "Draw again whenever the recipe or a file that it names changes, until interrupted.")
    var watch = false

    @Flag(help: "Open a page on this machine to change the recipe on, with its samples drawn anew at once.")
    var serve = false

    @Option(name: .shortAndLong, help: "The port of that page; 0 takes a free one.")
    var port = 5001

    @Option(help: "Show the picture in the terminal: auto, kitty or sixel.")
    var show: ShowArgument?

    @Flag(help: "Print what was drawn and written as JSON.")
    var json = false

    private var isPage: Bool { html || output?.lowercased().hasSuffix(".html") == true }

    func validate() throws {
        try validate(index: index)
        if let count, !(1...10_000).contains(count) {
            throw ValidationError("--count must be 1...10000, got \(count).")
        }
        if let columns, !(1...1000).contains(columns) {
            throw ValidationError("--columns must be 1...1000, got \(columns).")
        }
        if let scale, !(1...16).contains(scale) { throw ValidationError("--scale must be 1...16, got \(scale).") }
        if !(0...65535).contains(port) { throw ValidationError("--port must be 0...65535, got \(port).") }
        let loud = [("--serve", serve), ("--watch", watch), ("--show", show != nil)]
        if json, let other = loud.first(where: \.1) {
            throw ValidationError("--json tells what was written; leave \(other.0) out.")
        }
        guard !serve else { return try validateServing() }
        try validateOutput()
        let modes = [("--steps", steps), ("--sweep", sweep != nil), ("--compare", compare != nil), ("a page", isPage)]
        let asked = modes.filter(\.1).map(\.0)
        if asked.count > 1 { throw ValidationError("\(asked[0]) and \(asked[1]) do not go together.") }
        if steps, count != nil {
            throw ValidationError("--steps shows one sample, that of --index; leave --count out.")
        }
        if bare, boxes || modes.contains(where: { $0.0 != "--sweep" && $0.1 }) {
            throw ValidationError("--bare draws samples and nothing else; leave \(boxes ? "--boxes" : asked[0]) out.")
        }
        if let sweep { _ = try Sweep(sweep) }
    }

    private func validateServing() throws {
        let others = [
            ("--output", output != nil), ("--show", show != nil), ("--steps", steps), ("--sweep", sweep != nil),
            ("--compare", compare != nil), ("--html", html), ("--watch", watch), ("--bare", bare), ("--boxes", boxes),
            ("--count", count != nil), ("--columns", columns != nil), ("--scale", scale != nil),
        ]
        if let other = others.first(where: \.1) {
            throw ValidationError("--serve opens a page that shows all of it; leave \(other.0) out.")
        }
    }

    private func validateOutput() throws {
        guard let output else {
            if html { throw ValidationError("--html needs --output, the page to write.") }
            if show == nil { throw ValidationError("Give --output, or --show to see the picture in the terminal.") }
            return
        }
        if html, !output.lowercased().hasSuffix(".html") {
            throw ValidationError("--html writes a page: --output must end in .html, got '\(output)'.")
        }
        guard [".png", ".jpg", ".jpeg", ".html"].contains(where: output.lowercased().hasSuffix) else {
            throw ValidationError("--output must end in .png, .jpg, .jpeg or .html, got '\(output)'.")
        }
        if isPage, show != nil { throw ValidationError("--show shows pictures, and a page is none; leave one out.") }
    }

    func run() async throws {
        guard !serve else { return try await openStudio() }
        let job = PreviewJob(
            recipe: recipe.file, mode: try mode, index: index, count: count, split: split.split, columns: columns,
            scale: scale, showsBoxes: boxes, isBare: bare, output: output, terminal: try show?.terminal)
        guard watch else {
            let drawn = try job.draw()
            if json { try Terminal.print(json: drawn) }
            return
        }
        do { try await interruptible { try await RecipeWatch(job).run() } } catch is InterruptionError {
            // That is how watching ends: there is nothing to tell.
            throw CancellationError()
        }
    }

    private func openStudio() async throws {
        let settings = StudioSettings(
            .file(recipe.config, changes: recipe.overrides, seed: recipe.seed))
        var logger = Logger(label: "platen.preview") { _ in ServiceLogHandler(json: false) }
        logger.logLevel = .warning
        do {
            try await interruptible { [settings, logger, port] in
                try await runStudio(settings, port: port, logger: logger) { port in
                    Terminal.note("the studio is at http://127.0.0.1:\(port)/ until Ctrl-C")
                }
            }
        } catch is InterruptionError {
            // That is how serving ends: there is nothing to tell.
            throw CancellationError()
        }
    }

    private var mode: PreviewJob.Mode {
        get throws {
            if let sweep { return .sweep(try Sweep(sweep)) }
            if let compare {
                var other = recipe.file
                other.path = compare
                return .compare(other)
            }
            return steps ? .steps : isPage ? .page : .sheet
        }
    }
}

/// A split on the command line.
enum SplitArgument: String, ExpressibleByArgument, CaseIterable {
    case train, val, test

    var split: Split {
        switch self {
        case .train: .train
        case .val: .val
        case .test: .test
        }
    }
}
