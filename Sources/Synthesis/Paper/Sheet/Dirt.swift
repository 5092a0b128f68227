import Configs
import Imaging
import Samples

/// Dirties the sheet.
struct Dirt: SheetStage, Treatment {
    var specks = Quantity(0.3...3)
    var size = Quantity(0.3...1.4)
    var speckle = Quantity(0...4)
    var hairs = Count(0...1)
    var smudges = Quantity(0...0.12)
    var strength = Quantity(0.3...0.8)

    init() {}

    static let name = "dirt"
    static let summary = "Dirties the sheet: specks of many sizes, fine speckle, hairs and smudges."
    static let shorthand: String? = "specks"
    static var fields: [Field<Dirt>] {
        [
            Field("specks", \.specks, in: 0...100, unit: "per 1000 px²", "How many specks there are."),
            Field(
                "size", \.size, in: 0.1...32, unit: "px",
                "A speck's radius; most are smaller, one in eight up to twice as large."),
            Field(
                "speckle", \.speckle, in: 0...200, unit: "per 1000 px²", "How many px are a little darker or lighter."),
            Field("hairs", \.hairs, in: 0...32, "How many hairs and lints lie on it."),
            Field("smudges", \.smudges, in: 0...1, "How dark the soft smudges are."),
            Field("strength", \.strength, in: 0...1, "How dark specks and hairs are."),
        ]
    }

    func treat(_ page: inout Bitmap, _ sheet: Sheet, _ copyist: Copyist, _ chooser: inout Chooser) {
        let (width, height) = (Double(sheet.width), Double(sheet.height))
        let area = width * height / 1000
        let strength = chooser.number("strength", strength)
        var relief = Relief(width: sheet.width, height: sheet.height)
        var generator = chooser.generator("smudges.pattern")
        let smudges = chooser.number("smudges", smudges) * 255
        if smudges > 0 {
            // Only the deepest parts of the noise remain: a few soft patches.
            var soft = Relief(width: sheet.width, height: sheet.height)
            soft.addNoise(cell: generator.share(18, 50), height: 90, &generator)
            soft.addNoise(cell: generator.share(6, 11), height: 30, &generator)
            soft.add(-45)
            page.printInk(
                soft.mask,
                absorption: absorption(of: Color(70, 62, 54), strength: min(1, smudges / 70), channels: sheet.channels))
        }
        generator = chooser.generator("speckle.pattern")
        for _ in 0..<Int(min(2e5, chooser.number("speckle", speckle) * area + generator.share())) {
            let place = Point(x: generator.share() * width, y: generator.share() * height)
            let height = generator.share(-60, 30)
            relief.add(ReliefStroke(start: place, heading: 0, bend: 0, length: 1, height: height))
        }
        generator = chooser.generator("hairs.pattern")
        for _ in 0..<chooser.count("hairs", hairs) {
            var stroke = ReliefStroke(
                start: Point(x: generator.share() * width, y: generator.share() * height), heading: generator.share(),
                bend: generator.share(-0.012, 0.012), length: 7, height: -127 * strength)
            for _ in 0..<Int(generator.share(2, 7)) {
                relief.add(stroke)
                (stroke.start, stroke.heading) = stroke.end
                stroke.bend += generator.share(-0.008, 0.008)
            }
        }
        page.shade(by: relief)
        var mask = Bitmap(width: sheet.width, height: sheet.height)
        generator = chooser.generator("specks.pattern")
        var sizes = chooser.generator("size")
        for _ in 0..<Int(min(1e5, chooser.number("specks", specks) * area + generator.share())) {
            var radius = size.draw(using: &sizes)
            radius *= generator.share() < 0.125 ? generator.share(1, 2) : generator.share(0.4, 1)
            mask.drawSpeck(radius: radius, faintest: 80, &generator)
        }
        page.printInk(mask, absorption: absorption(of: Color(25, 22, 20), strength: strength, channels: sheet.channels))
    }
}
