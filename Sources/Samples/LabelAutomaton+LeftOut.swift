extension LabelAutomaton {
    /// What stands for a character that is drawn and no part of the label: the last one of private use, which no text has.
    package static let leftOut: Unicode.Scalar = "\u{10FFFD}"

    /// The labels without what is marked as left out; nil where none is left.
    ///
    /// Of the blanks around it the first stays where text stands on both sides, and none at a label's ends.
    package var withoutLeftOut: LabelAutomaton? {
        guard scalars.contains(Self.leftOut) else { return self }
        return LabelAutomaton { builder, first in
            var known: [Node: Int] = [:]
            var open: [Node] = []
            for place in start.places {
                let target = Self.place(of: Node(place: place, phase: .start), &known, &open, &builder)
                builder.jump(from: first, to: target)
            }
            let last = builder.place()
            while let node = open.popLast() {
                let from = Self.place(of: node, &known, &open, &builder)
                if node.place == end, node.phase.isComplete { builder.jump(from: from, to: last) }
                for next in jumps(of: node.place) {
                    let target = Self.place(of: Node(place: next, phase: node.phase), &known, &open, &builder)
                    builder.jump(from: from, to: target)
                }
                for edge in edges(of: node.place) {
                    for step in node.phase.steps(over: Kind(edge.scalar)) {
                        let next = Node(place: edge.target, phase: step.next)
                        let target = Self.place(of: next, &known, &open, &builder)
                        if step.isWritten {
                            builder.add(edge.scalar, from: from, to: target)
                        } else {
                            builder.jump(from: from, to: target)
                        }
                    }
                }
            }
            return last
        }
    }

    private static func place(
        of node: Node, _ known: inout [Node: Int], _ open: inout [Node], _ builder: inout Builder
    ) -> Int {
        if let place = known[node] { return place }
        let place = builder.place()
        known[node] = place
        open.append(node)
        return place
    }

    /// A place of the automaton, and what has come since the last character that stays.
    private struct Node: Hashable {
        var place: Int32
        var phase: Phase
    }

    private enum Kind {
        case text, blank, leftOut

        init(_ scalar: Unicode.Scalar) {
            self = scalar == LabelAutomaton.leftOut ? .leftOut : scalar.properties.isWhitespace ? .blank : .text
        }
    }

    /// What has come since the last character that stays.
    ///
    /// Whether a blank stays is known later than it comes: there are several phases at once, of which those that guessed wrong
    /// lead nowhere.
    private enum Phase: Hashable {
        /// Nothing yet.
        case start
        /// A character of the text.
        case text
        /// Blanks with nothing left out beside them.
        case blanks
        /// In the text's midst: blanks before what is left out, that and the first blank, that and no blank.
        case blanksInside, leftOutAndBlank, leftOut
        /// The same at the text's beginning, and at its end.
        case blanksFirst, leftOutFirst, blanksLast, leftOutLast

        var isComplete: Bool { [.start, .text, .blanks, .leftOutLast].contains(self) }

        func steps(over kind: Kind) -> [(next: Phase, isWritten: Bool)] {
            switch (self, kind) {
            case (.start, .text), (.text, .text), (.blanks, .text), (.leftOutAndBlank, .text), (.leftOut, .text),
                (.leftOutFirst, .text):
                [(.text, true)]
            case (.start, .blank): [(.blanks, true), (.blanksFirst, false)]
            case (.start, .leftOut), (.blanksFirst, .leftOut), (.leftOutFirst, _): [(.leftOutFirst, false)]
            case (.text, .blank): [(.blanks, true), (.blanksInside, true), (.blanksLast, false)]
            case (.text, .leftOut): [(.leftOut, false), (.leftOutLast, false)]
            case (.blanks, .blank): [(.blanks, true)]
            case (.blanksInside, .blank): [(.blanksInside, false)]
            case (.blanksInside, .leftOut), (.leftOutAndBlank, _): [(.leftOutAndBlank, false)]
            case (.leftOut, .blank): [(.leftOutAndBlank, true)]
            case (.leftOut, .leftOut): [(.leftOut, false)]
            case (.blanksFirst, .blank): [(.blanksFirst, false)]
            case (.blanksLast, .blank): [(.blanksLast, false)]
            case (.blanksLast, .leftOut), (.leftOutLast, .blank), (.leftOutLast, .leftOut): [(.leftOutLast, false)]
            case (.blanks, .leftOut), (.blanksInside, .text), (.blanksFirst, .text), (.blanksLast, .text),
                (.leftOutLast, .text):
                []
            }
        }
    }
}
