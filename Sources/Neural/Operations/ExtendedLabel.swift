/// A label with blanks around its symbols: the places at which a path of CTC can be.
///
/// Graves, Fernández, Gomez and Schmidhuber, "Connectionist temporal classification" (ICML 2006), section 4.1. A path is
/// at one of the places at each time step; it stays, goes to the next one, or jumps over a blank between two symbols
/// that differ.
package struct ExtendedLabel: Sendable {
    /// The class at each place: a blank, the first symbol, a blank, and so on.
    package let places: [Int]
    /// Whether a path can come to a place from the one before the last.
    package let mayJump: [Bool]

    /// The places of a label.
    package init(_ label: [Int], blank: Int) {
        var places = [blank]
        for symbol in label { places += [symbol, blank] }
        self.places = places
        mayJump = places.indices.map { $0 > 1 && places[$0] != blank && places[$0] != places[$0 - 2] }
    }

    /// The logarithms of the ways to be at each place at the first time step: at the first blank, or the first symbol.
    package func start(_ logarithm: (_ step: Int, _ place: Int) -> Double) -> [Double] {
        var ways = [Double](repeating: -.infinity, count: places.count)
        for place in places.indices.prefix(2) { ways[place] = logarithm(0, place) }
        return ways
    }

    /// The logarithm of the label's probability: the sum over all paths; minus infinity where none fits.
    ///
    /// - Parameters:
    ///   - steps: how many time steps there are.
    ///   - logarithm: the logarithm of the probability of a place's class at a time step.
    ///   - each: is given, for each time step, the logarithms of all ways to be at each place by then.
    package func forward(
        steps: Int, logarithm: (_ step: Int, _ place: Int) -> Double, each: ([Double]) -> Void = { _ in }
    ) -> Double {
        guard steps > 0 else { return places.count == 1 ? 0 : -.infinity }
        var ways = start(logarithm)
        each(ways)
        for step in 1..<steps {
            // From the last place to the first, so that what lies before is still of the step before.
            for place in places.indices.reversed() {
                let jump = mayJump[place] ? ways[place - 2] : -.infinity
                let sum = logSum(ways[place], place > 0 ? ways[place - 1] : -.infinity, jump)
                ways[place] = sum + logarithm(step, place)
            }
            each(ways)
        }
        return places.count > 1 ? logSum(ways[places.count - 1], ways[places.count - 2]) : ways[0]
    }
}
