package import Foundation

/// A file of named tensors in the safetensors format: a header in JSON, then the numbers.
///
/// Eight bytes give the header's length; the header gives each tensor's type, shape and place; no byte is left out or
/// used twice. See https://github.com/huggingface/safetensors.
package struct Safetensors: Sendable {
    /// One named tensor.
    package struct Entry: Sendable, Hashable {
        /// The name.
        package let name: String
        /// The sizes along the axes; empty for a single number.
        package let shape: [Int]
        /// How the numbers are stored.
        package let elementType: FloatFormat
        /// The numbers in the plain order.
        package let values: [Float]

        /// A tensor from its parts.
        package init(_ name: String, _ shape: [Int], _ values: [Float], elementType: FloatFormat = .float32) {
            self.name = name
            self.shape = shape
            self.values = values
            self.elementType = elementType
        }
    }

    /// The tensors, in the order of the file.
    package let entries: [Entry]
    /// What else the file says: texts by name.
    package let metadata: [String: String]

    /// Headers longer than this are refused, as the reference reader refuses them.
    static let longestHeader = 100_000_000

    /// A file's contents from tensors and texts.
    package init(_ entries: [Entry], metadata: [String: String] = [:]) {
        self.entries = entries
        self.metadata = metadata
    }

    /// The tensor of a name.
    package subscript(name: String) -> Entry? { entries.first { $0.name == name } }
}

// MARK: Writing

extension Safetensors {
    private struct Header: Encodable {
        let dtype: String
        let shape: [Int]
        let data_offsets: [Int]
    }

    /// The bytes of the file.
    ///
    /// - Throws: `NeuralError`, if a name comes twice or is "__metadata__", or numbers do not fill their shape.
    package func data() throws(NeuralError) -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        func json(_ value: some Encodable, _ what: String) throws(NeuralError) -> String {
            do { return String(decoding: try encoder.encode(value), as: UTF8.self) } catch {
                throw NeuralError(.value, "\(what) can't be written as JSON: \(error)")
            }
        }
        var (names, parts, offset): (Set<String>, [String], Int) = ([], [], 0)
        if !metadata.isEmpty { parts.append("\"__metadata__\":" + (try json(metadata, "the metadata"))) }
        for entry in entries {
            guard names.insert(entry.name).inserted, entry.name != "__metadata__" else {
                throw NeuralError(.value, "two tensors can't have the name '\(entry.name)', and none '__metadata__'")
            }
            guard entry.shape.allSatisfy({ $0 >= 0 }), entry.shape.reduce(1, *) == entry.values.count else {
                throw NeuralError(
                    .shape, "'\(entry.name)': \(entry.values.count) values do not fill the shape \(entry.shape)")
            }
            let size = entry.values.count * entry.elementType.byteCount
            let header = Header(
                dtype: entry.elementType == .float32 ? "F32" : "BF16", shape: entry.shape,
                data_offsets: [offset, offset + size])
            parts.append(try json(entry.name, "a name") + ":" + json(header, "a header"))
            offset += size
        }
        var header = Data(("{" + parts.joined(separator: ",") + "}").utf8)
        // Spaces bring the numbers to a multiple of eight bytes.
        header.append(contentsOf: [UInt8](repeating: 0x20, count: (8 - header.count % 8) % 8))
        var data = Data(capacity: 8 + header.count + offset)
        withUnsafeBytes(of: UInt64(header.count).littleEndian) { data.append(contentsOf: $0) }
        data.append(header)
        for entry in entries {
            switch entry.elementType {
            case .float32:
                entry.values.map(\.bitPattern.littleEndian).withUnsafeBytes { data.append(contentsOf: $0) }
            case .bfloat16:
                entry.values.map { Safetensors.upperHalf($0).littleEndian }
                    .withUnsafeBytes { data.append(contentsOf: $0) }
            }
        }
        return data
    }

    /// The nearest bf16, ties to the even one.
    static func upperHalf(_ value: Float) -> UInt16 {
        let bits = value.bitPattern
        if value.isNaN { return UInt16(truncatingIfNeeded: bits >> 16) | 0x40 }
        return UInt16(truncatingIfNeeded: (bits &+ 0x7FFF &+ (bits >> 16 & 1)) >> 16)
    }
}

// MARK: Reading

extension Safetensors {
    private struct Place {
        let name: String
        let type: FloatFormat
        let shape: [Int]
        let begin: Int
        let end: Int
    }

    /// Reads a file.
    package init(path: String) throws(NeuralError) {
        try self.init(try Self.data(of: path), name: path)
    }

    private static func data(of path: String) throws(NeuralError) -> Data {
        func unreadable(_ what: String) -> NeuralError { NeuralError(.unreadable, "\(path): \(what)") }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw unreadable("there is no such file; a training writes its models into its folder, as best.safetensors")
        }
        if isFolder.boolValue {
            throw unreadable("this is a folder; name the model's file in it, such as best.safetensors")
        }
        guard access(path, R_OK) == 0 else {
            throw unreadable("cannot be read: \(String(cString: strerror(errno)).lowercased())")
        }
        do { return try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe) } catch {
            throw unreadable("cannot be read: \((error as NSError).domain) error \((error as NSError).code)")
        }
    }

    /// Reads the bytes of a file; `name` is what errors call it.
    package init(_ data: Data, name: String = "safetensors") throws(NeuralError) {
        func damaged(_ what: String) -> NeuralError {
            NeuralError(.damaged, "\(name): \(what); it is not a sound safetensors file")
        }
        guard data.count >= 8 else { throw damaged("\(data.count) bytes are too few") }
        let length = data.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard length <= UInt64(Safetensors.longestHeader), Int(length) <= data.count - 8 else {
            throw damaged("its header of \(length) bytes is too long for it")
        }
        let start = data.startIndex + 8 + Int(length)
        let header = data[(data.startIndex + 8)..<start]
        guard header.first == UInt8(ascii: "{") else { throw damaged("its header does not start with '{'") }
        let root: [String: Field]
        do { root = try JSONDecoder().decode([String: Field].self, from: Data(header)) } catch {
            throw damaged("its header is not what the format says: \(Safetensors.reason(error))")
        }

        var places: [Place] = []
        for (key, value) in root where key != "__metadata__" {
            places.append(try Safetensors.place(key, value, room: data.endIndex - start, damaged))
        }
        places.sort { ($0.begin, $0.end, $0.name) < ($1.begin, $1.end, $1.name) }
        var next = 0
        for place in places {
            guard place.begin == next else {
                throw damaged(
                    "'\(place.name)' starts at byte \(place.begin) and not at \(next), where the last one ends")
            }
            next = place.end
        }
        guard next == data.endIndex - start else {
            throw damaged("its tensors end at byte \(next) of \(data.endIndex - start)")
        }
        guard root["__metadata__"].map({ $0.texts != nil }) ?? true else { throw damaged("its metadata are not texts") }
        metadata = root["__metadata__"]?.texts ?? [:]
        entries = places.map { place in
            let bytes = data[(start + place.begin)..<(start + place.end)]
            return Entry(place.name, place.shape, Safetensors.numbers(bytes, place.type), elementType: place.type)
        }
    }

    /// A value of the header: a tensor's place, or the texts of the metadata.
    private struct Field: Decodable {
        let dtype: String?
        let shape: [Int]?
        let data_offsets: [Int]?
        let texts: [String: String]?

        private enum CodingKeys: String, CodingKey { case dtype, shape, data_offsets }

        init(from decoder: any Decoder) throws {
            if decoder.codingPath.last?.stringValue == "__metadata__" {
                texts = try decoder.singleValueContainer().decode([String: String].self)
                (dtype, shape, data_offsets) = (nil, nil, nil)
            } else {
                let fields = try decoder.container(keyedBy: CodingKeys.self)
                dtype = try fields.decode(String.self, forKey: .dtype)
                shape = try fields.decode([Int].self, forKey: .shape)
                data_offsets = try fields.decode([Int].self, forKey: .data_offsets)
                texts = nil
            }
        }
    }

    private static func place(
        _ name: String, _ field: Field, room: Int, _ damaged: (String) -> NeuralError
    ) throws(NeuralError) -> Place {
        guard let dtype = field.dtype, let shape = field.shape, let offsets = field.data_offsets, offsets.count == 2
        else { throw damaged("'\(name)' lacks its dtype, shape or data_offsets") }
        guard let type: FloatFormat = ["F32": .float32, "BF16": .bfloat16][dtype] else {
            throw NeuralError(
                .value, "tensor '\(name)' has the type \(dtype); only F32 and BF16 are read: store it as one of these")
        }
        var size = type.byteCount
        for length in shape {
            let (product, isTooLarge) = size.multipliedReportingOverflow(by: length)
            guard length >= 0, !isTooLarge else { throw damaged("'\(name)' has an impossible shape \(shape)") }
            size = product
        }
        let (begin, end) = (offsets[0], offsets[1])
        guard begin >= 0, begin <= end, end <= room, end - begin == size else {
            throw damaged("the place of '\(name)' does not go with its shape or lies outside of the file")
        }
        return Place(name: name, type: type, shape: shape, begin: begin, end: end)
    }

    /// What a decoder of JSON says, with the key it stopped at.
    package static func reason(_ error: any Error) -> String {
        switch error as? DecodingError {
        case .keyNotFound(let key, let context)? where context.codingPath.isEmpty: "'\(key.stringValue)' is lacking"
        case .keyNotFound(let key, let context)?:
            "'\(context.codingPath.map(\.stringValue).joined(separator: "."))' lacks '\(key.stringValue)'"
        case .typeMismatch(_, let context)?, .valueNotFound(_, let context)?:
            "'\(context.codingPath.map(\.stringValue).joined(separator: "."))' is of another type"
        default: "it is not JSON"
        }
    }

    private static func numbers(_ bytes: Data, _ type: FloatFormat) -> [Float] {
        bytes.withUnsafeBytes { raw in
            switch type {
            case .float32:
                (0..<(raw.count / 4)).map {
                    Float(bitPattern: UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self)))
                }
            case .bfloat16:
                (0..<(raw.count / 2)).map {
                    let half = UInt16(littleEndian: raw.loadUnaligned(fromByteOffset: 2 * $0, as: UInt16.self))
                    return Float(bitPattern: UInt32(half) << 16)
                }
            }
        }
    }
}
