import Configs
import Imaging
import Samples
import Typography

/// Draws the samples of a recipe, for one thread: it owns opened fonts, cached glyphs and buffers, none of
/// which leave a trace in what it draws.
final class Press: SampleReader {
    let source: SyntheticSource
    let typesetter: Typesetter
    private let darkroom: Darkroom
    private let placement: Placement
    /// Keeps the pictures between the stages; nil where nobody looks at them.
    private let recorder: StepRecorder?

    /// How often a text is tried before it counts as undrawable.
    static let tries = 200
    /// The type size of text that can just be read, px: a small x is half as high.
    private static let leastEm = 8.0
    /// How often text is drawn again that came out too small or as blots, where a recipe asks for legible text: what has no
    /// room on a page has none however often it is tried.
    private static let patientTries = 20
    /// How often a sample is tried, with one text after the other, before it counts as impossible.
    private static let mostTries = 2000

    init(_ source: SyntheticSource, recorder: StepRecorder? = nil) throws {
        self.source = source
        self.recorder = recorder
        typesetter = try Typesetter()
        darkroom = try Darkroom()
        placement = Placement(
            page: source.recipe.page, geometry: source.geometry, bending: source.bending,
            mostPixels: min(source.limits?.pixels ?? .max, PageRecipe.mostPixels))
    }

    func sample(at index: Int, in split: Split) throws -> Sample {
        let first = SampleKey(seed: source.recipe.seed, split: split, index: index)
        var key = first
        var flaws: [Flaw] = []
        var text = 0
        while true {
            let writing = try source.author.writing(for: first.ofText(text))
            let style = source.sheet.styles[source.sheet.number(for: writing.source)]
            let failed = flaws.count
            var isHopeless = writing.display.isBlank
            while !isHopeless, flaws.count < failed + Self.tries {
                try source.limits?.check()
                var chooser = Chooser(key: key)
                chooser.note(writing)
                recorder?.begin()
                switch try draw(writing, style, &chooser) {
                case .success(var sample):
                    sample.rejections = flaws.map { Sample.Rejection($0.reason, font: $0.means) }
                    return sample
                case .failure(let flaw):
                    let isFirstLack =
                        flaw.reason == .missingGlyph && !flaws[failed...].contains { $0.reason == .missingGlyph }
                    flaws.append(flaw)
                    key = key.nextAttempt
                    // Faces that lack a character are common; texts that no face has all of are not.
                    if isFirstLack {
                        isHopeless = try !style.canWrite(writing.display.onOneLine, in: split, typesetter)
                    }
                }
            }
            let isLast =
                source.recipe.text.keys.undrawable == .stop || source.author.isNumbered || flaws.count >= Self.mostTries
            if isLast {
                throw try undrawable(writing, style, first, flaws: Array(flaws[failed...]), isHopeless: isHopeless)
            }
            // A blank text was not tried; any other spent its last try as one that can't be drawn.
            let last = flaws.count > failed ? flaws.removeLast() : nil
            if last == nil { key = key.nextAttempt }
            flaws.append(Flaw(reason: .undrawableText, means: last?.means ?? ""))
            text += 1
        }
    }

    /// One try: put the text down, place it, draw ink, lay paper, print, expose.
    private func draw(_ writing: Writing, _ style: Style, _ chooser: inout Chooser) throws -> Result<Sample, Flaw> {
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
        func flaw(_ reason: Sample.Rejection.Reason) -> Result<Sample, Flaw> {
            .failure(Flaw(reason: reason, means: letters.means))
        }
        let unplaced = chooser
        let inkReach = style.inkReach(chooser)
        guard let layout = try place(setting, inkReach: inkReach, &chooser) else { return flaw(.lostInk) }
        let (composition, extent) = (layout.composition, layout.extent)
        let isPatient = style.ink.legibility > 0 && chooser.key.attempt % SampleKey.textStride < Self.patientTries
        if isPatient, layout.em < Self.leastEm { return flaw(.tooSmall) }
        let (mask, lost) = composition.drawInk(setting, layout.stamps)
        let labelled = LabelledInk(writing, setting, inkQuads: layout.inkQuads)
        guard lost == 0, !labelled.extent.isEmpty else { return flaw(.lostInk) }
        recorder?.addText(
            setting, layout.stamps, within: layout.reach, inkReach: inkReach, placement, before: unplaced,
            after: chooser)

        var picture = try layPaper(composition.sheet(setting, extent, channels: channels), &chooser) {
            Copyist(
                style: style, hand: hand.stage, chooser: unwritten, composition: composition, extent: extent,
                source: source, typesetter)
        }
        if !setting.windows.isEmpty {
            composition.drawWindows(setting, on: &picture)
            recorder?.add("windows", picture, chooser)
        }
        let parts = PartedInk(style, writing, setting, layout.stamps, composition)
        parts.layGrounds(on: &picture, &chooser) { path, page, chooser in recorder?.add(path, page, chooser) }
        // What was laid on the paper may darken a part of the text's place only, and a plate lies on something else; beside a
        // window or a part's ground no letter stands.
        let isPatched = !parts.isPlain || !setting.windows.isEmpty
        let places = source.isEven(under: style.ink) ? [] : [composition.place(Quad(extent)).bounds]
        let ground = DrawnInk.Surface(picture, within: isPatched ? parts.restPlaces : places)
        let drawn = DrawnInk(style.ink, channels: channels, &chooser)
        guard let (pigment, faintest) = drawn.legible(on: ground) else {
            return flaw(.lowContrast)
        }
        var ink = InkLayers(text: InkLayers.Layer(mask: mask, pigment: pigment), channels: channels)
        ink.letters = layout.inkQuads.compactMap { $0.map(composition.place) }
        ink.faintest = faintest
        guard parts.addInks(to: &ink, on: picture, &chooser) else { return flaw(.lowContrast) }
        if let aside = composition.drawAside(setting, layout.asides) {
            ink.others.append(InkLayers.Layer(mask: aside, pigment: pigment.faded(to: setting.asideStrength)))
        }
        for (marked, tone) in composition.drawMarks(setting) {
            ink.others.append(InkLayers.Layer(mask: marked, pigment: pigment.ofMark(tone: tone, channels: channels)))
        }
        recorder?.add("ink", ink.alone, chooser)
        for stage in style.inkStages {
            let isDrawn = stage.apply(&chooser) { stage.stage.apply(to: &ink, &$0) }
            recorder?.add(stage.path, isDrawn ? ink.alone : nil, chooser)
        }
        ink.print(on: &picture)
        composition.shadeWindows(setting, on: &picture)
        let inked = labelled.share(of: ink.text.mask, setting, layout.stamps, composition)
        darkroom.ink = inked
        recorder?.add("print", picture, chooser)
        for stage in source.camera {
            try source.limits?.check()
            let isDrawn = try stage.apply(&chooser) { try stage.stage.expose(&picture, &$0, in: darkroom) }
            recorder?.add(stage.path, isDrawn ? picture : nil, chooser)
        }
        let quads = labelled.inkQuads.compactMap { $0.map(composition.place) }
        if style.ink.legibility > 0 {
            let legibility = Legibility(
                of: mask, printedAs: ink.text.mask, in: picture, letters: quads, isMixed: !ink.parts.isEmpty)
            if legibility.remains < Legibility.leastRemains { return flaw(.lostInk) }
            if legibility.contrast < style.ink.legibility { return flaw(.illegible) }
            if isPatient, !legibility.keepsShapes { return flaw(.illegible) }
        }
        let boxes = labelled.boxes(setting, composition, dots: ink.dots, on: mask)
        var sample = Sample(
            key: chooser.key, image: picture, label: writing.label.onOneLine, mask: inked, textQuad: boxes.text,
            characters: boxes.characters, choices: chooser.choices, lexiconLine: writing.lexiconLine)
        if let cut = composition.cut {
            let meant = labelled.share(of: mask, setting, layout.stamps, composition)
            sample.cut(to: cut.frame(around: meant, letters: quads))
            recorder?.add("page.crop", sample.image, chooser)
        }
        return .success(sample)
    }

    /// A text on its canvas, and the ink that it is drawn from.
    private struct Layout {
        let composition: Composition
        let stamps: [GlyphStamp]
        /// The ink that goes with each glyph and is no part of the text.
        let asides: [GlyphStamp?]
        let inkQuads: [Quad?]
        let extent: Rect
        /// All that must lie on the page: ink, marks, and what little may reach beyond them.
        let reach: Rect
        /// The type size on the page, px.
        let em: Double
    }

    /// Places a text; nil where it does not fit.
    ///
    /// How large it gets, and so which masks it needs, is known afterwards. Masks of two sizes differ by a part
    /// of a px at their edges, which is enough to lose ink: where others are needed, it is placed again by these.
    private func place(_ setting: Setting, inkReach: Double, _ chooser: inout Chooser) throws -> Layout? {
        var enlargement = 1.0
        var isFinal = false
        while true {
            let stamps = try setting.glyphs.map { try $0.ink.stamp(enlargement: enlargement, typesetter) }
            let asides = try setting.glyphs.map { try $0.aside?.stamp(enlargement: enlargement, typesetter) }
            let inkQuads = Composition.inkQuads(setting, stamps)
            let extent = inkQuads.reduce(Rect.empty) { box, quad in quad.map { box.union($0.bounds) } ?? box }
            guard !extent.isEmpty else { return nil }
            // Both placings make the same choices; those of one are kept.
            var placing = chooser
            let beside = Composition.extent(of: asides, setting).union(setting.markedExtent)
            let reach = setting.frame ?? extent.union(beside).grown(by: Composition.rim(stamps))
            let outcome = try placement.place(extent: reach, inkReach: inkReach, &placing)
            guard case .placed(var composition, let shrunk) = outcome else { return nil }
            let suited = composition.map.magnification(at: extent.center)
            if isFinal
                || GlyphStamp.resolution(for: setting.em * suited)
                    == GlyphStamp.resolution(for: setting.em * enlargement)
            {
                guard composition.bend() else { return nil }
                chooser = placing
                // Not drawn, but what nobody can read should be found.
                if shrunk < 1, setting.em * suited < Self.leastEm { chooser.note("page.shrunk", shrunk) }
                return Layout(
                    composition: composition, stamps: stamps, asides: asides, inkQuads: inkQuads, extent: extent,
                    reach: reach, em: setting.em * suited)
            }
            enlargement = suited
            isFinal = true
        }
    }

    private var channels: Int { source.recipe.page.color.channels }

    /// Paper with all that is on it besides the text.
    private func layPaper(_ sheet: Sheet, _ chooser: inout Chooser, _ copyist: () throws -> Copyist) throws -> Bitmap {
        let ground = source.grounds[chooser.index("paper", weights: source.groundWeights) { source.grounds[$0].path }]
        var page = try chooser.within(ground.path) { try ground.stage.lay(sheet, &$0) }
        recorder?.add(ground.path, page, chooser)
        guard !source.treatments.isEmpty else { return page }
        let copyist = try copyist()
        for stage in source.treatments {
            try source.limits?.check()
            let isDrawn = try stage.apply(&chooser) { try stage.stage.treat(&page, sheet, copyist, &$0) }
            recorder?.add(stage.path, isDrawn ? page : nil, chooser)
        }
        return page
    }

    /// A sheet without its text, px.
    func blankSheet(width: Int, height: Int, index: Int) throws -> Bitmap {
        var chooser = Chooser(key: SampleKey(seed: source.recipe.seed, split: .train, index: index))
        let sheet = Sheet(width: width, height: height, channels: channels)
        return try layPaper(sheet, &chooser) {
            let style = source.sheet.styles[0]
            return Copyist(
                style: style, hand: style.hands[0].stage,
                chooser: Chooser(key: SampleKey(seed: source.recipe.seed, split: .train, index: index)),
                composition: Composition(sheet), extent: sheet.text.extent,
                source: source, typesetter)
        }
    }
}

extension Rect {
    /// The box with every edge moved outwards.
    fileprivate func grown(by rim: Double) -> Rect {
        Rect(left: left - rim, top: top - rim, right: right + rim, bottom: bottom + rim)
    }
}
