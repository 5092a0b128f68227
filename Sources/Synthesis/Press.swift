import Configuration
import Imaging
import Samples
import Typography

/// Draws the samples of a recipe, for one thread: it owns opened fonts, cached glyphs and buffers, none of
/// which leave a trace in what it draws.
final class Press: SampleReader {
    private let source: SyntheticSource
    private let typesetter: Typesetter
    private let darkroom: Darkroom
    private let placement: Placement
    private let features: ShapingFeatures
    private var faces: [Face?]

    /// How often a sample is tried before it counts as impossible.
    private static let tries = 200

    init(_ source: SyntheticSource) throws {
        self.source = source
        typesetter = try Typesetter()
        darkroom = try Darkroom()
        placement = Placement(page: source.recipe.page, geometry: source.geometry)
        features = source.recipe.type.shaping
        faces = [Face?](repeating: nil, count: source.fonts.faces.count)
    }

    func sample(at index: Int, in split: Split) throws -> Sample {
        var key = SampleKey(seed: source.recipe.seed, split: split, index: index)
        let writing = try source.author.writing(for: key)
        var rejections: [Sample.Rejection] = []
        for _ in 0..<Self.tries {
            var chooser = Chooser(key: key)
            if let name = writing.source { chooser.note("text.source", name) }
            let face = source.fonts.draw(&chooser)
            switch try draw(writing, face: open(face), &chooser) {
            case .success(var sample):
                sample.rejections = rejections
                return sample
            case .failure(let flaw):
                rejections.append(Sample.Rejection(flaw.reason, font: source.fonts.faces[face].name))
                key = key.nextAttempt
            }
        }
        throw unprintable(writing.label, split, index, rejections)
    }

    private struct Flaw: Error {
        let reason: Sample.Rejection.Reason
    }

    /// One try: set the label, place it, draw ink, lay paper, print, expose.
    private func draw(_ writing: Writing, face: Face, _ chooser: inout Chooser) throws -> Result<Sample, Flaw> {
        let recipe = source.recipe
        let shaped = typesetter.shape(writing.display, face: face, features: features)
        guard shaped.missing.isEmpty else { return .failure(Flaw(reason: .missingGlyph)) }

        let size = emSize(of: face, chooser.within("fonts") { $0.number("size", recipe.fonts.size) })
        let setting = Setting(
            shaped, face: face, sizePixels: size, recipe: recipe.type, marks: source.marks, &chooser)
        let layout: Layout
        switch try place(setting, &chooser) {
        case .success(let placed): layout = placed
        case .failure(let flaw): return .failure(flaw)
        }
        let (composition, extent) = (layout.composition, layout.extent)
        let (mask, lost) = try composition.drawInk(setting, typesetter, maskSize: layout.maskSize)
        guard lost == 0 else { return .failure(Flaw(reason: .lostInk)) }

        var picture = try layPaper(composition, around: extent, &chooser)
        guard let absorption = absorption(on: picture, &chooser) else { return .failure(Flaw(reason: .lowContrast)) }
        var ink = InkLayers(text: InkLayers.Layer(mask: mask, absorption: absorption))
        for (marked, tone) in composition.drawMarks(setting) {
            let swallowed = [Double](repeating: 1 - tone, count: picture.channels)
            ink.others.append(InkLayers.Layer(mask: marked, absorption: swallowed))
        }
        for stage in source.inkStages { stage.apply(&chooser) { stage.stage.apply(to: &ink, &$0) } }
        ink.print(on: &picture)
        for stage in source.camera {
            try stage.apply(&chooser) { try stage.stage.expose(&picture, &$0, in: darkroom) }
        }
        return .success(
            Sample(
                key: chooser.key, image: picture, label: writing.label, mask: ink.text.mask,
                textQuad: composition.map(Quad(extent)),
                characters: composition.boxes(setting, inkQuads: layout.inkQuads), choices: chooser.choices))
    }

    /// A text on its canvas, and the masks that it is drawn from.
    private struct Layout {
        let composition: Composition
        let maskSize: Double
        let inkQuads: [Quad?]
        let extent: Rect
    }

    /// Places a text.
    ///
    /// How large it gets, and so which masks it needs, is known afterwards. Masks of two sizes differ by a part
    /// of a px at their edges, which is enough to lose ink: where others are needed, it is placed again by these.
    private func place(_ setting: Setting, _ chooser: inout Chooser) throws -> Result<Layout, Flaw> {
        var maskSize = Composition.maskSize(setting.sizePixels)
        var isFinal = false
        while true {
            let inkQuads = try Composition.inkQuads(setting, typesetter, maskSize: maskSize)
            let extent = inkQuads.reduce(Rect.empty) { box, quad in quad.map { box.union($0.bounds) } ?? box }
            guard !extent.isEmpty else { return .failure(Flaw(reason: .missingGlyph)) }
            // Both placings make the same choices; those of one are kept.
            var placing = chooser
            let rim = Composition.rim(setting, maskSize: maskSize)
            guard
                case .placed(let composition, _) = try placement.place(
                    extent: extent.union(setting.markedExtent).grown(by: rim), &placing)
            else { return .failure(Flaw(reason: .lostInk)) }
            let suited = Composition.maskSize(setting.sizePixels * composition.map.magnification(at: extent.center))
            if isFinal || suited == maskSize {
                chooser = placing
                return .success(
                    Layout(composition: composition, maskSize: maskSize, inkQuads: inkQuads, extent: extent))
            }
            maskSize = suited
            isFinal = true
        }
    }

    private func open(_ number: Int) throws -> Face {
        if let face = faces[number] { return face }
        let face = try typesetter.open(source.fonts.faces[number])
        faces[number] = face
        return face
    }

    /// The em that gives a face the size asked for.
    private func emSize(of face: Face, _ size: Double) -> Double {
        switch source.recipe.fonts.measure {
        case .em: size
        case .xHeight: face.xHeight > 0 ? size / face.xHeight : size
        case .capHeight: face.capHeight > 0 ? size / face.capHeight : size
        }
    }

    private func layPaper(_ composition: Composition, around extent: Rect, _ chooser: inout Chooser) throws -> Bitmap {
        let ground = source.grounds[chooser.index("paper", weights: source.groundWeights)]
        if source.grounds.count > 1 { chooser.note("paper", ground.path) }
        let sheet = Sheet(
            width: composition.width, height: composition.height, channels: source.recipe.page.color.channels,
            map: composition.map)
        return try chooser.within(ground.path) { try ground.stage.lay(sheet, &$0) }
    }

    /// How much light the ink swallows in each channel; nil where the paper is too dark for the least contrast.
    private func absorption(on paper: Bitmap, _ chooser: inout Chooser) -> [Double]? {
        let recipe = source.recipe.ink
        return chooser.within("ink") { chooser in
            let channels = paper.channels
            let color = recipe.color.map { chooser.pick("color", $0).values(channels: channels) }
            let tone = color == nil ? chooser.number("tone", recipe.tone) : 0
            let opacity = chooser.number("opacity", recipe.opacity)
            let absorbed = (0..<channels).map { opacity * (1 - (color?[$0] ?? tone)) }
            guard recipe.contrast > 0 else { return absorbed }

            let light = zip(paper.channelMeans, lightness(channels)).reduce(0) { $0 + $1.0 * $1.1 }
            let difference = zip(zip(paper.channelMeans, lightness(channels)), absorbed)
                .reduce(0) { $0 + $1.0.0 * $1.0.1 * $1.1 }
            if difference >= recipe.contrast { return absorbed }
            // Darken the ink towards black until the contrast is there, if black is dark enough.
            guard light >= recipe.contrast, light > difference else { return nil }
            let part = (recipe.contrast - difference) / (light - difference)
            return absorbed.map { $0 + (1 - $0) * part }
        }
    }

    private func lightness(_ channels: Int) -> [Double] { channels == 1 ? [1] : [0.299, 0.587, 0.114] }

    private func unprintable(
        _ label: String, _ split: Split, _ index: Int, _ rejections: [Sample.Rejection]
    ) -> SynthesisError {
        let reasons = Sample.Rejection.Reason.allCases.compactMap { reason in
            let count = rejections.count { $0.reason == reason }
            return count == 0 ? nil : "\(count) times \(reason.explanation)"
        }
        return SynthesisError(
            .unprintable,
            "\(split.rawValue)/\(index): the label '\(label)' could not be drawn in \(Self.tries) tries: "
                + reasons.joined(separator: ", ") + ". Change fonts, sizes, page, or contrast in the recipe.")
    }
}

extension Sample.Rejection.Reason {
    /// The reason in words.
    fileprivate var explanation: String {
        switch self {
        case .missingGlyph: "the font lacks a glyph"
        case .lostInk: "the text did not fit the page"
        case .lowContrast: "ink and paper were too alike"
        }
    }
}

extension Projection {
    /// How much lengths grow around a point: the root of the area's growth.
    fileprivate func magnification(at point: Point) -> Double {
        let step = 0.5
        let (a, b, c) = (
            self(Point(x: point.x - step, y: point.y - step)), self(Point(x: point.x + step, y: point.y - step)),
            self(Point(x: point.x - step, y: point.y + step))
        )
        return abs((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)).squareRoot()
    }
}

extension Rect {
    /// The box with every edge moved outwards.
    fileprivate func grown(by rim: Double) -> Rect {
        Rect(left: left - rim, top: top - rim, right: right + rim, bottom: bottom + rim)
    }
}
