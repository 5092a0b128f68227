import Foundation

/// JSON as it is kept in a dataset: the same bytes for the same value.
enum StoredJSON {
    static func encode(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return [UInt8](try encoder.encode(value)) + [.lineFeed]
    }

    /// A plan as it was kept in a file.
    ///
    /// - Throws: `DatasetError` with code `.damaged` that names the file.
    static func decodePlan(from bytes: [UInt8], path: String) throws -> PlanRecord {
        let record = try decode(PlanRecord.self, from: bytes, path: path)
        if let flaw = record.flaw { throw DatasetError(.damaged, "\(path) is not what Platen wrote: it has \(flaw)") }
        return record
    }

    /// - Throws: `DatasetError` with code `.damaged` that names the file.
    static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8], path: String) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch {
            throw DatasetError(.damaged, "\(path) is not what Platen wrote: \(error)", cause: error)
        }
    }
}
