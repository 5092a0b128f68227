import Configuration
import Imaging
import Samples

/// Shades the sheet as if it had been crumpled and smoothed out.
struct Crumple: SheetStage, Treatment {
    var depth = Quantity(0.03...0.12)
    var size = Quantity(25...80)

    init() {}

    static let name = "crumple"
    static let summary = "Shades the sheet as if it had been crumpled and smoothed out: facets with sharp edges between them."
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
        let room = Rect(left: -size / 2, top: -size / 2, right: width + size / 2, bottom: height + size / 2)
        // Long sharp edges first, then smaller ones between them.
        for (share, strength, number) in [(1.6, 0.7, 1.3), (0.8, 0.55, 3.5), (0.4, 0.35, 8.0)] {
            let reach = size * share
            let count = min(4000, Int(number * room.width * room.height / (size * size) + generator.share()))
            for _ in 0..<count {
                let way = Projection.rotation(degrees: generator.share(0, 360))(Point(x: 1, y: 0))
                let middle = Point(
                    x: room.left + room.width * generator.share(), y: room.top + room.height * generator.share())
                relief.add(
                    ReliefFold(
                        middle: middle, along: way,
                        profile: Folds.profile(
                            depth: depth * strength * generator.share(0.2, 1), reach: reach * generator.share(0.35, 0.8),
                            ridge: generator.share(-0.3, 0.6)),
                        reach: reach * generator.share(0.6, 1.2)))
            }
        }
        page.shade(by: relief)
    }
}
