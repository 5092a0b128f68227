/// A face that may be taken: a static one, or a variable one at one of its settings.
///
/// Each step (`named`, `slanted` ...) gives what is left of the offer after one wish, nil where it can't be granted.
struct FaceOffer {
    /// The face as the font opens.
    var face: FontFace
    /// Every name of the style, in several languages.
    var styles: [String]
    /// What it can be set to; nil for static faces, and once a style was picked.
    private var space: DesignSpace?
    /// The whole of what a variable font can be set to.
    private let wholeSpace: DesignSpace?
    /// The setting; empty for static faces.
    private var setting: [Double]

    /// - Parameters:
    ///   - styles: every name of the face's own style.
    ///   - space: what a variable font can be set to.
    init(_ face: FontFace, styles: [String], space: DesignSpace?) {
        self.face = face
        self.styles = styles
        self.space = space
        wholeSpace = space
        setting = space?.usual ?? []
    }

    // MARK: - Wishes

    /// The offer at the style of a name.
    func named(_ style: String) -> FaceOffer? {
        func isAsked(_ name: String) -> Bool { name.lowercased() == style.lowercased() }
        guard let space else { return styles.contains(where: isAsked) ? self : nil }
        if let instance = space.instances.first(where: { isAsked($0.name) }) {
            var offer = moved(to: instance.values)
            offer.space = nil
            return offer
        }
        guard styles.contains(where: isAsked) else { return nil }
        var offer = self
        offer.space = nil
        return offer
    }

    /// The offer with letters that lean, or don't.
    func slanted(_ italic: Bool) -> FaceOffer? {
        if let (place, axis) = axis("ital") {
            let value = italic ? 1.0 : 0
            return axis.clamp(value) == value ? moved(place, to: value) : nil
        }
        // Of the slant's two ends the one below 0 leans to the right.
        if let (place, axis) = axis("slnt") {
            let value = italic ? axis.least : axis.clamp(0)
            return (value < 0) == italic ? moved(place, to: value) : nil
        }
        return face.isItalic == italic ? self : nil
    }

    /// The offer at a weight, or one that is near.
    func weighing(_ weight: Int) -> FaceOffer? {
        let offer = near("wght", Double(weight))
        return abs(offer.face.weight - weight) <= FaceWish.nearWeight ? offer : nil
    }

    /// The offer at a width, or one that is near.
    func measuring(_ width: Double) -> FaceOffer? {
        let offer = near("wdth", width)
        return abs(offer.face.width - width) < FaceWish.nearWidth ? offer : nil
    }

    /// The offer with an axis at a value.
    func with(_ axis: AxisValue) -> FaceOffer? {
        guard let place = wholeSpace?.index(of: axis.tag),
            let space = wholeSpace, space.axes[place].clamp(axis.value) == axis.value
        else { return nil }
        return moved(place, to: axis.value)
    }

    /// The upright regular, as near as the font comes to it.
    var regular: FaceOffer {
        let plain = near("wght", 400).near("wdth", 100)
        return plain.slanted(false) ?? plain
    }

    // MARK: - Settings

    private func axis(_ tag: String) -> (place: Int, axis: DesignSpace.Axis)? {
        guard let space, let place = space.index(of: tag) else { return nil }
        return (place, space.axes[place])
    }

    private func near(_ tag: String, _ value: Double) -> FaceOffer {
        guard let (place, axis) = axis(tag) else { return self }
        return moved(place, to: axis.clamp(value))
    }

    private func moved(_ place: Int, to value: Double) -> FaceOffer {
        var values = setting
        values[place] = value
        return moved(to: values)
    }

    private func moved(to values: [Double]) -> FaceOffer {
        guard let wholeSpace else { return self }
        var offer = self
        offer.setting = values
        offer.face.axes = wholeSpace.values(of: values)
        for (axis, value) in zip(wholeSpace.axes, values) {
            switch axis.tag {
            case "wght": offer.face.weight = min(900, max(100, Int(value.rounded())))
            case "wdth": offer.face.width = value
            case "ital": offer.face.isItalic = value >= 0.5
            case "slnt": offer.face.isItalic = value != 0
            default: break
            }
        }
        if let instance = wholeSpace.instances.first(where: { $0.values == values }) {
            offer.face.style = instance.name
        } else if values != wholeSpace.usual {
            let others = zip(wholeSpace.axes, values).filter { $0.usual != $1 }
            let words = others.map { AxisValue($0.tag, $1).description }
            // Of dots, the style tells the size, too.
            let isOfDots = wholeSpace.axes == [DotOutline.axis]
            offer.face.style = ((isOfDots ? [face.style] : []) + words).joined(separator: " ")
        }
        offer.styles = [offer.face.style]
        return offer
    }

    // MARK: - For a person

    /// What the font has, for a message: `Liberation Sans Regular (boldness 400, upright)`.
    var summary: String {
        guard let wholeSpace else {
            let width = abs(face.width - 100) < 1 ? "" : ", width \(face.width.plain)"
            return "\(face.name) (boldness \(face.weight)\(width), \(face.isItalic ? "italic" : "upright"))"
        }
        let styles = wholeSpace.instances.isEmpty ? "" : "; styles \(styleNames.joined(separator: ", "))"
        return "\(face.family) (variable: \(wholeSpace.summary)\(styles))"
    }

    /// The names of its styles, each once.
    var styleNames: [String] {
        let names = (wholeSpace?.instances.map(\.name) ?? []) + styles.prefix(1)
        return names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}

extension FaceWish {
    /// What of some faces grants the wish.
    ///
    /// - Parameter complain: makes the error of a wish that none grants, from its words: `style 'Bold'`.
    func choose(
        from offers: [FaceOffer], _ complain: (FaceWish, String) -> TypographyError
    ) throws(TypographyError) -> [FaceOffer] {
        var left = offers
        func narrow(_ what: FaceWish, _ words: String, _ step: (FaceOffer) -> FaceOffer?) throws(TypographyError) {
            let next = left.compactMap(step)
            guard !next.isEmpty || left.isEmpty else { throw complain(what, words) }
            left = next
        }
        if let style { try narrow(FaceWish(style: style), "style '\(style)'") { $0.named(style) } }
        if let italic {
            try narrow(FaceWish(italic: italic), italic ? "italic letters" : "upright letters") { $0.slanted(italic) }
        }
        if let weight { try narrow(FaceWish(weight: weight), "boldness \(weight)") { $0.weighing(weight) } }
        if let width { try narrow(FaceWish(width: width), "width \(width.plain)") { $0.measuring(width) } }
        for axis in axes {
            try narrow(FaceWish(axes: [axis]), "a setting of \(axis.tag) to \(axis.value.plain)") { $0.with(axis) }
        }
        return left
    }

    /// Those faces that come nearest to the weight that is asked for, of each family upright and leaning ones.
    func nearest(of offers: [FaceOffer]) -> [FaceOffer] {
        guard let weight else { return offers }
        func distance(_ offer: FaceOffer) -> Int { abs(offer.face.weight - weight) }
        return offers.filter { offer in
            !offers.contains {
                $0.face.family == offer.face.family && $0.face.isItalic == offer.face.isItalic
                    && distance($0) < distance(offer)
            }
        }
    }
}
