import Datasets
import Foundation
import Imaging
import Samples
import TestSupport
import Testing

@testable import Recognition

/// Broken pictures are left out, and what is learnt from in their place is the same every time.
@Suite struct BrokenPictureTests {
    let folder: TemporaryFolder

    /// A list of pictures with the labels 0, 1, 2, of which some are damaged, empty or not there.
    init() throws { folder = try TemporaryFolder() }

    private func source(_ count: Int, broken: Set<Int>, leavesOut: Bool = true) throws -> StreamSource {
        var list = ""
        for index in 0..<count {
            let path = folder("\(index).png")
            list += "\(index).png \(index % 3)\n"
            if !broken.contains(index) {
                try ImageFile.write(BarSource.picture("\(index % 3)"), path: path)
            } else if index % 3 > 0 {
                try Data((index % 3 == 1 ? "" : "no picture").utf8).write(to: URL(fileURLWithPath: path))
            }
        }
        try list.write(toFile: folder("labels.txt"), atomically: true, encoding: .utf8)
        return try StreamSource(
            name: "set", source: try StoredDataset(folder("labels.txt")), split: .train, count: count,
            broken: leavesOut ? BrokenPictures() : nil)
    }

    private func stream(_ source: StreamSource) throws -> TrainingStream {
        try TrainingStream(
            sources: [source], alphabet: try Alphabet("012"), unknown: .refuse, input: InputPolicy(), batchSize: 5,
            poolSize: 2, seed: 1)
    }

    private func places(_ pool: Pool) -> [Int] { pool.batches.flatMap { $0.examples.map(\.place.index) } }

    @Test func whatStandsInIsTheSameWhateverWasReadBefore() throws {
        let broken: Set = [1, 3, 4, 6, 11, 15, 17]
        let source = try source(20, broken: broken)
        let inOrder = try StreamReader(try stream(source))
        let first = try (0..<6).map { try places(inOrder.pool($0)) }
        #expect(source.broken?.count == 7)
        #expect(source.broken?.first.first == "\(folder("labels.txt")):2: \(folder("1.png")): the file is empty")
        #expect(
            source.broken?.first[1]
                == "\(folder("labels.txt")):4: cannot read \(folder("3.png")): no such file or directory")
        #expect(Set(first.joined()).isDisjoint(with: broken))
        #expect(Set(first.joined()).count == 13)

        // A run that goes on begins at a later pool, with nothing known of what is broken.
        let fresh = try StreamSource(
            name: "set", source: source.source, split: .train, count: 20, broken: BrokenPictures())
        let resumed = try StreamReader(try stream(fresh))
        for number in [5, 2, 3] { #expect(try places(resumed.pool(number)) == first[number]) }
    }

    @Test func whatIsWholeIsDrawnAsBefore() throws {
        let leaving = try StreamReader(try stream(try source(20, broken: [])))
        let refusing = try StreamReader(try stream(try source(20, broken: [], leavesOut: false)))
        for number in 0..<3 { #expect(try places(leaving.pool(number)) == places(refusing.pool(number))) }
    }

    @Test func onlyOnePictureLeft() throws {
        let reader = try StreamReader(try stream(try source(9, broken: Set(0..<8))))
        #expect(try places(reader.pool(0)) == [Int](repeating: 8, count: 10))
    }

    @Test func noPictureLeftOrNoneToBeLeftOut() throws {
        let all = try StreamReader(try stream(try source(4, broken: [0, 1, 2, 3])))
        #expect { try all.pool(0) } throws: {
            "\($0)".hasPrefix(
                "set: none of the 4 pictures for train can be read, such as \(folder("labels.txt")):1: cannot read ")
        }
        let refused = try StreamReader(try stream(try source(4, broken: [2], leavesOut: false)))
        #expect { try refused.pool(0) } throws: {
            "\($0)".contains("2.png: not a PNG, JPEG, WebP, TIFF, BMP or GIF file")
        }
    }
}
