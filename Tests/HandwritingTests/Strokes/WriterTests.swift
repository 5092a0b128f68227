import Handwriting
import Imaging
import Samples
import Testing

/// Strokes written by a `Writer`.
@Suite struct WriterTests {
    static let heights = [9.0, 28, 61]

    @Test(arguments: heights) func everyCharacterByManyWriters(height: Double) throws {
        for index in 0..<60 {
            let writer = Writer(key(index))
            for character in Writer.alphabet where character != " " {
                let line = try #require(try writer.line(String(character), digitHeight: height, stream(index)))
                let glyph = try #require(line.glyphs.first)
                #expect(line.glyphs.count == 1 && glyph.character == character && glyph.source == nil)
                #expect(line.digitHeight == height)
                try expectWholeInk(glyph, "\(character) of writer \(index) at \(height) px")
                #expect(glyph.left >= 0 && glyph.left + Double(glyph.ink.width) <= line.width)
            }
        }
    }

    /// Ink that starts with the bitmap's edges, or a little inside them.
    ///
    /// That it is nowhere cut off, `InkOutlineTests` tell.
    private func expectWholeInk(_ glyph: HandGlyph, _ what: String) throws {
        let box = try #require(inkBox(glyph.ink), "\(what) is empty")
        #expect(box.left <= 2 && box.top <= 2, "\(what) has empty rows or columns before it")
        #expect(box.right >= glyph.ink.width - 2 && box.bottom >= glyph.ink.height - 2, "\(what) has empty ones after")
    }

    @Test func digitsAreAsHighAsAsked() throws {
        for height in [20.0, 40, 80] {
            let heights = try (0..<300).map { index in
                let line = try #require(
                    try Writer(key(index)).line("\(index % 10)", digitHeight: height, stream(index)))
                return Double(line.glyphs[0].ink.height) / height
            }
            let mean = heights.reduce(0, +) / 300
            #expect((1...1.25).contains(mean), "digits of \(height) px are \(mean) times as high, line width included")
            #expect(heights.allSatisfy { (0.6...1.8).contains($0) })
        }
    }

    @Test func digitsHaveDecentAmountsOfInk() throws {
        for digit in 0..<10 {
            for index in 0..<100 {
                let line = try #require(try Writer(key(index)).line("\(digit)", digitHeight: 40, stream(index)))
                let ink = line.glyphs[0].ink
                let mass = ink.withPixels { $0.reduce(0) { $0 + Int($1) } } / 255
                #expect((60...1800).contains(mass), "\(digit) of writer \(index): \(mass) px")
                #expect(digit == 1 || ink.width >= 10, "\(digit) of writer \(index): \(ink.width) px wide")
            }
        }
    }

    @Test func sameKeysSameInk() throws {
        let text = "0123456789.,/-:+% $€£¥₹"
        let lines = try (0..<20).map { index in
            let again = try Writer(key(index)).line(text, digitHeight: 30, stream(index))
            let line = try #require(try Writer(key(index)).line(text, digitHeight: 30, stream(index)))
            #expect(again?.glyphs.map(\.ink) == line.glyphs.map(\.ink))
            #expect(again?.glyphs.map(\.left) == line.glyphs.map(\.left) && again?.width == line.width)
            return line
        }
        #expect(Set(lines.map { $0.glyphs.map(\.ink.pixels) }).count == 20)
        let writer = Writer(key(0))
        let other = try #require(try writer.line(text, digitHeight: 30, stream(1)))
        #expect(other.glyphs.map(\.ink) != lines[0].glyphs.map(\.ink), "a writer never writes the same twice")
    }

    @Test func charactersGoFromLeftToRight() throws {
        for index in 0..<100 {
            let text = "\(1_000_000 + index * 7919) 5.0"
            let line = try #require(try Writer(key(index)).line(text, digitHeight: 32, stream(index)))
            #expect(String(line.glyphs.map(\.character)) == text)
            let inked = line.glyphs.filter { $0.ink.width > 0 }
            #expect(inked.count == text.count - 1)
            let middles = inked.map { $0.left + Double($0.ink.width) / 2 }
            for (before, after) in zip(middles, middles.dropFirst()) {
                #expect(before < after, "\(text) of writer \(index)")
            }
        }
    }

    @Test func spacesTakeRoomAndHaveNoInk() throws {
        let writer = Writer(key(3))
        let close = try #require(try writer.line("11", digitHeight: 30, stream(0)))
        let apart = try #require(try writer.line("1   1", digitHeight: 30, stream(0)))
        #expect(apart.width > close.width + 20)
        #expect(apart.glyphs[1].ink.width == 0 && apart.glyphs[1].ink.height == 0)
        let empty = try #require(try writer.line("", digitHeight: 30, stream(0)))
        #expect(empty.glyphs.isEmpty && empty.width >= 0)
        #expect(try #require(try writer.line("  ", digitHeight: 30, stream(0))).width > 10)
    }

    @Test func charactersWithoutStrokesAreRefused() throws {
        #expect(try Writer(key(0)).line("12ä", digitHeight: 30, stream(0)) == nil)
        #expect(try Writer(key(0)).line("é", digitHeight: 30, stream(0)) == nil)
        #expect(!Writer.canWrite("1ö") && Writer.canWrite("1 + 1") && Writer.canWrite(""))
    }

    @Test func aLineHasOneSlantAndOneThickness() throws {
        // Ones are straight: their slant can be measured. What differs between writers must differ far more than
        // what differs within a writer's line.
        var (means, inner) = ([Double](), [Double]())
        for index in 0..<80 {
            let line = try #require(try Writer(key(index)).line("44444444", digitHeight: 40, stream(index)))
            let masses = line.glyphs.map { thickness($0.ink) }
            means.append(mean(masses))
            inner.append(deviation(masses))
        }
        #expect(deviation(means) > 2 * mean(inner), "thickness: \(deviation(means)) between, \(mean(inner)) within")

        (means, inner) = ([], [])
        for index in 0..<80 {
            let line = try #require(try Writer(key(index)).line("11111111", digitHeight: 40, stream(index)))
            let slants = line.glyphs.map { lean($0.ink) }
            means.append(mean(slants))
            inner.append(deviation(slants))
        }
        #expect(deviation(means) > 1.5 * mean(inner), "slant: \(deviation(means)) between, \(mean(inner)) within")
    }
}

/// A sample's key.
private func key(_ index: Int) -> SampleKey { SampleKey(seed: 11, split: .train, index: index) }

/// A line's stream.
private func stream(_ index: Int) -> KeyedGenerator { key(index).generator("line") }

/// The columns and rows that hold ink, half-open.
private func inkBox(_ ink: Bitmap) -> (left: Int, top: Int, right: Int, bottom: Int)? {
    let columns = (0..<ink.width).filter { x in (0..<ink.height).contains { ink[x, $0] > 0 } }
    let rows = (0..<ink.height).filter { y in (0..<ink.width).contains { ink[$0, y] > 0 } }
    guard let left = columns.first, let right = columns.last, let top = rows.first, let bottom = rows.last else {
        return nil
    }
    return (left, top, right + 1, bottom + 1)
}

/// Ink per pixel of outline.
private func thickness(_ ink: Bitmap) -> Double {
    var (mass, edges) = (0, 1)
    for y in 0..<ink.height {
        for x in 1..<max(1, ink.width) {
            mass += ink[x, y] > 127 ? 1 : 0
            edges += (ink[x, y] > 127) != (ink[x - 1, y] > 127) ? 1 : 0
        }
    }
    return Double(mass) / Double(edges)
}

/// How far ink leans to the right, as a tangent: from its moments.
private func lean(_ ink: Bitmap) -> Double {
    var (mass, sumX, sumY) = (0.0, 0.0, 0.0)
    for y in 0..<ink.height {
        for x in 0..<ink.width {
            mass += Double(ink[x, y])
            sumX += Double(ink[x, y]) * Double(x)
            sumY += Double(ink[x, y]) * Double(y)
        }
    }
    var (cross, square) = (0.0, 1e-9)
    for y in 0..<ink.height {
        for x in 0..<ink.width {
            let (dx, dy) = (Double(x) - sumX / mass, Double(y) - sumY / mass)
            cross -= Double(ink[x, y]) * dx * dy
            square += Double(ink[x, y]) * dy * dy
        }
    }
    return cross / square
}

private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

private func deviation(_ values: [Double]) -> Double {
    let middle = mean(values)
    return mean(values.map { ($0 - middle) * ($0 - middle) }).squareRoot()
}
