#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How one writer writes one character: a skeleton made the writer's own.
struct Form {
    /// The strokes' nodes, in digit heights.
    var strokes: [[Node]]
    /// How far nodes may move, against those of a digit.
    var looseness: Double
    /// How high the character is, against others.
    var size: Double
    /// From the highest to the lowest point of the skeleton: what the writer aims at, digit heights.
    var reach: ClosedRange<Double>
    /// The stroke from whose end the pen may go on to the next character; nil where it is lifted.
    let exit: Int?
    /// Whether it is a letter, which is reached at its left side.
    let isLetter: Bool
    /// How far it stands from what is before it, against others.
    let distance: Double
    /// The skeleton's nodes where it is one of the rarer, which `DigitReader` does not know; nil otherwise.
    private let rarer: [[Node]]?

    /// The writer's form of the character at a place of the alphabet.
    ///
    /// - Parameter habit: the writer's choices for this character, the same at all times.
    /// - Parameter dice: whether this time the writer does it in another way.
    init(_ place: Int, style: Style, habit: inout Dice, _ dice: inout Dice) {
        let entry = Skeleton.alphabet[place]
        let favourite = entry.skeleton(style, &habit)
        let other = entry.skeleton(style, &dice)
        self.init(entry, dice.chance(style.constancy) ? favourite : other, style, &habit)
        bend(style.unsteadiness, &dice)
    }

    /// The form that the writer means, and comes near to each time.
    init(meant place: Int, style: Style, habit: inout Dice) {
        let entry = Skeleton.alphabet[place]
        let favourite = entry.skeleton(style, &habit)
        self.init(entry, favourite, style, &habit)
    }

    private init(
        _ entry: Skeleton.Entry, _ choice: (way: Skeleton, isRarer: Bool), _ style: Style, _ habit: inout Dice
    ) {
        let skeleton = choice.way
        looseness = skeleton.looseness * entry.looseness
        size = entry.size * (1 + habit.normal(style.unevenness))
        strokes = skeleton.strokes.map(\.nodes)
        rarer = choice.isRarer ? strokes : nil
        reach = skeleton.reach
        isLetter = entry.kind == .small
        exit = isLetter ? skeleton.exit : skeleton.strokes.count - 1
        distance = entry.distance
        bend(style.individuality, &habit)
    }

    /// The form as the copybook has it, where it is one of the rarer; nil otherwise.
    var asTaught: Form? {
        guard let rarer else { return nil }
        var form = self
        form.strokes = rarer
        return form
    }

    /// How much the form is enlarged, so that it becomes as high as the writer means it to be.
    /// - Parameters:
    ///   - reach: from its highest to its lowest point as it is bent.
    ///   - chance: by how much the writer misses the height this time.
    func height(of reach: Double, times chance: Double = 1) -> Double {
        size * chance * max(self.reach.upperBound - self.reach.lowerBound, 0.1) / max(reach, 0.1)
    }

    /// The middle line of its ink, upright, in digit heights of its own.
    /// - Parameter step: how finely curves are cut.
    func trace(step: Double, roundness: Double) -> Trace {
        var trace = Trace()
        for stroke in strokes { trace.add(stroke, step: step, roundness: roundness * looseness) }
        trace.exit = exit
        if isLetter { trace.entrance = trace.leftEntrance }
        return trace
    }

    /// Moves the nodes: all in a smooth way, each stroke as a whole, ends along their stroke, and each by itself.
    private mutating func bend(_ deviation: Double, _ dice: inout Dice) {
        let sigma = deviation * looseness
        let warp = Warp(sigma, &dice)
        for s in strokes.indices {
            extend(&strokes[s], sigma, &dice)
            if s > 0 { move(&strokes[s], sigma, &dice) }
            for n in strokes[s].indices {
                strokes[s][n].point = warp(strokes[s][n].point) + dice.offset(0.45 * sigma)
            }
        }
    }

    /// Makes both ends of a stroke longer or, by less, shorter: a 2 must not lose its foot.
    private func extend(_ nodes: inout [Node], _ sigma: Double, _ dice: inout Dice) {
        let last = nodes.count - 1
        guard last > 0 else { return }
        let begin = nodes[0].point - nodes[1].point
        let end = nodes[last].point - nodes[last - 1].point
        let (before, after) = (dice.normal(2.5 * sigma), dice.normal(2.5 * sigma))
        nodes[0].point += begin * (max(before, -0.4 * length(begin)) / max(length(begin), 0.05))
        nodes[last].point += end * (max(after, -0.4 * length(end)) / max(length(end), 0.05))
    }

    /// Puts a stroke beside its place, turned and scaled a little.
    private func move(_ nodes: inout [Node], _ sigma: Double, _ dice: inout Dice) {
        let middle = nodes.reduce(SIMD2()) { $0 + $1.point } / Double(nodes.count)
        let shift = dice.offset(sigma)
        let (scale, turn) = (1 + dice.normal(3 * sigma), dice.normal(2 * sigma))
        for n in nodes.indices {
            let way = nodes[n].point - middle
            nodes[n].point = middle + shift + scale * way + turn * SIMD2(-way.y, way.x)
        }
    }
}

/// A smooth change of shape: polynomials of the place, and a wave.
private struct Warp {
    /// Makes the character wider to one side; taller at one side.
    private let across: SIMD2<Double>
    /// Makes the upper part wider than the lower, or the other way round.
    private let wedge: SIMD2<Double>
    /// Bows the character, and moves its waist up or down.
    private let bow: SIMD2<Double>
    /// Bends the character like an S.
    private let swing: SIMD2<Double>
    /// Leans the character, and lets what is level rise or fall.
    private let lean: SIMD2<Double>
    private let wave: SIMD2<Double>
    private let frequency: SIMD2<Double>
    private let phase: Double

    init(_ sigma: Double, _ dice: inout Dice) {
        across = SIMD2(dice.normal(4 * sigma), dice.normal(3 * sigma))
        wedge = SIMD2(dice.normal(8 * sigma), dice.normal(4 * sigma))
        bow = SIMD2(dice.normal(4 * sigma), dice.normal(5 * sigma))
        swing = SIMD2(dice.normal(12 * sigma), dice.normal(6 * sigma))
        lean = SIMD2(dice.normal(2.5 * sigma), dice.normal(1.8 * sigma))
        wave = dice.offset(0.6 * sigma)
        frequency = dice.offset(6)
        phase = dice.uniform(0...6.283)
    }

    func callAsFunction(_ point: SIMD2<Double>) -> SIMD2<Double> {
        let (x, y) = (point.x - 0.3, point.y - 0.5)
        let smooth = across * (x * x) + wedge * (x * y) + bow * (y * y - 0.15) + swing * (y * (y * y - 0.2))
        return point + smooth + lean * SIMD2(y, x) + wave * sin(phase + (frequency * point).sum())
    }
}
