import ArgumentParser
import Configs
import Foundation
import Logging
import Production
import Service
import Synthesis

struct LambdaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lambda",
        abstract: "Read pictures as a function of AWS Lambda.",
        discussion: """
            The bootstrap of a custom runtime: takes events from the interface that AWS_LAMBDA_RUNTIME_API names, and answers \
            them by the routes of `platen serve`. An event is a request of a function URL, a gateway or a load balancer, or \
            what POST /predict takes, {"image": "<base64>"}. docs/serving.md and deploy/lambda tell more.
            """)

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "A model, a safetensors file of a run; repeat it for more, which requests name.",
            valueName: "[NAME=]FILE"),
        completion: .file(extensions: ["safetensors"]))
    var model: [String]

    @Option(help: "Threads of each model.")
    var threads = 1

    @Option(help: "What is computed in, as in predict: f32, bf16 or int8 (default: what each model was trained in).")
    var precision: PrecisionArgument?

    @Option(
        help: "The recipe whose dates /extract_date reads (default: years, months and days in numbers).",
        completion: .file(extensions: ["yml", "yaml"]))
    var dates: String?

    @OptionGroup(title: "Limits") var limits: LimitArguments

    @Option(help: "The least that is logged: debug, info, warning or error.")
    var logLevel = LogLevelArgument.info

    func validate() throws {
        try ServedModels.check(model)
        if !(1...256).contains(threads) { throw ValidationError("--threads must be 1...256, got \(threads).") }
    }

    func run() async throws {
        guard let address = ProcessInfo.processInfo.environment["AWS_LAMBDA_RUNTIME_API"], !address.isEmpty else {
            throw ValidationError(
                "AWS_LAMBDA_RUNTIME_API is not set: this runs as the bootstrap of a function; use `platen serve` elsewhere."
            )
        }
        var settings = ServiceSettings(models: try ServedModels.named(model))
        (settings.threads, settings.limits, settings.precision) = (threads, limits.limits, precision?.precision)
        let dates = try dates.map { path in
            try DateReader(try ConfigDocument(path: path).decode(DatasetRecipe.self).recipe)
        }
        var logger = Logger(label: "platen.lambda") { _ in ServiceLogHandler(json: true) }
        logger.logLevel = logLevel.level
        if let note = precision?.fallbackNote { logger.warning("\(note)") }
        let reader = try dates ?? DateReader()
        try await interruptible { [settings, logger] in
            try await LambdaRuntime(settings, address: address, dates: reader, logger: logger).run()
        }
    }
}
