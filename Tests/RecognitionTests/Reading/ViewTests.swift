import Imaging
import Testing

@testable import Recognition

@Suite struct ViewTests {
    /// Rows of paper, eight rows of ink in their middle.
    private let line = Bitmap(width: 40, height: 16, channels: 1) { pixels in
        for y in 0..<16 { for x in 0..<40 { pixels[y * 40 + x] = (4..<12).contains(y) && x % 8 == 4 ? 0 : 200 } }
    }

    @Test func thePlainViewIsTheFirst() throws {
        #expect(View.first(1) == [.plain])
        #expect(View.first(3).first == .plain && Set(View.first(View.most)).count == View.most)
        let policy = InputPolicy()
        #expect(try policy.prepare(line, view: .plain) == policy.prepare(line))
    }

    @Test func viewsHaveMoreOrLessGround() throws {
        let policy = InputPolicy()
        let looser = try policy.prepare(line, view: View(height: 1.5))
        #expect(looser.height == 32 && looser.width == 53)
        // The ground goes on above and below the picture.
        #expect(looser[26, 0] == 200 && looser[26, 31] == 200)
        let tighter = try policy.prepare(line, view: View(height: 0.5))
        #expect(tighter.width == 160)
        #expect((0..<160).contains { tighter[$0, 0] < 60 })
        #expect(try policy.prepare(line, view: View(stretch: 0.5)).width == 40)
    }

    /// The middle of what is dark in a row; nil where nothing is.
    private func middle(of row: Int, in picture: Bitmap) -> Double? {
        let dark = (0..<picture.width).filter { picture[$0, row] < 100 }
        return dark.isEmpty ? nil : Double(dark.reduce(0, +)) / Double(dark.count)
    }

    /// An upright stroke of 2 px in the middle of 41 columns of paper, 32 rows.
    private let stroke = Bitmap(width: 42, height: 32, channels: 1) { pixels in
        for y in 0..<32 { for x in 0..<42 { pixels[y * 42 + x] = (20..<22).contains(x) ? 0 : 200 } }
    }

    @Test(arguments: [0.1, -0.1, 0.25]) func uprightStrokesLean(slant: Double) throws {
        let prepared = try InputPolicy().prepared(stroke, view: View(slant: slant))
        let image = prepared.image
        let (top, bottom) = (try #require(middle(of: 0, in: image)), try #require(middle(of: 31, in: image)))
        #expect(abs(top - bottom - slant * 31) < 1)
        // As much wider as that takes, and the ground goes on there.
        #expect(image.width > 42 && image[0, 0] == 200 && image[image.width - 1, 31] == 200)
        let place = prepared.place(of: (top + bottom) / 2..<(top + bottom) / 2 + 1)
        #expect(abs(place.left - 20.5) < 1)
    }

    @Test(arguments: [true, false]) func linesFallOrRise(isFramed: Bool) throws {
        let bar = Bitmap(width: 120, height: 32, channels: 1) { pixels in
            for y in 0..<32 {
                for x in 0..<120 { pixels[y * 120 + x] = (10..<22).contains(y) && x % 6 < 3 ? 0 : 200 }
            }
        }
        var policy = InputPolicy()
        if isFramed { policy.framing = Framing() }
        func rows(_ view: View) throws -> (left: Double, right: Double) {
            let picture = try policy.prepare(bar, view: view)
            func middle(_ columns: Range<Int>) -> Double {
                let rows = (0..<picture.height).filter { y in columns.contains { picture[$0, y] < 100 } }
                return Double(rows.reduce(0, +)) / Double(max(1, rows.count))
            }
            return (middle(0..<picture.width / 8), middle(picture.width * 7 / 8..<picture.width))
        }
        let (level, rising, falling) = (try rows(.plain), try rows(View(fall: 0.2)), try rows(View(fall: -0.2)))
        #expect(abs(level.left - level.right) < 1.5)
        #expect(rising.left > rising.right + 2 && falling.left < falling.right - 2)
    }
}
