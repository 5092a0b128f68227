import ArgumentParser
import Configs
import Logging
import Production
import Service
import Synthesis

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Read pictures over HTTP, and on a page to draw on.",
        discussion: """
            Opens a page at / to draw on or to drop pictures on, with --recipes a second one with samples of recipes, and \
            answers POST /predict (a picture as bytes, in a form or in JSON), POST /extract_date, the Open Inference Protocol \
            at /v2, GET /models, /healthz, /readyz, /metrics and /openapi.json. It listens to this machine alone unless --host says otherwise. SIGHUP loads the models' files \
            anew; SIGTERM and Ctrl-C end it once what is being answered is answered. docs/serving.md explains it all.
            """)

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "A model, a safetensors file of a run; repeat it for more, which requests name (default: the model of drawn digits that came with the program).",
            valueName: "[NAME=]FILE"),
        completion: .file(extensions: ["safetensors"]))
    var model: [String] = []

    @Option(name: .shortAndLong, help: "The port; 0 takes a free one.")
    var port = 5000

    @Option(help: "The address to listen at; 0.0.0.0 is every network that this machine is on.")
    var host = "127.0.0.1"

    @Option(
        help: ArgumentHelp(
            "Threads that read with a model, each with a copy of it (default: one for each processor, as memory allows).",
            valueName: "count"))
    var workers: Int?

    @Option(help: "Threads that each worker spreads a computation over; more pay for large networks alone.")
    var threads = 1

    @Option(help: "Pictures that are computed together.")
    var batch = 16

    @Option(
        help: "Look at each picture in so many frames, 1 to 9, as predict does: surer, and takes as many times as long."
    )
    var views = 1

    @Option(
        help: """
            What is computed in, as in predict: f32, bf16 or int8 (default: what each model was trained in).
            """)
    var precision: PrecisionArgument?

    @Option(
        help: "The recipe whose dates /extract_date reads (default: years, months and days in numbers).",
        completion: .file(extensions: ["yml", "yaml"]))
    var dates: String?

    @Option(
        help: ArgumentHelp(
            "A folder of recipes: the page shows samples of them, with sliders and switches for their keys.",
            valueName: "folder"),
        completion: .directory)
    var recipes: String?

    @Option(help: "A file of API keys, one a line: requests need one of them.", completion: .file())
    var apiKeys: String?

    @Option(
        help: ArgumentHelp("Another site whose pages may read answers in a browser, or '*'.", valueName: "origin"))
    var cors: String?

    @OptionGroup(title: "Limits") var limits: LimitArguments

    @Option(help: "How the log is written: text, or json, an object a line (default: text on a terminal).")
    var log: LogArgument?

    @Option(help: "The least that is logged: debug, info, warning or error.")
    var logLevel = LogLevelArgument.info

    func validate() throws {
        if !model.isEmpty { try ServedModels.check(model) }
        if !(0...65535).contains(port) { throw ValidationError("--port must be 0...65535, got \(port).") }
        if !(1...256).contains(threads) { throw ValidationError("--threads must be 1...256, got \(threads).") }
        if let workers, !(1...1024).contains(workers) {
            throw ValidationError("--workers must be 1...1024, got \(workers).")
        }
        if !(1...9).contains(views) { throw ValidationError("--views must be 1...9, got \(views).") }
        if !(1...4096).contains(batch) { throw ValidationError("--batch must be 1...4096, got \(batch).") }
        if let cors, cors != "*", cors.wholeMatch(of: /https?:\/\/[^\/?#@\s,]+/) == nil {
            throw ValidationError("--cors must be '*' or a site such as https://example.org, got '\(cors)'.")
        }
    }

    func run() async throws {
        var settings = ServiceSettings(models: try ServedModels.named(try ServedModels.orShipped(model)))
        (settings.threads, settings.batch, settings.origin) = (threads, batch, cors)
        (settings.views, settings.precision) = (views, precision?.precision)
        settings.limits = limits.limits
        settings.workers = workers ?? WorkerCount.usual(for: settings)
        settings.keys = try apiKeys.map { try APIKeys(path: $0) }
        let dates = try dates.map { path in
            try DateReader(try ConfigDocument(path: path).decode(DatasetRecipe.self).recipe)
        }
        let isJSON = (log ?? (Terminal.showsProgress ? .text : .json)) == .json
        var logger = Logger(label: "platen.serve") { _ in ServiceLogHandler(json: isJSON) }
        logger.logLevel = logLevel.level
        if let note = precision?.fallbackNote { logger.warning("\(note)") }
        if !isLoopback {
            logger.warning(
                """
                anyone who reaches \(host) can ask, and nothing is encrypted; put a server with TLS before it\
                \(apiKeys == nil ? ", and ask for keys with --api-keys" : "")
                """)
        }
        let reader = try dates ?? DateReader()
        let studio = recipes.map { StudioSettings(.folder($0)) }
        try await interruptible { [settings, studio, logger, host, port] in
            try await runService(
                settings, host: host, port: port, dates: reader, studio: studio, logger: logger
            ) { port in
                let shown = host.contains(":") ? "[\(host)]" : host
                logger.notice(
                    "serving",
                    metadata: [
                        "url": "http://\(shown):\(port)/",
                        "models": "\(settings.models.map(\.name).joined(separator: ","))",
                        "workers": "\(settings.workers)",
                    ])
            }
        }
    }

    private var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }
}

/// How a log is written.
enum LogArgument: String, ExpressibleByArgument, CaseIterable {
    case text, json
}

/// The least that is logged.
enum LogLevelArgument: String, ExpressibleByArgument, CaseIterable {
    case debug, info, warning, error

    var level: Logger.Level { Logger.Level(rawValue: rawValue) ?? .info }
}
