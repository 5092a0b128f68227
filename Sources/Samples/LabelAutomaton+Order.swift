package import Scripts

extension LabelAutomaton {
    /// The same labels as they stand in pictures from left to right; nil where they are too many for that.
    ///
    /// Labels that run to the right alone are as they are, and those of letters that run to the left alone are turned
    /// around, however many there are. Others are gone through, digits and letters that count alike all at once.
    package func seen(_ order: TextOrder) -> LabelAutomaton? {
        if order.keeps(edges.lazy.map(\.scalar)) { return self }
        if isTurnedAround(by: order), let turned { return turned }
        var walk = LabelWalk(self, order)
        return walk.labels()
    }

    /// Whether every label is seen from its last character to its first.
    private func isTurnedAround(by order: TextOrder) -> Bool {
        guard order.direction != .ltr, order.digits == .asWritten else { return false }
        guard edges.allSatisfy({ [.right, .neutral].contains($0.scalar.bidiKind) }) else { return false }
        return order.direction == .rtl || !hasLabelWithoutLetters
    }

    /// Whether some label has no letter that tells the direction.
    private var hasLabelWithoutLetters: Bool {
        var seen = Set(start.places)
        var rest = start.places
        while let place = rest.popLast() {
            let reached =
                edges(of: place).filter { $0.scalar.bidiKind == .neutral }.map(\.target) + jumps(of: place)
            for target in reached where seen.insert(target).inserted { rest.append(target) }
        }
        return seen.contains(end)
    }

    /// The labels from their last scalars to their first, each mirrored.
    private var turned: LabelAutomaton? {
        LabelAutomaton { builder, first in
            let places = (0..<placeCount).map { _ in builder.place() }
            for place in 0..<Int32(placeCount) {
                for edge in edges(of: place) {
                    builder.add(edge.scalar.mirrored, from: places[Int(edge.target)], to: places[Int(place)])
                }
                for target in jumps(of: place) { builder.jump(from: places[Int(target)], to: places[Int(place)]) }
            }
            builder.jump(from: first, to: places[Int(end)])
            let last = builder.place()
            for place in start.places { builder.jump(from: places[Int(place)], to: last) }
            return last
        }
    }

    func edges(of place: Int32) -> ArraySlice<Edge> {
        edges[Int(edgeStarts[Int(place)])..<Int(edgeStarts[Int(place) + 1])]
    }

    func jumps(of place: Int32) -> ArraySlice<Int32> {
        jumps[Int(jumpStarts[Int(place)])..<Int(jumpStarts[Int(place) + 1])]
    }
}

/// Goes through the labels of an automaton: all those at once whose scalars count alike for their order.
private struct LabelWalk {
    /// Scalars of which each leads on to the same labels.
    private struct Step: Hashable {
        var scalars: [Unicode.Scalar]
    }

    private struct Branch: Hashable {
        let key: OrderKey
        let next: LabelAutomaton.State
    }

    private struct Known: Hashable {
        let place: Int
        let step: Step
    }

    private let automaton: LabelAutomaton
    private let order: TextOrder
    private var branches: [LabelAutomaton.State: [(step: Step, next: LabelAutomaton.State)]] = [:]
    private var found: [[Step]] = []
    private var size = 0
    private var isTooLarge = false

    /// How many steps all kinds of labels may have, and how many a single one.
    private static let mostSteps = 3_000_000
    private static let longest = 500

    init(_ labels: LabelAutomaton, _ order: TextOrder) {
        automaton = labels
        self.order = order
    }

    /// The labels as they are seen; nil where they are too many.
    mutating func labels() -> LabelAutomaton? {
        walk(from: automaton.start, [])
        guard !isTooLarge else { return nil }
        return LabelAutomaton { builder, first in
            let end = builder.place()
            // Labels that begin alike share the places of their beginnings.
            var known: [Known: Int] = [:]
            for steps in found {
                var now = first
                for step in seen(steps) {
                    let way = Known(place: now, step: step)
                    if let next = known[way] {
                        now = next
                    } else {
                        let next = builder.place()
                        for scalar in step.scalars { builder.add(scalar, from: now, to: next) }
                        known[way] = next
                        now = next
                    }
                }
                builder.jump(from: now, to: end)
            }
            return end
        }
    }

    private mutating func walk(from state: LabelAutomaton.State, _ steps: [Step]) {
        if automaton.isComplete(state) {
            found.append(steps)
            size += steps.count + 1
        }
        guard size <= Self.mostSteps, steps.count <= Self.longest else {
            isTooLarge = true
            return
        }
        for (step, next) in ways(from: state) {
            walk(from: next, steps + [step])
            if isTooLarge { return }
        }
    }

    private mutating func ways(
        from state: LabelAutomaton.State
    ) -> [(step: Step, next: LabelAutomaton.State)] {
        if let known = branches[state] { return known }
        let scalars = Set(state.places.flatMap { automaton.edges(of: $0).map(\.scalar) }).sorted()
        var places: [Branch: Int] = [:]
        var ways: [(step: Step, next: LabelAutomaton.State)] = []
        for scalar in scalars {
            guard let next = automaton.next(state, scalar: scalar) else { continue }
            let branch = Branch(key: scalar.orderKey, next: next)
            if let place = places[branch] {
                ways[place].step.scalars.append(scalar)
            } else {
                places[branch] = ways.count
                ways.append((Step(scalars: [scalar]), next))
            }
        }
        branches[state] = ways
        return ways
    }

    /// The steps as they are seen; the first scalars of all stand for the others.
    private func seen(_ steps: [Step]) -> [Step] {
        let text = String(String.UnicodeScalarView(steps.map { $0.scalars[0] }))
        var starts: [Int] = []
        var count = 0
        let characters = Array(text)
        for character in characters {
            starts.append(count)
            count += character.unicodeScalars.count
        }
        return order.seen(text).flatMap { placed -> [Step] in
            let start = starts[placed.place]
            var own = Array(steps[start..<start + characters[placed.place].unicodeScalars.count])
            // Only what stands for itself alone is mirrored.
            if placed.character != characters[placed.place], let first = placed.character.unicodeScalars.first {
                own[0] = Step(scalars: [first])
            }
            return own
        }
    }
}
