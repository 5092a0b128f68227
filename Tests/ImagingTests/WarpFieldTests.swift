import Foundation
import Testing

@testable import Imaging

/// Images bent by a field.
@Suite struct WarpFieldTests {
    private static func sway(_ p: Point) -> Point {
        Point(x: p.x + 2 * sin(p.y / 9), y: p.y + 1.5 * cos(p.x / 11))
    }

    private func total(_ image: Bitmap) -> Int { image.pixels.reduce(0) { $0 + Int($1) } }

    @Test(arguments: [(1, 1), (4, 4), (5, 3), (90, 41), (3, 200)])
    func followsItsFunction(width: Int, height: Int) {
        let field = WarpField(width: width, height: height, source: Self.sway)
        for y in stride(from: 0, through: Double(height), by: 0.5) {
            for x in stride(from: 0, through: Double(width), by: 0.5) {
                let (found, expected) = (field.source(of: Point(x: x, y: y)), Self.sway(Point(x: x, y: y)))
                #expect(max(abs(found.x - expected.x), abs(found.y - expected.y)) < 0.06)
            }
        }
        #expect(field.isOneToOne)
    }

    @Test func foldsAndTearsAreSeen() {
        func isOneToOne(_ source: (Point) -> Point) -> Bool {
            WarpField(width: 60, height: 30, source: source).isOneToOne
        }
        #expect(isOneToOne { Point(x: $0.x + 0.9 * $0.y, y: $0.y) })
        #expect(!isOneToOne { Point(x: 60 - $0.x, y: $0.y) })
        #expect(!isOneToOne { Point(x: $0.x + 8 * sin($0.x / 4), y: $0.y) })
        #expect(!isOneToOne { Point(x: $0.x > 33 ? .nan : $0.x, y: $0.y) })
        #expect(!isOneToOne { _ in Point(x: 3, y: 3) })
    }

    /// A field that moves nothing changes nothing but the last bits of the arithmetic.
    @Test(arguments: [
        Projection(0.9, 0.2, 20.3, -0.1, 0.8, 14.7), Projection(0.7, 0, 15, 0, 0.7, 9.5, 0.002, 0.001, 1),
        .translation(x: 12, y: 9), .translation(x: -4.5, y: -3.25), .translation(x: 52.5, y: 33.25),
    ])
    func aStillFieldIsNoField(map: Projection) {
        let field = WarpField(width: 70, height: 50) { $0 }
        let mask = Bitmap.block(width: 20, height: 16)
        let area = map(Quad(Rect(left: 0, top: 0, right: 22, bottom: 18))).bounds
        for joining in [InkJoining.layers, .maximum] {
            var (plain, bent) = (
                Bitmap(width: 70, height: 50, filledWith: 40), Bitmap(width: 70, height: 50, filledWith: 40)
            )
            let lost = plain.stampInk(mask, through: map, joining: joining)
            let alsoLost = bent.stampInk(mask, through: map, bentBy: field, within: area, joining: joining)
            #expect(abs(lost - alsoLost) <= 100)
            for (a, b) in zip(plain.pixels, bent.pixels) { #expect(abs(Int(a) - Int(b)) <= (map.isAffine ? 2 : 16)) }
        }
    }

    @Test func inkOutsideIsCounted() {
        // Everything is seen 6 px farther to the right and 5 lower than it lies.
        let field = WarpField(width: 40, height: 30) { Point(x: $0.x - 6, y: $0.y - 5) }
        let mask = Bitmap.block(width: 10, height: 8)
        for (x, y) in [(-12.0, 3.0), (28, 3), (10, -11), (10, 20), (-12, -11), (28, 20)] {
            var page = Bitmap(width: 40, height: 30)
            let area = Rect(left: x + 6, top: y + 5, right: x + 18, bottom: y + 15)
            let lost = page.stampInk(mask, through: .translation(x: x, y: y), bentBy: field, within: area)
            #expect(lost > 0)
            #expect(abs(lost + total(page) - total(mask)) <= 4)
        }
        var page = Bitmap(width: 40, height: 30)
        let everywhere = Rect(left: -.infinity, top: 0, right: 40, bottom: 30)
        #expect(page.stampInk(mask, through: .identity, bentBy: field, within: everywhere) == .max)
        let nowhere = Rect(left: .nan, top: .nan, right: .nan, bottom: .nan)
        #expect(page.stampInk(mask, through: .identity, bentBy: field, within: nowhere) == .max)
        let flat = Projection(1, 1, 0, 1, 1, 0)
        #expect(
            page.stampInk(mask, through: flat, bentBy: field, within: Rect(left: 0, top: 0, right: 9, bottom: 9))
                == .max)
        #expect(total(page) == 0)
    }

    @Test func cropsAreBent() {
        let ramp = Bitmap(width: 256, height: 128) { pixels in
            for i in pixels.indices { pixels[i] = UInt8(i % 256) }
        }
        let field = WarpField(width: 101, height: 50, source: Self.sway)
        let page = ramp.crop(width: 101, height: 50, through: .translation(x: 40, y: 30), bentBy: field)
        for y in 0..<50 {
            for x in 0..<101 {
                let expected = Self.sway(Point(x: Double(x) + 0.5, y: Double(y) + 0.5)).x + 40 - 0.5
                #expect(abs(Double(page[x, y]) - expected) < 0.7)
            }
        }
    }
}
