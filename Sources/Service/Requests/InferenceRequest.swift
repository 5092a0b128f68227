import Foundation
import HTTPTypes
import Hummingbird
import Imaging
import NIOCore
import Recognition

/// A request of the Open Inference Protocol: a head in JSON, and tensors in it or, as bytes, behind it.
struct InferenceRequest {
    /// What a tensor holds.
    enum Contents: Sendable {
        /// Files of pictures.
        case files([[UInt8]])
        /// Prepared pictures `[N, C, H, W]`: levels from 0 to 255.
        case levels([UInt8], shape: [Int])
        /// Prepared pictures `[N, C, H, W]` as the network takes them.
        case values([Float], shape: [Int])
    }

    /// The client's name for it.
    let id: String?
    let contents: Contents
    /// Whether an output is wanted as bytes behind the head; nil for outputs that are not wanted.
    let outputs: [String: Bool]

    private struct Head: Decodable {
        struct Parameters: Decodable {
            var binaryDataSize: Int?
            var binaryData: Bool?
            var binaryDataOutput: Bool?

            private enum CodingKeys: String, CodingKey {
                case binaryDataSize = "binary_data_size"
                case binaryData = "binary_data"
                case binaryDataOutput = "binary_data_output"
            }
        }

        struct Input: Decodable {
            var name: String
            var shape: [Int]
            var datatype: String
            var parameters: Parameters?
            var data: TensorData?
        }

        struct Output: Decodable {
            var name: String
            var parameters: Parameters?
        }

        var id: String?
        var inputs: [Input]
        var outputs: [Output]?
        var parameters: Parameters?
    }

    /// - Throws: `Problem`.
    init(_ request: Request, _ body: [UInt8]) throws {
        var (json, rest) = (body[...], body[body.endIndex...])
        if let text = request.headers[.inferenceHeaderContentLength] {
            guard let length = Int(text), (0...body.count).contains(length) else {
                throw Self.malformed("Inference-Header-Content-Length is no length within the body")
            }
            (json, rest) = (body[..<length], body[length...])
        }
        let head: Head
        do { head = try JSONDecoder().decode(Head.self, from: Data(json)) } catch {
            throw Self.malformed("its head is no JSON object with 'inputs'")
        }
        guard let input = head.inputs.first, head.inputs.count == 1 else {
            throw Self.malformed("there must be one input: 'image' (BYTES) or 'pixels' (UINT8 or FP32)")
        }
        id = head.id
        var outputs: [String: Bool] = [:]
        let usual = head.parameters?.binaryDataOutput ?? false
        for output in head.outputs ?? [] { outputs[output.name] = output.parameters?.binaryData ?? usual }
        if let unknown = outputs.keys.sorted().first(where: { !["text", "probability"].contains($0) }) {
            throw Self.malformed("there is no output '\(unknown.prefix(40))'; there are 'text' and 'probability'")
        }
        self.outputs = head.outputs == nil ? ["text": usual, "probability": usual] : outputs
        if let size = input.parameters?.binaryDataSize {
            guard (0...rest.count).contains(size) else { throw Self.malformed("its bytes are fewer than it says") }
            contents = try Self.contents(input, bytes: rest.prefix(size))
        } else {
            contents = try Self.contents(input)
        }
    }

    private static func contents(_ input: Head.Input, bytes: ArraySlice<UInt8>) throws(Problem) -> Contents {
        switch (input.name, input.datatype) {
        case ("image", "BYTES"):
            var (files, rest): ([[UInt8]], ArraySlice<UInt8>) = ([], bytes)
            while !rest.isEmpty {
                guard let length = rest.littleEndian else { throw malformed("a length of its bytes is cut short") }
                rest = rest.dropFirst(4)
                guard length <= rest.count else { throw malformed("a picture in its bytes is cut short") }
                files.append(Array(rest.prefix(length)))
                rest = rest.dropFirst(length)
            }
            return .files(try checked(files, input.shape))
        case ("pixels", "UINT8"): return .levels(try checked(Array(bytes), input.shape), shape: input.shape)
        case ("pixels", "FP32"):
            guard bytes.count % 4 == 0 else { throw malformed("its bytes are no whole numbers") }
            let values = stride(from: bytes.startIndex, to: bytes.endIndex, by: 4).map { place in
                Float(bitPattern: UInt32(bytes[place..<place + 4].littleEndian ?? 0))
            }
            return .values(try checked(values, input.shape), shape: input.shape)
        default: throw unknown(input)
        }
    }

    private static func contents(_ input: Head.Input) throws(Problem) -> Contents {
        guard let data = input.data else { throw malformed("the input has neither 'data' nor bytes behind the head") }
        switch (input.name, input.datatype) {
        case ("image", "BYTES"):
            var files: [[UInt8]] = []
            for text in data.texts { files.append(try PictureRequest.bytes(ofBase64: text)) }
            return .files(try checked(files, input.shape))
        case ("pixels", "UINT8"):
            guard data.numbers.allSatisfy({ (0...255).contains($0) }) else { throw malformed("UINT8 is 0 to 255") }
            return .levels(try checked(data.numbers.map { UInt8($0) }, input.shape), shape: input.shape)
        case ("pixels", "FP32"):
            return .values(try checked(data.numbers.map { Float($0) }, input.shape), shape: input.shape)
        default: throw unknown(input)
        }
    }

    /// Elements, of which there must be as many as a shape says.
    private static func checked<T>(_ elements: [T], _ shape: [Int]) throws(Problem) -> [T] {
        var count = 1
        for size in shape {
            let (product, overflows) = count.multipliedReportingOverflow(by: size)
            guard size > 0, !overflows else {
                throw malformed("its shape has a size that is not above 0, or too large")
            }
            count = product
        }
        guard count == elements.count else {
            throw malformed("its shape \(shape) says \(count) elements, and there are \(elements.count)")
        }
        return elements
    }

    private static func unknown(_ input: Head.Input) -> Problem {
        malformed("the input must be 'image' with BYTES, or 'pixels' with UINT8 or FP32")
    }

    private static func malformed(_ what: String) -> Problem {
        .badRequest("malformed_inference_request", "the request can't be read: \(what)")
    }
}

/// The numbers or texts of a tensor in JSON, however deep its lists.
struct TensorData: Decodable {
    var numbers: [Double] = []
    var texts: [String] = []

    private static let deepest = 8

    init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        try read(&list, depth: 0)
    }

    private mutating func read(_ list: inout any UnkeyedDecodingContainer, depth: Int) throws {
        while !list.isAtEnd {
            if let number = try? list.decode(Double.self) {
                numbers.append(number)
            } else if let text = try? list.decode(String.self) {
                texts.append(text)
            } else {
                guard depth < Self.deepest else {
                    throw DecodingError.dataCorruptedError(in: list, debugDescription: "too deep")
                }
                var inner = try list.nestedUnkeyedContainer()
                try read(&inner, depth: depth + 1)
            }
        }
    }
}

extension InferenceRequest.Contents {
    /// How many pictures it holds.
    ///
    /// - Throws: `Problem`, where they are more than allowed.
    func count(most: Int) throws(Problem) -> Int {
        let count =
            switch self {
            case .files(let files): files.count
            case .levels(_, let shape), .values(_, let shape): shape.first ?? 0
            }
        guard count <= most else {
            throw Problem(.contentTooLarge, "too_many_pictures", "a request may hold \(most) pictures")
        }
        return count
    }

    /// Prepared pictures, of the height and channels that a model reads.
    ///
    /// - Throws: `Problem`, where they have others.
    func pictures(_ input: InputPolicy) throws(Problem) -> [PreparedPicture] {
        let levels: [UInt8]
        let shape: [Int]
        switch self {
        case .files: return []
        case .levels(let bytes, let size): (levels, shape) = (bytes, size)
        case .values(let values, let size):
            levels = values.map { value in
                let level = (Double(value) * input.deviation + input.mean) * 255
                return level.isFinite ? UInt8(max(0, min(255, level.rounded()))) : 0
            }
            shape = size
        }
        let (channels, widest) = (input.color.channelCount, input.width ?? input.maximumWidth)
        guard shape.count == 4, shape[1] == channels, shape[2] == input.height, shape[3] <= widest else {
            throw Problem(
                .unprocessableContent, "wrong_shape",
                "this model reads pixels of the shape [N, \(channels), \(input.height), 1...\(widest)], not \(shape)")
        }
        let (height, width) = (shape[2], shape[3])
        let plane = height * width
        return (0..<shape[0]).map { number in
            PreparedPicture(
                Bitmap(width: width, height: height, channels: channels) { pixels in
                    for place in 0..<plane {
                        for channel in 0..<channels {
                            pixels[place * channels + channel] = levels[(number * channels + channel) * plane + place]
                        }
                    }
                })
        }
    }
}

extension ArraySlice<UInt8> {
    /// Its first four bytes as a number, the lowest first; nil where there are fewer.
    fileprivate var littleEndian: Int? {
        guard count >= 4 else { return nil }
        return prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
