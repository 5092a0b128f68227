import Configs
import Imaging
import Samples
import Typography

/// A text that was put down, bent and marked, and has no place yet.
struct PutText {
    let writing: Writing
    let style: Style
    let hand: PreparedStage<any Scribe>
    let setting: Setting
    /// What it was put down with: a face's or a hand's name.
    let means: String
    /// How far ink may reach beyond its strokes, px of the page.
    let inkReach: Double
    /// The chooser as it was before the hand wrote.
    let unwritten: Chooser
    /// The chooser as it is now.
    let chooser: Chooser

    /// Whether text that came out too small or as blots is drawn again.
    var isPatient: Bool {
        style.ink.legibility > 0 && chooser.key.attempt % SampleKey.textStride < Press.patientTries
    }

    /// A flaw of it.
    func flaw(_ reason: Sample.Rejection.Reason) -> Flaw { Flaw(reason: reason, means: means) }
}

/// The ink that a text is drawn from, at some size.
struct InkedText {
    let stamps: [GlyphStamp]
    /// The ink that goes with each glyph and is no part of the text.
    let asides: [GlyphStamp?]
    let inkQuads: [Quad?]
    /// The box of the ink, px of the text.
    let extent: Rect
    /// All that must lie on the page: ink, marks, and what little may reach beyond them.
    let reach: Rect
}

extension InkedText {
    /// Less of a picture's density than this is seen by nobody.
    private static let leastDensity = 0.1

    /// Whether each stitched picture has left its ink: one that is too small for its strokes has not, and its label would be
    /// wrong.
    fileprivate func keepsPictures(on mask: Bitmap, _ composition: Composition) -> Bool {
        zip(stamps, inkQuads).allSatisfy { stamp, quad in
            guard let densest = stamp.densest else { return true }
            guard densest > 0, let quad else { return false }
            let box = composition.place(quad).bounds
            let (left, top) = (max(0, Int(box.left)), max(0, Int(box.top)))
            let (right, bottom) = (
                min(mask.width, Int(box.right.rounded(.up))), min(mask.height, Int(box.bottom.rounded(.up)))
            )
            guard left < right, top < bottom else { return false }
            return (top..<bottom).contains { y in
                (left..<right).contains { x in Double(mask[x, y]) >= Self.leastDensity * densest }
            }
        }
    }
}

/// A text on its canvas, with its ink drawn.
struct PlacedText {
    let put: PutText
    let inked: InkedText
    let composition: Composition
    let labelled: LabelledInk
    /// Its ink, of the canvas's size.
    let mask: Bitmap
    /// Its type size on the canvas, px.
    let em: Double
}

/// A text as it was printed.
struct PrintedText {
    let placed: PlacedText
    /// Its ink after all stages.
    let printed: Bitmap
    /// What of that its label has.
    let share: Bitmap
    /// Where its letters lie.
    let letters: [Quad]
    private let dots: [InkDot]
    /// Whether it is of several inks.
    private let isMixed: Bool

    init(_ placed: PlacedText, _ ink: InkLayers) {
        self.placed = placed
        printed = ink.text.mask
        share = placed.labelled.share(of: printed, placed.put.setting, placed.inked.stamps, placed.composition)
        letters = placed.labelled.inkQuads.compactMap { $0.map(placed.composition.place) }
        (dots, isMixed) = (ink.dots, !ink.parts.isEmpty)
    }

    /// What of the ink that was meant the label has.
    var meant: Bitmap {
        placed.labelled.share(of: placed.mask, placed.put.setting, placed.inked.stamps, placed.composition)
    }

    /// Its letters as a cut may take a part of them.
    var cutLetters: [Cut.Letter] {
        let clusters = placed.put.setting.clusters
        return zip(placed.put.setting.glyphs, placed.labelled.inkQuads).compactMap { glyph, quad in
            quad.map { quad in
                Cut.Letter(
                    box: placed.composition.place(quad).bounds,
                    isMarked: glyph.clusters.contains { clusters.indices.contains($0) && clusters[$0].hasMark })
            }
        }
    }

    /// Its label, and where it stands.
    var text: Sample.Text {
        let boxes = placed.labelled.boxes(placed.put.setting, placed.composition, dots: dots, on: placed.mask)
        return Sample.Text(label: placed.put.writing.label.onOneLine, quad: boxes.text, characters: boxes.characters)
    }

    /// Why nobody could read it in the finished picture; nil where it can be read, or where it was tried often enough.
    /// - Parameters:
    ///   - resolution: the share of the page's resolution that the picture has, 0...1.
    ///   - chooser: notes what is wrong with a text that was tried often enough.
    func flaw(in picture: Bitmap, resolution: Double, _ chooser: inout Chooser) -> Flaw? {
        let put = placed.put
        guard put.style.ink.legibility > 0 else { return nil }
        let legibility = Legibility(
            of: placed.mask, printedAs: printed, in: picture, letters: letters, isMixed: isMixed)
        if legibility.remains < Legibility.leastRemains { return put.flaw(.lostInk) }
        if legibility.contrast < put.style.ink.legibility { return put.flaw(.illegible) }
        let isTooSmall = placed.em * resolution < Press.leastEm
        guard let reason = isTooSmall ? .tooSmall : legibility.lostShape else { return nil }
        if put.isPatient { return put.flaw(reason) }
        chooser.note("ink.unread", reason.rawValue)
        return nil
    }
}

extension Press {
    /// The type size of text that can just be read, px: a small x is half as high.
    static let leastEm = 8.0
    /// How often text is drawn again that came out too small or as blots, where a recipe asks for legible text: what has no
    /// room on a page has none however often it is tried.
    static let patientTries = 20

    /// Puts a text down by a hand of its style.
    func put(_ writing: Writing, _ style: Style, _ chooser: inout Chooser) throws -> Result<PutText, Flaw> {
        let lines = LineBreaks.lines(
            of: writing.display, count: chooser.within("type") { $0.count("lines", style.type.lines) })
        let hand = style.hands[chooser.index("hand", weights: style.handWeights) { style.hands[$0].path }]
        let unwritten = chooser
        // The one hand of a recipe is not drawn, but who looks for written samples is to find them.
        if style.hands.count == 1, hand.stage.fonts == nil { chooser.note("hand", hand.path) }
        let letters: Letters
        switch try style.letter(lines, of: writing, by: hand, typesetter, &chooser) {
        case .success(let put): letters = put
        case .failure(let flaw): return .failure(flaw)
        }
        let setting = Setting(
            letters.lines, breaks: lines.map(\.space), recipe: style.type, marks: style.marks,
            parts: MarkedParts(style, writing), &chooser)
        return .success(
            PutText(
                writing: writing, style: style, hand: hand, setting: setting, means: letters.means,
                inkReach: style.inkReach(chooser), unwritten: unwritten, chooser: chooser))
    }

    /// The ink of a text that is drawn so much larger; nil where there is none.
    func ink(_ setting: Setting, enlargement: Double) throws -> InkedText? {
        let stamps = try setting.glyphs.map { try $0.ink.stamp(enlargement: enlargement, typesetter) }
        let asides = try setting.glyphs.map { try $0.aside?.stamp(enlargement: enlargement, typesetter) }
        let inkQuads = Composition.inkQuads(setting, stamps)
        let extent = inkQuads.reduce(Rect.empty) { box, quad in quad.map { box.union($0.bounds) } ?? box }
        guard !extent.isEmpty else { return nil }
        let beside = Composition.extent(of: asides, setting).union(setting.markedExtent)
        let reach = setting.frame ?? extent.union(beside).widened(by: Composition.rim(stamps))
        return InkedText(stamps: stamps, asides: asides, inkQuads: inkQuads, extent: extent, reach: reach)
    }

    /// Draws the ink of a text that has its place.
    func place(_ put: PutText, _ inked: InkedText, on composition: Composition) -> Result<PlacedText, Flaw> {
        let em = put.setting.em * composition.map.magnification(at: inked.extent.center)
        if put.isPatient, em < Self.leastEm { return .failure(put.flaw(.tooSmall)) }
        let (mask, lost) = composition.drawInk(put.setting, inked.stamps)
        guard inked.keepsPictures(on: mask, composition) else { return .failure(put.flaw(.lostInk)) }
        let labelled = LabelledInk(put.writing, put.setting, inkQuads: inked.inkQuads)
        guard lost == 0, !labelled.extent.isEmpty else { return .failure(put.flaw(.lostInk)) }
        return .success(
            PlacedText(put: put, inked: inked, composition: composition, labelled: labelled, mask: mask, em: em))
    }

    /// Prints a text on its ground, with all that belongs to it.
    /// - Parameters:
    ///   - isAlone: whether nothing else was printed there.
    ///   - recorder: keeps the pictures between the stages.
    func print(
        _ placed: PlacedText, on picture: inout Bitmap, isAlone: Bool, _ recorder: StepRecorder?,
        _ chooser: inout Chooser
    ) -> Result<PrintedText, Flaw> {
        let (put, composition) = (placed.put, placed.composition)
        let (style, setting, inked) = (put.style, put.setting, placed.inked)
        if !setting.windows.isEmpty {
            composition.drawWindows(setting, on: &picture)
            recorder?.add("windows", picture, chooser)
        }
        let parts = PartedInk(style, put.writing, setting, inked.stamps, composition)
        parts.layGrounds(on: &picture, &chooser) { path, page, chooser in recorder?.add(path, page, chooser) }
        // What was laid on the paper may darken a part of the text's place only, and a plate lies on something else; beside a
        // window or a part's ground no letter stands.
        let isPatched = !parts.isPlain || !setting.windows.isEmpty
        let isEven = isAlone && source.isEven(under: style.ink)
        let places = isEven ? [] : [composition.place(Quad(inked.extent)).bounds]
        let ground = DrawnInk.Surface(picture, within: isPatched ? parts.restPlaces : places)
        let drawn = DrawnInk(style.ink, channels: picture.channels, &chooser)
        guard let (pigment, faintest) = drawn.legible(on: ground) else { return .failure(put.flaw(.lowContrast)) }
        var ink = InkLayers(
            text: InkLayers.Layer(mask: placed.mask, pigment: pigment), channels: picture.channels)
        ink.letters = inked.inkQuads.compactMap { $0.map(composition.place) }
        ink.faintest = faintest
        guard parts.addInks(to: &ink, on: picture, &chooser) else { return .failure(put.flaw(.lowContrast)) }
        if let aside = composition.drawAside(setting, inked.asides) {
            ink.others.append(InkLayers.Layer(mask: aside, pigment: pigment.faded(to: setting.asideStrength)))
        }
        for (marked, tone) in composition.drawMarks(setting) {
            ink.others.append(
                InkLayers.Layer(mask: marked, pigment: pigment.ofMark(tone: tone, channels: picture.channels)))
        }
        recorder?.add("ink", ink.alone, chooser)
        for stage in style.inkStages {
            let isDrawn = stage.apply(&chooser) { stage.stage.apply(to: &ink, &$0) }
            recorder?.add(stage.path, isDrawn ? ink.alone : nil, chooser)
        }
        guard style.inkStages.isEmpty || ink.letters.allSatisfy(ink.text.mask.hasInk(of:)) else {
            return .failure(put.flaw(.lostInk))
        }
        ink.print(on: &picture)
        composition.shadeWindows(setting, on: &picture)
        return .success(PrintedText(placed, ink))
    }
}

extension Bitmap {
    /// Less coverage than this is seen by nobody.
    private static let leastCoverage: UInt8 = 16

    /// Whether a letter left any ink where it stands.
    fileprivate func hasInk(of letter: Quad) -> Bool {
        let box = letter.bounds.widened(by: 1)
        let (top, bottom) = (max(0, Int(box.top)), min(height, Int(box.bottom.rounded(.up))))
        let (left, right) = (max(0, Int(box.left)), min(width, Int(box.right.rounded(.up))))
        guard top < bottom, left < right else { return false }
        return withPixels { pixels in
            (top..<bottom).contains { y in
                pixels[y * width + left..<y * width + right].contains { $0 >= Self.leastCoverage }
            }
        }
    }
}

extension Rect {
    /// The box with every edge moved outwards.
    func widened(by rim: Double) -> Rect {
        Rect(left: left - rim, top: top - rim, right: right + rim, bottom: bottom + rim)
    }
}
