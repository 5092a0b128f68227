/// A picture, what a model reads on it, and what a person says of that.
package struct LabelRow: Sendable, Hashable {
    /// The picture's path, as the table has it.
    package var path: String
    /// What the model reads.
    package var reading: String
    /// The reading's probability, 0...1.
    package var probability: Double
    /// The characters of the reading with the probability of each, 0...1; empty where it was read before.
    package var characters: [Character] = []
    /// What became of it.
    package var state = State.read
    /// What is written on it: what a person said, or what was read.
    package var text: String

    /// A character that was read.
    package struct Character: Sendable, Hashable, Encodable {
        /// The character.
        package var text: String
        /// How sure the model is of it, 0...1.
        package var probability: Double

        /// A character from its parts.
        package init(text: String, probability: Double) {
            self.text = text
            self.probability = probability
        }
    }

    /// What a person said of a reading.
    package enum State: String, Sendable, CaseIterable, Codable {
        /// Nothing yet.
        case read
        /// It is right.
        case accepted
        /// Something else is written there.
        case corrected
        /// It can't be told.
        case skipped
    }

    /// A reading of which nobody has said anything.
    package init(path: String, reading: String, probability: Double, characters: [Character] = []) {
        self.path = path
        self.reading = reading
        self.probability = probability
        self.characters = characters
        text = reading
    }

    /// Whether the reading was right; nil where nobody said.
    package var isRight: Bool? {
        switch state {
        case .accepted: true
        case .corrected: text == reading
        case .read, .skipped: nil
        }
    }
}
