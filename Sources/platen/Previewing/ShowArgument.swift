import ArgumentParser
import Foundation
import Preview

/// How the terminal is asked to show a picture.
enum ShowArgument: String, ExpressibleByArgument, CaseIterable {
    case auto, kitty, sixel

    /// What the terminal understands.
    ///
    /// - Throws: `UsageError` where that is to be found out and can't be.
    var terminal: TerminalPicture {
        get throws {
            switch self {
            case .kitty: return .kitty
            case .sixel: return .sixel
            case .auto:
                guard isatty(STDOUT_FILENO) == 1 else {
                    throw UsageError("--show auto: standard output is no terminal; name kitty or sixel")
                }
                let environment = ProcessInfo.processInfo.environment
                guard let terminal = TerminalPicture(environment: environment) else {
                    throw UsageError(
                        "--show auto: the terminal '\(environment["TERM"] ?? "")' is not known to show pictures; "
                            + "name kitty or sixel, or write a file with --output")
                }
                return terminal
            }
        }
    }
}
