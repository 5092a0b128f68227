import Imaging
import Testing

/// Outlines filled into masks.
@Suite struct MaskCanvasTests {
    private func outline(_ contours: [SIMD2<Double>]...) -> Outline {
        var outline = Outline()
        for contour in contours {
            outline.points += contour
            outline.close()
        }
        return outline
    }

    private func box(_ left: Double, _ top: Double, _ right: Double, _ bottom: Double) -> [SIMD2<Double>] {
        [SIMD2(left, top), SIMD2(right, top), SIMD2(right, bottom), SIMD2(left, bottom)]
    }

    @Test func coverageIsTheAreaOfEachPixel() throws {
        let (mask, left, top) = try MaskCanvas().fill(outline(box(-3.5, 2.25, 1, 5)))
        #expect(mask.width == 5 && mask.height == 3 && mask.channels == 1 && left == -4 && top == 2)
        for y in 0..<3 {
            for x in 0..<5 {
                let area = (x == 0 ? 0.5 : 1) * (y == 0 ? 0.75 : 1)
                #expect(abs(Double(mask[x, y]) - 255 * area) <= 12, "\(x), \(y): \(mask[x, y])")
            }
        }
    }

    @Test func contoursAddUp() throws {
        let canvas = MaskCanvas()
        let crossing = try canvas.fill(outline(box(0, 3, 12, 6), box(4, 0, 8, 9))).mask
        #expect(crossing[6, 4] == 255 && crossing[6, 1] == 255 && crossing[1, 4] == 255 && crossing[1, 1] == 0)
        let ring = try canvas.fill(outline(box(0, 0, 9, 9), box(3, 3, 6, 6).reversed())).mask
        #expect(ring[4, 4] == 0 && ring[1, 4] == 255, "a contour the other way makes a hole")
    }

    @Test func aCanvasForgetsWhatItDrew() throws {
        let canvas = MaskCanvas()
        let small = outline([SIMD2(1, 1), SIMD2(9.5, 3), SIMD2(4, 8.2)])
        let first = try canvas.fill(small)
        for side in [50.0, 7, 200] { _ = try canvas.fill(outline(box(0, 0, side, side))) }
        let again = try canvas.fill(small)
        #expect(again == first)
        let elsewhere = try canvas.fill(outline(small.points.map { $0 + SIMD2(-1000, 77) }))
        #expect(elsewhere.mask == first.mask && elsewhere.left == first.left - 1000 && elsewhere.top == first.top + 77)
    }

    @Test func nothingGivesAnEmptyMask() throws {
        let canvas = MaskCanvas()
        for points in [[], [SIMD2(3.0, 4)], [SIMD2(3, 4), SIMD2(9, 4)]] {
            let mask = try canvas.fill(outline(points)).mask
            #expect(mask.width == 0 && mask.height == 0)
        }
    }

    @Test func whatIsTooLargeIsRefused() throws {
        let error = #expect(throws: ImagingError.self) { try MaskCanvas().fill(outline(box(0, 0, 40_000, 2))) }
        #expect(
            error?.message == "cannot fill an outline of 40000.0x2.0 pixels: sides must be 1 to 32767 px"
                && error?.code == .tooLarge)
    }

    @Test func outlinesKnowTheirPixels() {
        var outline = outline(box(-0.5, 1.25, 3, 4))
        #expect(outline.bounds == Rect(left: -1, top: 1, right: 3, bottom: 4) && outline.ends == [4])
        outline.close()
        #expect(outline.ends == [4], "a contour of no points is none")
        outline.removeAll()
        #expect(outline.points.isEmpty && outline.ends.isEmpty && outline.bounds.isEmpty)
    }
}
