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
            Placed(character: arrangement.isMirrored[place] ? written[place].mirrored : written[place], place: place)
        }
    }

    /// The line that stands in a picture as characters do from left to right; each with its place among these.
    ///
    /// Where several lines look like that, it is the one that runs as most of its letters do. Where none does, as may be
    /// in a reading with faults, it is one that looks much alike.
    package func written(_ seen: [Character]) -> [Placed] {
        if keeps(seen.lazy.flatMap(\.unicodeScalars)) {
            return seen.enumerated().map { Placed(character: $1, place: $0) }
        }
        var nearest: [Placed]?
        for direction in candidates(for: seen) {
            for isTurned in direction == .rtl ? [true, false] : [false, true] {
                let (line, looksSo) = settle(seen, direction, isTurned: isTurned)
                let isIt = looksSo && (direction == self.direction || look(of: line) == seen)
                if isIt { return line }
                nearest = nearest ?? line
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

    /// Looks for a line that stands as `seen`: the levels of one guess tell where each character of the next belongs,
    /// until nothing moves any more.
    private func settle(
        _ seen: [Character], _ direction: TextDirection, isTurned: Bool
    ) -> (line: [Placed], looksSo: Bool) {
        var line = seen.enumerated().map { Placed(character: $1, place: $0) }
        if isTurned { line = line.reversed().map { Placed(character: $0.character.mirrored, place: $0.place) } }
        for _ in 0..<12 {
            let arrangement = arrange(line.map(\.character), direction)
            var next = line
            for (place, number) in arrangement.order.enumerated() {
                let character = arrangement.isMirrored[number] ? seen[place].mirrored : seen[place]
                next[number] = Placed(character: character, place: place)
            }
            if next == line { return (line, true) }
            line = next
        }
        return (line, false)
    }

    /// What a line looks like, from left to right.
    private func look(of line: [Placed]) -> [Character] {
        let arrangement = arrange(line.map(\.character), direction)
        return arrangement.order.map { place in
            let character = line[place].character
            return arrangement.isMirrored[place] ? character.mirrored : character
        }
    }

    /// The places of a line's characters from left to right, and whether each runs from right to left.
    private func arrange(
        _ characters: [Character], _ direction: TextDirection
    ) -> (order: [Int], isMirrored: [Bool]) {
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
        return (order, starts.map { line.levels[$0] & 1 == 1 })
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
