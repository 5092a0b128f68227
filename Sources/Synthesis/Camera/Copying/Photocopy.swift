import Configs
import Imaging
import Samples

/// Copies the page, and the copy, and so on.
struct Photocopy: CameraStage {
    var generations = Count(1...4)
    var contrast = Quantity(0.3...0.8)
    var softness = Quantity(0.35...0.6)
    var wear = Quantity(0.1...0.5)
    var speckle = Quantity(0...1.5)

    init() {}

    static let name = "photocopy"
    static let summary =
        "Copies the page, then the copy, and so on: each time edges get softer, contrast harder, thin strokes weaker, and "
        + "toner falls where none should. Colours are lost."
    static let shorthand: String? = "generations"
    static var fields: [Field<Photocopy>] {
        [
            Field("generations", \.generations, in: 0...16, "How often it is copied. Up to 6 is safe."),
            Field("contrast", \.contrast, in: 0...1, "How much harder each copy's contrast is; 0 for no harder."),
            Field("softness", \.softness, in: 0...4, unit: "px", "The deviation of each copy's blur."),
            Field(
                "wear", \.wear, in: 0...1,
                "How rough strokes' edges get, and how far each copy is lighter or darker. Up to 0.6 is safe."),
            Field("speckle", \.speckle, in: 0...100, unit: "per 1000 px²", "How many specks each copy adds."),
        ]
    }

    func expose(_ picture: inout Bitmap, _ chooser: inout Chooser, in darkroom: Darkroom) {
        let generations = chooser.count("generations", generations)
        guard generations > 0 else { return }
        let isColored = picture.channels == 3
        var copy = picture.grey
        for number in 1...generations {
            let suffix = number == 1 ? "" : "#\(number)"
            let contrast = 1 + 3 * chooser.number("contrast" + suffix, contrast)
            let wear = chooser.number("wear" + suffix, wear)
            // Rough toner: the noise is blurred with the strokes, then cut by the contrast.
            copy.addNoise(
                .gaussian(deviation: wear * 70), colored: false, from: chooser.generator("toner" + suffix))
            copy.blur(deviation: chooser.number("softness" + suffix, softness))
            var generator = chooser.generator("drift" + suffix)
            // A copier finds the paper by itself; whatever is darker than three quarters of it leans to black.
            let pivot = copy.channelMeans[0] * (0.76 + 0.3 * wear * generator.share(-1, 0.5))
            copy.apply(.contrast(contrast, around: pivot))
            strew(chooser.number("speckle" + suffix, speckle), on: &copy, chooser.generator("speckle.places" + suffix))
        }
        picture = isColored ? copy.rgb : copy
    }

    /// Lets toner fall: most specks are smaller than a px, few are larger, some are holes.
    private func strew(_ density: Double, on copy: inout Bitmap, _ generator: KeyedGenerator) {
        var generator = generator
        let (width, height) = (Double(copy.width), Double(copy.height))
        let count = Int(min(1e5, density * width * height / 1000 + generator.share()))
        guard density > 0, count > 0 else { return }
        var (toner, holes) = (
            Bitmap(width: copy.width, height: copy.height), Bitmap(width: copy.width, height: copy.height)
        )
        for _ in 0..<count {
            let at = Point(x: generator.share() * width, y: generator.share() * height)
            let share = generator.share()
            let speck = [(at: at, width: 0.6 + 1.8 * share * share * share * share)]
            let value = UInt8(generator.share(90, 255))
            if generator.share() < 0.75 {
                toner.draw(line: speck, value: value)
            } else {
                holes.draw(line: speck, value: value)
            }
        }
        copy.lay([20], through: toner)
        copy.lay([245], through: holes)
    }
}
