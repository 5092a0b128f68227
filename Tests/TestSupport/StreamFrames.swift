public import Foundation

/// A stream of samples as a program in another language reads it: by its bytes, without any of our types.
public struct StreamFrames {
    /// One sample.
    public struct Frame: Equatable {
        /// The sample's number in its split.
        public var index = 0
        /// Columns, px.
        public var width = 0
        /// Rows, px.
        public var height = 0
        /// 1 for grey, 3 for RGB.
        public var channels = 0
        /// How many tries were thrown away.
        public var attempt = 0
        /// What is written.
        public var label = ""
        /// Eight numbers each; the text's quad first.
        public var quads: [[Float]] = []
        /// What is written in each character's quad.
        public var texts: [String] = []
        /// The picture.
        public var pixels: [UInt8] = []
        /// How much ink lies on each pixel; empty where nobody asked for it.
        public var mask: [UInt8] = []
        /// What was drawn, JSON; empty where nobody asked for it.
        public var choices = ""
    }

    /// Bytes that are no stream.
    public struct Malformed: Error {}

    /// The header's JSON.
    public var header: [String: Any] = [:]
    /// The samples.
    public var frames: [Frame] = []
    /// What the last frame says where a sample could not be drawn.
    public var failure: (index: Int, code: Int, message: String)?
    /// What the last frame says where all samples were drawn.
    public var count: Int?

    /// Reads all bytes of a stream, which may end anywhere between two frames.
    public init(_ data: Data) throws {
        var bytes = Cursor(rest: [UInt8](data)[...])
        guard try bytes.text(8) == "PLATENST", try bytes.number(4) == 1 else { throw Malformed() }
        let json = try JSONSerialization.jsonObject(with: Data(bytes.take(try bytes.number(4))))
        header = json as? [String: Any] ?? [:]
        while !bytes.rest.isEmpty {
            guard failure == nil, count == nil else { throw Malformed() }
            let kind = try bytes.text(4)
            var body = Cursor(rest: try bytes.take(try bytes.number(4)))
            switch kind {
            case "SMPL": frames.append(try Frame(&body))
            case "FAIL":
                failure = (try body.number(8), try body.number(4), try body.text(body.rest.count))
            case "DONE": count = try body.number(8)
            default: throw Malformed()
            }
            guard body.rest.isEmpty else { throw Malformed() }
        }
    }
}

extension StreamFrames.Frame {
    fileprivate init(_ body: inout Cursor) throws {
        index = try body.number(8)
        (width, height, channels) = (try body.number(4), try body.number(4), try body.number(4))
        attempt = try body.number(4)
        let quadCount = try body.number(4)
        let (maskSize, labelSize, choiceSize) = (try body.number(4), try body.number(4), try body.number(4))
        for _ in 0..<quadCount {
            quads.append(try (0..<8).map { _ in Float(bitPattern: UInt32(try body.number(4))) })
        }
        let sizes = try (0..<max(0, quadCount - 1)).map { _ in try body.number(4) }
        pixels = Array(try body.take(width * height * channels))
        mask = Array(try body.take(maskSize))
        label = try body.text(labelSize)
        choices = try body.text(choiceSize)
        texts = try sizes.map { try body.text($0) }
    }
}

/// Takes bytes from the front.
private struct Cursor {
    var rest: ArraySlice<UInt8>

    mutating func take(_ count: Int) throws -> ArraySlice<UInt8> {
        guard count <= rest.count else { throw StreamFrames.Malformed() }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    mutating func number(_ size: Int) throws -> Int {
        try take(size).reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    mutating func text(_ count: Int) throws -> String { String(decoding: try take(count), as: UTF8.self) }
}
