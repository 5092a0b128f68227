extension Bitmap {
    /// Adds the ink of a grey mask through a map and then through a field: in one go, so that it is read once.
    ///
    /// - Parameters:
    ///   - mask: coverage with a border of one empty pixel all round.
    ///   - map: from mask px to the px that `field` shows.
    ///   - field: of this image's size.
    ///   - area: what the mask covers of this image, px, or more.
    ///   - joining: how it joins the ink that is there.
    /// - Returns: how much ink fell outside of the image, as a sum of coverage; 0 as a rule, `Int.max` where
    ///   the map tears the mask apart.
    package mutating func stampInk(
        _ mask: Bitmap, through map: Projection, bentBy field: WarpField, within area: Rect,
        joining: InkJoining = .layers
    ) -> Int {
        precondition(channels == 1 && mask.channels == 1, "ink is grey")
        precondition(field.width == width && field.height == height, "a field of another image")
        guard mask.width > 2, mask.height > 2 else { return 0 }
        let reach = 4096.0
        guard let inverse = map.inverse, area.left > -reach, area.top > -reach, area.right < Double(width) + reach,
            area.bottom < Double(height) + reach
        else { return Int.max }

        let cell = WarpField.cell
        let cells = Int((area.left / Double(cell)).rounded(.down))..<Int((area.right / Double(cell)).rounded(.up))
        var lost = 0
        let (width, height) = (self.width, self.height)
        withUnsafeTemporaryAllocation(of: SIMD2<Int>.self, capacity: cells.count + 1) { edges in
            withMutablePixels { target in
                mask.withPixels { source in
                    guard let ink = source.baseAddress, let page = target.baseAddress else { return }
                    for y in Int(area.top.rounded(.down))..<Int(area.bottom.rounded(.up)) {
                        let row = y >= 0 && y < height ? page + y * width : nil
                        field.walk(y, cells: cells, through: inverse, into: edges)
                        for (number, column) in cells.enumerated() {
                            let left = column * cell
                            var walk = WarpArea.Span(from: edges[number], to: edges[number + 1], count: cell)
                            let steps = walk.steps(inside: mask.width, mask.height, of: cell)
                            if steps.isEmpty { continue }
                            walk.u &+= steps.lowerBound &* walk.du
                            walk.v &+= steps.lowerBound &* walk.dv
                            if let row, left >= 0, left + cell <= width {
                                stamp(ink, mask.width, walk, row + left + steps.lowerBound, steps.count, joining)
                            } else {
                                lost += edge(
                                    ink, mask.width, walk, row, left + steps.lowerBound, width, steps.count, joining)
                            }
                        }
                    }
                }
            }
        }
        return lost
    }
}

extension WarpArea.Span {
    /// The walk over `count` px whose outer edges lie at two places of the source, 16.16.
    @inline(__always)
    fileprivate init(from first: SIMD2<Int>, to last: SIMD2<Int>, count: Int) {
        let (du, dv) = ((last.x &- first.x) / count, (last.y &- first.y) / count)
        // From edges to the middle of the first px.
        let half = 1 << 15
        self.init(u: first.x &+ du / 2 &- half, v: first.y &+ dv / 2 &- half, du: du, dv: dv)
    }
}
