import Foundation
import Samples
import TestSupport
import Testing

@testable import Datasets

/// Formats whose samples need more than a picture and a label: boxes of characters, or another format's labels.
@Suite struct ConversionPairTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let boxed: [DatasetFormat] = [.synthTIGER, .tesseractBoxes]
    private static let places = DatasetFormat.written.filter { DatasetFormat.read.contains($0) && $0.holdsPlacesOnly }

    private func first() async throws -> [Split: [String]] {
        var samples = FakeSource()
        samples.label = { "w" + FakeSource().label($0, $1) }
        try await write(.small(train: 5, val: 3, test: 2, masks: true), to: folder("first"), from: samples)
        return try contents(folder("first"), nil)
    }

    /// Brings a set into each format that holds labels, and compares labels and pictures.
    private func expect(
        _ source: String, from: DatasetFormat?, into targets: [DatasetFormat], _ wanted: [Split: [String]]
    ) async throws {
        for target in targets {
            let set = folder("target \(target)")
            try await convert(source, to: [target], in: set, from: from)
            if target != .platen { try strip(set) }
            #expect(try contents(set, target) == wanted, "\(from?.name ?? "it") to \(target)")
        }
    }

    @Test(arguments: boxed) func boxesOfCharacters(source: DatasetFormat) async throws {
        let wanted = try await first()
        try await convert(folder("first"), to: [source], in: folder("source"))
        try strip(folder("source"))
        try await expect(folder("source"), from: source, into: both + Self.boxed, wanted)
    }

    @Test(arguments: [DatasetFormat.platen, .webDataset]) func intoFormatsOfBoxes(source: DatasetFormat) async throws {
        let wanted = try await first()
        try await convert(folder("first"), to: [source], in: folder("source"))
        if source != .platen { try strip(folder("source")) }
        try await expect(folder("source"), from: source, into: Self.boxed, wanted)
    }

    /// A format that tells where texts stand, beside one that tells what they are.
    @Test(arguments: places) func placesBesideLabels(source: DatasetFormat) async throws {
        let wanted = try await first()
        try await convert(folder("first"), to: [.simple, source], in: folder("source"))
        try strip(folder("source"))
        #expect(try contents(folder("source"), source) == wanted)
        try await expect(folder("source"), from: source, into: both, wanted)
    }
}
