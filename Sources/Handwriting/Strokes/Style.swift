#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What stays the same in all that one person writes with one pen.
///
/// Lengths are in digit heights where nothing else is said.
struct Style: Sendable {
    /// How far the top leans to the right: the tangent of the angle.
    var slant: Double
    /// Widths against those of the skeletons.
    var aspect: Double
    /// How far corners are cut: the deviation of the blur that rounds the path.
    var roundness: Double
    /// The deviation of a point from where the writer means it to be.
    var unsteadiness: Double
    /// How far the writer's forms are from the skeletons: the deviation of a point.
    var individuality: Double
    /// The pen.
    var pen: Pen
    /// Between neighbours, upright.
    var spacing: Double
    /// What lies between neighbours at least; below 0 they overlap.
    var leastGap = -0.05
    /// The deviation of a character's size, as a part of it: from character to character, and from time to time.
    var unevenness: Double
    /// How much the baseline rises, as a tangent; how much each character leaves it.
    var climb: Double
    /// The deviation of a character's height over the baseline.
    var wander: Double
    /// How often a digit is joined to the next.
    var joining: Double
    /// How often a small letter is joined to the next.
    var letterJoining: Double
    /// How often the writer keeps to the favourite way to write a character.
    var constancy: Double
    /// What the forms of single characters are drawn from.
    var habits: UInt64
    /// How much a digit may look like another: 0, not at all; at 1 nobody asks.
    var ambiguity: Double
    /// How often digits are written in the rarer ways: 0, never; at 1 as their weights say.
    var variety: Double

    /// Somebody's.
    init(_ ranges: StyleRanges, _ dice: inout Dice) {
        slant = ranges.lean + dice.normal(ranges.leanDeviation)
        aspect = 1.15 * exp(dice.normal(0.22))
        roundness = dice.uniform(0.005...max(ranges.roundness, 0.005))
        unsteadiness = 0.012 + 0.018 * dice.unit()
        individuality = 0.032 + 0.03 * dice.unit()
        pen = Pen(ranges, &dice)
        // Who writes narrow digits does not fill them with ink.
        pen.width *= min(1, aspect * 0.95)
        spacing = 0.16 + dice.normal(0.07)
        unevenness = 0.02 + 0.04 * dice.unit()
        climb = dice.normal(0.012)
        wander = 0.01 + 0.02 * dice.unit()
        joining = dice.chance(0.25) ? dice.uniform(0.2...0.8) : 0
        constancy = dice.uniform(0.75...1)
        habits = dice.bits()
        ambiguity = ranges.ambiguity
        variety = ranges.variety
        letterJoining = dice.chance(0.45) ? dice.uniform(0.3...1) : 0
    }

    /// By how much a digit must look more like itself than like any other, as the logarithm of the odds; nil where nobody
    /// asks.
    var leastMargin: Double? { ambiguity < 1 ? (1 - ambiguity) * 4 : nil }
}
