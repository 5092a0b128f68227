/// All moments of a set by the values that a form shows of them, in its order: every way from the first node to the last is
/// one that exists, and equal ends are kept once.
///
/// A hundred years of days are some hundred nodes.
struct MomentGraph {
    /// A value, and where it leads.
    struct Edge: Hashable {
        var value: Int
        var target: Int
    }

    /// What can follow the first `level` values.
    struct Node: Hashable {
        var level: Int
        var edges: [Edge]
    }

    /// The nodes; edges lead to nodes with higher numbers.
    let nodes: [Node]
    /// One of the moments.
    let anyMoment: Moment
    /// A moment for each value, by level.
    private let examples: [[Int: Moment]]

    /// The graph of moments, of which there must be one at least.
    init(_ values: [DateForm.Value], of moments: [Moment]) {
        var maker = Maker(values: values, moments: moments)
        _ = maker.node(0, Array(moments.indices))
        // Nodes are made from the ends to the first one.
        let last = maker.nodes.count - 1
        nodes = maker.nodes.reversed().map { node in
            Node(level: node.level, edges: node.edges.map { Edge(value: $0.value, target: last - $0.target) })
        }
        anyMoment = moments[0]
        examples = maker.examples
    }

    /// A moment with a value.
    func moment(_ level: Int, _ value: Int) -> Moment { examples[level][value] ?? anyMoment }

    private struct Maker {
        let values: [DateForm.Value]
        let moments: [Moment]
        var nodes: [Node] = []
        var examples: [[Int: Moment]]
        private var known: [Node: Int] = [:]

        init(values: [DateForm.Value], moments: [Moment]) {
            self.values = values
            self.moments = moments
            examples = [[Int: Moment]](repeating: [:], count: values.count)
        }

        /// The number of the node behind which some of the moments lie.
        mutating func node(_ level: Int, _ members: [Int]) -> Int {
            var edges: [Edge] = []
            if level < values.count {
                var groups: [Int: [Int]] = [:]
                for member in members { groups[moments[member][values[level]], default: []].append(member) }
                for (value, group) in groups.sorted(by: { $0.key < $1.key }) {
                    if examples[level][value] == nil { examples[level][value] = moments[group[0]] }
                    edges.append(Edge(value: value, target: node(level + 1, group)))
                }
            }
            let node = Node(level: level, edges: edges)
            if let number = known[node] { return number }
            nodes.append(node)
            known[node] = nodes.count - 1
            return nodes.count - 1
        }
    }
}

extension DateForm {
    /// The values that it shows, in order.
    var values: [Value] { pieces.compactMap(\.value) }

    /// How a piece is written for a moment.
    func text(_ piece: Piece, _ moment: Moment, _ style: Style) -> String {
        var bytes: [UInt8] = []
        DateForm(pieces: [piece]).write(moment, style, into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
