import Foundation

/// Reading what `platen stream` draws through a pipe, and keeping none of it.
enum Streaming {
    /// Bytes that come before the clock starts: fonts are opened and caches filled then.
    private static let warmUp = 1 << 20

    /// Draws samples in a process of its own.
    ///
    /// The samples of the time that is measured are counted by their share of the bytes.
    static func run(program: String, config: String, count: Int, jobs: Int) throws -> Lap {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = ["stream", config, "--count", "\(count)", "--threads", "\(jobs)", "--quiet"]
        process.standardOutput = pipe
        try process.run()
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        var bytes = 0
        var start: (moment: ContinuousClock.Instant, bytes: Int)?
        while true {
            let read = read(pipe.fileHandleForReading.fileDescriptor, &buffer, buffer.count)
            guard read > 0 else { break }
            bytes += read
            if start == nil, bytes >= warmUp { start = (.now, bytes) }
        }
        process.waitUntilExit()
        guard process.terminationStatus == 0, let start, bytes > start.bytes else {
            throw BenchmarkError(
                "\(program) stream: \(bytes) bytes and exit code \(process.terminationStatus); give it more --seconds")
        }
        let measured = Double(count) * Double(bytes - start.bytes) / Double(bytes)
        return Lap(count: Int(measured), seconds: (.now - start.moment) / .seconds(1), processorSeconds: nil)
    }
}
