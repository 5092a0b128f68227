import Datasets
import Foundation
import Glibc
import Imaging
import Samples
import Synthesis

/// The steps of writing one sample, each timed alone on one core.
struct CostSplit {
    private let source: SyntheticSource
    private let samples: [Sample]
    private let files: [[UInt8]]

    /// Ready samples, and their PNG files, to time the later steps with.
    init(_ source: SyntheticSource) throws {
        self.source = source
        let reader = try source.makeReader()
        samples = try (0..<min(1000, source.recipe.samples.train)).map { try reader.sample(at: $0, in: .train) }
        let encoder = try PNGEncoder()
        files = try samples.map { sample in
            var bytes: [UInt8] = []
            try encoder.encode(sample.image, into: &bytes)
            return bytes
        }
    }

    /// The mean size of an image: width and height, px.
    var meanSize: (width: Double, height: Double) {
        let count = Double(max(1, samples.count))
        return (
            Double(samples.reduce(0) { $0 + $1.image.width }) / count,
            Double(samples.reduce(0) { $0 + $1.image.height }) / count
        )
    }

    /// Drawing.
    func draw() async throws -> Lap {
        try await Drawing.run(source, jobs: 1)
    }

    /// Encoding ready samples as PNG.
    func encodePNG() throws -> Lap {
        let encoder = try PNGEncoder()
        var bytes: [UInt8] = []
        return try each { try encoder.encode($0.image, into: &bytes) }
    }

    /// Encoding ready samples as JPEG.
    func encodeJPEG() throws -> Lap {
        let encoder = try JPEGEncoder()
        var bytes: [UInt8] = []
        return try each { try encoder.encode($0.image, quality: 90, into: &bytes) }
    }

    private func each(_ body: (Sample) throws -> Void) throws -> Lap {
        let rounds = 4
        let start = Lap.Moment.now
        for _ in 0..<rounds {
            for sample in samples { try body(sample) }
        }
        return Lap(rounds * samples.count, from: start)
    }

    /// Creating files of ready bytes, a thousand a folder, as the writer does, so that a kill leaves none half written:
    /// a chunk of them under numbers, then each renamed into place.
    func createFiles() async throws -> Lap {
        try await inFreshFolder { root in
            let folders = try ["staged", "0", "1", "2", "3"].map { name in
                let path = "\(root)/\(name)"
                try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
                return path
            }
            let start = Lap.Moment.now
            for folder in folders.dropFirst() {
                for first in stride(from: 0, to: files.count, by: Self.chunk) {
                    let numbers = first..<min(first + Self.chunk, files.count)
                    for number in numbers { try create("\(folders[0])/\(number - first)", files[number]) }
                    for number in numbers {
                        let path = "\(folder)/\(number).png"
                        guard rename("\(folders[0])/\(number - first)", path) == 0 else {
                            throw BenchmarkError("cannot name \(path): \(String(cString: strerror(errno)))")
                        }
                    }
                }
            }
            return Lap(4 * files.count, from: start)
        }
    }

    /// As many samples as the writer takes at a time.
    private static let chunk = 256

    private func create(_ path: String, _ bytes: [UInt8]) throws {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw BenchmarkError("cannot create \(path): \(String(cString: strerror(errno)))") }
        let written = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
        guard close(file) == 0, written == bytes.count else {
            throw BenchmarkError("cannot write \(path): \(String(cString: strerror(errno)))")
        }
    }

    /// Everything that writing a dataset of PNG files takes.
    func writeDataset() async throws -> Lap {
        try await Writing.run(source, storing: .png, jobs: 1)
    }
}
