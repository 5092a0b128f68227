import Configs
import Imaging
import Samples
import Typography

/// Draws the samples of a recipe, for one thread: it owns opened fonts, cached glyphs and buffers, none of
/// which leave a trace in what it draws.
final class Press: SampleReader {
    let source: SyntheticSource
    let typesetter: Typesetter
    let darkroom: Darkroom
    let placement: Placement
    /// Keeps the pictures between the stages; nil where nobody looks at them.
    let recorder: StepRecorder?

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
        let key = SampleKey(seed: source.recipe.seed, split: split, index: index)
        if let texts = source.recipe.page.texts { return try page(of: texts, key) }
        var tries = try begin(of: key)
        while true {
            try source.limits?.check()
            var chooser = Chooser(key: tries.key)
            chooser.note(tries.writing)
            recorder?.begin()
            switch try draw(tries.writing, tries.style, &chooser) {
            case .success(var sample):
                sample.rejections = tries.flaws.map { Sample.Rejection($0.reason, font: $0.means) }
                return sample
            case .failure(let flaw): try reject(&tries, for: flaw)
            }
        }
    }

    /// One try: put the text down, place it, draw ink, lay paper, print, expose.
    private func draw(_ writing: Writing, _ style: Style, _ chooser: inout Chooser) throws -> Result<Sample, Flaw> {
        let put: PutText
        switch try self.put(writing, style, &chooser) {
        case .success(let text): put = text
        case .failure(let flaw): return .failure(flaw)
        }
        guard let (composition, inked) = try place(put, &chooser) else { return .failure(put.flaw(.lostInk)) }
        let placed: PlacedText
        switch place(put, inked, on: composition) {
        case .success(let text): placed = text
        case .failure(let flaw): return .failure(flaw)
        }
        recorder?.addText(
            put.setting, inked.stamps, within: inked.reach, inkReach: put.inkReach, placement, before: put.chooser,
            after: chooser)

        var picture = try layPaper(composition.sheet(put.setting, inked.extent, channels: channels), &chooser) {
            Copyist(
                style: style, hand: put.hand.stage, chooser: put.unwritten, composition: composition,
                extent: inked.extent, source: source, typesetter)
        }
        let text: PrintedText
        switch print(placed, on: &picture, isAlone: true, recorder, &chooser) {
        case .success(let printed): text = printed
        case .failure(let flaw): return .failure(flaw)
        }
        darkroom.ink = text.share
        darkroom.letters = text.letters.map(\.bounds)
        recorder?.add("print", picture, chooser)
        try expose(&picture, &chooser)
        if let flaw = text.flaw(in: picture, resolution: darkroom.resolution, &chooser) { return .failure(flaw) }
        let written = text.text
        var sample = Sample(
            key: chooser.key, image: picture, label: written.label, mask: text.share, textQuad: written.quad,
            characters: written.characters, choices: chooser.choices, lexiconLine: writing.lexiconLine)
        if let cut = composition.cut {
            sample.cut(to: cut.frame(around: text.meant, letters: text.cutLetters))
            recorder?.add("page.crop", sample.image, chooser)
        }
        return .success(sample)
    }

    /// Places a text; nil where it does not fit.
    ///
    /// How large it gets, and so which masks it needs, is known afterwards. Masks of two sizes differ by a part
    /// of a px at their edges, which is enough to lose ink: where others are needed, it is placed again by these.
    private func place(_ put: PutText, _ chooser: inout Chooser) throws -> (Composition, InkedText)? {
        let setting = put.setting
        var enlargement = 1.0
        var isFinal = false
        while true {
            guard let inked = try ink(setting, enlargement: enlargement) else { return nil }
            // Both placings make the same choices; those of one are kept.
            var placing = chooser
            let outcome = try placement.place(extent: inked.reach, inkReach: put.inkReach, &placing)
            guard case .placed(var composition, let shrunk) = outcome else { return nil }
            let suited = composition.map.magnification(at: inked.extent.center)
            if isFinal
                || GlyphStamp.resolution(for: setting.em * suited)
                    == GlyphStamp.resolution(for: setting.em * enlargement)
            {
                guard composition.bend() else { return nil }
                chooser = placing
                // Not drawn, but what nobody can read should be found.
                chooser.noteShrunk(to: shrunk, em: setting.em * suited)
                return (composition, inked)
            }
            enlargement = suited
            isFinal = true
        }
    }

    /// Lets the camera's stages change a picture.
    func expose(_ picture: inout Bitmap, _ chooser: inout Chooser) throws {
        darkroom.resolution = 1
        for stage in source.camera {
            try source.limits?.check()
            let isDrawn = try stage.apply(&chooser) { try stage.stage.expose(&picture, &$0, in: darkroom) }
            recorder?.add(stage.path, isDrawn ? picture : nil, chooser)
        }
    }

    var channels: Int { source.recipe.page.color.channels }

    /// Paper with all that is on it besides the text.
    func layPaper(_ sheet: Sheet, _ chooser: inout Chooser, _ copyist: () throws -> Copyist) throws -> Bitmap {
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
