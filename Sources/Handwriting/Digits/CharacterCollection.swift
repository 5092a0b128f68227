import Crypto
package import Imaging
package import Samples
import Synchronization

/// Pictures of handwritten characters, such as MNIST's, by what they say.
///
/// It is read once and then shared by all threads; a picture is copied out where it is used.
package struct CharacterCollection: Sendable {
    /// Where it was read from.
    package let path: String
    /// What the classes say, in the order of their numbers.
    package let alphabet: [Character]
    /// How many pictures there are, in all splits.
    package let count: Int
    /// What a person should know of the files: pictures that were turned round, and files that were passed over.
    package let notes: [String]

    /// The share of the training part that train does not get.
    let holdout: Double

    private let parts: [CollectionPart]
    private let splits: [Split?]
    /// The pictures by class and split.
    private let members: [[Int]]
    private let numbers: [Character: Int]
    private let measures = Measures()

    /// Measurements, made when they are first asked for.
    private final class Measures: Sendable {
        let all = Mutex<[InkMeasure]?>(nil)
    }

    /// Reads a collection.
    ///
    /// - Parameters:
    ///   - path: a folder of IDX files named as MNIST's or EMNIST's are, an `.npz` file as Keras ships MNIST, a folder
    ///     that holds one as `mnist.npz`, or a folder of class sub-folders with pictures.
    ///   - options: what the files do not say.
    /// - Throws: `HandwritingError`.
    package static func read(
        _ path: String, _ options: CollectionOptions = CollectionOptions()
    ) throws
        -> CharacterCollection
    {
        let contents = try CollectionReader(path: path, options: options).read()
        return CharacterCollection(path: path, contents, options)
    }

    init(path: String, _ contents: CollectionReader.Contents, _ options: CollectionOptions) {
        self.path = path
        alphabet = contents.alphabet
        notes = contents.notes
        parts = contents.parts
        holdout = options.holdout
        count = parts.reduce(0) { $0 + $1.count }
        splits = CollectionSplits(parts, holdout: options.holdout, seed: options.seed).splits
        numbers = Dictionary(alphabet.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        var members = [[Int]](repeating: [], count: alphabet.count * Split.allCases.count)
        var place = 0
        for part in parts {
            for number in part.classes {
                if let split = splits[place] {
                    members[Int(number) * Split.allCases.count + Int(split.number)].append(place)
                }
                place += 1
            }
        }
        self.members = members
    }

    private func find(_ index: Int) -> (part: CollectionPart, place: Int) {
        var place = index
        for part in parts {
            if place < part.count { return (part, place) }
            place -= part.count
        }
        // Numbers of pictures come from `indices(of:in:)` and `0..<count` alone.
        preconditionFailure("picture \(index) of \(count)")
    }

    /// How much ink covers each pixel of a picture: one channel, 0 none, 255 full.
    package func picture(_ index: Int) -> Bitmap {
        let (part, place) = find(index)
        return part.picture(place)
    }

    /// What a picture says.
    package func label(_ index: Int) -> Character {
        let (part, place) = find(index)
        return alphabet[Int(part.classes[place])]
    }

    /// The SHA-256 of all pictures, hexadecimal: of what each shows and says, however they are stored.
    package var sha256: String {
        var hash = SHA256()
        func add(_ numbers: [Int]) { hash.update(data: numbers.flatMap { [UInt8($0 >> 8 & 255), UInt8($0 & 255)] }) }
        hash.update(data: Array(String(alphabet).utf8))
        for part in parts {
            add([part.isTest ? 1 : 0])
            for place in 0..<part.count {
                let picture = part.picture(place)
                add([Int(part.classes[place]), picture.width, picture.height])
                picture.withPixels { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
            }
        }
        return hash.finalize().map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    /// Whether a picture was stored to test with.
    package func isTestPart(_ index: Int) -> Bool { find(index).part.isTest }

    /// The split that a picture belongs to; nil for one that is left out, as the test part has a copy of it.
    package func split(_ index: Int) -> Split? { splits[index] }

    /// The pictures of a character in a split, ascending; empty where there are none.
    package func indices(of character: Character, in split: Split) -> [Int] {
        guard let number = numbers[character] else { return [] }
        return members[number * Split.allCases.count + Int(split.number)]
    }

    /// Checks that there are pictures of characters.
    ///
    /// - Throws: `HandwritingError` that names the first character, and split, without one.
    package func requirePictures(of characters: some Sequence<Character>, in splits: [Split]) throws {
        for character in characters {
            guard numbers[character] != nil else {
                throw HandwritingError(
                    .noPicture,
                    "\(path) has no pictures of '\(character)': it has \(String(alphabet)), so write text of these alone"
                )
            }
            for split in splits where indices(of: character, in: split).isEmpty {
                throw HandwritingError(.noPicture, shortage(of: character, in: split))
            }
        }
    }

    /// Whether there is a part to test with.
    var hasTestPart: Bool { parts.contains(where: \.isTest) }

    /// What a kind of part holds of a character.
    struct Holdings {
        /// Where it was read from.
        var names: String
        /// The pictures of the character.
        var count = 0
        /// Those of which the test part has a copy.
        var copies = 0
        /// The others, each once.
        var distinct = 0
    }

    /// What the parts to learn from, or those to test with, hold of a character; nil for all of them.
    func holdings(of character: Character?, isTest: Bool) -> Holdings {
        let number = character.flatMap { numbers[$0] }
        var holdings = Holdings(
            names: parts.filter { $0.isTest == isTest }.map { $0.name.isEmpty ? path : $0.name }.joined(
                separator: " and "))
        var (place, seen) = (0, Set<UInt64>())
        for part in parts {
            for (own, kind) in part.classes.enumerated() {
                defer { place += 1 }
                guard part.isTest == isTest, number.map({ $0 == Int(kind) }) ?? true else { continue }
                holdings.count += 1
                if splits[place] == nil {
                    holdings.copies += 1
                } else if seen.insert(part.hash(own)).inserted {
                    holdings.distinct += 1
                }
            }
        }
        return holdings
    }

    /// The measurements of a picture.
    ///
    /// The first call measures all pictures, which takes a fraction of a second for MNIST.
    package func measure(_ index: Int) -> InkMeasure {
        measures.all.withLock { all in
            let known = all ?? parts.flatMap { part in (0..<part.count).map { InkMeasure(of: part.picture($0)) } }
            all = known
            return known[index]
        }
    }
}

/// What the files of a collection do not say.
package struct CollectionOptions: Sendable, Hashable {
    /// How ink is stored.
    package enum Ink: Sendable, Hashable {
        /// As the border of each picture tells, in folders of pictures; in IDX and NPZ files as most of them do.
        case detected
        /// Light on dark.
        case light
        /// Dark on light.
        case dark
    }

    /// What the classes of IDX and NPZ files say, in the order of their numbers.
    package var alphabet: [Character] = Array("0123456789")
    /// How ink is stored.
    package var ink = Ink.detected
    /// Whether pictures in IDX files are stored column by column; nil for: in those named `emnist-`.
    package var isTransposed: Bool?
    /// The share of the training part that train does not get, 0...1: val gets it, and halves it with test where
    /// nothing is stored for testing.
    package var holdout = 0.2
    /// Keys the cut between train and val.
    package var seed: UInt64 = 0

    /// The options that suit MNIST.
    package init() {}
}
