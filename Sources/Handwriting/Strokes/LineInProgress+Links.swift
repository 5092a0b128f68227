/// The strokes by which a writer goes on from one digit or letter to the next without lifting the pen.
extension LineInProgress {
    /// The logarithm of the odds from which on a digit is surely read as another.
    private static let sureMargin = 2.0
    /// The least margin from which on links are looked at: who asks for less takes them as people write them.
    private static let leastOfLinks = 3.0
    /// How often digits of other scripts are joined, against Western ones.
    private static let joiningOfOtherDigits = 0.1

    /// The ways from the end of each character to the start of the next, px; none where the pen is lifted.
    ///
    /// - Parameters:
    ///   - traces: the characters in their places.
    ///   - odds: how often the pen goes on from each character to the next, but for the last.
    func links(between traces: [Trace], _ odds: [Double], _ dice: inout Dice) -> [[SIMD2<Double>]?] {
        var links = [[SIMD2<Double>]?](repeating: nil, count: traces.count)
        for (i, odds) in zip(traces.indices.dropLast(), odds) where dice.chance(odds) {
            links[i] = link(from: traces[i], to: traces[i + 1], &dice)
        }
        return links
    }

    /// How often the pen goes on from each character of a text to the next.
    func oddsOfLinks(in text: String) -> [Double] {
        let kinds = text.map { Skeleton.entry($0)?.kind }
        return zip(kinds, kinds.dropFirst()).map { kind, next in
            switch (kind, next) {
            case (.digit, .digit): style.joining
            case (.otherDigit, .otherDigit): style.joining * Self.joiningOfOtherDigits
            case (.small, .small): style.letterJoining
            default: 0
            }
        }
    }

    /// Goes on from the end of a character to the start of the next, where that is no long way.
    private func link(from trace: Trace, to next: Trace, _ dice: inout Dice) -> [SIMD2<Double>]? {
        guard let exit = trace.exit, trace.ends.indices.contains(exit) else { return nil }
        guard next.points.indices.contains(next.entrance) else { return nil }
        let (from, to) = (trace.points[trace.ends[exit] - 1], next.points[next.entrance])
        let way = (to - from) / digitHeight
        guard way.x > 0.05, length(way) < 0.8 else { return nil }
        let sag = SIMD2(0, dice.uniform(0...0.15) * length(to - from))
        var points: [SIMD2<Double>] = []
        for t in stride(from: step, to: 1, by: max(step, 0.02)) {
            points.append(from + t * (to - from) + 4 * t * (1 - t) * sag)
        }
        return points + [to]
    }

    /// After which characters of a text the pen is lifted, lest a link make another digit of one.
    ///
    /// - Parameter dice: as they were before the text's first character.
    func misleadingLinks(of text: String, _ dice: Dice) -> Set<Int> {
        guard (style.leastMargin ?? 0) >= Self.leastOfLinks, style.joining > 0 else { return [] }
        var (sketch, dice) = (
            LineInProgress(style: style, digitHeight: Self.sketchHeight, climb: climb, memory: memory), dice
        )
        let traces = sketch.layOut(text, &dice)
        let digits = text.map { Skeleton.entry($0)?.digit }
        var misleading: Set<Int> = []
        // The link that leads into the character.
        var lead: [SIMD2<Double>]?
        for (i, link) in sketch.links(between: traces, oddsOfLinks(in: text), &dice).enumerated() {
            defer { lead = misleading.contains(i) ? nil : link }
            guard let link, let digit = digits[i], let next = digits[i + 1] else { continue }
            // A link is no part of a digit, and with it none looks as plain as without: it must not surely be another.
            let isPlain =
                sketch.margin(of: digit, in: traces[i].joined(after: lead, before: link)) > -Self.sureMargin
                && sketch.margin(of: next, in: traces[i + 1].joined(after: link)) > -Self.sureMargin
            if !isPlain { misleading.insert(i) }
        }
        return misleading
    }

    private func margin(of digit: Int, in trace: Trace) -> Double {
        DigitReader.shared.margin(of: digit, in: DigitPicture(trace, radius: style.pen.width / 2 * digitHeight))
    }
}

extension Trace {
    /// The point of a small letter's first stroke that a pen reaches which comes from the left.
    ///
    /// It is the start, or, where that lies on the right, as it does in `a`, the leftmost one in the middle of its body.
    /// The trace must be upright and in digit heights.
    var leftEntrance: Int {
        guard let first = strokes.first, let start = points.first, let box else { return 0 }
        guard start.x - box.low.x > 0.4 * (box.high.x - box.low.x) else { return 0 }
        return first.filter { 0.4...0.85 ~= points[$0].y }.min { points[$0].x < points[$1].x } ?? 0
    }

    /// The trace with the links that lead into its first stroke and out of its last one.
    func joined(after lead: [SIMD2<Double>]? = nil, before link: [SIMD2<Double>]? = nil) -> Trace {
        var trace = self
        if let link, !trace.ends.isEmpty {
            let stroke = trace.exit ?? trace.ends.count - 1
            trace.points.insert(contentsOf: link, at: trace.ends[stroke])
            for later in stroke..<trace.ends.count { trace.ends[later] += link.count }
        }
        if let lead {
            trace.points += lead
            trace.ends.append(trace.points.count)
        }
        return trace
    }
}
