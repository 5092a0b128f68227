import Foundation
package import Scripts

/// The characters that a model can read, in the order of its classes; the CTC blank is the class after the last.
///
/// The order is given and travels in the model's file: it never comes from a set.
package struct Alphabet: Sendable, Hashable {
    /// The characters: class `i` is the character `i`.
    package let characters: [Character]
    /// Whether letters are read without their case: texts are lower-cased before they are encoded.
    package let foldsCase: Bool
    /// What a class stands for.
    package let unit: Unit
    /// How labels are brought into the order in which they stand in pictures, from left to right, which is that of the
    /// classes; nil where they are in that order already.
    package let order: TextOrder?
    private let classes: [Character: Int]
    private let scalarClasses: [Unicode.Scalar: Int]
    /// Whether every text of these characters stands in pictures as it is written.
    let keepsOrder: Bool

    /// What a class stands for.
    package enum Unit: String, Sendable, Codable {
        /// A character as a reader sees it: a letter with all its marks (a grapheme cluster).
        case cluster
        /// A Unicode code point: letters and marks have classes of their own.
        case codePoint = "code_point"
    }

    /// An alphabet of characters in the order of their classes.
    ///
    /// - Throws: `RecognitionError`, if there is none, or one comes twice (after folding, where case is folded), or one
    ///   is no code point where classes are code points.
    package init(
        _ characters: some Sequence<Character>, foldsCase: Bool = false, unit: Unit = .cluster,
        order: TextOrder? = TextOrder()
    ) throws(RecognitionError) {
        self.characters = Array(characters)
        self.foldsCase = foldsCase
        self.unit = unit
        self.order = order
        guard !self.characters.isEmpty else {
            throw RecognitionError(.config, "an alphabet needs at least one character")
        }
        var classes: [Character: Int] = [:]
        var scalarClasses: [Unicode.Scalar: Int] = [:]
        for (number, character) in self.characters.enumerated() {
            if foldsCase, character.lowercased() != String(character) {
                throw RecognitionError(
                    .config, "the alphabet folds case, so '\(character)' can't be a character of it; write it small")
            }
            let isNew: Bool
            switch unit {
            case .cluster: isNew = classes.updateValue(number, forKey: character) == nil
            case .codePoint:
                guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else {
                    throw RecognitionError(
                        .config,
                        "'\(character)' (\(character.codePoints)) is no single code point, which the classes of this "
                            + "alphabet are")
                }
                isNew = scalarClasses.updateValue(number, forKey: scalar) == nil
            }
            guard isNew else {
                throw RecognitionError(
                    .config,
                    "the alphabet has '\(character)' twice (\(character.codePoints)); each character stands once")
            }
        }
        self.classes = classes
        self.scalarClasses = scalarClasses
        keepsOrder = order?.keeps(self.characters.lazy.flatMap(\.unicodeScalars)) ?? true
    }

    /// The characters of texts, in the order of their code points.
    package init(
        of texts: some Sequence<String>, foldsCase: Bool = false, unit: Unit = .cluster,
        order: TextOrder? = TextOrder()
    ) throws(RecognitionError) {
        var found: Set<Character> = []
        for text in texts {
            for character in Self.seen(foldsCase ? text.lowercased() : text, order) {
                switch unit {
                case .cluster: found.insert(character.character)
                case .codePoint: found.formUnion(character.character.unicodeScalars.lazy.map { Character($0) })
                }
            }
        }
        // Sorted, so that the order is the same on each run.
        try self.init(
            found.sorted {
                Array($0.unicodeScalars).lexicographicallyPrecedes(Array($1.unicodeScalars)) {
                    $0.value < $1.value
                }
            }, foldsCase: foldsCase, unit: unit, order: order)
    }

    /// Whether a model of the one reads what a model of the other does, class by class.
    func isLike(_ other: Alphabet) -> Bool {
        characters == other.characters && foldsCase == other.foldsCase && unit == other.unit
            && (order == other.order || keepsOrder && other.keepsOrder)
    }

    /// The class that stands for no character.
    package var blank: Int { characters.count }
    /// Classes, the blank among them.
    package var classCount: Int { characters.count + 1 }

    /// The text as it is read: with its case folded, where the alphabet does so.
    package func normalized(_ text: String) -> String { foldsCase ? text.lowercased() : text }

    // MARK: - From text to classes

    /// A text in classes.
    package struct Encoding: Sendable, Hashable {
        /// The classes, as their characters stand in a picture from left to right.
        package var classes: [Int] = []
        /// The text as it is read: without what the alphabet lacks.
        package var text = ""
        /// What the alphabet lacks, as it is seen: characters, or code points where classes are these.
        package var unknown: [Character] = []
    }

    /// The classes of a text, and the characters that the alphabet lacks, which have none.
    package func encode(_ text: String) -> Encoding {
        let text = normalized(text)
        var encoding = Encoding()
        var kept: [(place: Int, text: String)] = []
        for placed in Self.seen(text, order) {
            let (classes, known, unknown) = encode(placed.character)
            encoding.classes += classes
            encoding.unknown += unknown
            kept.append((placed.place, known))
        }
        guard !encoding.unknown.isEmpty else {
            encoding.text = text
            return encoding
        }
        let written = Array(text)
        encoding.text = kept.filter { !$0.text.isEmpty }.sorted { $0.place < $1.place }.map { place, known in
            // A character that is mirrored in the picture stays as it was written.
            known == String(written[place].mirrored) ? String(written[place]) : known
        }.joined()
        return encoding
    }

    /// The characters of a text, each with its place in it, as they stand in a picture.
    private static func seen(_ text: String, _ order: TextOrder?) -> [TextOrder.Placed] {
        order?.seen(text) ?? text.enumerated().map { TextOrder.Placed(character: $1, place: $0) }
    }

    /// The classes of one character as it is seen, what of it has a class, and what has none.
    private func encode(_ character: Character) -> (classes: [Int], known: String, unknown: [Character]) {
        switch unit {
        case .cluster:
            // Characters are compared by canonical equivalence: it does not matter how either is composed.
            guard let number = classes[character] else { return ([], "", [character]) }
            return ([number], String(character), [])
        case .codePoint:
            let text = String(character)
            let written = Array(text.unicodeScalars)
            var scalars = written
            if !written.allSatisfy({ scalarClasses[$0] != nil }) {
                // The alphabet may have the same character composed in another way.
                let forms = [text.precomposedStringWithCanonicalMapping, text.decomposedStringWithCanonicalMapping]
                scalars =
                    forms.map { Array($0.unicodeScalars) }.first { $0.allSatisfy { scalarClasses[$0] != nil } }
                    ?? written
            }
            let known = scalars.filter { scalarClasses[$0] != nil }
            return (
                known.compactMap { scalarClasses[$0] }, String(String.UnicodeScalarView(known)),
                scalars.filter { scalarClasses[$0] == nil }.map { Character($0) }
            )
        }
    }

    /// Why a character of a label has no class, and what to do; it begins with the character.
    func explanation(ofMissing character: Character, in label: String) -> String {
        let name = "'\(character)' (\(character.codePoints))"
        let scalars = character.unicodeScalars
        if unit == .cluster, scalars.count > 1, scalars.allSatisfy({ classes[Character($0)] != nil }) {
            return name + ", which the alphabet lacks, though it has each of these code points; set "
                + "alphabet.unit=code_point"
        }
        let isMirrored = !normalized(label).contains(character) && normalized(label).contains(character.mirrored)
        return (isMirrored ? "'\(character.mirrored)', which is seen there as \(name)" : name)
            + ", which the alphabet lacks; add it to the alphabet, or set alphabet.unknown=drop"
    }

    // MARK: - From classes to text

    /// The text of classes; blanks and numbers past the end stand for nothing.
    package func decode(_ classes: some Sequence<Int>) -> String { read(Array(classes)).text }

    /// The text of classes, and for each class the place of its character in the text.
    ///
    /// Places count characters as readers see them, whatever a class stands for.
    func read(_ classes: [Int]) -> (text: String, places: [Int?]) {
        // The characters as they stand in the picture, and to which of them each class belongs.
        var seen: [Character] = []
        var owners = [Int?](repeating: nil, count: classes.count)
        var cluster = ""
        for (place, number) in classes.enumerated() where characters.indices.contains(number) {
            let character = characters[number]
            let joined = cluster + String(character)
            if unit == .codePoint, !cluster.isEmpty, joined.count == 1, let whole = joined.first {
                seen[seen.count - 1] = whole
                cluster = joined
            } else {
                seen.append(character)
                cluster = String(character)
            }
            owners[place] = seen.count - 1
        }
        guard let order, !keepsOrder else {
            return (String(seen), owners)
        }
        let written = order.written(seen)
        var places = [Int](repeating: 0, count: seen.count)
        for (number, placed) in written.enumerated() { places[placed.place] = number }
        return (String(written.map(\.character)), owners.map { $0.map { places[$0] } })
    }
}

extension Character {
    /// Its code points, as "U+0035": tells apart what looks alike.
    package var codePoints: String {
        unicodeScalars.map { scalar in
            let digits = String(scalar.value, radix: 16, uppercase: true)
            return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        }.joined(separator: " ")
    }
}
