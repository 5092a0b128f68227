import Testing

@testable import Imaging

@Suite("Thickening and thinning")
struct MorphologyTests {
    private func total(_ image: Bitmap) -> Double { image.pixels.reduce(0) { $0 + Double($1) / 255 } }

    private let bar: Bitmap = {
        var page = Bitmap(width: 60, height: 60)
        _ = page.stampInk(.block(width: 20, height: 8), through: .translation(x: 19, y: 25))
        return page
    }()

    @Test(arguments: [0.25, 0.5, 1, 1.5, 2, 3.25])
    func growAStrokeByTheRadiusOnEachSide(radius: Double) {
        let middle = { (page: Bitmap) in (0..<60).reduce(0.0) { $0 + Double(page[30, $1]) / 255 } }
        #expect(abs(middle(bar) - 8) < 0.01)
        #expect(abs(middle(bar.dilated(by: radius)) - (8 + 2 * radius)) < 0.26 * 2)
        #expect(abs(middle(bar.eroded(by: radius)) - (8 - 2 * radius)) < 0.26 * 2)
    }

    @Test func areMonotoneAndKeepWhatIsFlat() {
        var last = total(bar)
        for radius in stride(from: 0.0, through: 4, by: 0.25) {
            let now = total(bar.dilated(by: radius))
            #expect(now >= last)
            last = now
        }
        let full = Bitmap(width: 9, height: 5, filledWith: 255)
        #expect(full.eroded(by: 2) == full)
        #expect(Bitmap(width: 9, height: 5).dilated(by: 2) == Bitmap(width: 9, height: 5))
        #expect(
            Bitmap(width: 1, height: 1, filledWith: 90).dilated(by: 32) == Bitmap(width: 1, height: 1, filledWith: 90))
    }

    @Test func differencesUnionsAndShifts() {
        let ring = bar.dilated(by: 2).subtracting(bar)
        #expect(ring[30, 30] == 0)
        #expect(ring[30, 24] == 255)
        var both = ring
        both.formUnion(bar)
        #expect(both == bar.dilated(by: 2))
        #expect(bar.shifted(x: 3, y: -2)[23, 24] == bar[20, 26])
        #expect(total(bar.shifted(x: 100, y: 0)) == 0)
    }
}
