import Datasets
import Foundation
import Glibc
import Samples

/// Reading a list of nine million pictures, as MJSynth's is, without one of the pictures.
///
/// A process of its own reads it, so that the most memory that it ever holds is known.
struct Reading {
    /// How many lines MJSynth's list has, about.
    static let lines = 9_000_000

    /// What is done with the list.
    enum Work: String, CaseIterable {
        /// Opening it: each line is looked at once.
        case open
        /// Opening it and handing out all labels.
        case labels
        /// The same, with the labels that the lexicon's words are.
        case lexicon

        var title: String {
            switch self {
            case .open: "opened"
            case .labels: "opened, all labels read"
            case .lexicon: "opened, all labels read from the lexicon"
            }
        }
    }

    /// What the process prints.
    struct Outcome: Codable {
        let seconds: Double
        let processorSeconds: Double
        let peakBytes: Int
    }

    private let folder: String
    private let program: String

    /// Writes the list: 340 MB.
    ///
    /// - Parameter program: this one.
    init(in folder: String, program: String) throws {
        (self.folder, self.program) = (folder, program)
        try Self.write(to: folder)
    }

    /// Reads the list in a process of its own.
    func run(_ work: Work) throws -> Lap {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = ["--reading", "\(work.rawValue):\(folder)"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw BenchmarkError("reading \(folder) failed") }
        let outcome = try JSONDecoder().decode(Outcome.self, from: text)
        return Lap(
            count: Self.lines, seconds: outcome.seconds, processorSeconds: outcome.processorSeconds,
            peakBytes: outcome.peakBytes)
    }

    /// What the process does: `open:FOLDER`.
    static func perform(_ request: String) throws {
        let parts = request.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2, let work = Work(rawValue: parts[0]) else {
            throw BenchmarkError("--reading takes one of \(Work.allCases.map(\.rawValue)), a colon and a folder")
        }
        let start = Lap.Moment.now
        let set = try StoredDataset(parts[1], lexicon: work == .lexicon ? parts[1] + "/lexicon.txt" : nil)
        var count = set.count(of: .train) ?? 0
        if work != .open {
            count = 0
            try set.forEachLabel(of: .train) { _, _ in count += 1 }
        }
        let lap = Lap(count, from: start)
        guard count == lines else { throw BenchmarkError("\(count) lines were read, and \(lines) written") }
        let outcome = Outcome(
            seconds: lap.seconds, processorSeconds: lap.processorSeconds ?? lap.seconds,
            peakBytes: PeakMemory.highWaterMark(of: getpid()) ?? 0)
        print(String(decoding: try JSONEncoder().encode(outcome), as: UTF8.self))
    }

    // MARK: The list

    /// As many words as MJSynth's lexicon has.
    private static let words = 88_172

    private static func write(to folder: String) throws {
        var state: UInt64 = 1
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let lexicon = (0..<words).map { _ in
            (0..<3 + next(12)).map { _ in UInt8(ascii: "a") + UInt8(next(26)) }
        }
        try write(to: folder + "/lexicon.txt") { bytes in
            for word in lexicon { bytes += word + [UInt8(ascii: "\n")] }
            return false
        }
        var number = 0
        try write(to: folder + "/annotation.txt") { bytes in
            for _ in 0..<10_000 {
                let line = next(words)
                var word = lexicon[line]
                // In small letters, in capitals, and with one in front.
                let capitals = [0, word.count, 1][number % 3]
                for place in 0..<capitals { word[place] -= 32 }
                bytes += Array("./\(number / 30_000 + 1)/\(number / 1000 % 30 + 1)/\(number % 1000 + 1)_".utf8)
                bytes += word
                bytes += Array("_\(line).jpg \(line)\n".utf8)
                number += 1
            }
            return number < lines
        }
    }

    /// Writes what `body` appends, as long as it says that there is more.
    private static func write(to path: String, _ body: (inout [UInt8]) -> Bool) throws {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw BenchmarkError("cannot create \(path): \(String(cString: strerror(errno)))") }
        defer { close(file) }
        var isMore = true
        while isMore {
            var bytes: [UInt8] = []
            isMore = body(&bytes)
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
                guard count > 0 else {
                    throw BenchmarkError("cannot write \(path): \(String(cString: strerror(errno)))")
                }
                rest = rest.dropFirst(count)
            }
        }
    }
}
