package import Datasets
import Foundation

/// What stands at the beginning of a stream: what is drawn from, which samples, and what frames hold.
package struct StreamHeader: Encodable, Sendable {
    /// The format's version; readers of another one cannot read the frames.
    package static let version: UInt32 = 1
    /// What every stream begins with.
    package static let mark = Array("PLATENST".utf8)

    /// A recipe by its name and the SHA-256 of its resolved text.
    package struct Recipe: Encodable, Sendable {
        /// Its name.
        package var name: String
        /// The hash of what `platen recipe` prints, in hexadecimal.
        package var sha256: String

        /// A recipe from its parts.
        package init(name: String, sha256: String) {
            self.name = name
            self.sha256 = sha256
        }
    }

    /// The program that draws.
    package var program: ToolVersion
    /// What it draws.
    package var recipe: Recipe
    /// The seed of all choices.
    package var seed: UInt64
    /// The part of the dataset.
    package var split: String
    /// How many samples the recipe asks for in this part.
    package var size: Int
    /// The first index; nil where the reader asks for each.
    package var start: Int?
    /// How many samples all shards together have; nil where there is no end.
    package var count: Int?
    /// Which of several shards this is.
    package var shard: Shard
    /// How many consecutive samples go to a shard before the next one's turn.
    package var block: Int
    /// What frames hold besides index, label and pixels.
    package var fields: [String]
    /// How texts are encoded.
    package var text = "utf-8"
    /// Every character that labels may have, as far as that is known.
    package var alphabet: [String]

    /// A header from its parts.
    package init(
        program: ToolVersion, recipe: Recipe, seed: UInt64, split: String, size: Int, start: Int?,
        count: Int?, shard: Shard, block: Int, fields: StreamFields, alphabet: [String]
    ) {
        self.program = program
        self.recipe = recipe
        self.seed = seed
        self.split = split
        self.size = size
        self.start = start
        self.count = count
        self.shard = shard
        self.block = block
        self.fields = fields.names
        self.alphabet = alphabet
    }

    /// The mark, the version, the length of what follows, and all of this as JSON.
    package var bytes: [UInt8] {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let text = try encoder.encode(self)
            var bytes = Self.mark
            bytes.append(littleEndian: Self.version)
            bytes.append(littleEndian: UInt32(truncatingIfNeeded: text.count))
            bytes.append(contentsOf: text)
            return bytes
        }
    }
}
