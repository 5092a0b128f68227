/// How one writer writes one character: a skeleton made the writer's own.
struct Form {
    /// The strokes' nodes, in digit heights.
    var strokes: [[Node]]
    /// How far nodes may move, against those of a digit.
    var looseness: Double

    /// The writer's form of the character at a place of the alphabet.
    ///
    /// - Parameter habit: the writer's choices for this character, the same at all times.
    /// - Parameter dice: whether this time the writer does it in another way.
    init(_ place: Int, style: Style, habit: inout Dice, _ dice: inout Dice) {
        let skeletons = Skeleton.alphabet[place].skeletons
        let favourite = habit.pick(skeletons.lazy.map(\.weight))
        let other = dice.pick(skeletons.lazy.map(\.weight))
        let skeleton = skeletons[dice.chance(style.constancy) ? favourite : other]
        looseness = skeleton.looseness
        strokes = skeleton.strokes.map(\.nodes)
        bend(style.individuality, &habit)
        bend(style.unsteadiness, &dice)
    }

    /// Moves the nodes: each by itself, all in a smooth way, each stroke as a whole, and ends along their stroke.
    private mutating func bend(_ deviation: Double, _ dice: inout Dice) {
        let sigma = deviation * looseness
        let warp = Warp(sigma, &dice)
        for s in strokes.indices {
            let shift = s == 0 ? SIMD2() : dice.offset(sigma)
            extend(&strokes[s], sigma, &dice)
            for n in strokes[s].indices {
                strokes[s][n].point = warp(strokes[s][n].point) + shift + dice.offset(0.6 * sigma)
            }
        }
    }

    private func extend(_ nodes: inout [Node], _ sigma: Double, _ dice: inout Dice) {
        let last = nodes.count - 1
        guard last > 0 else { return }
        let begin = nodes[0].point - nodes[1].point
        let end = nodes[last].point - nodes[last - 1].point
        let (before, after) = (dice.normal(1.5 * sigma), dice.normal(1.5 * sigma))
        nodes[0].point += begin * (max(before, -0.5 * length(begin)) / max(length(begin), 0.05))
        nodes[last].point += end * (max(after, -0.5 * length(end)) / max(length(end), 0.05))
    }
}

/// A smooth change of shape: polynomials of the place.
private struct Warp {
    private let squares: SIMD2<Double>
    private let mixed: SIMD2<Double>
    private let heights: SIMD2<Double>
    private let cubes: SIMD2<Double>
    private let linear: SIMD2<Double>

    init(_ sigma: Double, _ dice: inout Dice) {
        linear = dice.offset(1.6 * sigma)
        squares = dice.offset(2.5 * sigma)
        mixed = dice.offset(4 * sigma)
        heights = dice.offset(3 * sigma)
        cubes = dice.offset(6 * sigma)
    }

    func callAsFunction(_ point: SIMD2<Double>) -> SIMD2<Double> {
        let (x, y) = (point.x - 0.3, point.y - 0.5)
        let bend = squares * (x * x) + mixed * (x * y) + heights * (y * y - 0.1)
        return point + bend + cubes * (y * (y * y - 0.2)) + SIMD2(linear.x * y, linear.y * x)
    }
}
