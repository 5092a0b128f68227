import Foundation

/// TRDG, in Python processes that stay alive between its runs.
final class Peer {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()

    /// Starts the processes and waits until they are ready.
    init(python: String, script: String) throws {
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = [script]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        while try readLine() != "ready" {}
    }

    deinit {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// Draws images and writes them.
    func run(format: String, processes: Int, count: Int) async throws -> Lap {
        try await inFreshFolder { folder in
            input.fileHandleForWriting.write(Data("\(format) \(processes) \(count) \(folder)\n".utf8))
            let answer = try readLine()
            guard let seconds = Double(answer) else { throw BenchmarkError("the peer answered '\(answer)'") }
            return Lap(count: count, seconds: seconds, processorSeconds: nil)
        }
    }

    private func readLine() throws -> String {
        var line = Data()
        while let byte = try output.fileHandleForReading.read(upToCount: 1), !byte.isEmpty {
            if byte.first == UInt8(ascii: "\n") { return String(decoding: line, as: UTF8.self) }
            line += byte
        }
        throw BenchmarkError("the peer ended: \(String(decoding: line, as: UTF8.self))")
    }
}
