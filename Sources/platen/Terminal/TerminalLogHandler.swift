import Logging

/// Writes what is logged as lines on standard error: `warning: ...`.
struct TerminalLogHandler: LogHandler {
    var logLevel = Logger.Level.notice
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(
        level: Logger.Level, message: Logger.Message, metadata: Logger.Metadata?, source: String, file: String,
        function: String, line: UInt
    ) {
        switch level {
        case .error, .critical: Terminal.line(marked: "error:", colour: "1;31", message.description)
        case .warning: Terminal.line(marked: "warning:", colour: "1;33", message.description)
        default: Terminal.line(marked: "note:", colour: "1;36", message.description)
        }
    }
}
