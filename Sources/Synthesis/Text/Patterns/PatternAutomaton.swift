/// The automaton of a pattern: one state for each character class that a text can pass through.
///
/// Made by Glushkov's construction. It has as many ways through it for a text as the pattern has to write it, so
/// that a pattern writes a text twice exactly where two different ways read the same text (Book, Even, Greibach and
/// Ott, "Ambiguity in graphs and expressions", 1971), apart from the empty text, which is counted by itself.
struct PatternAutomaton {
    /// Why a pattern writes a text in two ways.
    struct Ambiguity {
        var column: Int
        var reason: String
    }

    private struct State {
        var characters: Int
        var column: Int
        var next: [Int] = []
        var isLast = false
    }

    /// The states; the first is the one before the text.
    private var states = [State(characters: -1, column: 1)]
    private var classes: [CharacterClass: Int] = [:]

    /// What one part of a pattern adds.
    private struct Piece {
        var first: [Int] = []
        var last: [Int] = []
        /// In how many ways it writes the empty text: 0, 1, or 2 for more.
        var empty = 1
    }

    private static let mostStates = 20_000
    private static let mostSteps = 20_000_000

    /// What makes a pattern ambiguous; nil where it writes each text in one way.
    ///
    /// Check digits count as any digits.
    /// - Throws: `FormProblem` where the pattern is too large to tell.
    static func ambiguity(of root: PatternNode) throws(FormProblem) -> Ambiguity? {
        var automaton = PatternAutomaton()
        do throws(Stop) {
            let whole = try automaton.add(root)
            automaton.states[0].next = whole.first
            for state in whole.last { automaton.states[state].isLast = true }
            automaton.states[0].isLast = whole.empty > 0
            return try automaton.twoWays()
        } catch {
            switch error {
            case .emptyTwice(let column):
                return Ambiguity(column: column, reason: "nothing can be written in two ways")
            case .tooLarge:
                throw FormProblem(
                    1, "the pattern is too large to tell whether it writes a text in two ways; simplify it")
            }
        }
    }

    private enum Stop: Error {
        case emptyTwice(column: Int)
        case tooLarge
    }

    // MARK: - Construction

    private mutating func add(_ node: PatternNode) throws(Stop) -> Piece {
        var piece: Piece
        switch node.kind {
        case .oneOf(let characters): piece = try state(characters, column: node.column)
        case .check(let digits):
            piece = Piece()
            for _ in 0..<digits.width {
                piece = join(piece, try state(CharacterClass(CharacterClass.digits), column: node.column))
            }
        case .scope(let part): piece = try add(part)
        case .sequence(let parts):
            piece = Piece()
            for part in parts { piece = join(piece, try add(part)) }
        case .branches(let branches, _):
            piece = Piece(empty: 0)
            for branch in branches {
                let more = try add(branch)
                piece = Piece(
                    first: piece.first + more.first, last: piece.last + more.last, empty: piece.empty + more.empty)
            }
        case .repeated(let part, let times):
            piece = try add(part, times: times)
        }
        if piece.empty > 1 { throw .emptyTwice(column: node.column) }
        return piece
    }

    /// The part written out: so many times, and then, nested, the times that may follow.
    private mutating func add(_ part: PatternNode, times: ClosedRange<Int>) throws(Stop) -> Piece {
        var tail = Piece()
        for _ in times.dropFirst() {
            tail = join(try add(part), tail)
            tail.empty += 1
            if tail.empty > 1 { throw .emptyTwice(column: part.column) }
        }
        for _ in 0..<times.lowerBound { tail = join(try add(part), tail) }
        return tail
    }

    private mutating func state(_ characters: CharacterClass, column: Int) throws(Stop) -> Piece {
        guard states.count < Self.mostStates else { throw .tooLarge }
        let number = classes[characters] ?? classes.count
        classes[characters] = number
        states.append(State(characters: number, column: column))
        return Piece(first: [states.count - 1], last: [states.count - 1], empty: 0)
    }

    private mutating func join(_ left: Piece, _ right: Piece) -> Piece {
        for state in left.last { states[state].next += right.first }
        return Piece(
            first: left.empty > 0 ? left.first + right.first : left.first,
            last: right.empty > 0 ? left.last + right.last : right.last,
            empty: min(2, left.empty * right.empty))
    }

    // MARK: - Two ways at once

    /// Follows all pairs of ways that have parted and read the same text since.
    private func twoWays() throws(Stop) -> Ambiguity? {
        let shared = overlaps()
        var found = Set<UInt64>()
        var pairs: [(Int, Int)] = []
        /// Where the two ways of each pair parted.
        var partings: [(Int, Int)] = []
        var steps = 0

        func meet(_ one: Int, _ other: Int, after parting: (Int, Int)?) throws(Stop) -> Bool {
            steps += 1
            if steps > Self.mostSteps { throw .tooLarge }
            guard one != other else { return true }
            guard shared[states[one].characters][states[other].characters] else { return false }
            let (low, high) = (min(one, other), max(one, other))
            if found.insert(UInt64(low) << 32 | UInt64(high)).inserted {
                pairs.append((low, high))
                partings.append(parting ?? (low, high))
            }
            return states[one].isLast && states[other].isLast
        }
        for state in states {
            for (number, one) in state.next.enumerated() {
                for other in state.next[(number + 1)...] where try meet(one, other, after: nil) {
                    return ambiguity(one, other)
                }
            }
        }
        var number = 0
        while number < pairs.count {
            let ((left, right), parting) = (pairs[number], partings[number])
            for one in states[left].next {
                for other in states[right].next where try meet(one, other, after: parting) {
                    return ambiguity(parting.0, parting.1)
                }
            }
            number += 1
        }
        return nil
    }

    private func ambiguity(_ one: Int, _ other: Int) -> Ambiguity {
        let columns = [states[one].column, states[other].column].sorted()
        let reason =
            columns[0] == columns[1]
            ? "the part can be repeated or left out with the same result"
            : "the parts at the columns \(columns[0]) and \(columns[1]) can begin the same text"
        return Ambiguity(column: columns[0], reason: reason)
    }

    /// Which classes have a character in common.
    private func overlaps() -> [[Bool]] {
        let sets = classes.sorted { $0.value < $1.value }.map { Set($0.key.characters) }
        return sets.map { one in sets.map { !one.isDisjoint(with: $0) } }
    }
}
