/// Whether anything is on a picture of text, and where it touches the picture's edges.
package struct PictureInk: Sendable, Hashable {
    /// Sides of a picture.
    package struct Edges: OptionSet, Sendable, Hashable {
        /// A bit for each side.
        package let rawValue: UInt8

        /// Sides by their bits.
        package init(rawValue: UInt8) { self.rawValue = rawValue }

        /// The left side.
        package static let left = Edges(rawValue: 1)
        /// The upper side.
        package static let top = Edges(rawValue: 2)
        /// The right side.
        package static let right = Edges(rawValue: 4)
        /// The lower side.
        package static let bottom = Edges(rawValue: 8)
    }

    /// Whether the picture is of one tone: squares of 4x4 px differ by less than 12 levels, or by less than its noise makes.
    package let isBlank: Bool
    /// The sides that ink runs into, as it does where text was cut off.
    ///
    /// Ink is what departs from the picture's median tone by more than half as far as its darkest or lightest places do,
    /// whichever are further away. It must lie two px deep on a side, and not along nine tenths of it, as shadows and frames
    /// do. Rules of a form are taken for text.
    package let edges: Edges

    /// Looks at an image, as one channel.
    package init(_ image: Bitmap) {
        let image = image.grey
        isBlank = image.squareRange < min(32, max(12, 1.8 * (image.noiseLevel ?? 0)))
        edges = isBlank ? [] : Self.edges(of: image)
    }

    private static func edges(of image: Bitmap) -> Edges {
        let tones = ToneHistogram(image)
        guard image.width >= 4, image.height >= 4, let ground = tones.percentile(0.5),
            let low = tones.percentile(0.005), let high = tones.percentile(0.995)
        else { return [] }
        let isDark = ground - low >= high - ground
        let depth = isDark ? ground - low : high - ground
        guard depth >= 24 else { return [] }
        let limit = isDark ? ground - depth / 2 : ground + depth / 2
        func isInk(_ x: Int, _ y: Int) -> Bool { isDark ? Int(image[x, y]) < limit : Int(image[x, y]) > limit }
        let (right, bottom) = (image.width - 1, image.height - 1)
        var edges: Edges = []
        if touches(image.height, { isInk(0, $0) && isInk(1, $0) }) { edges.insert(.left) }
        if touches(image.width, { isInk($0, 0) && isInk($0, 1) }) { edges.insert(.top) }
        if touches(image.height, { isInk(right, $0) && isInk(right - 1, $0) }) { edges.insert(.right) }
        if touches(image.width, { isInk($0, bottom) && isInk($0, bottom - 1) }) { edges.insert(.bottom) }
        return edges
    }

    /// Whether ink runs into a side of so many px, of which `isInk` tells each.
    private static func touches(_ length: Int, _ isInk: (Int) -> Bool) -> Bool {
        var (sum, run) = (0, 0)
        for place in 0...length {
            if place < length, isInk(place) {
                run += 1
            } else {
                if run * 10 <= length * 9 { sum += run }
                run = 0
            }
        }
        return sum >= 2
    }
}

extension Bitmap {
    /// How far the means of a grey image's squares of 4x4 px, or of what is there of them, lie apart, levels.
    fileprivate var squareRange: Double {
        guard width > 0, height > 0 else { return 0 }
        let (across, down) = (min(4, width), min(4, height))
        var (low, high) = (Int.max, Int.min)
        withPixels { pixels in
            for top in Swift.stride(from: 0, to: height, by: down) {
                for left in Swift.stride(from: 0, to: width, by: across) {
                    // The last ones overlap those before them, so that all are of one size.
                    let (x, y) = (min(left, width - across), min(top, height - down))
                    var sum = 0
                    for row in y..<y + down {
                        for column in x..<x + across { sum += Int(pixels[row * width + column]) }
                    }
                    (low, high) = (min(low, sum), max(high, sum))
                }
            }
        }
        return Double(high - low) / Double(across * down)
    }
}
