import Foundation
import TestSupport
import Testing

/// The program as a user runs it: a process of its own, the executable beside the tests.
struct Program {
    /// What a run left behind.
    struct Outcome {
        /// The exit code; nil where a signal ended the process.
        var code: Int32?
        var output: String
        var errors: String

        /// The errors and warnings on standard error.
        ///
        /// Progress is left out: a run shows it where the machine is slow.
        var complaints: [String] { Program.complaints(errors).filter { !$0.hasPrefix("note: ") } }
        /// What the program notes, on standard error.
        var notes: [String] { Program.complaints(errors).filter { $0.hasPrefix("note: ") } }
    }

    /// Lines that tell something other than progress.
    static func complaints(_ errors: String) -> [String] {
        errors.split(separator: "\n").map(String.init).filter {
            $0.prefixMatch(of: /[0-9 ]+\/[0-9 ]+ (samples|digits|pictures|trials|steps|KB)/) == nil
        }
    }

    /// The repository.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    private static let configFiles =
        ((try? FileManager.default.contentsOfDirectory(atPath: root + "/configs")) ?? [])
        .filter { $0.hasSuffix(".yml") }.sorted()
    /// The recipes in `configs/`, paths.
    static let configs = configFiles.filter { !$0.hasPrefix("train-") && !$0.hasPrefix("tune-") }.map {
        root + "/configs/" + $0
    }
    /// The trainings in `configs/`, paths.
    static let trainings = configFiles.filter { $0.hasPrefix("train-") }.map { root + "/configs/" + $0 }

    private let process = Process()
    private let logs: TemporaryFolder
    private let ended: AsyncStream<Void>

    /// Starts the program.
    /// - Parameters:
    ///   - folder: the working directory.
    ///   - input: the file that it reads on standard input.
    ///   - program: another copy of the program than the one beside the tests.
    ///   - output: where standard output goes instead of into the outcome; `errors` likewise.
    init(
        _ arguments: [String], in folder: String = root, environment: [String: String] = [:], input: String? = nil,
        program: String? = nil, output: FileHandle? = nil, errors: FileHandle? = nil
    ) throws {
        logs = try TemporaryFolder()
        process.executableURL = try program.map { URL(fileURLWithPath: $0) } ?? Self.built
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let read = try input.map { try #require(FileHandle(forReadingAtPath: $0)) }
        let written = try output == nil ? Self.file(logs("output")) : nil
        let told = try errors == nil ? Self.file(logs("errors")) : nil
        // The program has its own by then. Foundation keeps what it was given, and starts nothing any more in a process with more
        // than some thirteen hundred open files.
        defer { for handle in [read, written, told] { try? handle?.close() } }
        process.standardInput = read ?? .nullDevice
        process.standardOutput = output ?? written
        process.standardError = errors ?? told
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        ended = stream
        process.terminationHandler = { _ in continuation.finish() }
        try process.run()
    }

    /// The program that was built with the tests.
    static var built: URL {
        get throws {
            try #require(Bundle.main.executableURL).deletingLastPathComponent().appendingPathComponent("platen")
        }
    }

    private static func file(_ path: String) throws -> FileHandle {
        try Data().write(to: URL(fileURLWithPath: path))
        return try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    }

    var isRunning: Bool { process.isRunning }
    var number: Int32 { process.processIdentifier }

    func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// Waits until something holds or the program has ended, and sends a signal to what still runs.
    ///
    /// A thread of its own looks and acts: other tests may keep those of tasks busy for seconds, in which the program
    /// would get to its end.
    ///
    /// - Parameters:
    ///   - signal: none, unless given.
    ///   - time: how long after it holds.
    /// - Throws: `Deadline.Passed`, where neither comes; the program is killed then.
    func wait(
        until holds: @escaping @Sendable () throws -> Bool, thenSend signal: Int32? = nil, after time: Duration = .zero
    ) async throws {
        try await withCheckedThrowingContinuation { (waiting: CheckedContinuation<Void, any Error>) in
            Thread.detachNewThread {
                let deadline = Deadline()
                do {
                    while isRunning, try !holds() { try deadline.pauseThread(.milliseconds(2)) }
                    if let signal, isRunning {
                        Thread.sleep(forTimeInterval: time / .seconds(1))
                        send(signal)
                    }
                    waiting.resume()
                } catch {
                    send(SIGKILL)
                    waiting.resume(throwing: error)
                }
            }
        }
    }

    /// Waits for the end; a program that hangs is killed after a quarter of an hour.
    func outcome() async -> Outcome {
        let number = number
        let guardian = Task {
            try await Task.sleep(for: .seconds(900))
            kill(number, SIGKILL)
        }
        defer { guardian.cancel() }
        for await _ in ended {}
        func text(_ name: String) -> String {
            String(decoding: (try? Data(contentsOf: URL(fileURLWithPath: logs(name)))) ?? Data(), as: UTF8.self)
        }
        return Outcome(
            code: process.terminationReason == .exit ? process.terminationStatus : nil, output: text("output"),
            errors: text("errors"))
    }
}

/// Runs the program to its end.
func platen(
    _ arguments: String..., in folder: String = Program.root, environment: [String: String] = [:]
) async throws -> Program.Outcome {
    try await Program(arguments, in: folder, environment: environment).outcome()
}

/// Runs the program to its end, which must be a good one without a word on standard error.
@discardableResult
func succeed(
    _ arguments: String..., in folder: String = Program.root, environment: [String: String] = [:],
    sourceLocation: SourceLocation = #_sourceLocation
) async throws -> String {
    let outcome = try await Program(arguments, in: folder, environment: environment).outcome()
    #expect(outcome.code == 0, "\(outcome.errors)", sourceLocation: sourceLocation)
    #expect(outcome.complaints == [], sourceLocation: sourceLocation)
    return outcome.output
}

/// Runs the program, which must fail with this code, one line on standard error and nothing on standard output.
///
/// Returns the line without `error: `.
func failure(
    _ code: Int32, _ arguments: String..., in folder: String = Program.root, environment: [String: String] = [:],
    sourceLocation: SourceLocation = #_sourceLocation
) async throws -> String {
    let outcome = try await Program(arguments, in: folder, environment: environment).outcome()
    #expect(outcome.code == code, "\(outcome.errors)", sourceLocation: sourceLocation)
    #expect(outcome.output == "", sourceLocation: sourceLocation)
    #expect(outcome.complaints.count == 1, "\(outcome.errors)", sourceLocation: sourceLocation)
    #expect(outcome.errors.hasSuffix("\n"), sourceLocation: sourceLocation)
    let line = outcome.complaints.first ?? ""
    #expect(line.hasPrefix("error: "), "\(outcome.errors)", sourceLocation: sourceLocation)
    return String(line.dropFirst("error: ".count))
}

/// A folder with a small recipe in it.
struct Desk {
    let folder: TemporaryFolder
    let recipe: String

    /// - Parameters:
    ///   - text: more of the recipe, YAML.
    init(samples: String = "{train: 61, val: 8, test: 5}", _ text: String = "") throws {
        folder = try TemporaryFolder()
        recipe = folder("tiny.yml")
        let base = """
            name: tiny
            samples: \(samples)
            text: {number: {digits: 4..5, mode: unique}}
            fonts: {faces: [Liberation Serif], size: 12..16}
            page: {margin: 2}
            paper: {noise: {tone: 0.8..1, amount: 0.02}}
            geometry: [rotation: -3..3]
            camera: [blur: 0..0.5]

            """
        try Data((base + text + "\n").utf8).write(to: URL(fileURLWithPath: recipe))
    }

    /// The path of something in the folder.
    func callAsFunction(_ name: String) -> String { folder(name) }

    /// Writes a file.
    func write(_ text: String, _ name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: self(name)))
    }
}

/// Everything below a folder.
func tree(_ path: String) throws -> [String: Data] { try TemporaryFolder.tree(path) }

/// A JSON object.
func object(_ text: some StringProtocol) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
}

/// The text of a file.
func contents(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
}
