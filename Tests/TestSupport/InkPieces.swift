public import Imaging

extension Bitmap {
    /// How many pieces the ink of a mask has, and how many holes: 8 has one piece with two holes.
    /// - Parameter faintest: px that are covered less are no ink.
    public func inkPieces(faintest: UInt8 = 64) -> (pieces: Int, holes: Int) {
        let row = width + 2
        var isInk = [Bool](repeating: false, count: row * (height + 2))
        for y in 0..<height {
            for x in 0..<width { isInk[(y + 1) * row + x + 1] = self[x, y] >= faintest }
        }
        func count(_ isAsked: Bool, steps: [(Int, Int)]) -> Int {
            var left = Set(isInk.indices.filter { isInk[$0] == isAsked })
            var found = 0
            while let first = left.first {
                found += 1
                left.remove(first)
                var open = [first]
                while let place = open.popLast() {
                    for (dx, dy) in steps {
                        let x = place % row + dx
                        let next = place + dx + dy * row
                        if x >= 0, x < row, left.remove(next) != nil { open.append(next) }
                    }
                }
            }
            return found
        }
        let straight = [(1, 0), (-1, 0), (0, 1), (0, -1)]
        return (
            count(true, steps: straight + [(1, 1), (1, -1), (-1, 1), (-1, -1)]), count(false, steps: straight) - 1
        )
    }
}
