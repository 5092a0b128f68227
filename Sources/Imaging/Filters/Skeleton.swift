extension Bitmap {
    /// Thins the strokes of a mask on all sides, but for their middle lines: a stroke that is thinner than what is taken off
    /// becomes a line, and neither vanishes nor breaks.
    ///
    /// Of px with at least a quarter of full ink there are as many pieces, with as many holes, as before.
    /// - Parameter radius: px, at most 32; fractions count.
    package func strokesThinned(by radius: Double) -> Bitmap {
        let eroded = eroded(by: radius)
        // Up to here each px keeps three fifths of a full one's ink, where it had as much: no stroke can be lost.
        guard radius > 0.4 else { return eroded }
        let line = middleLine(keeping: eroded)
        // A little softer than the row of px itself, so that a line at a slope holds together however it is resampled.
        let soft = line.dilated(by: 0.23)
        return Bitmap(width: width, height: height) { target in
            withPixels { ink in
                for y in 0..<height {
                    for x in 0..<width {
                        let place = y * width + x
                        let kept =
                            line.pixels[place] > 0 ? inkAcross(x, y) : min(ink[place], soft.pixels[place])
                        target[place] = max(eroded.pixels[place], kept)
                    }
                }
            }
        }
    }

    /// All ink of the stroke that runs through a px, as if it lay in the px alone, or the px's own where that is more.
    private func inkAcross(_ x: Int, _ y: Int) -> UInt8 {
        var sum = 0
        for row in max(0, y - 1)...min(height - 1, y + 1) {
            for column in max(0, x - 1)...min(width - 1, x + 1) { sum += Int(self[column, row]) }
        }
        // Three px of the nine are the stroke's length.
        return max(self[x, y], UInt8(min(255, sum / 3)))
    }

    /// Px with less ink than this are no part of a stroke.
    private static var faintest: UInt8 { 64 }
    /// Px with as much ink as this are seen, however the mask is resampled.
    private static var dense: UInt8 { 192 }

    /// The middle lines of a mask's strokes, one px wide, 255 on nothing.
    ///
    /// They have as many pieces with as many holes as the mask, and are as long as its strokes, less half of their width. Where
    /// dense ink is kept there is no line. The px are taken away from the outside in, each as long as it connects nothing and is
    /// no stroke's end (ordered homotopic thinning, by Yokoi's number of connectivity).
    /// - Parameter kept: ink of this mask that stays; nil where only the lines do.
    package func middleLine(keeping kept: Bitmap? = nil) -> Bitmap {
        precondition(channels == 1, "ink is grey")
        var thinning = Thinning(self, faintest: Self.faintest)
        guard let kept else { return thinning.thinned { _ in false } }
        // What holds all kept ink together, and in that what holds the dense ink together.
        let whole = thinning.thinned { kept.pixels[$0] >= Self.faintest }
        let core = thinning.thinned { kept.pixels[$0] >= Self.dense }
        return Bitmap(width: width, height: height) { target in
            for i in target.indices { target[i] = max(whole.pixels[i], core.pixels[i]) }
        }
    }
}

/// Ink that px are taken away from, as long as its pieces and holes stay.
private struct Thinning {
    private let width, height: Int
    /// With a rim, so that every px has eight neighbours.
    private let rowLength: Int
    private var isInk: [Bool]
    /// All px of ink, from the outside in.
    ///
    /// Those that are as deep go by their place: the order, and so the line, is the same
    /// everywhere.
    private let order: [Int]

    init(_ mask: Bitmap, faintest: UInt8) {
        (width, height, rowLength) = (mask.width, mask.height, mask.width + 2)
        var isInk = [Bool](repeating: false, count: rowLength * (height + 2))
        for y in 0..<height {
            for x in 0..<width { isInk[(y + 1) * rowLength + x + 1] = mask[x, y] >= faintest }
        }
        let depths = Self.depths(of: isInk, rowLength: rowLength)
        order = isInk.indices.filter { isInk[$0] }.sorted { (depths[$0], $0) < (depths[$1], $1) }
        self.isInk = isInk
    }

    /// Takes away what can go.
    ///
    /// - Parameter stays: whether the px of a place in the mask stays whatever it holds together.
    /// - Returns: what is left, without what stays.
    mutating func thinned(_ stays: (Int) -> Bool) -> Bitmap {
        // Round a px, against the clock from its right.
        let around = [1, 1 - rowLength, -rowLength, -rowLength - 1, -1, rowLength - 1, rowLength, rowLength + 1]
        var left = order.filter { isInk[$0] && !stays(place($0)) }
        while true {
            let before = left.count
            left.removeAll { place in
                let neighbours = around.map { isInk[place + $0] }
                guard neighbours.count(where: { $0 }) > 1, Self.connectivity(neighbours) == 1 else { return false }
                isInk[place] = false
                return true
            }
            if left.count == before { break }
        }
        var line = Bitmap(width: width, height: height)
        for number in left.map(place) { line[number % width, number / width] = 255 }
        return line
    }

    /// The place in the mask.
    private func place(_ number: Int) -> Int {
        (number / rowLength - 1) * width + number % rowLength - 1
    }

    /// How many pieces of ink a px holds together, by its eight neighbours: 1 where it can go and nothing changes but the
    /// outline.
    private static func connectivity(_ neighbours: [Bool]) -> Int {
        Swift.stride(from: 0, to: 8, by: 2).count { side in
            !neighbours[side] && (neighbours[side + 1] || neighbours[(side + 2) % 8])
        }
    }

    /// How far each px of ink lies from what is empty: 3 for a step, 4 for one at a slope.
    private static func depths(of isInk: [Bool], rowLength: Int) -> [Int] {
        var depths = isInk.map { $0 ? Int.max / 2 : 0 }
        let before = [(-1, 3), (-rowLength - 1, 4), (-rowLength, 3), (-rowLength + 1, 4)]
        for place in isInk.indices where isInk[place] {
            for (step, far) in before { depths[place] = min(depths[place], depths[place + step] + far) }
        }
        for place in isInk.indices.reversed() where isInk[place] {
            for (step, far) in before { depths[place] = min(depths[place], depths[place - step] + far) }
        }
        return depths
    }
}
