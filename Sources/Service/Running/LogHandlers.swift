import Foundation
package import Logging

/// Writes what is logged on standard error: a JSON object a line, or a line for people.
package struct ServiceLogHandler: LogHandler {
    package var logLevel = Logger.Level.info
    package var metadata: Logger.Metadata = [:]
    private let isJSON: Bool

    /// A handler.
    package init(json: Bool) { isJSON = json }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        let fields = metadata.merging(event.metadata ?? [:]) { $1 }.mapValues { "\($0)" }
        let line = isJSON ? json(event, fields) : text(event, fields)
        // Nothing can be done, or said, where that fails.
        try? FileHandle.standardError.write(contentsOf: Data((line + "\n").utf8))
    }

    private func json(_ event: LogEvent, _ fields: [String: String]) -> String {
        var fields = fields
        fields["time"] = Date().formatted(Self.time)
        fields["level"] = event.level.rawValue
        fields["message"] = event.message.description
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(fields)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    private func text(_ event: LogEvent, _ fields: [String: String]) -> String {
        let pairs = fields.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        let line = "\(Date().formatted(Self.time)) \(event.level.rawValue): \(event.message)\(pairs)"
        return line.split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    private static let time = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
}
