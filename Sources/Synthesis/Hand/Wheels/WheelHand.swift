import Configs
import Imaging
import Samples
import Typography

/// Stands each digit on a wheel of its own, as counters of meters and cars do.
struct WheelHand: Hand {
    var between = WheelRule.lower
    var turn = Quantity(0...0.35)
    var roll = Alternatives(WheelRoll.up)
    var misalign: Quantity = .normal(mean: 0, deviation: 0.02, min: -0.06, max: 0.06)
    var step = Quantity(1.35...1.6)
    var width = Quantity(0.8...0.95)
    var height = Quantity(1.3...1.6)
    var gap = Quantity(0.08...0.3)
    var tone = Quantity(0.85...1)
    var color: Alternatives<Color>?
    var fraction: Alternatives<Color>?
    var shade = Quantity(0.2...0.5)
    var frame = Quantity(0.02...0.08)
    var frameTone = Quantity(0...0.3)
    var beside = Beside.plate

    /// What stands besides the wheels is printed on.
    enum Beside: String, ConfigEnum {
        case plate, panel
    }

    init() {}

    static let name = "wheels"
    static let summary =
        "Stands each of the digits 0-9 on a wheel behind a window of its own, as the counters of meters and cars do. The "
        + "faces are those of `fonts`, the windows stand at one distance; all else of the text is printed beside them. The "
        + "last wheel stands between two digits and takes others along from 9 to 0. The part that is seen of the digit "
        + "that is read is the text, for masks and boxes: the digit next to it on the wheel and the windows are not."
    static var fields: [Field<WheelHand>] {
        [
            Field(
                "between", \.between,
                "Which digit the text has where a wheel stands between two: the `lower`, that it is leaving, as counters "
                    + "are read, or the `nearest`."),
            Field(
                "turn", \.turn, in: 0...0.95,
                "How far the last wheel is turned from its digit, 1 being the next one; with `between: nearest` to either "
                    + "side and less than 0.5. Above 0.4 little is seen of the digit that is read."),
            Field(
                "roll", \.roll, "Which way the digits move as the wheel counts on: with `up` the next comes from below."
            ),
            Field(
                "misalign", \.misalign, in: -0.2...0.2, unit: "digits",
                "How far a wheel that stands at its digit is off its place, downwards; drawn for each."),
            Field(
                "step", \.step, in: 1.1...3, unit: "cap heights", "From one digit to the next along the rim of a wheel."
            ),
            Field(
                "width", \.width, in: 0.5...2, unit: "cap heights",
                "How wide a window is; faces that are too wide for it are drawn narrower."),
            Field("height", \.height, in: 1...3, unit: "cap heights", "How high a window is."),
            Field("gap", \.gap, in: 0...2, unit: "cap heights", "From one window to the next."),
            Field("tone", \.tone, in: 0...1, "How light the wheels are."),
            Field("color", \.color, "The wheels' colour; takes the place of `tone`."),
            Field(
                "fraction", \.fraction,
                "The colour of the wheels behind a full stop or a comma; that of the others without it."),
            Field(
                "shade", \.shade, in: 0...1,
                "How much darker wheels are at the upper edge of their windows, where they turn away."),
            Field("frame", \.frame, in: 0...0.5, unit: "cap heights", "How wide the frame of a window is."),
            Field("frame_tone", \.frameTone, in: 0...1, "How light it is."),
            Field(
                "beside", \.beside,
                "What points, units and all else that is no digit is printed on: the `plate` around the windows, or a "
                    + "`panel` of the wheels' colour, where ink that is seen on wheels would not be seen on the plate."),
        ]
    }

    var notes: [(key: String, text: String)] {
        guard between == .lower, turn.bounds.upperBound > 0.5 else { return [] }
        return [
            (
                "turn",
                "past 0.5 more is seen of the next digit than of the one that the label has; 'between: nearest' labels what is "
                    + "seen most"
            )
        ]
    }

    func validate() throws(ConfigProblem) {
        if between == .nearest, turn.bounds.upperBound >= 0.5 {
            throw ConfigProblem(
                key: "turn", "must be below 0.5 with 'between: nearest': beyond it the next digit is the nearest")
        }
    }

    func makeScribe(_ supplies: HandSupplies) throws -> any Scribe {
        var features = supplies.type.shaping
        let book = try supplies.fonts()
        features.letterCase = book.letterCase
        return WheelScribe(hand: self, book: book, recipe: supplies.fontsRecipe, features: features)
    }
}
