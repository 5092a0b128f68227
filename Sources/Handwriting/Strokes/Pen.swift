#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the line looks like that a writer draws.
struct Pen: Sendable {
    /// The line's usual width, in digit heights.
    var width: Double
    /// How much wider the line is where the pen goes down than where it goes up: a part of the width.
    var pressure: Double
    /// How much wider the line is where the path bends, and the pen is slow: a part of the width.
    var pooling: Double
    /// The deviation of the width along the line: a part of the width.
    var flow: Double
    /// The deviation of the width from place to place: a part of the width.
    var grain: Double
    /// How thin the ends are: 0 cut off round, 1 a point.
    var taper: Double
    /// Over what length an end becomes thin, in digit heights.
    var taperLength: Double

    /// The kinds of pen.
    enum Kind: CaseIterable {
        /// The same line everywhere.
        case round
        /// Presses harder on the way down, leaves ends thin.
        case ballpoint
        /// Soaks into the paper where it is slow.
        case felt
    }

    /// Somebody's.
    init(_ ranges: StyleRanges, _ dice: inout Dice) {
        let kind = Kind.allCases[dice.pick([0.3, 0.45, 0.25])]
        width = min(max(ranges.width * exp(dice.normal(ranges.widthDeviation)), 0.045), 0.28)
        taperLength = dice.uniform(0.05...0.2)
        grain = dice.uniform(0...max(ranges.roughness, 0))
        switch kind {
        case .round: (pressure, pooling, flow, taper) = (0.05, 0, 0.03, 0)
        case .ballpoint:
            (pressure, pooling, flow) = (dice.uniform(0.1...0.35), 0.1, 0.1)
            taper = dice.uniform(0...0.5)
        case .felt:
            (pressure, pooling, flow) = (dice.uniform(0...0.2), dice.uniform(0.15...0.4), 0.06)
            taper = dice.uniform(0...0.25)
            width = min(width * 1.15, 0.28)
        }
    }
}
