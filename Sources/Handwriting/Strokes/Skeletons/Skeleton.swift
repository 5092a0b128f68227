/// One way to write a character: the strokes of the pen, before a hand gets at them.
///
/// Coordinates are hundredths of a digit's height: x from the left, y down from a digit's top (0) to the baseline
/// (100).
struct Skeleton: Sendable {
    /// What this way is called.
    var name: String
    /// How common it is, against the others of its character.
    var weight: Double
    /// The strokes, in the order in which they are drawn.
    var strokes: [Stroke]
    /// How far a hand may move the points, against those of a digit: less for small marks.
    var looseness: Double
    /// The stroke from whose end a writer goes on to the next letter; nil where the pen is lifted.
    var exit: Int?
    /// From the highest to the lowest point, in digit heights.
    var reach: ClosedRange<Double>

    init(_ name: String, weight: Double = 1, looseness: Double = 1, exit: Int? = nil, _ strokes: Stroke...) {
        self.name = name
        self.weight = weight
        self.strokes = strokes
        self.looseness = looseness
        self.exit = exit
        let heights = strokes.flatMap(\.nodes).map(\.point.y)
        reach = (heights.min() ?? 0)...(heights.max() ?? 0)
    }
}

/// What is drawn without lifting the pen: a smooth curve through its nodes.
struct Stroke: Sendable {
    var nodes: [Node]

    init(_ nodes: Node...) {
        self.nodes = nodes
    }
}

/// A point through which the pen goes.
struct Node: Sendable {
    /// Where, in digit heights.
    var point: SIMD2<Double>
    /// Whether the pen may change its direction at once.
    var isCorner: Bool

    /// A point that is passed smoothly, hundredths of a digit's height.
    static func at(_ x: Double, _ y: Double) -> Node {
        Node(point: SIMD2(x, y) / 100, isCorner: false)
    }

    /// A point where the pen turns, hundredths of a digit's height.
    static func turn(_ x: Double, _ y: Double) -> Node {
        Node(point: SIMD2(x, y) / 100, isCorner: true)
    }
}
