import Neural

/// All ways to write the classes of one text in frames: the text with blanks around its classes, over time.
///
/// Graves, Fernández, Gomez and Schmidhuber, "Connectionist temporal classification" (ICML 2006), section 4.1. A path
/// is at one place of `places` at each time step; it stays, goes to the next one, or jumps over a blank between two
/// classes that differ.
struct Lattice {
    private let frames: Frames
    private let places: [Int]
    private let mayJump: [Bool]

    init(_ frames: Frames, _ classes: [Int]) {
        self.frames = frames
        var places = [frames.blank]
        for category in classes { places += [category, frames.blank] }
        self.places = places
        mayJump = places.indices.map { $0 > 1 && places[$0] != frames.blank && places[$0] != places[$0 - 2] }
    }

    /// The logarithm of the text's probability, the sum over all its paths; minus infinity where none fits.
    var logProbability: Double {
        guard frames.stepCount > 0 else { return places.count == 1 ? 0 : -.infinity }
        var ways = start
        for step in 1..<frames.stepCount {
            // From the last place to the first, so that what lies before is still of the step before.
            for place in places.indices.reversed() {
                let jump = mayJump[place] ? ways[place - 2] : -.infinity
                let sum = logSum(ways[place], place > 0 ? ways[place - 1] : -.infinity, jump)
                ways[place] = sum + Double(frames[step, places[place]])
            }
        }
        return places.count > 1 ? logSum(ways[places.count - 1], ways[places.count - 2]) : ways[0]
    }

    /// The time steps at which the most probable path is at each class of the text; nil where no path fits.
    ///
    /// Of equal paths it is the one that comes later to the later classes.
    var bestSteps: [Range<Int>]? {
        let count = places.count
        guard frames.stepCount > 0 else { return count == 1 ? [] : nil }
        var ways = start
        var moves = [[UInt8]](repeating: [UInt8](repeating: 0, count: count), count: frames.stepCount)
        for step in 1..<frames.stepCount {
            for place in places.indices.reversed() {
                var (best, move): (Double, UInt8) = (ways[place], 0)
                if place > 0, ways[place - 1] > best { (best, move) = (ways[place - 1], 1) }
                if mayJump[place], ways[place - 2] > best { (best, move) = (ways[place - 2], 2) }
                ways[place] = best + Double(frames[step, places[place]])
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

    /// The first time step: a path begins at the first blank or at the first class.
    private var start: [Double] {
        var ways = [Double](repeating: -.infinity, count: places.count)
        for place in places.indices.prefix(2) { ways[place] = Double(frames[0, places[place]]) }
        return ways
    }
}
