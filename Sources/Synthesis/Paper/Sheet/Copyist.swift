import Configs
import Imaging
import Samples
import Typography

extension Copyist {
    /// A copyist for one try at a sample.
    ///
    /// It makes the same choices as the hand that wrote the sample's text, since their names are the same, and
    /// leaves the sample's own chooser alone.
    /// - Parameters:
    ///   - chooser: as it was before the text was put down.
    ///   - extent: the box of the text's ink.
    init(
        style: Style, hand: any Scribe, chooser: Chooser, composition: Composition, extent: Rect,
        source: SyntheticSource, _ typesetter: Typesetter
    ) {
        var inking = chooser
        ink = DrawnInk(style.ink, channels: source.recipe.page.color.channels, &inking)
        let enlargement = composition.map.magnification(at: extent.center)
        text = { number in
            var chooser = chooser
            guard let line = try source.otherText(number, than: chooser.key) else { return nil }
            guard case .success(let letters) = try hand.letter([line], typesetter, &chooser) else { return nil }
            let setting = Setting(letters.lines, breaks: [""], recipe: style.type, marks: [], &chooser)
            let stamps = try setting.glyphs.map { try $0.ink.stamp(enlargement: enlargement, typesetter) }
            let box = Composition.inkQuads(setting, stamps).reduce(Rect.empty) { box, quad in
                quad.map { box.union($0.bounds) } ?? box
            }
            guard !box.isEmpty else { return nil }
            return CopiedText(extent: box) { mask, moved in
                composition.drawInk(setting, stamps, moved: moved, on: &mask)
            }
        }
    }
}

extension SyntheticSource {
    /// A text of the same split that is not the sample's own; nil where the recipe has no other.
    fileprivate func otherText(_ number: Int, than key: SampleKey) throws -> String? {
        var generator = key.generator(ChoiceName("sheet.copies#\(number)"))
        // Texts that are drawn at random are told apart by the attempt, those that are counted off by the index.
        let count = UInt64(max(1, recipe.samples[key.split]))
        let index = Int(generator.next().multipliedFullWidth(by: count).high)
        let other = SampleKey(
            seed: key.seed, split: key.split, index: index, attempt: key.attempt &+ 1_000_000 &+ number)
        let text = try author.writing(for: other).display.onOneLine
        return text.isEmpty ? nil : text
    }
}
