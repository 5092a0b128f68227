import Imaging
import Samples

/// The parts of a text that have ink or a ground of their own, where they stand on a page.
struct PartedInk {
    private let parts: [Part]
    /// The glyphs in the text's own ink.
    private let rest: [Int]
    private let setting: Setting
    private let stamps: [GlyphStamp]
    private let composition: Composition

    private struct Part {
        let styled: StyledPart
        /// The glyphs that write it.
        let glyphs: [Int]
        /// Its box in the text, px of the text.
        let box: Rect
        /// Its type size, px of the text.
        let em: Double
    }

    /// Finds the parts of a text that has been set and placed.
    init(
        _ style: Style, _ writing: Writing, _ setting: Setting, _ stamps: [GlyphStamp], _ composition: Composition
    ) {
        (self.setting, self.stamps, self.composition) = (setting, stamps, composition)
        guard let map = style.map(writing, where: { $0.ink != nil || $0.ground != nil }) else {
            (parts, rest) = ([], [])
            return
        }
        let owners = map.styles(of: setting.clusters)
        let inks = Composition.inkQuads(setting, stamps)
        var glyphs = [Int: [Int]]()
        var rest: [Int] = []
        for (number, glyph) in setting.glyphs.enumerated() {
            let owner = owners.indices.contains(glyph.clusters.lowerBound) ? owners[glyph.clusters.lowerBound] : nil
            if let owner { glyphs[owner, default: []].append(number) }
            if owner.flatMap({ style.parts[$0].recipe.ink }) == nil { rest.append(number) }
        }
        let tallest = setting.cells.map(\.bounds.height).max() ?? 0
        parts = style.parts.indices.compactMap { number in
            guard let own = glyphs[number] else { return nil }
            let cells = zip(owners, setting.cells).filter { $0.0 == number }.map(\.1.bounds)
            let box = own.compactMap { inks[$0]?.bounds }.reduce(Rect.empty) { $0.union($1) }
            guard !box.isEmpty else { return nil }
            // As wide as the characters' cells, as high as their ink.
            let wide = cells.reduce(box) {
                $0.union(Rect(left: $1.left, top: box.top, right: $1.right, bottom: box.bottom))
            }
            let share = tallest > 0 ? (cells.map(\.height).max() ?? tallest) / tallest : 1
            return Part(styled: style.parts[number], glyphs: own, box: wide, em: setting.em * share)
        }
        self.rest = rest
    }

    /// Whether there is no such part.
    var isPlain: Bool { parts.isEmpty }

    /// Where on the page the text stands that has no ink or ground of its own, letter by letter.
    var restPlaces: [Rect] {
        let own = Set(parts.flatMap(\.glyphs))
        let inks = Composition.inkQuads(setting, stamps)
        return inks.indices.compactMap { own.contains($0) ? nil : inks[$0].map { composition.place($0).bounds } }
    }

    /// Paints the grounds of the parts.
    /// - Parameter record: gets the page after each, and its path.
    func layGrounds(
        on page: inout Bitmap, _ chooser: inout Chooser, record: (String, Bitmap, Chooser) -> Void
    ) {
        for part in parts {
            guard let ground = part.styled.recipe.ground else { continue }
            let path = part.styled.path + ".ground"
            let channels = page.channels
            let (color, margin, radius, opacity) = chooser.within(path) { chooser in
                (
                    ground.color.map { chooser.pick("color", $0).values(channels: channels) }
                        ?? [Double](repeating: chooser.number("tone", ground.tone), count: channels),
                    chooser.number("margin", ground.margin) * part.em,
                    chooser.number("radius", ground.radius) * part.em, chooser.number("opacity", ground.opacity)
                )
            }
            let box = field(of: part, margin)
            guard !box.isEmpty else { continue }
            let field = composition.drawField(box, radius: radius)
            page.paint(field, color: color, opacity: opacity, relief: ground.relief)
            record(path, page, chooser)
        }
    }

    /// A part's box with a margin that ends halfway to what stands beside it, so that no neighbour's ink comes to lie on it.
    private func field(of part: Part, _ margin: Double) -> Rect {
        let own = part.box
        var box = Rect(
            left: own.left - margin, top: own.top - margin, right: own.right + margin, bottom: own.bottom + margin)
        let glyphs = Set(part.glyphs)
        for (number, ink) in Composition.inkQuads(setting, stamps).enumerated() {
            guard let other = ink?.bounds, !glyphs.contains(number) else { continue }
            if min(other.bottom, own.bottom) > max(other.top, own.top) {
                // One that reaches into the part's own cell has it to itself.
                if other.left + other.right < own.left + own.right {
                    box.left = max(box.left, min((other.right + own.left) / 2, own.left))
                } else {
                    box.right = min(box.right, max((other.left + own.right) / 2, own.right))
                }
            } else if min(other.right, own.right) > max(other.left, own.left) {
                if other.top + other.bottom < own.top + own.bottom {
                    box.top = max(box.top, min((other.bottom + own.top) / 2, own.top))
                } else {
                    box.bottom = min(box.bottom, max((other.top + own.bottom) / 2, own.bottom))
                }
            }
        }
        return box
    }

    /// Gives the parts their own inks.
    /// - Returns: whether all keep the least contrast.
    func addInks(to ink: inout InkLayers, on page: Bitmap, _ chooser: inout Chooser) -> Bool {
        guard parts.contains(where: { $0.styled.recipe.ink != nil }) else { return true }
        ink.parts = [InkLayers.Layer(mask: mask(of: rest), pigment: ink.text.pigment)]
        for part in parts {
            guard let recipe = part.styled.recipe.ink else { continue }
            let drawn = chooser.within(part.styled.path) { DrawnInk(recipe, channels: page.channels, &$0) }
            let surface = DrawnInk.Surface(page, within: [composition.place(Quad(part.box)).bounds])
            guard let (pigment, faintest) = drawn.legible(on: surface) else { return false }
            ink.parts.append(InkLayers.Layer(mask: mask(of: part.glyphs), pigment: pigment))
            ink.faintest = max(ink.faintest, faintest)
        }
        return true
    }

    private func mask(of glyphs: [Int]) -> Bitmap {
        var some = setting
        some.glyphs = glyphs.map { setting.glyphs[$0] }
        return composition.drawInk(some, glyphs.map { stamps[$0] }).mask
    }
}
