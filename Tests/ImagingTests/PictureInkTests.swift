import Testing

@testable import Imaging

/// Which pictures have nothing on them, and where ink runs into their sides.
@Suite struct PictureInkTests {
    /// A page with rectangles of ink: left, top, right, bottom.
    private func page(_ marks: [[Int]], ground: UInt8 = 220, ink: UInt8 = 40) -> Bitmap {
        var page = Bitmap(width: 80, height: 32, filledWith: ground)
        for mark in marks {
            for y in mark[1]..<mark[3] { for x in mark[0]..<mark[2] { page[x, y] = ink } }
        }
        return page
    }

    @Test(arguments: [(UInt8(220), UInt8(40)), (20, 200)])
    func sidesThatInkRunsInto(ground: UInt8, ink: UInt8) {
        func edges(_ marks: [Int]...) -> PictureInk.Edges { PictureInk(page(marks, ground: ground, ink: ink)).edges }
        #expect(edges([10, 8, 14, 24]) == [])
        #expect(edges([0, 8, 4, 24]) == .left)
        #expect(edges([10, 0, 14, 24], [30, 10, 34, 32]) == [.top, .bottom])
        #expect(edges([70, 12, 80, 20]) == .right)
        // One pixel deep is noise, and what lies along the whole side a shadow.
        #expect(edges([10, 8, 14, 24], [40, 0, 44, 1]) == [])
        #expect(edges([10, 8, 14, 24], [0, 0, 80, 3]).contains(.top) == false)
    }

    @Test func blankPictures() {
        #expect(PictureInk(page([])).isBlank)
        #expect(PictureInk(Bitmap(width: 1, height: 1)).isBlank)
        #expect(PictureInk(page([], ground: 0)).edges == [])
        #expect(!PictureInk(page([[10, 8, 14, 24]])).isBlank)
        // A thin stroke, and a faint one.
        #expect(!PictureInk(page([[10, 8, 11, 24]])).isBlank)
        #expect(!PictureInk(page([[10, 8, 14, 24]], ground: 220, ink: 190)).isBlank)
    }

    @Test(arguments: [2.0, 5, 10])
    func noiseAloneIsBlank(deviation: Double) {
        var state: UInt64 = 88_172_645_463_325_252
        func random(_ count: Int) -> [UInt8] {
            (0..<count).map { _ in
                state ^= state << 13
                state ^= state >> 7
                state ^= state << 17
                return UInt8(truncatingIfNeeded: state >> 32)
            }
        }
        func noisy(_ page: Bitmap) -> Bitmap {
            var page = page
            random(page.width * page.height).withUnsafeBufferPointer {
                page.addNoise(NoiseTable.gaussian(deviation: deviation), random: $0)
            }
            return page
        }
        #expect(PictureInk(noisy(page([], ground: 128))).isBlank)
        #expect(!PictureInk(noisy(page([[10, 8, 14, 24]], ground: 200, ink: 60))).isBlank)
    }
}
