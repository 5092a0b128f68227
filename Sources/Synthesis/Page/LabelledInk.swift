import Imaging
import Samples

/// What of a text that has been set and placed its label has, where it leaves a part out.
struct LabelledInk {
    /// The quads of all glyphs' ink, in the text; nil for blank glyphs and for those that the label leaves out.
    let inkQuads: [Quad?]
    /// The box around them.
    let extent: Rect
    /// Whether the label has all of the text.
    private let isWhole: Bool
    /// The quads of all glyphs' ink.
    private let drawnQuads: [Quad?]
    /// For each character of the text whether the label has it.
    private let isLabelled: [Bool]
    /// For each glyph.
    private let hasGlyph: [Bool]

    /// - Parameter inkQuads: of all glyphs.
    init(_ writing: Writing, _ setting: Setting, inkQuads: [Quad?]) {
        let isWhole = writing.isLabelled.isEmpty
        let isLabelled = writing.labels(setting.clusters)
        let hasGlyph = setting.glyphs.map { glyph in
            isWhole || glyph.clusters.contains { isLabelled.indices.contains($0) && isLabelled[$0] }
        }
        self.isWhole = isWhole
        (self.isLabelled, self.hasGlyph, drawnQuads) = (isLabelled, hasGlyph, inkQuads)
        self.inkQuads = zip(inkQuads, hasGlyph).map { $1 ? $0 : nil }
        extent = self.inkQuads.reduce(Rect.empty) { box, quad in quad.map { box.union($0.bounds) } ?? box }
    }

    /// The label's share of the text's ink, as the stages of the ink left it: each pixel goes with the ink that lies nearest.
    func share(
        of mask: Bitmap, _ setting: Setting, _ stamps: [GlyphStamp], _ composition: Composition
    ) -> Bitmap {
        if isWhole { return mask }
        let masks = [true, false].map { isOwn in
            var some = setting
            let glyphs = setting.glyphs.indices.filter { hasGlyph[$0] == isOwn }
            some.glyphs = glyphs.map { setting.glyphs[$0] }
            return composition.drawInk(some, glyphs.map { stamps[$0] }).mask
        }
        return mask.divided(amongNearest: masks)[0]
    }

    /// The boxes of the label's characters, and the quad around them all, with the dots that its ink is made of.
    func boxes(
        _ setting: Setting, _ composition: Composition, dots: [InkDot], on page: Bitmap
    ) -> (text: Quad, characters: [Sample.CharacterBox]) {
        let all = composition.boxes(setting, inkQuads: inkQuads)
        let text = composition.place(Quad(extent))
        guard !isWhole else { return (dots.around(text, on: page), dots.around(all, on: page)) }
        let characters = zip(all, isLabelled).filter(\.1).map(\.0)
        guard !dots.isEmpty else { return (text, characters) }
        // Dots that lie nearest to what is left out are not the label's.
        let owned = dots.owned(by: composition.boxes(setting, inkQuads: drawnQuads))
        let own = zip(owned, isLabelled).filter(\.1).flatMap(\.0)
        return (own.around(text, on: page), own.around(characters, on: page))
    }
}
