import Imaging
import Samples

/// Keeps the pictures between the stages of a sample's drawing, for a person to look at.
final class StepRecorder {
    /// The steps of the last try.
    private(set) var steps: [SampleStep] = []
    /// How many of the try's choices the steps have told.
    private var told = 0

    /// Starts another try: what was kept of the last one goes.
    func begin() {
        steps = []
        told = 0
    }

    /// Keeps a picture, with the choices that were made since the last one.
    func add(_ name: String, _ picture: Bitmap?, _ chooser: Chooser) {
        steps.append(SampleStep(name: name, picture: picture, choices: Array(chooser.choices.dropFirst(told))))
        told = chooser.choices.count
    }

    /// Keeps the text as it was set, and as it is after each stage of geometry.
    ///
    /// All stages are one map, through which glyphs are drawn once: these pictures are drawn for this alone. A stage
    /// draws the same whatever comes after it, so the text is placed again with the first of the stages.
    /// - Parameters:
    ///   - reach: what must lie on the page.
    ///   - inkReach: how far ink may reach beyond it, px.
    ///   - before: the chooser as it was before the text was placed.
    ///   - after: the chooser when it was.
    func addText(
        _ setting: Setting, _ stamps: [GlyphStamp], within reach: Rect, inkReach: Double, _ placement: Placement,
        before: Chooser, after: Chooser
    ) {
        let drawn = after.choices.dropFirst(before.choices.count)
        let paths = placement.geometry.map(\.path) + placement.bending.map(\.path)
        func choices(of path: String) -> [Sample.Choice] { drawn.filter { $0.name.hasPrefix(path + ".") } }
        func picture(flat: Int, bent: Int) -> Bitmap? {
            let part = Placement(
                page: placement.page, geometry: Array(placement.geometry.prefix(flat)),
                bending: Array(placement.bending.prefix(bent)), mostPixels: placement.mostPixels)
            var chooser = before
            // What fits the page in the end need not fit it on the way: then there is no picture.
            guard case .placed(var composition, _)? = try? part.place(extent: reach, inkReach: inkReach, &chooser),
                composition.bend()
            else { return nil }
            return composition.blackOnWhite(setting, stamps)
        }
        let ofPage = drawn.filter { choice in !paths.contains { choice.name.hasPrefix($0 + ".") } }
        steps.append(
            SampleStep(name: "text", picture: picture(flat: 0, bent: 0), choices: before.choices + ofPage))
        func add(_ path: String, isDrawn: Bool, _ flat: Int, _ bent: Int) {
            steps.append(
                SampleStep(
                    name: path, picture: isDrawn ? picture(flat: flat, bent: bent) : nil, choices: choices(of: path)))
        }
        var trial = before
        for (number, stage) in placement.geometry.enumerated() {
            add(stage.path, isDrawn: stage.apply(&trial) { _ in }, number + 1, 0)
        }
        for (number, stage) in placement.bending.enumerated() {
            add(stage.path, isDrawn: stage.apply(&trial) { _ in }, placement.geometry.count, number + 1)
        }
        told = after.choices.count
    }
}

extension Composition {
    /// The text and its marks, black on a white page.
    fileprivate func blackOnWhite(_ setting: Setting, _ stamps: [GlyphStamp]) -> Bitmap {
        var page = Bitmap(width: width, height: height, filledWith: 255)
        page.printInk(drawInk(setting, stamps).mask, absorption: [1])
        for (mask, tone) in drawMarks(setting) { page.printInk(mask, absorption: [1 - tone]) }
        return page
    }
}

extension InkLayers {
    /// The ink on a page on which it shows: white, but for light ink.
    var alone: Bitmap {
        var page = Bitmap(
            width: text.mask.width, height: text.mask.height, channels: channels,
            filledWith: text.pigment.contrastingGround)
        print(on: &page)
        return page
    }
}
