import Imaging

extension Bend {
    /// The map of a glyph that stands by itself: jitter, then the bend at its middle.
    func map(
        _ glyph: Lettering.Glyph, on number: Int, _ line: Lettering, jitter: inout Departures?
    ) -> Projection {
        var place = jitter?.place(glyph, em: line.em) ?? .translation(x: glyph.origin.x, y: glyph.origin.y)
        if let scaling = glyph.scaling { place = scaling.then(place) }
        let bent = map(at: glyph.origin.x + glyph.advance / 2, line: number)
        return bent == .identity ? place : place.then(bent)
    }

    /// The maps of letters that join.
    ///
    /// Each is bent as its cell is: neighbours share an edge, so that the stroke goes on from one to the next. Jitter moves
    /// all of them as one, by the departure of the first.
    func maps(
        ofJoined glyphs: ArraySlice<Lettering.Glyph>, on number: Int, _ line: Lettering, jitter: inout Departures?
    ) -> [Projection] {
        let cells = glyphs.map { line.extent(of: $0) }
        let ends = cells.dropFirst().reduce(cells[0]) { (min($0.left, $1.left), max($0.right, $1.right)) }
        let middle = (ends.left + ends.right) / 2
        let whole = map(at: middle, line: number)
        // Where the curve is too tight for a letter, the whole row goes straight.
        let bends = cells.map { cell in map(from: cell.left, to: cell.right, em: line.em, line: number) }
        let isTight = bends.contains { $0 == nil }
        var departure: Projection?
        for place in glyphs.indices {
            // All of the row's numbers are taken, so that what follows has its own.
            let move = jitter?.move(about: middle, em: line.em)
            if place == glyphs.startIndex { departure = move }
        }
        if let move = departure, let back = whole.inverse { departure = back.then(move).then(whole) }
        return zip(glyphs, bends).map { glyph, bend in
            var map = Projection.translation(x: glyph.origin.x, y: glyph.origin.y)
            if let scaling = glyph.scaling { map = scaling.then(map) }
            map = map.then(isTight ? whole : bend ?? whole)
            return departure.map { map.then($0) } ?? map
        }
    }

    /// How high the headline of joined letters lies, em.
    private static let headline = 0.62

    /// The map that takes the cell of a letter to its place on the curve, with edges across the curve; nil where it is too
    /// tight.
    private func map(from left: Double, to right: Double, em: Double, line: Int) -> Projection? {
        if isStraight { return map(at: left, line: line) }
        let (first, last) = (map(at: left, line: line), map(at: right, line: line))
        func fitted(upTo top: Double) -> Projection? {
            let quad = Quad(
                topLeft: first(Point(x: left, y: -top)), topRight: last(Point(x: right, y: -top)),
                bottomRight: last(Point(x: right, y: 0)), bottomLeft: first(Point(x: left, y: 0)))
            return Projection(from: Rect(left: left, top: -top, right: right, bottom: 0), to: quad)
        }
        guard let map = fitted(upTo: em) else { return nil }
        // Along an edge neighbours agree at the corners only, unless they are bent alike. On a wave they are not: its
        // corners lie where letters join, on the line and on the headline.
        return isWavy ? fitted(upTo: Self.headline * em) : map
    }
}

extension Lettering.Glyph {
    /// What is done to its ink before it is placed; nil for nothing.
    fileprivate var scaling: Projection? {
        stretch == 1 && enlargement == 1 ? nil : .scale(x: stretch * enlargement, y: enlargement)
    }
}

extension Lettering {
    /// The rows of glyphs that are placed at once: joined letters, and each that stands by itself.
    var rows: [Range<Int>] {
        var rows: [Range<Int>] = []
        for number in glyphs.indices {
            if let row = glyphs[number].row, let last = rows.last, glyphs[last.lowerBound].row == row {
                rows[rows.count - 1] = last.lowerBound..<number + 1
            } else {
                rows.append(number..<number + 1)
            }
        }
        return rows
    }

    /// From where to where the characters reach that a glyph writes, px of the line.
    fileprivate func extent(of glyph: Glyph) -> (left: Double, right: Double) {
        let own = glyph.clusters.filter { $0 < cells.count }.map { cells[$0] }
        guard let first = own.first else { return (glyph.origin.x, glyph.origin.x + glyph.advance) }
        return own.dropFirst().reduce((first.left, first.right)) { (min($0.0, $1.left), max($0.1, $1.right)) }
    }
}
