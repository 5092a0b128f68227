import Neural

/// All ways to write the classes of one text in frames: the text with blanks around its classes, over time.
struct Lattice {
    private let frames: Frames
    private let label: ExtendedLabel

    init(_ frames: Frames, _ classes: [Int]) {
        self.frames = frames
        label = ExtendedLabel(classes, blank: frames.blank)
    }

    /// The logarithm of the text's probability, the sum over all its paths; minus infinity where none fits.
    var logProbability: Double {
        label.forward(steps: frames.stepCount, logarithm: logarithm)
    }

    /// The time steps at which the most probable path is at each class of the text; nil where no path fits.
    ///
    /// Of equal paths it is the one that comes later to the later classes.
    var bestSteps: [Range<Int>]? {
        let count = label.places.count
        guard frames.stepCount > 0 else { return count == 1 ? [] : nil }
        var ways = label.start(logarithm)
        var moves = [[UInt8]](repeating: [UInt8](repeating: 0, count: count), count: frames.stepCount)
        for step in 1..<frames.stepCount {
            for place in label.places.indices.reversed() {
                var (best, move): (Double, UInt8) = (ways[place], 0)
                if place > 0, ways[place - 1] > best { (best, move) = (ways[place - 1], 1) }
                if label.mayJump[place], ways[place - 2] > best { (best, move) = (ways[place - 2], 2) }
                ways[place] = best + logarithm(step, place)
                moves[step][place] = move
            }
        }
        var place = count > 1 && ways[count - 2] > ways[count - 1] ? count - 2 : count - 1
        guard ways[place] > -.infinity else { return nil }
        var found = [Range<Int>](repeating: 0..<0, count: count / 2)
        for step in (0..<frames.stepCount).reversed() {
            if place % 2 == 1 {
                let old = found[place / 2]
                found[place / 2] = step..<(old.isEmpty ? step + 1 : old.upperBound)
            }
            place -= Int(moves[step][place])
        }
        return found
    }

    private func logarithm(_ step: Int, _ place: Int) -> Double { Double(frames[step, label.places[place]]) }
}
