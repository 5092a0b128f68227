import Foundation
import HTTPTypes
import Imaging
import Logging
import Neural
import Samples
import Synthesis
import TestSupport
import Testing

@testable import Recognition
@testable import Service

/// A service with a network of random numbers: what it reads is nonsense, but the same nonsense each time.
struct ServiceFixture {
    let folder: TemporaryFolder
    var settings: ServiceSettings
    let metrics = ServiceMetrics()
    let readiness = Readiness()

    init(alphabet: String = "0123456789/-.", models: [String] = ["digits"]) throws {
        let folder = try TemporaryFolder()
        self.folder = folder
        settings = ServiceSettings(models: models.map { .init(name: $0, path: folder("\($0).safetensors")) })
        for (number, model) in settings.models.enumerated() {
            try Self.write(alphabet, seed: UInt64(5 + number), to: model.path)
        }
    }

    /// Writes a model's file.
    static func write(_ alphabet: String, seed: UInt64, height: Int = 32, to path: String) throws {
        var experiment = Experiment()
        experiment.name = "tiny"
        experiment.input.height = height
        let alphabet = try Alphabet(alphabet)
        var config = CRNNConfig()
        (config.width, config.hidden) = (4, 8)
        let model = try config.makeModel(
            classCount: alphabet.classCount, input: experiment.input,
            Initializer(try Engine(threadCount: 1), seed: seed))
        // First numbers are small, and all characters nearly as probable: larger ones make up their mind.
        for parameter in model.parameters where parameter.name == "join2.weight" {
            try parameter.set(try parameter.value.values().map { 60 * $0 })
        }
        var card = ModelCard(experiment, alphabet: alphabet, precision: .f32, step: 7, metrics: ["cer": 0.5])
        card.model = "model: {crnn: {width: 4, hidden: 8}}\n"
        try ModelFile.data(of: model, card).write(to: URL(fileURLWithPath: path))
    }

    /// A reader of the first model, to compare with.
    func reader() throws -> Reader {
        let model = try ModelFile(path: settings.models[0].path)
        return Reader(try Recognizer(model, engine: try Engine(threadCount: 1)), views: settings.views)
    }

    func store() throws -> ModelStore { try ModelStore(settings, dates: try DateReader(), metrics: metrics) }

    /// Runs requests against the service, without a socket unless `isLive`.
    func serve<Value: Sendable>(
        isLive: Bool = false, _ store: ModelStore? = nil, studio: Studio? = nil,
        _ body: @Sendable (TestClient) async throws -> Value
    ) async throws -> Value {
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let application = buildApplication(
            try store ?? self.store(), settings, metrics: metrics, readiness: readiness, studio: studio,
            logger: Self.silence
        ) { port.yield($0) }
        guard isLive else { return try await body(try await TestClient(application)) }
        return try await TestClient.live(application, ports, port, body)
    }

    static let silence = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }

    /// Noisy blots of a width that its number tells.
    static func picture(_ number: Int, width: Int? = nil, height: Int = 32) -> Bitmap {
        var generator = SampleKey(seed: 9, split: .test, index: number).generator("noise")
        let width = width ?? 60 + Int(generator.nextWord() % 120)
        let blots = (0..<(width / 9 + 1) * (height / 8 + 1)).map { _ in UInt8(truncatingIfNeeded: generator.nextWord())
        }
        return Bitmap(width: width, height: height) { pixels in
            generator.fill(UnsafeMutableRawBufferPointer(pixels))
            for y in 0..<height {
                for x in 0..<width {
                    let blot = blots[y / 8 * (width / 9 + 1) + x / 9]
                    pixels[y * width + x] = blot / 8 * 7 + pixels[y * width + x] / 8
                }
            }
        }
    }

    static func png(_ picture: Bitmap) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try PNGEncoder().encode(picture, into: &bytes)
        return bytes
    }
}

extension TestResponse {
    /// The body, a JSON object.
    var object: [String: Any] {
        get throws {
            try #require(
                try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any], "\(text)")
        }
    }

    var text: String { String(decoding: body, as: UTF8.self) }

    /// The word and the reason of a refusal.
    var problem: Refusal {
        get throws {
            let error = try #require(try object["error"] as? [String: Any], "\(text)")
            return Refusal(
                code: try #require(error["code"] as? String), message: try #require(error["message"] as? String))
        }
    }

    /// The body without the time that it took.
    var timeless: String {
        text.replacing(/"milliseconds":[0-9.]+/, with: "\"milliseconds\":0")
    }
}

/// The word and the reason of a refusal.
struct Refusal: Equatable {
    let code: String
    let message: String
}

/// A form of pictures.
func form(_ pictures: [[UInt8]], fields: [String: String] = [:]) -> (type: String, body: [UInt8]) {
    var body: [UInt8] = []
    for (name, value) in fields {
        body += Array("--EdGe\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
    }
    for picture in pictures {
        body += Array("--EdGe\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.png\"\r\n".utf8)
        body += Array("Content-Type: image/png\r\n\r\n".utf8) + picture + [0x0D, 0x0A]
    }
    return ("multipart/form-data; boundary=EdGe", body + Array("--EdGe--\r\n".utf8))
}
