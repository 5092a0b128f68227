import Testing

@testable import Imaging

@Suite("Warping")
struct WarpTests {
    /// A block of ink with the empty border that masks have.
    private func block(width: Int, height: Int) -> Bitmap {
        Bitmap(width: width + 2, height: height + 2) { pixels in
            for y in 0..<height + 2 {
                for x in 0..<width + 2 {
                    let inside = (1...width).contains(x) && (1...height).contains(y)
                    pixels[y * (width + 2) + x] = inside ? 255 : 0
                }
            }
        }
    }

    private func total(_ image: Bitmap) -> Int { image.pixels.reduce(0) { $0 + Int($1) } }

    @Test func movesByWholePixelsExactly() {
        var page = Bitmap(width: 20, height: 20)
        #expect(page.stampInk(block(width: 4, height: 3), through: .translation(x: 5, y: 7)) == 0)
        for y in 0..<20 {
            for x in 0..<20 {
                let inside = (6..<10).contains(x) && (8..<11).contains(y)
                #expect(page[x, y] == (inside ? 255 : 0))
            }
        }
    }

    @Test(arguments: 0..<40)
    func keepsTheAreaOfInkUnderAnyMap(seed: Int) {
        let angle = Double(seed) * 0.37
        let scale = 0.55 + 0.05 * Double(seed % 20)
        let (cosine, sine) = (CosineTable.cos(angle) * scale, CosineTable.sin(angle) * scale)
        let map = Projection(cosine, -sine, 60.3, sine, cosine, 59.6)
        var page = Bitmap(width: 120, height: 120)
        let mask = block(width: 24, height: 17)
        #expect(page.stampInk(mask, through: map) == 0)
        let expected = Double(total(mask)) * scale * scale
        #expect(abs(Double(total(page)) - expected) < expected * 0.02)
    }

    @Test func countsWhatFallsOutside() {
        let mask = block(width: 10, height: 10)
        for (x, y) in [(-6.0, 0.0), (0, -6), (14, 0), (0, 14), (-6, -6)] {
            var page = Bitmap(width: 20, height: 20)
            let lost = page.stampInk(mask, through: .translation(x: x, y: y))
            #expect(lost + total(page) == total(mask))
            #expect(lost > 0)
        }
        var page = Bitmap(width: 20, height: 20)
        #expect(page.stampInk(mask, through: .translation(x: 500, y: 0)) == total(mask))
    }

    @Test(arguments: [
        Projection(0, 0, 0, 0, 0, 0), Projection(.nan, 0, 0, 0, 1, 0), Projection(1, 0, .infinity, 0, 1, 0),
        Projection(1, 0, 0, 0, 1, 0, -1, 0, 1), Projection(1e12, 0, 0, 0, 1e12, 0), Projection(1, 0, 1e7, 0, 1, 0),
    ])
    func mapsThatTearAreRefused(map: Projection) {
        var page = Bitmap(width: 20, height: 20)
        #expect(page.stampInk(block(width: 4, height: 4), through: map) == .max)
        #expect(total(page) == 0)
    }

    @Test func inkJoinsInkWithoutOverflow() {
        var page = Bitmap(width: 6, height: 6, filledWith: 200)
        _ = page.stampInk(block(width: 4, height: 4), through: .identity)
        #expect(page[2, 2] == 255)
        #expect(page[0, 0] == 200)
    }

    @Test func inversesUndo() throws {
        let map = Projection(1.2, 0.3, 5, -0.2, 0.8, -7, 0.001, -0.002, 1)
        let back = try #require(map.inverse)
        for x in stride(from: -50.0, through: 50, by: 25) {
            let p = back(map(Point(x: x, y: 2 * x)))
            #expect(abs(p.x - x) < 1e-9 && abs(p.y - 2 * x) < 1e-9)
        }
        #expect(Projection(1, 1, 0, 1, 1, 0).inverse == nil)
    }

    @Test func cropsMirrorAtTheEdges() {
        let ramp = Bitmap(width: 4, height: 1, pixels: [10, 20, 30, 40])
        let wide = ramp.crop(width: 12, height: 1, through: .translation(x: -4, y: 0))
        #expect(wide.pixels == [40, 30, 20, 10, 10, 20, 30, 40, 40, 30, 20, 10])
    }

    @Test func cropFollowsPerspective() throws {
        let width = 200
        let ramp = Bitmap(width: 256, height: 4) { pixels in
            for i in 0..<pixels.count { pixels[i] = UInt8(i % 256) }
        }
        let map = Projection(0.9, 0, 3, 0, 1, 0, 0.002, 0, 1)
        let picture = ramp.crop(width: width, height: 4, through: map)
        for x in 0..<width {
            let expected = map(Point(x: Double(x) + 0.5, y: 1.5)).x - 0.5
            #expect(abs(Double(picture[x, 1]) - expected) < 1.2)
        }
    }
}

/// Sines without a maths library, good to 1e-6: the tests need angles, not speed.
private enum CosineTable {
    static func cos(_ x: Double) -> Double { sin(x + 1.570_796_326_794_9) }
    static func sin(_ x: Double) -> Double {
        let turn = 6.283_185_307_179_59
        let y = x - (x / turn).rounded() * turn
        var (term, sum) = (y, y)
        for n in 1..<14 {
            term *= -y * y / Double((2 * n) * (2 * n + 1))
            sum += term
        }
        return sum
    }
}
