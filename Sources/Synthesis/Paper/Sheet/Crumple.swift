import Configs
import Imaging
import Samples

/// Shades the sheet as if it had been crumpled and smoothed out.
struct Crumple: SheetStage, Treatment {
    var depth = Quantity(0.03...0.12)
    var size = Quantity(25...80)

    init() {}

    static let name = "crumple"
    static let summary =
        "Shades the sheet as if it had been crumpled and smoothed out: facets with sharp edges between them."
    static let shorthand: String? = "depth"
    static var fields: [Field<Crumple>] {
        [
            Field("depth", \.depth, in: 0...0.4, "How far facets are lighter and darker than the flat sheet."),
            Field("size", \.size, in: 6...1000, unit: "px", "How large they are."),
        ]
    }

    func treat(_ page: inout Bitmap, _ sheet: Sheet, _ copyist: Copyist, _ chooser: inout Chooser) {
        var relief = Relief(width: sheet.width, height: sheet.height)
        let (depth, size) = (chooser.number("depth", depth) * 255, chooser.number("size", size))
        var generator = chooser.generator("pattern")
        relief.addNoise(cell: size * 1.1, height: depth * 0.7, &generator)
        let (width, height) = (Double(sheet.width), Double(sheet.height))
        // Long sharp edges first, then smaller ones between them.
        for (share, strength, number) in [(1.6, 0.9, 0.5), (0.8, 0.7, 1.4), (0.4, 0.5, 3.0)] {
            let reach = size * share
            let room = Rect(left: -reach / 2, top: -reach / 2, right: width + reach / 2, bottom: height + reach / 2)
            let count = min(4000, Int(number * room.width * room.height / (size * size) + generator.share()))
            for _ in 0..<count {
                let (turns, places) = (generator.next(), generator.next())
                func share(_ number: Int) -> Double { Double(turns >> (16 * number) & 0xFFFF) / 65536 }
                relief.add(
                    ReliefFold(
                        middle: Point(
                            x: room.left + room.width * Double(places & 0xFFFF_FFFF) * 0x1p-32,
                            y: room.top + room.height * Double(places >> 32) * 0x1p-32),
                        along: Projection.rotation(degrees: 360 * share(0))(Point(x: 1, y: 0)),
                        height: depth * strength * (0.2 + 0.8 * share(1)), breadth: reach * (0.3 + 0.4 * share(2)),
                        ridge: 0.9 * share(3) - 0.3, reach: reach * (0.6 + 0.6 * share(1))))
            }
        }
        // Light folds add up where paper can get no lighter.
        relief.add(-0.35 * depth)
        page.shade(by: relief)
    }
}
