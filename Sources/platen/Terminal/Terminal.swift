import Configs
import Foundation
import Logging
import Synthesis

/// Standard output and standard error.
enum Terminal {
    /// Standard output could not be written to.
    struct OutputError: Error, CustomStringConvertible {
        let description: String
    }

    /// Whether standard error is a terminal on which a line can be redrawn.
    static let showsProgress = isatty(STDERR_FILENO) == 1 && environment("TERM") != "dumb"
    private static let hasColours = showsProgress && environment("NO_COLOR").isEmpty

    private static let isOutputShown = isatty(STDOUT_FILENO) == 1

    /// How many columns standard error has; nil where it is no terminal.
    static var columns: Int? {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Prints text and a line end on standard output.
    ///
    /// - Throws: `OutputError`: a full disk must not pass for success.
    static func print(_ text: String) throws { try print(bytes: (text.hasSuffix("\n") ? text : text + "\n").utf8) }

    /// Prints bytes as they are on standard output.
    ///
    /// - Throws: `OutputError`.
    static func print(bytes: some Sequence<UInt8>) throws {
        // Both may be one terminal.
        if isOutputShown { StatusRow.clear() }
        do {
            try FileHandle.standardOutput.write(contentsOf: Data(bytes))
        } catch {
            throw OutputError(description: "cannot write to standard output: \(error.systemReason)")
        }
    }

    /// Prints a value as JSON on standard output: with keys in snake case, unless the value's own are asked for.
    static func print(json value: some Encodable, keys: JSONKeys = .snakeCase) throws {
        try print(String(decoding: try keys.encode(value), as: UTF8.self))
    }

    /// Prints what is wrong, `error: ...` on a line of its own for each thing.
    static func errors(_ error: any Error) {
        switch error {
        case let error as ConfigError: error.all.forEach(Terminal.error)
        case let error as SynthesisError: error.all.forEach(Terminal.error)
        default: Terminal.error("\(error)")
        }
    }

    /// Prints `error: ...` as one line on standard error.
    static func error(_ message: String) { logger.error("\(message)") }

    /// Prints `note: ...` as one line on standard error.
    static func note(_ message: String) { logger.notice("\(message)") }

    /// Prints `warning: ...` as one line on standard error.
    static func warning(_ message: String) { logger.warning("\(message)") }

    /// Prints what there is to note of files that were read: the first few, and how many more there are.
    static func notes(_ notes: [String]) {
        for text in notes.prefix(5) { note(text) }
        if notes.count > 5 { note("\((notes.count - 5).grouped) more notes") }
    }

    private static let logger = Logger(label: "platen") { _ in TerminalLogHandler() }

    /// Writes on standard error; nothing can be done, or said, where that fails.
    static func write(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }

    /// Writes a message as one line behind a word, which is coloured where that shows.
    static func line(marked word: String, colour: String, _ message: String) {
        StatusRow.clear()
        let parts = message.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
        let mark = hasColours ? "\u{1B}[\(colour)m\(word)\u{1B}[0m" : word
        write(mark + " " + parts.joined(separator: " ") + "\n")
    }

    private static func environment(_ name: String) -> String { ProcessInfo.processInfo.environment[name] ?? "" }
}
