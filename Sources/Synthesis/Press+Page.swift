import Configs
import Imaging
import Samples

/// What became of a try at a page.
private enum PageOutcome {
    case drawn(Sample)
    /// Some of its texts could not be drawn, and are to be drawn anew.
    case rejectedTexts
    /// The page itself could not be drawn.
    case rejected(Flaw)
}

/// A text on its way onto a page.
private struct PageText {
    /// Which of the page's texts it is.
    let number: Int
    let put: PutText
    /// How far it is moved on the flat sheet.
    let offset: Point
    var inked: InkedText

    /// A box of the text, on the sheet.
    func moved(_ box: Rect) -> Rect {
        Rect(
            left: box.left + offset.x, top: box.top + offset.y, right: box.right + offset.x,
            bottom: box.bottom + offset.y)
    }
}

extension Press {
    /// Draws a page of several texts: each by choices of its own, all of them on one ground, through one geometry and one
    /// camera.
    ///
    /// A text that can't be drawn is drawn anew, while the others and all that the page itself has stay what they are.
    func page(of recipe: TextsRecipe, _ first: SampleKey) throws -> Sample {
        var key = first
        var texts: [TextTries] = []
        var flaws: [Flaw] = []
        while true {
            try source.limits?.check()
            var chooser = Chooser(key: key)
            recorder?.begin()
            let count = chooser.within("page") { chooser in
                chooser.within("texts") { $0.count("count", recipe.count) }
            }
            while texts.count < count { texts.append(try begin(texts.count, of: first)) }
            switch try draw(&texts, count, recipe, &chooser) {
            case .drawn(var sample):
                let thrown = flaws + texts.prefix(count).flatMap(\.flaws)
                sample.rejections = thrown.map { Sample.Rejection($0.reason, font: $0.means) } + sample.rejections
                return sample
            case .rejectedTexts: break
            case .rejected(let flaw):
                flaws.append(flaw)
                key = key.nextAttempt
                guard flaws.count < Self.tries else {
                    throw SynthesisError(
                        .unprintable, at: "page.texts",
                        "\(first.split.rawValue)/\(first.index): no page could be drawn in \(Self.tries) tries: its texts did "
                            + "not fit it. Make page.width and page.height larger or the type smaller, or set "
                            + "page.overflow=shrink.")
                }
            }
        }
    }

    /// One try at a page.
    private func draw(
        _ texts: inout [TextTries], _ count: Int, _ recipe: TextsRecipe, _ chooser: inout Chooser
    ) throws -> PageOutcome {
        for number in 0..<count { try putDown(&texts[number]) }
        let (laid, dropped) = layOut(texts.prefix(count).compactMap(\.put), recipe, &chooser)
        // Where not one of them has room, others may be smaller.
        guard !laid.isEmpty else {
            for (number, put) in dropped.enumerated() { try reject(&texts[number], for: put.flaw(.noRoom)) }
            return .rejectedTexts
        }
        guard let (sheet, onPage) = try place(laid, &chooser) else {
            return .rejected(Flaw(reason: .lostInk, means: ""))
        }
        var failed: [(number: Int, flaw: Flaw)] = []
        func rejectFailed() throws -> PageOutcome {
            for (number, flaw) in failed { try reject(&texts[number], for: flaw) }
            return .rejectedTexts
        }
        var placed: [(number: Int, window: Rect, text: PlacedText)] = []
        for text in onPage {
            let window = sheet.window(of: text)
            switch place(text.put, text.inked, on: sheet.part(window, for: text)) {
            case .success(let own): placed.append((text.number, window, own))
            case .failure(let flaw): failed.append((text.number, flaw))
            }
        }
        guard failed.isEmpty else { return try rejectFailed() }
        if let recorder {
            var page = Bitmap(width: sheet.width, height: sheet.height)
            for (_, window, text) in placed { page.formUnion(text.mask, in: window) }
            page.invert()
            recorder.add("page.texts", page, chooser)
        }

        var picture = try layPaper(sheet.sheet(under: onPage, channels: channels), &chooser) {
            let put = onPage[0].put
            return Copyist(
                style: put.style, hand: put.hand.stage, chooser: put.unwritten, composition: sheet,
                extent: onPage[0].moved(onPage[0].inked.extent), source: source, typesetter)
        }
        var printed: [(number: Int, window: Rect, text: PrintedText, choices: [Sample.Choice])] = []
        for (number, window, text) in placed {
            try source.limits?.check()
            var (own, part) = (text.put.chooser, picture.part(window))
            switch print(text, on: &part, isAlone: false, nil, &own) {
            case .success(let text):
                picture.put(part, into: window)
                printed.append((number, window, text, own.choices))
            case .failure(let flaw): failed.append((number, flaw))
            }
        }
        guard failed.isEmpty else { return try rejectFailed() }
        var mask = Bitmap(width: sheet.width, height: sheet.height)
        for (_, window, text, _) in printed { mask.formUnion(text.share, in: window) }
        darkroom.ink = mask
        darkroom.letters = printed.flatMap { text in text.text.letters.map { $0.seen(from: text.window).bounds } }
        recorder?.add("print", picture, chooser)
        try expose(&picture, &chooser)
        for place in printed.indices where printed[place].text.placed.put.style.ink.legibility > 0 {
            let (number, window, text, _) = printed[place]
            var own = Chooser(key: chooser.key)
            if let flaw = text.flaw(in: picture.part(window), resolution: darkroom.resolution, &own) {
                failed.append((number, flaw))
            }
            printed[place].choices += own.choices
        }
        guard failed.isEmpty else { return try rejectFailed() }
        let choices = printed.enumerated().flatMap { place, text in text.choices.map { $0.ofText(place) } }
        return .drawn(
            Sample(
                key: chooser.key, image: picture, mask: mask, texts: printed.map { $0.text.text.seen(from: $0.window) },
                choices: chooser.choices + choices,
                rejections: dropped.map { Sample.Rejection(.noRoom, font: $0.means) }))
    }

    /// Puts one of the texts down, with as many tries as that takes.
    private func putDown(_ tries: inout TextTries) throws {
        while tries.put == nil {
            try source.limits?.check()
            var chooser = Chooser(key: tries.key)
            chooser.note(tries.writing)
            switch try put(tries.writing, tries.style, &chooser) {
            case .success(let text):
                if let inked = try ink(text.setting, enlargement: 1) {
                    tries.put = (text, inked)
                } else {
                    try reject(&tries, for: text.flaw(.lostInk))
                }
            case .failure(let flaw): try reject(&tries, for: flaw)
            }
        }
    }

    /// Lays texts out on the flat sheet.
    /// - Returns: those that have a place, and those that have none.
    private func layOut(
        _ puts: [(text: PutText, inked: InkedText)], _ recipe: TextsRecipe, _ chooser: inout Chooser
    ) -> (laid: [PageText], dropped: [PutText]) {
        let inkReach = puts.reduce(0) { max($0, $1.text.inkReach) }
        let blocks = puts.map { put, inked in
            // A frame does not hold all ink.
            PageBlock(box: inked.reach.union(inked.extent).widened(by: put.inkReach), em: put.setting.em)
        }
        let room = placement.room(inkReach: inkReach, chooser)
        let layout = chooser.within("page") { chooser in
            chooser.within("texts") { PageLayout(blocks, recipe, room: room, &$0) }
        }
        var (laid, dropped): ([PageText], [PutText]) = ([], [])
        for (number, offset) in layout.offsets.enumerated() {
            if let offset {
                let (put, inked) = puts[number]
                laid.append(PageText(number: number, put: put, offset: offset, inked: inked))
            } else {
                dropped.append(puts[number].text)
            }
        }
        return (laid, dropped)
    }

    /// Finds the canvas of texts that were laid out, and their ink for the size that they have there; nil where they don't fit.
    ///
    /// As with a single text, they are placed again by the ink that they turned out to need.
    private func place(
        _ texts: [PageText], _ chooser: inout Chooser
    ) throws -> (sheet: Composition, texts: [PageText])? {
        let inkReach = texts.reduce(0) { max($0, $1.put.inkReach) }
        var texts = texts
        var isFinal = false
        var enlargements = [Double](repeating: 1, count: texts.count)
        while true {
            let reach = texts.reduce(Rect.empty) { $0.union($1.moved($1.inked.reach.union($1.inked.extent))) }
            var placing = chooser
            let outcome = try placement.place(extent: reach, inkReach: inkReach, &placing)
            guard case .placed(var sheet, let shrunk) = outcome else { return nil }
            let suited = texts.map { sheet.map.magnification(at: $0.moved($0.inked.extent).center) }
            let isSuited = texts.indices.allSatisfy { number in
                let em = texts[number].put.setting.em
                return GlyphStamp.resolution(for: em * suited[number])
                    == GlyphStamp.resolution(for: em * enlargements[number])
            }
            if isFinal || isSuited {
                guard sheet.bend() else { return nil }
                chooser = placing
                let smallest = zip(texts, suited).reduce(Double.infinity) { min($0, $1.0.put.setting.em * $1.1) }
                chooser.noteShrunk(to: shrunk, em: smallest)
                return (sheet, texts)
            }
            for number in texts.indices {
                guard let inked = try ink(texts[number].put.setting, enlargement: suited[number]) else { return nil }
                texts[number].inked = inked
            }
            enlargements = suited
            isFinal = true
        }
    }
}

extension Composition {
    /// The part of the canvas that a text and all that is printed with it lie on: whole px.
    ///
    /// Ink is drawn there alone: what its stages do to a mask takes as long as the mask is large.
    fileprivate func window(of text: PageText) -> Rect {
        let (put, inked) = (text.put, text.inked)
        let quad = Quad(text.moved(inked.reach.union(inked.extent)))
        let em = put.setting.em * map.magnification(at: quad.bounds.center)
        // Room for shadows, frames, and what a pen does beside the text.
        let box = place(quad).bounds.widened(by: put.inkReach + 0.75 * em + 8)
        let left = max(0, min(Double(width - 1), box.left.rounded(.down)))
        let top = max(0, min(Double(height - 1), box.top.rounded(.down)))
        return Rect(
            left: left, top: top, right: max(left + 1, min(Double(width), box.right.rounded(.up))),
            bottom: max(top + 1, min(Double(height), box.bottom.rounded(.up))))
    }

    /// A part of the canvas for a text that is moved on the flat sheet.
    fileprivate func part(_ window: Rect, for text: PageText) -> Composition {
        var part = Composition()
        (part.width, part.height) = (Int(window.width), Int(window.height))
        part.map = Projection.translation(x: text.offset.x, y: text.offset.y).then(map)
            .then(.translation(x: -window.left, y: -window.top))
        part.warp = warp?.seen(from: Point(x: window.left, y: window.top))
        // Where the whole canvas does not fold, no part of it does.
        _ = part.bend()
        return part
    }

    /// The paper that a page's texts need; there must be one at least.
    fileprivate func sheet(under texts: [PageText], channels: Int) -> Sheet {
        let first = texts[0]
        let extent = texts.reduce(Rect.empty) { $0.union($1.moved($1.inked.extent)) }
        return Sheet(
            width: width, height: height, channels: channels, map: map, field: field, warp: warp,
            text: TextPlace(
                extent: extent, em: first.put.setting.em,
                baselines: first.put.setting.baselines.map { $0 + first.offset.y }))
    }
}

extension Sample.Text {
    /// A text of a part of a page on the page.
    fileprivate func seen(from window: Rect) -> Sample.Text {
        Sample.Text(
            label: label, quad: quad.seen(from: window),
            characters: characters.map { Sample.CharacterBox(text: $0.text, quad: $0.quad.seen(from: window)) })
    }
}

extension Quad {
    /// A quad of a window, on the whole page.
    fileprivate func seen(from window: Rect) -> Quad {
        map { Point(x: $0.x + window.left, y: $0.y + window.top) }
    }
}

extension Sample.Choice {
    /// The choice as one of a page's texts.
    /// - Parameter place: which of the texts that are there, from 0.
    fileprivate func ofText(_ place: Int) -> Sample.Choice {
        var choice = self
        choice.name = "texts.\(place).\(name)"
        return choice
    }
}
