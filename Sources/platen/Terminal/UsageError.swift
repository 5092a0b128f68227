import ArgumentParser
import Foundation

/// A command line that can't be understood.
struct UsageError: Error, CustomStringConvertible {
    /// What is wrong and what to do, on one line.
    let description: String

    init(_ description: String) { self.description = description }

    /// - Parameters:
    ///   - message: what the parser says.
    ///   - arguments: the command line, without the program's name.
    ///   - commands: those that there are.
    init(_ message: String, arguments: [String], commands: [any ParsableCommand.Type]) {
        let names = commands.compactMap { $0.configuration.commandName }
        let first = arguments.first ?? ""
        if first.hasPrefix("-") || names.contains(first) || first == "help" {
            let command = names.contains(first) ? "platen \(first)" : "platen"
            self.init("\(Self.clause(message)); see '\(command) --help'")
        } else if first.contains("/") || first.contains(".") {
            let rest = arguments.contains("--output") || arguments.contains("-o") ? [] : ["--output", "FOLDER"]
            let command = shellLine(["platen", "generate"] + arguments + rest)
            self.init("'\(first)' is not a command; to draw the recipe's dataset: \(command)")
        } else {
            self.init("'\(first)' is not a command; there are \(names.joined(separator: ", ")); see 'platen --help'")
        }
    }

    /// The parser's sentences as one clause of ours: "unknown option '--x', did you mean '--y'?".
    private static func clause(_ message: String) -> String {
        var text = message.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
            .joined(separator: " ")
        while text.hasSuffix(".") { text.removeLast() }
        return text.prefix(1).lowercased() + text.dropFirst()
    }
}

/// Arguments as a line that a shell reads as these arguments.
func shellLine(_ arguments: [String]) -> String {
    let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./=:,+@%")
    return arguments.map { argument in
        if !argument.isEmpty, argument.allSatisfy(plain.contains) { return argument }
        return "'" + argument.replacingOccurrences(of: "'", with: #"'\''"#) + "'"
    }.joined(separator: " ")
}
