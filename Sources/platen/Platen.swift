import ArgumentParser
import Datasets
import Foundation

@main
struct Platen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "platen",
        abstract: "Draws synthetic pictures of text, with labels, boxes and masks, from a recipe.",
        discussion: """
            A sample is a pure function of (recipe, seed, split, index): the same recipe gives the same bytes for \
            any number of jobs, in any order, interrupted or not.

            Exit codes: 0 fine, 64 usage, 65 bad data, 66 missing input, 73 cannot create, 74 input/output, \
            130 interrupted.
            """,
        version: platenVersion,
        subcommands: [
            NewCommand.self, GenerateCommand.self, StitchCommand.self, StreamCommand.self, PreviewCommand.self,
            InspectCommand.self, FitCommand.self,
            TextCommand.self, FontsCommand.self, DigitsCommand.self, MNISTCommand.self, TrainCommand.self,
            TuneCommand.self, RunsCommand.self, EvalCommand.self, CompareCommand.self, PredictCommand.self,
            LabelCommand.self, CalibrateCommand.self,
            ServeCommand.self, LambdaCommand.self, ExportCommand.self, MergeCommand.self, ConvertCommand.self,
            SplitCommand.self, AlphabetCommand.self, PaperCommand.self, RecipeCommand.self, SchemaCommand.self,
            DoctorCommand.self,
        ])

    /// Runs the command that the arguments name.
    ///
    /// Every error, whoever throws it, ends here: as one line on standard error and the exit code that fits it.
    static func main() async {
        PackagedFonts.use()
        Interruption.listen()
        // A file that grows past the limit is an error to report, with what to do, not a signal to die of.
        signal(SIGXFSZ, SIG_IGN)
        // A reader that has enough ends the program, whatever the one that started it makes of that signal.
        signal(SIGPIPE, SIG_DFL)
        raiseFileLimit()
        let arguments = Array(CommandLine.arguments.dropFirst())
        do {
            guard !arguments.isEmpty else {
                return try Terminal.print(NextSteps(in: FileManager.default.currentDirectoryPath).text)
            }
            var command = try parsed(arguments)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            Foundation.exit(report(error))
        }
    }

    /// - Throws: `UsageError`, or what stands for a wish for help.
    private static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
        if arguments.first == "help" { try checkCommand(named: Array(arguments.dropFirst())) }
        do {
            return try parseAsRoot(arguments)
        } catch  where !exitCode(for: error).isSuccess {
            throw UsageError(message(for: error), arguments: arguments, commands: configuration.subcommands)
        }
    }

    /// Whether help can be had of what is named, of which the parser passes over what it does not know.
    ///
    /// - Throws: `UsageError`.
    private static func checkCommand(named words: [String]) throws {
        var path = ["platen"]
        var commands = configuration.subcommands
        for word in words where !word.hasPrefix("-") {
            guard let command = commands.first(where: { $0.configuration.commandName == word }) else {
                let names = commands.compactMap { $0.configuration.commandName }
                let others = names.isEmpty ? "it has none" : "there are \(names.joined(separator: ", "))"
                throw UsageError(
                    "'\(word)' is not a command of \(path.joined(separator: " ")); \(others); see "
                        + "'\(path.joined(separator: " ")) --help'")
            }
            path.append(word)
            commands = command.configuration.subcommands
        }
    }

    /// Prints what an error says and returns its exit code; a wish for help is no error.
    private static func report(_ error: any Error) -> Int32 {
        // What runs until it is stopped has nothing to say when it is.
        if error is CancellationError { return error.exitCode }
        guard exitCode(for: error).isSuccess else {
            Terminal.errors(error)
            return error.exitCode
        }
        do {
            try Terminal.print(message(for: error))
            return 0
        } catch {
            return report(error)
        }
    }
}

/// The program's version, as in CHANGELOG.md.
let platenVersion = "0.1.0"
/// The program, as datasets name what they were written by.
let thisProgram = ToolVersion(name: "platen", version: platenVersion)
