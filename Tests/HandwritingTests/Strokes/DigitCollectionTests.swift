import Arrays
import Handwriting
import Imaging
import Samples
import TestSupport
import Testing

/// Whole collections of written digits.
@Suite struct DigitCollectionTests {
    private let digits = DigitCollection(seed: 4)

    @Test func labelsAreBalancedAndShuffled() {
        for part in [Split.train, .test] {
            let runs = (0..<50).map { run in (0..<10).map { digits.label(at: run * 10 + $0, in: part) } }
            #expect(runs.allSatisfy { $0.sorted() == Array(0...9) })
            #expect(Set(runs).count > 40)
        }
        let all = [DigitCollection(seed: 4), DigitCollection(seed: 5)].flatMap { collection in
            [Split.train, .test].map { part in (0..<100).map { collection.label(at: $0, in: part) } }
        }
        #expect(Set(all).count == 4, "seeds and parts have orders of their own")
    }

    @Test func filesHaveTheShapeOfTheOriginals() async throws {
        let folder = try TemporaryFolder()
        try await digits.write(.train, count: 2034, to: folder.path, jobs: 3)
        try await digits.write(.test, count: 7, to: folder.path, jobs: 1)
        for (part, name, count) in [(Split.train, "train", 2034), (.test, "t10k", 7)] {
            let images = try IDXFile.read(folder("\(name)-images-idx3-ubyte"))
            let labels = try IDXFile.read(folder("\(name)-labels-idx1-ubyte"))
            #expect(images.shape == [count, 28, 28] && labels.shape == [count])
            #expect(images.type == .uint8 && labels.type == .uint8)
            for index in [0, 5, count / 2, count - 1] {
                #expect(labels.integer(at: index) == digits.label(at: index, in: part))
                let tile = try digits.tile(at: index, in: part)
                let stored = (0..<784).map { images.integer(at: index * 784 + $0) }
                #expect(tile.withPixels { $0.map { Int($0) } } == stored)
            }
        }
    }

    @Test func anEmptyPart() async throws {
        let folder = try TemporaryFolder()
        try await digits.write(.test, count: 0, to: folder.path, jobs: 2)
        #expect(try IDXFile.read(folder("t10k-images-idx3-ubyte")).shape == [0, 28, 28])
    }

    @Test func aFolderThatIsNotThere() async throws {
        let folder = try TemporaryFolder()
        let error = await #expect(throws: ArrayError.self) {
            try await digits.write(.test, count: 1, to: folder("none"), jobs: 1)
        }
        #expect(error?.message.contains("none/t10k-images-idx3-ubyte") == true)
    }

    @Test func theSheetShowsARowForEachDigit() throws {
        let sheet = try digits.sheet(columns: 3, scale: 2)
        #expect(sheet.width == 168 && sheet.height == 560)
        let first = try digits.tile(at: 0, in: .train)
        let row = digits.label(at: 0, in: .train)
        for y in 0..<28 {
            for x in 0..<28 { #expect(sheet[2 * x + 1, row * 56 + 2 * y] == first[x, y]) }
        }
    }
}
