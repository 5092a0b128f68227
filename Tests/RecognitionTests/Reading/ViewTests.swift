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
        let looser = try policy.prepare(line, view: View(height: 1.5, stretch: 1))
        #expect(looser.height == 32 && looser.width == 53)
        // The ground goes on above and below the picture.
        #expect(looser[26, 0] == 200 && looser[26, 31] == 200)
        let tighter = try policy.prepare(line, view: View(height: 0.5, stretch: 1))
        #expect(tighter.width == 160)
        #expect((0..<160).contains { tighter[$0, 0] < 60 })
        #expect(try policy.prepare(line, view: View(height: 1, stretch: 0.5)).width == 40)
    }
}
