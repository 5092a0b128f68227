import Configs
import Imaging
import Samples

/// Draws the lines of forms and writing paper: straight on the sheet, as uneven as print is.
struct RulePen {
    private var mask: Bitmap
    private let sheet: Sheet
    private var generator: KeyedGenerator

    init(on sheet: Sheet, _ generator: KeyedGenerator) {
        mask = Bitmap(width: sheet.width, height: sheet.height)
        self.sheet = sheet
        self.generator = generator
    }

    /// A line between two places of the flat sheet.
    /// - Parameter width: px of the image.
    mutating func draw(from start: Point, to end: Point, width: Double) {
        let points = sheet.line(from: start, to: end)
        for (a, b) in zip(points, points.dropFirst()) {
            mask.drawRule(from: a, to: b, width: max(0.2, width * generator.share(0.9, 1.1)))
        }
    }

    /// A level line across all that is seen of the sheet.
    mutating func draw(y: Double, width: Double) {
        let reach = sheet.reach
        draw(from: Point(x: reach.left, y: y), to: Point(x: reach.right, y: y), width: width)
    }

    /// An upright line across all that is seen of the sheet.
    mutating func draw(x: Double, width: Double) {
        let reach = sheet.reach
        draw(from: Point(x: x, y: reach.top), to: Point(x: x, y: reach.bottom), width: width)
    }

    /// Prints what was drawn, fainter here and there.
    mutating func print(on page: inout Bitmap, color: Color, strength: Double) {
        var faint = Relief(width: sheet.width, height: sheet.height)
        faint.addNoise(cell: 5.3, height: 36, &generator)
        faint.add(232)
        mask.multiply(by: faint.mask)
        page.printInk(mask, absorption: absorption(of: color, strength: strength, channels: sheet.channels))
    }
}

extension Alternatives<Color> {
    /// The inks of printed lines: black, grey, blue, green, red.
    static var rules: Self {
        Self([
            Weighted(Color(40, 40, 44), weight: 3), Weighted(Color(90, 130, 180), weight: 2),
            Weighted(Color(120, 165, 150), weight: 1), Weighted(Color(190, 110, 110), weight: 1),
        ])
    }
}
