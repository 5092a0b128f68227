import Foundation

/// The most memory that `platen generate` ever holds.
struct PeakMemory: Encodable {
    /// What it drew.
    let title: String
    /// How many samples it drew.
    let samples: Int
    /// VmHWM, bytes.
    let bytes: Int

    /// Runs the program and watches it.
    static func measure(
        _ title: String, program: String, config: String, samples: Int, jobs: Int
    ) async throws -> PeakMemory {
        try await inFreshFolder { folder in
            let process = Process()
            process.executableURL = URL(fileURLWithPath: program)
            process.arguments = [
                "generate", config, "--output", folder, "--count", "\(samples)", "--jobs", "\(jobs)", "--quiet",
            ]
            try process.run()
            var peak = 0
            // The system keeps the maximum, so a look misses no more than the last 2 ms.
            while process.isRunning {
                peak = max(peak, highWaterMark(of: process.processIdentifier) ?? 0)
                try await Task.sleep(for: .milliseconds(2))
            }
            guard process.terminationStatus == 0 else {
                throw BenchmarkError("\(program) generate failed with exit code \(process.terminationStatus)")
            }
            return PeakMemory(title: title, samples: samples, bytes: peak)
        }
    }

    /// VmHWM of a process, bytes; nil when it has ended.
    static func highWaterMark(of process: Int32) -> Int? {
        guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8) else { return nil }
        for line in status.split(separator: "\n") where line.hasPrefix("VmHWM:") {
            return line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }.map { $0 * 1024 }
        }
        return nil
    }
}
