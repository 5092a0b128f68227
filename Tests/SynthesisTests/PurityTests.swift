import Imaging
import Samples
import TestSupport
import Testing

@testable import Synthesis

/// A sample is a pure function of (recipe, seed, split, index).
@Suite struct PurityTests {
    @Test(arguments: ConfigTree.names)
    func aSampleDoesNotDependOnWhatWasReadBefore(name: String) throws {
        let tree = try ConfigTree()
        let source = try SyntheticSource(tree.recipe(name))
        let places: [(Split, Int)] = [(.train, 0), (.train, 5), (.val, 3), (.test, 7), (.train, 1234), (.train, 1)]
        let inRange = places.filter { source.count(of: $0.0).map { $0 == 0 } == false }
        let fresh = try inRange.map { try source.makeReader().sample(at: $0.1, in: $0.0) }

        let forwards = try source.makeReader()
        for (place, sample) in zip(inRange, fresh) {
            #expect(try forwards.sample(at: place.1, in: place.0) == sample)
        }
        let backwards = try source.makeReader()
        for (place, sample) in zip(inRange, fresh).reversed() {
            #expect(try backwards.sample(at: place.1, in: place.0) == sample)
        }
        // The same again from caches that are warm by now.
        for (place, sample) in zip(inRange, fresh) {
            #expect(try backwards.sample(at: place.1, in: place.0) == sample)
        }
        // And from a source of its own.
        let other = try SyntheticSource(tree.recipe(name)).makeReader()
        #expect(try other.sample(at: inRange[1].1, in: inRange[1].0) == fresh[1])
    }

    @Test(arguments: ConfigTree.names)
    func concurrentReadersDrawTheSame(name: String) async throws {
        let tree = try ConfigTree()
        let source = try SyntheticSource(tree.recipe(name))
        let reader = try source.makeReader()
        let expected = try (0..<12).map { try reader.sample(at: $0, in: .train) }
        try await withThrowingTaskGroup(of: [(Int, Sample)].self) { group in
            for worker in 0..<4 {
                group.addTask {
                    let reader = try source.makeReader()
                    // Each worker in an order of its own.
                    return try (0..<12).map { ($0 * 5 + worker * 3) % 12 }.map {
                        ($0, try reader.sample(at: $0, in: .train))
                    }
                }
            }
            for try await samples in group {
                for (index, sample) in samples { #expect(sample == expected[index]) }
            }
        }
    }

    @Test(arguments: ConfigTree.names)
    func seedSplitAndIndexEachMatter(name: String) throws {
        let tree = try ConfigTree()
        let sizes = "samples={train: 100, val: 100, test: 100}"
        let source = try SyntheticSource(tree.recipe(name, sizes))
        let reseeded = try SyntheticSource(tree.recipe(name, sizes, "seed=2"))
        var seen: [(String, Content)] = []
        for (seed, source) in [(1, source), (2, reseeded)] {
            let reader = try source.makeReader()
            for split in Split.allCases {
                for index in [0, 1] {
                    let content = Content(try reader.sample(at: index, in: split))
                    for (other, known) in seen {
                        #expect(content.image != known.image, "seed \(seed), \(split)/\(index) looks like \(other)")
                        // Of twelve single digits some are the same.
                        if content.label.count == 1 { continue }
                        #expect(content.label != known.label, "seed \(seed), \(split)/\(index) reads like \(other)")
                    }
                    seen.append(("seed \(seed), \(split)/\(index)", content))
                }
            }
        }
        #expect(Set(seen.map(\.1.label)).count > 2)
    }

    @Test func theKeyIsTheSamplesOwn() throws {
        let sample = try Fixture.sample("seed: 77", 9, .val)
        #expect(sample.key == SampleKey(seed: 77, split: .val, index: 9))
        #expect(sample.image.width == sample.mask.width && sample.image.height == sample.mask.height)
        #expect(sample.characters.map(\.text).joined() == sample.label)
    }

    @Test func countsAreTheRecipes() throws {
        let source = try Fixture.source("samples: {train: 3, val: 2, test: 0}")
        #expect(Split.allCases.map { source.count(of: $0) } == [3, 2, 0])
        #expect(!source.hasUniqueLabels)
        #expect(try Fixture.source("text: {number: {mode: unique}}").hasUniqueLabels)
    }

    /// The paper of a sheet is a pure function, too, and of the size asked for.
    @Test func blankSheetsAreTheSameEachTime() throws {
        let yaml = "{paper: [fibre, {noise: {tone: 0.5..0.9}}], page: {color: rgb}}"
        let source = try Fixture.source(yaml)
        let first = try source.paper(width: 70, height: 30, index: 4)
        #expect(try Fixture.source(yaml).paper(width: 70, height: 30, index: 4) == first)
        #expect(try source.paper(width: 70, height: 30, index: 5) != first)
        #expect((first.width, first.height, first.channels) == (70, 30, 3))
    }
}
