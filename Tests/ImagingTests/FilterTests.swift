import Testing

@testable import Imaging

@Suite("Filters")
struct FilterTests {
    private func noisy(width: Int, height: Int, channels: Int, seed: UInt64 = 1) -> Bitmap {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        return Bitmap(width: width, height: height, channels: channels) { pixels in
            for i in 0..<pixels.count {
                state ^= state << 13
                state ^= state >> 7
                state ^= state << 17
                pixels[i] = UInt8(truncatingIfNeeded: state >> 32)
            }
        }
    }

    @Test(arguments: [0.0, 0.1, 0.3, 0.5, 1, 2.5, 8, 64, 1e9, -1, .nan, .infinity])
    func gaussianKernelsAddUp(deviation: Double) {
        let kernel = gaussianKernel(deviation)
        #expect(kernel[0] + 2 * kernel[1...].reduce(0, +) == 256)
        // Falling but for the rounding of each weight.
        #expect(zip(kernel, kernel.dropFirst()).allSatisfy { $0 + 1 >= $1 })
    }

    @Test(arguments: [1, 3], [0.5, 1.5, 4])
    func blurAgreesWithTheDefinition(channels: Int, deviation: Double) {
        let image = noisy(width: 23, height: 17, channels: channels)
        var blurred = image
        blurred.blur(deviation: deviation)
        let kernel = gaussianKernel(deviation).map(Double.init)
        func weight(_ d: Int) -> Double { abs(d) < kernel.count ? kernel[abs(d)] / 256 : 0 }
        let reach = kernel.count - 1
        for y in 0..<image.height {
            for x in 0..<image.width {
                for c in 0..<channels {
                    var sum = 0.0
                    for dy in -reach...reach {
                        for dx in -reach...reach {
                            let at = image[max(0, min(22, x + dx)), max(0, min(16, y + dy)), c]
                            sum += weight(dx) * weight(dy) * Double(at)
                        }
                    }
                    #expect(abs(sum - Double(blurred[x, y, c])) <= 1.01)
                }
            }
        }
    }

    @Test func blurLeavesFlatPagesFlat() {
        for value: UInt8 in [0, 1, 127, 254, 255] {
            var page = Bitmap(width: 40, height: 9, filledWith: value)
            page.blur(deviation: 2)
            #expect(page == Bitmap(width: 40, height: 9, filledWith: value))
        }
    }

    @Test(arguments: [(1, 1), (50, 3), (7, 90), (23, 17), (46, 34), (12, 9)])
    func resizingKeepsFlatPagesAndMeans(width: Int, height: Int) {
        let flat = Bitmap(width: 23, height: 17, channels: 3, filledWith: 201)
        #expect(flat.resized(width: width, height: height).pixels.allSatisfy { $0 == 201 })
        let resized = noisy(width: 23, height: 17, channels: 1).resized(width: width, height: height)
        #expect(resized.width == width && resized.height == height)
    }

    @Test func shrinkingByHalfDoesNotAlias() {
        // Columns of black and white average out; picking every second one would give black or white.
        let stripes = Bitmap(width: 64, height: 8) { pixels in
            for i in 0..<pixels.count { pixels[i] = i % 2 == 0 ? 0 : 255 }
        }
        let half = stripes.resized(width: 32, height: 8)
        for x in 2..<30 { #expect(abs(Int(half[x, 4]) - 127) <= 2) }
    }

    @Test func noiseHasItsDeviationAndStaysInRange() {
        var random = [UInt8](repeating: 0, count: 256 * 64)
        for i in random.indices { random[i] = UInt8(truncatingIfNeeded: i) }
        var page = Bitmap(width: 256, height: 64, filledWith: 128)
        random.withUnsafeBufferPointer { page.addNoise(.gaussian(deviation: 20), random: $0) }
        let mean = page.pixels.reduce(0.0) { $0 + Double($1) } / Double(page.pixels.count)
        let variance =
            page.pixels.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / Double(page.pixels.count)
        #expect(abs(mean - 128) < 0.2)
        #expect(abs(variance.squareRoot() - 20) < 0.3)

        var dark = Bitmap(width: 256, height: 64, filledWith: 3)
        random.withUnsafeBufferPointer { dark.addNoise(.uniform(low: -255, high: 0), random: $0) }
        #expect(dark.pixels.allSatisfy { $0 <= 3 })
    }

    @Test func colourNoiseMovesChannelsTogetherOrApart() {
        let bytes = noisy(width: 30, height: 30, channels: 3).pixels
        var together = Bitmap(width: 30, height: 30, channels: 3, filledWith: 128)
        bytes[..<900].withUnsafeBufferPointer { together.addNoise(.gaussian(deviation: 30), random: $0) }
        #expect((0..<900).allSatisfy { together.pixels[3 * $0] == together.pixels[3 * $0 + 2] })
        var apart = Bitmap(width: 30, height: 30, channels: 3, filledWith: 128)
        bytes.withUnsafeBufferPointer { apart.addNoise(.gaussian(deviation: 30), random: $0) }
        #expect(!(0..<900).allSatisfy { apart.pixels[3 * $0] == apart.pixels[3 * $0 + 2] })
    }

    @Test(arguments: [1, 3], [true, false])
    func aNoisyPageIsAPageWithNoiseAdded(channels: Int, together: Bool) {
        let values = Array([3, 128, 250][..<channels]) as [UInt8]
        let bytes = noisy(width: 31, height: 17, channels: together ? 1 : channels).pixels
        let table = NoiseTable.gaussian(deviation: 30, offset: 4)
        var page = Bitmap(width: 31, height: 17, filledWith: values)
        bytes.withUnsafeBufferPointer { bytes in
            page.addNoise(table, random: bytes)
            #expect(Bitmap(width: 31, height: 17, filledWith: values, noise: table, random: bytes) == page)
        }
    }

    @Test func toneCurvesDoWhatTheySay() {
        var page = Bitmap(width: 3, height: 1, pixels: [0, 128, 255])
        page.apply(.contrast(0.5, around: 0.5))
        #expect(page.pixels == [64, 128, 191])
        page = Bitmap(width: 3, height: 1, pixels: [0, 128, 255])
        page.apply(.gamma(2))
        #expect(page.pixels == [0, 64, 255])
        page.invert()
        #expect(page.pixels == [255, 191, 0])
    }

    @Test func inkIsMultipliedIntoPaper() {
        var page = Bitmap(width: 3, height: 1, pixels: [200, 200, 200])
        page.printInk(Bitmap(width: 3, height: 1, pixels: [0, 255, 128]), absorption: [1])
        #expect(page.pixels == [200, 0, 100])
        var color = Bitmap(width: 1, height: 1, channels: 3, pixels: [200, 100, 50])
        color.printInk(Bitmap(width: 1, height: 1, pixels: [255]), absorption: [0, 0.5, 1])
        #expect(color.pixels == [200, 50, 0])
    }
}
