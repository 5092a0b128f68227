import Configs
import Datasets
import Recognition
package import Samples

/// What the characters of a file and those of a dataset's labels have to do with each other.
package struct AlphabetCheck: Sendable, Encodable {
    /// A label with characters that the file lacks.
    package struct Example: Sendable {
        /// The sample.
        package let split: Split
        /// Its number in the split.
        package let index: Int
        /// What the file lacks.
        package let unknown: String
    }

    /// The file.
    package let file: String
    /// How many characters are in it.
    package let size: Int
    /// Characters of the file that no label has.
    package private(set) var unseen: [String] = []
    /// Characters of the file that labels have fewer than ten times, with how often they do.
    package private(set) var rare: [String: Int] = [:]
    /// Characters of labels that the file lacks, with how often they occur.
    package private(set) var unknown: [String: Int] = [:]
    /// How many samples have such a character.
    package private(set) var samplesWithUnknown = 0
    /// The first of these.
    package private(set) var examples: [Example] = []

    private enum CodingKeys: CodingKey { case file, size, unseen, rare, unknown, samplesWithUnknown }

    private static let few = 10
    private static let listed = 8
    /// How many labels tell what the file's lines stand for, letters with their marks or single code points.
    private static let sampleCount = 20_000

    /// Counts the labels of a dataset, and compares them with a file where one is given.
    ///
    /// - Throws: `DatasetError`, `RecognitionError`.
    static func labels(
        of dataset: StoredDataset, alphabet path: String?
    ) throws -> (labels: LabelStatistics, alphabet: AlphabetCheck?, notes: [String]) {
        guard let path else { return (try LabelStatistics(dataset), nil, []) }
        var config = AlphabetConfig()
        config.file = ConfigPath(path: path)
        let split = dataset.splits.first ?? .train
        let texts = try (0..<min(sampleCount, dataset.count(of: split) ?? 0)).map {
            AlphabetConfig.Text(label: try dataset.label(at: $0, in: split))
        }
        let (alphabet, notes) = try config.alphabet(of: texts)
        var check = AlphabetCheck(file: path, size: alphabet.characters.count)
        var counts = [Int](repeating: 0, count: alphabet.classCount)
        let labels = try LabelStatistics(dataset) { split, index, label in
            let encoding = alphabet.encode(label)
            for number in encoding.classes { counts[number] += 1 }
            check.add(unknown: encoding.unknown, split, index)
        }
        for (character, count) in zip(alphabet.characters, counts) {
            if count == 0 { check.unseen.append(String(character)) }
            if (1..<few).contains(count) { check.rare[String(character)] = count }
        }
        return (labels, check, notes)
    }

    private init(file: String, size: Int) { (self.file, self.size) = (file, size) }

    private mutating func add(unknown characters: [Character], _ split: Split, _ index: Int) {
        guard !characters.isEmpty else { return }
        samplesWithUnknown += 1
        for character in characters { unknown[String(character), default: 0] += 1 }
        if examples.count < Self.listed {
            examples.append(Example(split: split, index: index, unknown: String(characters)))
        }
    }
}
