import Configs
import Imaging
import Samples

/// Finds the canvas and the map from the run to it: geometry about the text's centre, size, place.
struct Placement {
    let page: PageRecipe
    let geometry: [PreparedStage<any GeometryStage>]
    let bending: [PreparedStage<any BendingStage>]
    /// The largest canvas, px in all.
    var mostPixels = PageRecipe.mostPixels

    /// The largest canvas, px a side.
    private static let largestSide = 16384.0

    enum Outcome {
        /// The canvas, and the scale that shrinking to fit came to (1 where nothing had to shrink).
        case placed(Composition, shrunk: Double)
        case tooLarge
    }

    /// - Parameters:
    ///   - extent: the box around the ink in the run. All of it comes to lie on the canvas, its corners too: they are the
    ///     corners of the text's quad.
    ///   - inkReach: how far ink may reach beyond it, px of the page: margins leave room for that, up to a quarter of a side
    ///     that is given.
    func place(extent: Rect, inkReach: Double = 0, _ chooser: inout Chooser) throws -> Outcome {
        var (map, warp, bounds) = mapped(extent, &chooser)
        guard let found = bounds else { return .tooLarge }
        let cut = page.crop.map { crop in
            chooser.within("page") { chooser in
                chooser.within("crop") {
                    Cut(crop, height: extent.height * map.magnification(at: extent.center), &$0)
                }
            }
        }
        var box = cut?.room(around: found) ?? found
        let margins = chooser.within("page") { chooser in
            ["left", "right", "top", "bottom"].map { side in
                chooser.within("margin") { $0.number(side, page.margin) }
            }
        }
        let fixedWidth = page.width.map { count in chooser.within("page") { $0.count("width", count) } }
        let fixedHeight = page.height.map { count in chooser.within("page") { $0.count("height", count) } }
        // Ink that reaches too far for the page must not crowd the text out: whoever spreads it keeps it on the page.
        let reachAcross = fixedWidth.map { min(inkReach, Double($0) / 4) } ?? inkReach
        let reachDown = fixedHeight.map { min(inkReach, Double($0) / 4) } ?? inkReach
        let (left, right) = (max(reachAcross, margins[0]), max(reachAcross, margins[1]))
        let (top, bottom) = (max(reachDown, margins[2]), max(reachDown, margins[3]))

        // Room for the ink on the sides that are given, and the factor that makes it fit.
        var room = Double.infinity
        if let fixedWidth { room = min(room, (Double(fixedWidth) - left - right) / box.width) }
        if let fixedHeight { room = min(room, (Double(fixedHeight) - top - bottom) / box.height) }
        var shrink = min(1, room)
        if let fill = page.fill, room.isFinite {
            shrink = room * chooser.within("page") { $0.number("fill", fill) }
        } else if shrink < 1, page.overflow == .redraw {
            return .tooLarge
        }
        guard shrink > 0.01, shrink < 1000 else { return .tooLarge }
        if shrink != 1 {
            map = map.then(.scale(x: shrink, y: shrink))
            box = Rect(
                left: box.left * shrink, top: box.top * shrink, right: box.right * shrink, bottom: box.bottom * shrink)
        }
        let width = fixedWidth.map(Double.init) ?? (box.width + left + right).rounded(.up)
        let height = fixedHeight.map(Double.init) ?? (box.height + top + bottom).rounded(.up)
        guard width >= 1, height >= 1, width <= Self.largestSide, height <= Self.largestSide,
            width * height <= Double(mostPixels)
        else {
            throw SynthesisError(
                .recipe,
                "the page would be \(Int(min(1e9, width))) x \(Int(min(1e9, height))) px, and the most is "
                    + "\(Int(Self.largestSide)) a side and \(mostPixels) in all; use smaller type, less text, or "
                    + "smaller page.width and page.height")
        }
        let x = fixedWidth == nil ? 0.5 : chooser.within("page") { $0.number("x", page.x) }
        let y = fixedHeight == nil ? 0.5 : chooser.within("page") { $0.number("y", page.y) }
        let place = Point(
            x: left + x * (width - left - right - box.width), y: top + y * (height - top - bottom - box.height))
        var composition = Composition()
        composition.width = Int(width)
        composition.height = Int(height)
        let origin = Point(x: place.x - box.left, y: place.y - box.top)
        composition.map = map.then(.translation(x: origin.x, y: origin.y))
        composition.cut = cut?.scaled(by: shrink)
        if !warp.isStill { composition.warp = warp.placed(scale: shrink, at: origin) }
        return .placed(composition, shrunk: min(1, shrink))
    }

    /// How much of the flat sheet texts may take up so that all of them come to lie on the page, px of the text; nil for sides
    /// that grow with them.
    /// - Parameters:
    ///   - inkReach: how far ink may reach beyond them, px of the page.
    ///   - chooser: as it will place them.
    func room(inkReach: Double, _ chooser: Chooser) -> (width: Double?, height: Double?) {
        var trial = chooser
        let (scale, sides, width, height) = trial.within("page") { chooser in
            (
                chooser.number("scale", page.scale),
                ["left", "right", "top", "bottom"].map { side in
                    chooser.within("margin") { $0.number(side, page.margin) }
                }, page.width.map { Double(chooser.count("width", $0)) },
                page.height.map { Double(chooser.count("height", $0)) }
            )
        }
        func free(_ side: Double?, _ margins: ArraySlice<Double>) -> Double? {
            side.map { side in
                max(1, side - margins.reduce(0) { $0 + max($1, min(inkReach, side / 4)) } - Self.tolerance) / scale
            }
        }
        var room = (width: free(width, sides.prefix(2)), height: free(height, sides.suffix(2)))
        guard let width = room.width, let height = room.height else { return room }
        // What geometry turns and bends needs more room than it has when it lies flat.
        var placing = chooser
        let sheet = Rect(left: 0, top: 0, right: width, bottom: height)
        guard let bounds = mapped(sheet, &placing).2, !bounds.isEmpty else { return room }
        let share = min(1, width * scale / bounds.width, height * scale / bounds.height)
        room = (width * share, height * share)
        return room
    }

    /// What ink may gain in size when it is drawn again for the size that it turned out to have, px.
    private static let tolerance = 2.0

    /// Scale and geometry about the extent's centre, the distortions after them, and the box around it after all; no box
    /// where the text would reach behind the eye.
    private func mapped(_ extent: Rect, _ chooser: inout Chooser) -> (Projection, Warp, Rect?) {
        let scale = chooser.within("page") { $0.number("scale", page.scale) }
        let center = extent.center
        var map = Projection.translation(x: -center.x, y: -center.y).then(.scale(x: scale, y: scale))
        for stage in geometry {
            stage.apply(&chooser) { chooser in
                guard let box = bounds(extent, map) else { return }
                map = map.then(stage.stage.map(extent: box, &chooser))
            }
        }
        var warp = Warp()
        guard var box = bounds(extent, map) else { return (map, warp, nil) }
        let quad = map(Quad(extent))
        for stage in bending {
            stage.apply(&chooser) { chooser in
                guard let distortion = stage.stage.distortion(extent: box, &chooser) else { return }
                warp.append(distortion)
                box = warp(quad).bounds
            }
        }
        return (map, warp, box)
    }

    private func bounds(_ extent: Rect, _ map: Projection) -> Rect? {
        let quad = Quad(extent)
        for corner in quad.corners where map.m20 * corner.x + map.m21 * corner.y + map.m22 < 0.05 { return nil }
        return map(quad).bounds
    }
}
