import Glibc
import Neural
import Samples

/// One search through the frames of one image.
struct BeamSearch {
    /// A beginning of a text; one node for each.
    private struct Node {
        let parent: Int
        /// The last class; the blank stands for the empty text.
        let category: Int
        let state: LabelAutomaton.State?
        /// The fewest scalars that complete the text.
        let remainder: Int
    }

    /// A beginning in the beam, with the logarithms of the probabilities of all paths that write it so far.
    private struct Entry {
        let node: Int
        /// Of those that end with a blank.
        var blank = -Double.infinity
        /// Of those that end with its last class.
        var symbol = -Double.infinity

        var total: Double { logSum(blank, symbol) }
    }

    private struct Step: Hashable {
        let node: Int
        let category: Int
    }

    private let frames: Frames
    private let alphabet: Alphabet
    private let labels: LabelAutomaton?
    private let width: Int
    /// The most scalars of one class.
    private let widest: Int
    private let least: Float
    private var nodes: [Node]
    /// The longer beginnings that were tried; -1 where no label begins like that.
    private var children: [Step: Int] = [:]
    /// Where each node stands in the beam of the next time step; -1 for nowhere.
    private var slots = [-1]

    init(_ decoder: BeamDecoder, _ frames: Frames, _ alphabet: Alphabet) {
        self.frames = frames
        self.alphabet = alphabet
        labels = decoder.labels(for: alphabet)
        width = decoder.width
        widest = alphabet.characters.map(\.unicodeScalars.count).max() ?? 1
        least = Float(log(decoder.leastProbability))
        nodes = [
            Node(
                parent: -1, category: frames.blank, state: labels?.start,
                remainder: labels.map { $0.remainder(of: $0.start) } ?? 0)
        ]
    }

    /// The classes of the texts that are left at the end.
    mutating func texts() -> [[Int]] {
        var beam = [Entry(node: 0, blank: 0)]
        for step in 0..<frames.stepCount { beam = advance(beam, step) }
        return beam.map(\.node).filter(isComplete).map(classes)
    }

    private mutating func advance(_ beam: [Entry], _ step: Int) -> [Entry] {
        let likely = (0..<frames.blank).filter { frames[step, $0] >= least && frames[step, $0] > -.infinity }
        let blank = Double(frames[step, frames.blank])
        var next: [Entry] = []
        for entry in beam {
            let (total, last) = (entry.total, nodes[entry.node].category)
            let place = slot(of: entry.node, in: &next)
            next[place].blank = logSum(next[place].blank, total + blank)
            if last != frames.blank {
                let stay = entry.symbol + Double(frames[step, last])
                next[place].symbol = logSum(next[place].symbol, stay)
            }
            for category in likely {
                // The same class again is a new character only behind a blank.
                let ways = (category == last ? entry.blank : total) + Double(frames[step, category])
                guard ways > -.infinity, let child = child(of: entry.node, category) else { continue }
                let place = slot(of: child, in: &next)
                next[place].symbol = logSum(next[place].symbol, ways)
            }
        }
        for entry in next { slots[entry.node] = -1 }
        // What can't be completed any more makes room: each time step writes one class at most.
        let rest = frames.stepCount - step - 1
        var ranked: [(entry: Entry, total: Double)] = []
        for entry in next where fewestClasses(from: entry.node) <= rest {
            let total = entry.total
            if total > -.infinity { ranked.append((entry, total)) }
        }
        ranked.sort { $0.total != $1.total ? $0.total > $1.total : $0.entry.node < $1.entry.node }
        return ranked.prefix(width).map(\.entry)
    }

    /// Classes that must still come; a lower bound, as a class may stand for several scalars.
    private func fewestClasses(from node: Int) -> Int { (nodes[node].remainder + widest - 1) / widest }

    private mutating func slot(of node: Int, in next: inout [Entry]) -> Int {
        if slots[node] < 0 {
            slots[node] = next.count
            next.append(Entry(node: node))
        }
        return slots[node]
    }

    private mutating func child(of node: Int, _ category: Int) -> Int? {
        let step = Step(node: node, category: category)
        if let known = children[step] { return known < 0 ? nil : known }
        var state: LabelAutomaton.State?
        if let labels, let before = nodes[node].state {
            state = labels.next(before, alphabet.characters[category])
            guard state != nil else {
                children[step] = -1
                return nil
            }
        }
        nodes.append(
            Node(
                parent: node, category: category, state: state,
                remainder: state.flatMap { labels?.remainder(of: $0) } ?? 0))
        slots.append(-1)
        children[step] = nodes.count - 1
        return nodes.count - 1
    }

    private func isComplete(_ node: Int) -> Bool {
        guard let labels, let state = nodes[node].state else { return true }
        return labels.isComplete(state)
    }

    private func classes(of node: Int) -> [Int] {
        var (found, now): ([Int], Int) = ([], node)
        while now > 0 {
            found.append(nodes[now].category)
            now = nodes[now].parent
        }
        return found.reversed()
    }
}
