/// All texts that a label can be, as an automaton over Unicode scalars.
///
/// It may be in several places at once: a state is the set of them. It is finite in places, not always in texts.
package struct LabelAutomaton: Sendable {
    /// Where the automaton can be after a text, which some text completes.
    package struct State: Hashable, Sendable {
        /// The places, in rising order; never empty.
        let places: [Int32]
    }

    /// The state before any text.
    package let start: State
    let end: Int32
    /// Where the edges of each place begin, and the end; those of a place are in the order of their scalars.
    let edgeStarts: [Int32]
    let edges: [Edge]
    let jumpStarts: [Int32]
    /// Places that can be reached without a scalar.
    let jumps: [Int32]
    /// The fewest scalars from each place to the end.
    private let remainders: [Int32]

    struct Edge: Sendable {
        var scalar: Unicode.Scalar
        var target: Int32
    }

    /// Every scalar that stands in a label.
    package var scalars: Set<Unicode.Scalar> { Set(edges.lazy.map(\.scalar)) }

    /// How many places it has.
    package var placeCount: Int { remainders.count }

    /// The state after one more character; nil where no text goes on like that.
    package func next(_ state: State, _ character: Character) -> State? {
        var state: State? = state
        for scalar in character.unicodeScalars {
            guard let now = state else { return nil }
            state = next(now, scalar: scalar)
        }
        return state
    }

    func next(_ state: State, scalar: Unicode.Scalar) -> State? {
        var found: [Int32] = []
        for place in state.places {
            var (low, high) = (Int(edgeStarts[Int(place)]), Int(edgeStarts[Int(place) + 1]))
            let last = high
            while low < high {
                let middle = (low + high) / 2
                if edges[middle].scalar < scalar { low = middle + 1 } else { high = middle }
            }
            while low < last, edges[low].scalar == scalar {
                found.append(edges[low].target)
                low += 1
            }
        }
        return closed(found)
    }

    /// The state of places and of all that can be reached from them without a scalar.
    private func closed(_ places: [Int32]) -> State? {
        Self.closure(of: places, jumpStarts: jumpStarts, jumps: jumps).map { State(places: $0) }
    }

    private static func closure(of places: [Int32], jumpStarts: [Int32], jumps: [Int32]) -> [Int32]? {
        if places.isEmpty { return nil }
        if places.count == 1, jumpStarts[Int(places[0])] == jumpStarts[Int(places[0]) + 1] { return places }
        var seen = Set<Int32>()
        var rest = places
        while let place = rest.popLast() {
            guard seen.insert(place).inserted else { continue }
            rest += jumps[Int(jumpStarts[Int(place)])..<Int(jumpStarts[Int(place) + 1])]
        }
        return seen.sorted()
    }

    /// Whether the text so far is a whole label.
    package func isComplete(_ state: State) -> Bool { state.places.contains(end) }

    /// The fewest Unicode scalars that complete the text so far; 0 where it is complete.
    package func remainder(of state: State) -> Int { Int(state.places.map { remainders[Int($0)] }.min() ?? 0) }

    /// Whether a text is one of the labels.
    package func accepts(_ text: String) -> Bool {
        var state: State? = start
        for scalar in text.unicodeScalars {
            guard let now = state else { return false }
            state = next(now, scalar: scalar)
        }
        return state.map(isComplete) ?? false
    }

    /// Builds an automaton as a path from its first place to its last; nil where there is no text.
    ///
    /// What leads to no whole text is left out.
    package init?(_ build: (inout Builder, Int) throws -> Int) rethrows {
        var builder = Builder()
        let first = builder.place()
        let last = try build(&builder, first)
        self.init(builder, first: first, last: last)
    }

    private init?(_ builder: Builder, first: Int, last: Int) {
        let remainders = builder.remainders(to: last)
        guard remainders[first] < .max else { return nil }
        var (edgeStarts, edges): ([Int32], [Edge]) = ([0], [])
        var (jumpStarts, jumps): ([Int32], [Int32]) = ([0], [])
        for place in remainders.indices {
            edges += builder.edges[place].lazy.filter { remainders[Int($0.target)] < .max }
                .sorted { ($0.scalar, $0.target) < ($1.scalar, $1.target) }
            edgeStarts.append(Int32(edges.count))
            jumps += builder.jumps[place].lazy.filter { remainders[Int($0)] < .max }
            jumpStarts.append(Int32(jumps.count))
        }
        self.edgeStarts = edgeStarts
        self.edges = edges
        self.jumpStarts = jumpStarts
        self.jumps = jumps
        self.remainders = remainders
        end = Int32(last)
        start = State(
            places: Self.closure(of: [Int32(first)], jumpStarts: jumpStarts, jumps: jumps) ?? [Int32(first)])
    }

    /// The automaton of the same labels with each scalar written as another text: in lower case, say.
    ///
    /// A scalar that becomes nothing is left out.
    package func mapped(_ text: (Unicode.Scalar) -> String) -> LabelAutomaton {
        guard scalars.contains(where: { text($0) != String($0) }) else { return self }
        let mapped = LabelAutomaton { builder, first in
            builder.add(self, from: first, text: text)
        }
        return mapped ?? self
    }
}

extension LabelAutomaton {
    /// Puts an automaton together: every function adds texts behind a place, and returns the place behind them.
    package struct Builder {
        fileprivate var edges: [[Edge]] = []
        fileprivate var jumps: [[Int32]] = []

        /// How many places there are so far.
        package var placeCount: Int { edges.count }

        /// A new place, to which nothing leads.
        package mutating func place() -> Int {
            edges.append([])
            jumps.append([])
            return edges.count - 1
        }

        /// One scalar from a place to another.
        package mutating func add(_ scalar: Unicode.Scalar, from place: Int, to target: Int) {
            edges[place].append(Edge(scalar: scalar, target: Int32(target)))
        }

        /// Nothing from a place to another.
        package mutating func jump(from place: Int, to target: Int) {
            jumps[place].append(Int32(target))
        }

        /// One text.
        package mutating func add(_ text: String, from place: Int) -> Int {
            var place = place
            for scalar in text.unicodeScalars {
                let target = self.place()
                add(scalar, from: place, to: target)
                place = target
            }
            return place
        }

        /// One of several characters.
        package mutating func add(oneOf characters: some Sequence<Character>, from place: Int) -> Int {
            let end = self.place()
            for character in characters {
                let scalars = Array(character.unicodeScalars)
                let last = add(String(String.UnicodeScalarView(scalars.dropLast())), from: place)
                add(scalars[scalars.count - 1], from: last, to: end)
            }
            return end
        }

        /// One of several texts; texts that begin alike share the places of their beginnings.
        package mutating func add(oneOf texts: some Sequence<String>, from place: Int) -> Int {
            let end = self.place()
            var known: [Step: Int] = [:]
            // A trie needs a place of its own: what others add behind `place` is not a part of it.
            let root = self.place()
            jump(from: place, to: root)
            for text in texts {
                var now = root
                for scalar in text.unicodeScalars {
                    let step = Step(place: now, scalar: scalar)
                    if let next = known[step] {
                        now = next
                    } else {
                        let next = self.place()
                        add(scalar, from: now, to: next)
                        known[step] = next
                        now = next
                    }
                }
                jump(from: now, to: end)
            }
            return end
        }

        private struct Step: Hashable {
            let place: Int
            let scalar: Unicode.Scalar
        }

        /// Any of several kinds of texts, each of which adds its own.
        package mutating func add<Kinds: Sequence>(
            anyOf kinds: Kinds, from place: Int, _ add: (inout Builder, Kinds.Element, Int) throws -> Int
        ) rethrows -> Int {
            let end = self.place()
            for kind in kinds {
                let start = self.place()
                jump(from: place, to: start)
                jump(from: try add(&self, kind, start), to: end)
            }
            return end
        }

        /// The labels of an automaton, each scalar written as the text that is given for it.
        package mutating func add(
            _ other: LabelAutomaton, from place: Int, text: (Unicode.Scalar) -> String = { String($0) }
        ) -> Int {
            let base = edges.count
            for _ in 0..<other.placeCount { _ = self.place() }
            for place in 0..<other.placeCount {
                for edge in other.edges[Int(other.edgeStarts[place])..<Int(other.edgeStarts[place + 1])] {
                    let scalars = Array(text(edge.scalar).unicodeScalars)
                    var now = base + place
                    for scalar in scalars.dropLast() {
                        let next = self.place()
                        add(scalar, from: now, to: next)
                        now = next
                    }
                    if let last = scalars.last {
                        add(last, from: now, to: base + Int(edge.target))
                    } else {
                        jump(from: now, to: base + Int(edge.target))
                    }
                }
                for jump in other.jumps[Int(other.jumpStarts[place])..<Int(other.jumpStarts[place + 1])] {
                    self.jump(from: base + place, to: base + Int(jump))
                }
            }
            for start in other.start.places { jump(from: place, to: base + Int(start)) }
            return base + Int(other.end)
        }

        /// The fewest scalars from each place to one; `Int32.max` where it can't be reached.
        fileprivate func remainders(to last: Int) -> [Int32] {
            var incoming = [[(place: Int32, cost: Int32)]](repeating: [], count: edges.count)
            for place in edges.indices {
                for edge in edges[place] { incoming[Int(edge.target)].append((Int32(place), 1)) }
                for jump in jumps[place] { incoming[Int(jump)].append((Int32(place), 0)) }
            }
            var found = [Int32](repeating: .max, count: edges.count)
            // Places at one distance after the other; a jump costs nothing, so its place joins the same round.
            var (round, distance): ([Int32], Int32) = ([Int32(last)], 0)
            while !round.isEmpty {
                var next: [Int32] = []
                while let place = round.popLast() {
                    guard found[Int(place)] == .max else { continue }
                    found[Int(place)] = distance
                    for (from, cost) in incoming[Int(place)] where found[Int(from)] == .max {
                        if cost == 0 { round.append(from) } else { next.append(from) }
                    }
                }
                (round, distance) = (next, distance + 1)
            }
            return found
        }
    }

    /// The texts of a list.
    ///
    /// - Parameter separators: What may stand between several texts of the list; with none, a label is one text.
    package init?(of texts: some Sequence<String>, separators: some Sequence<String> = EmptyCollection()) {
        self.init { builder, first in
            let start = builder.place()
            builder.jump(from: first, to: start)
            let end = builder.add(oneOf: texts, from: start)
            for separator in separators {
                builder.jump(from: builder.add(separator, from: end), to: start)
            }
            return end
        }
    }
}
