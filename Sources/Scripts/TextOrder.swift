/// Brings a line from the order in which it is written and stored to that in which it stands in a picture, from left to
/// right, and back.
///
/// Characters are grapheme clusters; one that is mirrored in text from right to left is seen as its mirror image, so
/// that `(` before Hebrew is `)` in the picture, as UAX #9 has it.
package struct TextOrder: Sendable, Hashable {
    /// The way in which lines run.
    package var direction: TextDirection
    /// How the digits 0 to 9 count.
    package var digits: Digits

    /// How the digits 0 to 9 count.
    package enum Digits: String, Sendable, Hashable, Codable, CaseIterable {
        /// As what they are.
        case asWritten = "as_written"
        /// As Arabic-Indic ones, which stand in the picture: in these a date with hyphens runs from right to left.
        case arabic
    }

    /// A character in one order, and its place in the other.
    package struct Placed: Sendable, Hashable {
        /// The character, as it is in this order.
        package var character: Character
        /// Its place in the other order, counted in characters.
        package var place: Int

        /// A character and its place.
        package init(character: Character, place: Int) {
            self.character = character
            self.place = place
        }
    }

    /// The order of lines that run in a direction.
    package init(direction: TextDirection = .auto, digits: Digits = .asWritten) {
        self.direction = direction
        self.digits = digits
    }

    /// Whether a text that holds no other characters stands in the picture as it is written.
    package func keeps(_ scalars: some Sequence<Unicode.Scalar>) -> Bool {
        // Nothing before Hebrew runs from right to left.
        direction != .rtl && digits == .asWritten
            && scalars.allSatisfy { $0.value < 0x590 || $0.bidiKind.keepsOrder }
    }

    /// The characters of a line as they stand in the picture, from left to right; each with its place in the line.
    package func seen(_ line: String) -> [Placed] {
        let written = Array(line)
        if keeps(line.unicodeScalars) {
            return written.enumerated().map { Placed(character: $1, place: $0) }
        }
        let arrangement = arrange(written, direction)
        return arrangement.order.map { place in
            let isMirrored = arrangement.levels[place] & 1 == 1
            return Placed(character: isMirrored ? written[place].mirrored : written[place], place: place)
        }
    }

    /// The line that stands in a picture as characters do from left to right; each with its place among these.
    ///
    /// Where several lines look like that, it is the one that runs as most of its letters do. Where none is found, as may
    /// be of a reading with faults, it is one that looks much alike.
    package func written(_ seen: [Character]) -> [Placed] {
        if keeps(seen.lazy.flatMap(\.unicodeScalars)) {
            return seen.enumerated().map { Placed(character: $1, place: $0) }
        }
        var nearest: [Placed]?
        for direction in candidates(for: seen) {
            for mirrors in [true, false] {
                for guess in Guess.allCases {
                    let (line, looksSo) = settle(seen, direction, guess, mirrors: mirrors)
                    let isIt = looksSo && (direction == self.direction || look(of: line, self.direction) == seen)
                    if isIt { return line }
                    nearest = nearest ?? line
                }
            }
        }
        return nearest ?? []
    }

    /// The directions that a line can have, the likeliest first.
    private func candidates(for seen: [Character]) -> [TextDirection] {
        guard direction == .auto else { return [direction] }
        let kinds = seen.compactMap { $0.unicodeScalars.first?.bidiKind }
        let (right, left) = (kinds.count { $0 == .right }, kinds.count { $0 == .left })
        return right > 0 && right >= left ? [.rtl, .ltr] : [.ltr, .rtl]
    }

    /// What a line may be before anything is known of it.
    private enum Guess: CaseIterable {
        /// All of it runs to the left.
        case left
        /// All of it runs to the right.
        case right
        /// It runs to the left, and so do the parts of numbers.
        case leftByNumbers
        /// It runs to the left but for what is between letters and numbers that do not.
        case leftByRuns

        /// Whether a character stays beside those before it in a line that runs to the left.
        func keeps(_ kind: BidiKind) -> Bool {
            switch self {
            case .left: false
            case .right: true
            case .leftByNumbers: kind == .number || kind == .arabicNumber || kind == .left || kind == .mark
            case .leftByRuns: kind != .right
            }
        }
    }

    /// Looks for a line that stands as `seen`: the levels of one guess tell where each character of the next belongs,
    /// until nothing moves any more.
    ///
    /// - Parameter mirrors: Whether the guess takes brackets in what runs to the left for mirrored ones.
    private func settle(
        _ seen: [Character], _ direction: TextDirection, _ guess: Guess, mirrors: Bool
    ) -> (line: [Placed], looksSo: Bool) {
        var line: [Placed] = []
        var run: [Placed] = []
        for (place, character) in seen.enumerated().reversed() {
            if guess.keeps(character.unicodeScalars.first?.bidiKind ?? .left) {
                run.append(Placed(character: character, place: place))
            } else {
                line += run.reversed()
                run = []
                line.append(Placed(character: mirrors ? character.mirrored : character, place: place))
            }
        }
        line += run.reversed()
        for _ in 0..<12 {
            let arrangement = arrange(line.map(\.character), direction)
            var levels = [UInt8](repeating: 0, count: seen.count)
            for (placed, level) in zip(line, arrangement.levels) { levels[placed.place] = level }
            let next = unordered(levels).map { place in
                Placed(character: levels[place] & 1 == 1 ? seen[place].mirrored : seen[place], place: place)
            }
            if next == line { return (line, look(of: line, direction) == seen) }
            line = next
        }
        return (line, false)
    }

    /// The places of characters from left to right, in the order of the line: rule L2 of UAX #9 backwards.
    private func unordered(_ levels: [UInt8]) -> [Int] {
        var places = Array(levels.indices)
        guard let highest = levels.max(), highest > 0 else { return places }
        for level in 1...highest {
            var start = 0
            while start < places.count {
                var end = start
                while end < places.count, levels[places[end]] >= level { end += 1 }
                places[start..<end].reverse()
                start = end + 1
            }
        }
        return places
    }

    /// What a line looks like, from left to right.
    private func look(of line: [Placed], _ direction: TextDirection) -> [Character] {
        let arrangement = arrange(line.map(\.character), direction)
        return arrangement.order.map { place in
            let character = line[place].character
            return arrangement.levels[place] & 1 == 1 ? character.mirrored : character
        }
    }

    /// The places of a line's characters from left to right, and the level of each in the line's own order.
    private func arrange(
        _ characters: [Character], _ direction: TextDirection
    ) -> (order: [Int], levels: [UInt8]) {
        var scalars: [Unicode.Scalar] = []
        var owners: [Int] = []
        var starts: [Int] = []
        for (number, character) in characters.enumerated() {
            starts.append(scalars.count)
            for scalar in character.unicodeScalars {
                scalars.append(scalar)
                owners.append(number)
            }
        }
        let line = BidiLine(scalars, direction: direction, digits: digits)
        // A character stands where the first of its scalars does.
        var isPlaced = [Bool](repeating: false, count: characters.count)
        var order: [Int] = []
        order.reserveCapacity(characters.count)
        for scalar in line.order where !isPlaced[owners[scalar]] {
            isPlaced[owners[scalar]] = true
            order.append(owners[scalar])
        }
        return (order, starts.map { line.levels[$0] })
    }
}

extension BidiKind {
    /// Whether lines of such characters alone, which run to the right, stand as they are written.
    fileprivate var keepsOrder: Bool {
        switch self {
        case .left, .number, .mark, .neutral: true
        case .right, .arabicNumber, .control: false
        }
    }
}

extension Character {
    /// The character with its first scalar mirrored.
    package var mirrored: Character {
        guard let first = unicodeScalars.first else { return self }
        let mirrored = first.mirrored
        guard mirrored != first else { return self }
        var scalars = unicodeScalars
        scalars.replaceSubrange(scalars.startIndex...scalars.startIndex, with: [mirrored])
        return String(String.UnicodeScalarView(scalars)).first ?? self
    }
}
