import Logging

/// Writes what is logged as lines on standard error: `warning: ...`.
struct TerminalLogHandler: LogHandler {
    var logLevel = Logger.Level.notice
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let message = event.message.description
        switch event.level {
        case .error, .critical: Terminal.line(marked: "error:", colour: "1;31", message)
        case .warning: Terminal.line(marked: "warning:", colour: "1;33", message)
        default: Terminal.line(marked: "note:", colour: "1;36", message)
        }
    }
}
