import Foundation

/// A program in Python that reads samples, in a process of its own.
struct PythonReader {
    /// Where its samples come from.
    enum Source: String {
        /// `platen stream`, while they are drawn.
        case stream = "platen"
        /// Tar shards, which are written before the clock starts.
        case webDataset = "webdataset"
        /// TRDG's generator, which draws in that program itself.
        case trdg = "trdg"
    }

    /// The interpreter, which has NumPy.
    let python: String
    let script: String
    /// The program that draws.
    let program: String

    /// Reads samples and keeps none of them.
    ///
    /// - Throws: `BenchmarkError`, where the interpreter lacks something; what, the script has told on standard error.
    func run(_ source: Source, config: String, count: Int, jobs: Int) throws -> Lap {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = [script, program, config, source.rawValue, "\(count)", "\(jobs)"]
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let numbers = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard process.terminationStatus == 0, numbers.count == 3, let count = Int(numbers[0]),
            let seconds = Double(numbers[1]), seconds > 0
        else { throw BenchmarkError("\(python) \(script) ended with exit code \(process.terminationStatus)") }
        return Lap(count: count, seconds: seconds, processorSeconds: nil)
    }
}
