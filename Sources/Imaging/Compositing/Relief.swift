/// A field of small differences in lightness, in 16ths of a grey level: what paper is shaped with.
package struct Relief: Sendable {
    package let width: Int
    package let height: Int
    var levels: [Int16]

    /// A flat field.
    package init(width: Int, height: Int) {
        self.width = width
        self.height = height
        levels = [Int16](repeating: 0, count: width * height)
    }

    /// Adds a plane through the middle: `x` and `y` grey levels from one edge to the other.
    package mutating func addSlope(x: Double, y: Double) {
        let perColumn = fixed(x * 16 / Double(max(1, width)))
        let perRow = fixed(y * 16 / Double(max(1, height)))
        guard perColumn != 0 || perRow != 0 else { return }
        let (width, height) = (self.width, self.height)
        levels.withUnsafeMutableBufferPointer { levels in
            for row in 0..<height {
                var level = (2 * row - height) / 2 * perRow - width / 2 * perColumn
                for i in row * width..<(row + 1) * width {
                    levels[i] &+= Int16(truncatingIfNeeded: level >> 16)
                    level += perColumn
                }
            }
        }
    }

    /// Adds clouds: random heights on a grid, joined by straight lines along x and y (value noise).
    /// - Parameters:
    ///   - cellWidth: the grid's step along x, px.
    ///   - cellHeight: the grid's step along y, px.
    ///   - height: how far the clouds rise and fall, grey levels, at most 127.
    package mutating func addClouds(
        cellWidth: Int, cellHeight: Int, height reach: Double, _ generator: inout some RandomNumberGenerator
    ) {
        let peak = Int32((max(0, min(127, reach)) * 16).rounded())
        guard peak > 0, width > 0, height > 0 else { return }
        let columns = width / cellWidth + 3
        let rows = height / cellHeight + 3
        // The grid starts at a random place within its first cell.
        let start = generator.next()
        let shiftX = Int(truncatingIfNeeded: start & 0xFFFF) % cellWidth
        let shiftY = Int(truncatingIfNeeded: start >> 16 & 0xFFFF) % cellHeight
        var grid = [Int32](repeating: 0, count: columns * rows)
        var word: UInt64 = 0
        for i in grid.indices {
            if i % 8 == 0 { word = generator.next() }
            grid[i] = (Int32(word & 0xFF) * 2 - 255) * peak / 255
            word >>= 8
        }
        let (width, height) = (self.width, self.height)
        levels.withUnsafeMutableBufferPointer { levels in
            withUnsafeTemporaryAllocation(of: Int32.self, capacity: columns) { line in
                for y in 0..<height {
                    let (row, partY) = (y + shiftY).quotientAndRemainder(dividingBy: cellHeight)
                    // One line of the grid at this height, in 256ths.
                    let fy = Int32(partY * 256 / cellHeight)
                    for c in 0..<columns {
                        line[c] = grid[row * columns + c] * (256 - fy) + grid[(row + 1) * columns + c] * fy
                    }
                    var x = 0
                    while x < width {
                        let (cell, partX) = (x + shiftX).quotientAndRemainder(dividingBy: cellWidth)
                        let count = min(cellWidth - partX, width - x)
                        let step = (line[cell + 1] - line[cell]) / Int32(cellWidth)
                        var level = line[cell] + step * Int32(partX)
                        for i in y * width + x..<y * width + x + count {
                            levels[i] &+= Int16(truncatingIfNeeded: level >> 8)
                            level &+= step
                        }
                        x += count
                    }
                }
            }
        }
    }
}

extension Bitmap {
    /// A page of one colour with a relief added to every channel.
    /// - Parameter values: the colour, one value a channel.
    package init(width: Int, height: Int, channels: Int, relief: Relief, around values: [UInt8]) {
        precondition(values.count == channels && relief.levels.count == width * height, "relief and page differ")
        self.init(width: width, height: height, channels: channels) { pixels in
            relief.levels.withUnsafeBufferPointer { levels in
                if channels == 1 {
                    let base = Int16(values[0]) * 16 + 8
                    for i in 0..<levels.count { pixels[i] = clamped((base &+ levels[i]) >> 4) }
                } else {
                    for c in 0..<3 {
                        let base = Int16(values[c]) * 16 + 8
                        for i in 0..<levels.count { pixels[3 * i + c] = clamped((base &+ levels[i]) >> 4) }
                    }
                }
            }
        }
    }
}
