import Configs
import Imaging

/// Draws lines across the page that are no text.
struct Scribble: InkStage {
    var count: Count = 1
    var width = Quantity(1...2)
    var taper: Quantity = 0
    var from: Quantity = 0
    var to: Quantity = 1
    var y = Quantity(0.1...0.9)
    var bend = Quantity(-0.3...0.3)
    var pieces: Count = 0
    var depth = Depth.over
    var tone = Quantity(0...0.3)
    var color: Alternatives<Color>?

    init() {}

    static let name = "scribble"
    static let summary =
        "Draws lines and arcs across the page, as CAPTCHAs have them. They are part of no mask and no box."
    static let shorthand: String? = "count"
    static var fields: [Field<Scribble>] {
        [
            Field("count", \.count, in: 0...64, "How many."),
            Field("width", \.width, in: 0.25...32, unit: "px", "How wide each is."),
            Field("taper", \.taper, in: -1...1, "How much thinner it gets: 1 runs out to nothing, -1 starts from it."),
            Field("from", \.from, in: -0.5...1.5, "Where each begins: 0 at the page's left edge, 1 at its right."),
            Field("to", \.to, in: -0.5...1.5, "Where each ends."),
            Field("y", \.y, in: -0.5...1.5, "How far down the page each end lies; drawn for both."),
            Field("bend", \.bend, in: -2...2, "How far an arc's middle lies below its ends, in heights of the page."),
            Field("pieces", \.pieces, in: 0...64, "How many straight pieces make up an arc; 0 for a smooth one."),
            Field("depth", \.depth, "Whether they hide the text, `over`, or the text hides them, `under`."),
            Field("tone", \.tone, in: 0...1, "How light each is."),
            Field("color", \.color, "The colour of all; takes the place of `tone`."),
        ]
    }

    func apply(to ink: inout InkLayers, _ chooser: inout Chooser) {
        let (columns, rows) = (Double(ink.text.mask.width), Double(ink.text.mask.height))
        var lines = LooseInk(on: ink, color: color, &chooser)
        for number in 0..<chooser.count("count", count) {
            let suffix = number == 0 ? "" : "#\(number + 1)"
            let (first, last) = (
                Point(x: chooser.number("from" + suffix, from) * columns, y: chooser.number("y" + suffix, y) * rows),
                Point(x: chooser.number("to" + suffix, to) * columns, y: chooser.number("y.to" + suffix, y) * rows)
            )
            let width = chooser.number("width" + suffix, width)
            let taper = chooser.number("taper" + suffix, taper)
            let sag = chooser.number("bend" + suffix, bend) * rows
            let length = abs(last.x - first.x) + abs(last.y - first.y) + 2 * abs(sag)
            let pieces = chooser.count("pieces" + suffix, pieces)
            let steps = Double(pieces > 0 ? pieces : max(1, min(2048, Int(length / 6))))
            let line = stride(from: 0, through: steps, by: 1).map { step in
                let t = step / steps
                let middle = Point(
                    x: first.x + (last.x - first.x) * t, y: first.y + (last.y - first.y) * t + 4 * sag * t * (1 - t))
                return (at: middle, width: width * (1 - max(0, taper) * t + min(0, taper) * (1 - t)))
            }
            lines.draw(line, tone: color == nil ? chooser.number("tone" + suffix, tone) : 0)
        }
        lines.lay(depth, on: &ink)
    }
}
