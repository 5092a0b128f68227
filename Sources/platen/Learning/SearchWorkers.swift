import Configs
import Foundation
import Learning
import Recognition

/// Processes of this program that work on a search beside this one.
///
/// One that is killed leaves its trial to the others: its lock ends with it.
final class SearchWorkers {
    private let processes: [Process]

    /// Starts them.
    ///
    /// - Throws: `RecognitionError`, if the program can't be started.
    init(count: Int, _ arguments: [String]) throws {
        var started: [Process] = []
        for _ in 0..<count {
            let process = Process()
            process.executableURL = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
            process.arguments = arguments
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = FileHandle.nullDevice
            do { try process.run() } catch {
                for process in started { process.terminate() }
                throw RecognitionError(
                    .inputOutput, "--jobs: cannot start another process: \(error.systemReason)")
            }
            started.append(process)
        }
        processes = started
    }

    /// Waits for their last trials.
    ///
    /// - Returns: whether some were killed.
    /// - Throws: `InterruptionError`, where this program was asked to stop; `RecognitionError`, where one of them failed.
    func wait() throws -> Bool {
        Interruption.hold()
        defer { Interruption.release() }
        while processes.contains(where: \.isRunning) {
            try Interruption.check()
            usleep(50_000)
        }
        let failed = processes.count { $0.terminationReason == .exit && ![0, 130].contains($0.terminationStatus) }
        guard failed == 0 else {
            throw RecognitionError(
                .data,
                "--jobs: \(failed) of \(processes.count) other processes failed, and said why above; go on with --resume"
            )
        }
        let killed = processes.count { $0.terminationReason == .uncaughtSignal }
        if killed > 0 {
            Terminal.warning(
                "\(killed) of \(processes.count) other processes were killed; their trials are taken up again")
        }
        return killed > 0
    }

    /// Asks those that are still at work to stop, and waits until they have stored where they are.
    func stop() {
        for process in processes where process.isRunning { process.terminate() }
        for process in processes { process.waitUntilExit() }
    }
}
