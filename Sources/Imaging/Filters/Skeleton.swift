extension Bitmap {
    /// Thins the strokes of a mask on all sides, but for their middle lines: a stroke that is thinner than what is taken off
    /// becomes a line, and neither vanishes nor breaks.
    /// - Parameter radius: px, at most 32; fractions count.
    package func strokesThinned(by radius: Double) -> Bitmap {
        let eroded = eroded(by: radius)
        // Up to here each px keeps three fifths of a full one's ink, where it had as much: no stroke can be lost.
        guard radius > 0.4 else { return eroded }
        // A little softer than the row of px itself, so that a line at a slope holds together however it is resampled.
        let line = middleLine().dilated(by: 0.35)
        return Bitmap(width: width, height: height) { target in
            withPixels { ink in
                line.withPixels { line in
                    eroded.withPixels { eroded in
                        for i in ink.indices { target[i] = max(eroded[i], min(ink[i], line[i])) }
                    }
                }
            }
        }
    }

    /// The middle lines of a mask's strokes, one px wide, 255 on nothing: as many pieces with as many holes as the mask has,
    /// and strokes as long as they were, less half of their width.
    ///
    /// The px are taken away from the outside in, each as long as it connects nothing and is no stroke's end (ordered
    /// homotopic thinning, by Yokoi's number of connectivity).
    /// - Parameter faintest: px that are covered less are no ink.
    package func middleLine(faintest: UInt8 = 64) -> Bitmap {
        precondition(channels == 1, "ink is grey")
        // With a rim, so that every px has eight neighbours.
        let rowLength = width + 2
        var isInk = [Bool](repeating: false, count: rowLength * (height + 2))
        withPixels { pixels in
            for y in 0..<height {
                for x in 0..<width { isInk[(y + 1) * rowLength + x + 1] = pixels[y * width + x] >= faintest }
            }
        }
        // Round a px, against the clock from its right.
        let around = [1, 1 - rowLength, -rowLength, -rowLength - 1, -1, rowLength - 1, rowLength, rowLength + 1]
        let depths = Self.depths(of: isInk, rowLength: rowLength)
        // Those that are as deep go by their place: the order, and so the line, is the same everywhere.
        var left = isInk.indices.filter { isInk[$0] }.sorted { (depths[$0], $0) < (depths[$1], $1) }
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
        return Bitmap(width: width, height: height) { target in
            for y in 0..<height {
                for x in 0..<width { target[y * width + x] = isInk[(y + 1) * rowLength + x + 1] ? 255 : 0 }
            }
        }
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
