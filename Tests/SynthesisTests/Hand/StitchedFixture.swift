import Configs
import Foundation
import Handwriting
import Imaging
import Samples
import TestSupport
import Testing

@testable import Synthesis

/// A source that stitches digits, and the pictures that it stitches.
struct Stitched {
    let source: SyntheticSource
    let collection: CharacterCollection

    /// - Parameters:
    ///   - yaml: a recipe whose `hand` is `mnist`.
    ///   - real: whether the real digits are to be used where they are at hand.
    init(_ yaml: String, real: Bool = false) throws {
        try self.init(ConfigDocument(yaml: yaml, name: "recipe.yml", baseDirectory: Fixture.root), real: real)
    }

    /// A config of the repository.
    init(config: String, _ overrides: String..., real: Bool = false) throws {
        var document = try ConfigDocument(path: Fixture.root + "/configs/\(config).yml")
        for text in overrides { try document.override(text) }
        try self.init(document, real: real)
    }

    private init(_ document: ConfigDocument, real: Bool) throws {
        var document = document
        // The pictures are in memory when this returns: the folder may go.
        let small = try SmallMNIST()
        let folder = real && SharedData.has("mnist") ? SharedData.folder("mnist") : small.path
        try document.override("hand.mnist.folder=\(folder)")
        source = try SyntheticSource(document.decode(Recipe.self))
        collection = try #require(source.sheet.collections.first)
    }

    func samples(_ count: Int, _ split: Split = .train) throws -> [Sample] {
        let reader = try source.makeReader()
        return try (0..<count).map { try reader.sample(at: $0, in: split) }
    }

    /// The pictures of a sample, in the order of its text.
    func pictures(of sample: Sample) throws -> [Bitmap] { try sample.pictureNumbers.map(collection.picture) }
}

extension Sample {
    /// The numbers of the pictures that it was stitched from.
    var pictureNumbers: [Int] {
        get throws {
            guard case .text(let list)? = choice["hand.mnist.pictures"] else {
                throw NoChoice(description: "no pictures among \(choices.map(\.name))")
            }
            return try list.split(separator: " ").map { try #require(Int($0)) }
        }
    }
}
