import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Recognition

/// The Open Inference Protocol, version 2, for one kind of model: pictures in, texts and their probabilities out.
struct InferenceRoutes: Sendable {
    let reading: PictureReading
    let bodies: BodyReader
    let status: StatusRoutes

    private struct Server: Encodable {
        let name = "platen"
        let version = "2"
        let extensions = ["binary_tensor_data"]
    }

    private struct Live: Encodable { let live = true }
    private struct Ready: Encodable { let ready: Bool }

    private struct Metadata: Encodable {
        struct Tensor: Encodable {
            let name: String
            let datatype: String
            let shape: [Int]
        }

        let name: String
        let versions = ["1"]
        let platform = "platen"
        let inputs: [Tensor]
        let outputs = [
            Tensor(name: "text", datatype: "BYTES", shape: [-1]),
            Tensor(name: "probability", datatype: "FP64", shape: [-1]),
        ]
    }

    func addOpen(to router: some RouterMethods<ServiceContext>) {
        router.get("/v2") { _, _ in Response.json(Server()) }
        router.get("/v2/health/live") { _, _ in Response.json(Live()) }
        router.get("/v2/health/ready") { _, _ in
            let isReady = status.readiness.isReady
            return Response.json(Ready(ready: isReady), status: isReady ? .ok : .serviceUnavailable)
        }
    }

    func addGuarded(to router: some RouterMethods<ServiceContext>) {
        router.get("/v2/models/:name") { _, context in
            let model = try reading.models.model(context.parameters.get("name"))
            let input = model.description.card.input
            let pixels = [-1, input.color.channelCount, input.height, -1]
            return Response.json(
                Metadata(
                    name: model.name,
                    inputs: [
                        Metadata.Tensor(name: "image", datatype: "BYTES", shape: [-1]),
                        Metadata.Tensor(name: "pixels", datatype: "UINT8", shape: pixels),
                    ]))
        }
        router.get("/v2/models/:name/ready") { _, context in
            _ = try reading.models.model(context.parameters.get("name"))
            return Response.json(Ready(ready: true))
        }
    }

    func addWorking(to router: some RouterMethods<ServiceContext>) {
        router.post("/v2/models/:name/infer") { request, context in
            let model = try reading.models.model(context.parameters.get("name"))
            let asked = try InferenceRequest(request, try await bodies.bytes(of: request))
            let count = try asked.contents.count(most: bodies.limits.pictures)
            let readings: [Reading]
            if case .files(let files) = asked.contents {
                readings = try await reading.read(files, by: model)
            } else {
                let contents = asked.contents
                readings = try await model.read(
                    ReadingOrder(count: count) { reader in
                        // Tensors are what the model reads: there is but one view of them.
                        try contents.pictures(reader.recognizer.input).map { [$0] }
                    })
            }
            return InferenceAnswer(asked, readings, model: model.name).response
        }
    }
}

/// What the protocol answers: a head in JSON, and outputs in it or, as bytes, behind it.
private struct InferenceAnswer {
    private struct Head: Encodable {
        struct Output: Encodable {
            struct Parameters: Encodable {
                let binaryDataSize: Int

                private enum CodingKeys: String, CodingKey { case binaryDataSize = "binary_data_size" }
            }

            let name: String
            let datatype: String
            let shape: [Int]
            var parameters: Parameters?
            var texts: [String]?
            var numbers: [Double]?

            private enum CodingKeys: String, CodingKey { case name, datatype, shape, parameters, data }

            func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: CodingKeys.self)
                try container.encode(name, forKey: .name)
                try container.encode(datatype, forKey: .datatype)
                try container.encode(shape, forKey: .shape)
                try container.encodeIfPresent(parameters, forKey: .parameters)
                try container.encodeIfPresent(texts, forKey: .data)
                try container.encodeIfPresent(numbers, forKey: .data)
            }
        }

        let modelName: String
        let modelVersion = "1"
        let id: String?
        var outputs: [Output] = []

        private enum CodingKeys: String, CodingKey {
            case id, outputs
            case modelName = "model_name"
            case modelVersion = "model_version"
        }
    }

    private var head: Head
    private var bytes: [UInt8] = []

    init(_ asked: InferenceRequest, _ readings: [Reading], model: String) {
        head = Head(modelName: model, id: asked.id)
        if let isBinary = asked.outputs["text"] {
            let texts = readings.map(\.text)
            add("text", "BYTES", texts.count, isBinary ? texts.flatMap { Self.sized($0) } : nil) { $0.texts = texts }
        }
        if let isBinary = asked.outputs["probability"] {
            let values = readings.map(\.probability)
            let data = values.flatMap { Self.littleEndian($0.bitPattern, count: 8) }
            add("probability", "FP64", values.count, isBinary ? data : nil) { $0.numbers = values }
        }
    }

    private mutating func add(
        _ name: String, _ datatype: String, _ count: Int, _ data: [UInt8]?, _ fill: (inout Head.Output) -> Void
    ) {
        var output = Head.Output(name: name, datatype: datatype, shape: [count])
        if let data {
            output.parameters = Head.Output.Parameters(binaryDataSize: data.count)
            bytes += data
        } else {
            fill(&output)
        }
        head.outputs.append(output)
    }

    var response: Response {
        if !head.outputs.contains(where: { $0.parameters != nil }) { return .json(head) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let json = try? encoder.encode(head) else { return Response(status: .internalServerError) }
        var response = Response.bytes(Array(json) + bytes, "application/octet-stream")
        response.headers[.inferenceHeaderContentLength] = String(json.count)
        return response
    }

    private static func sized(_ text: String) -> [UInt8] {
        littleEndian(UInt64(text.utf8.count), count: 4) + Array(text.utf8)
    }

    private static func littleEndian(_ value: UInt64, count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
    }
}
