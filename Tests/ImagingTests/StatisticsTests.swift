import Testing

@testable import Imaging

/// What is measured on pictures of which it is known.
@Suite struct StatisticsTests {
    private static func random(_ count: Int, seed: UInt64 = 5) -> [UInt8] {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        return (0..<count).map { _ in
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return UInt8(truncatingIfNeeded: state >> 32)
        }
    }

    /// Gaussian noise on a grey page.
    private static func noise(_ deviation: Double, width: Int = 256, height: Int = 256) -> Bitmap {
        var page = Bitmap(width: width, height: height, filledWith: 128)
        random(width * height).withUnsafeBufferPointer {
            page.addNoise(NoiseTable.gaussian(deviation: deviation), random: $0)
        }
        return page
    }

    private static func sine(amplitude: Double, period: Int) -> Bitmap {
        // Its series, near 0.
        func sine(_ turn: Double) -> Double {
            let x = (turn - turn.rounded()) * 2 * Double.pi
            var (term, sum) = (x, x)
            for n in 1..<12 {
                term *= -x * x / Double((2 * n) * (2 * n + 1))
                sum += term
            }
            return sum
        }
        return Bitmap(width: period * 4, height: 64) { pixels in
            for i in pixels.indices {
                let turn = Double(i % (period * 4)) / Double(period)
                pixels[i] = UInt8((128 + amplitude * sine(turn)).rounded())
            }
        }
    }

    private static func disc(radius: Double) -> Bitmap {
        var page = Bitmap(width: 128, height: 128, filledWith: 230)
        for y in 0..<128 {
            for x in 0..<128 {
                let (dx, dy) = (Double(x) - 63.5, Double(y) - 63.5)
                if dx * dx + dy * dy < radius * radius { page[x, y] = 30 }
            }
        }
        return page
    }

    @Test(arguments: [1, 3], [0, 77, 255] as [UInt8]) func flat(channels: Int, level: UInt8) {
        let page = ImageMeasurement(Bitmap(width: 40, height: 30, channels: channels, filledWith: level))
        #expect(page[.mean] == Double(level))
        for statistic in [ImageStatistic.deviation, .range, .noise, .gradient, .blockiness] {
            #expect(page[statistic] == 0)
        }
        #expect(page[.slope] == nil, "a flat page has no spectrum")
        #expect(page.gradients == [1] + [Double](repeating: 0, count: page.gradients.count - 1))
        #expect((page.width, page.height) == (40, 30))
    }

    @Test func aSineHasTheContrastThatItShould() throws {
        let wave = ImageMeasurement(Self.sine(amplitude: 100, period: 32))
        #expect(abs(try #require(wave[.mean]) - 128) < 0.5)
        #expect(abs(try #require(wave[.deviation]) - 70.71) < 0.5)
        #expect(abs(try #require(wave[.range]) - 197.5) < 4)
        // The mean of a cosine's absolute value is 2 / pi of its amplitude.
        #expect(abs(try #require(wave[.gradient]) - 12.42) < 0.3)
        #expect(try #require(wave[.noise]) == 0, "rows that are alike hold no noise")
    }

    @Test(arguments: [1.5, 4, 10, 20]) func noiseHasItsDeviation(deviation: Double) throws {
        let page = ImageMeasurement(Self.noise(deviation))
        #expect(abs(try #require(page[.noise]) / deviation - 1) < 0.08)
        #expect(abs(try #require(page[.deviation]) / deviation - 1) < 0.08)
        #expect(abs(try #require(page[.slope])) < 0.25)
    }

    @Test func noiseIsToldFromSlopes() throws {
        var ramp = Self.noise(5)
        for y in 0..<ramp.height {
            for x in 0..<ramp.width { ramp[x, y] = UInt8(clamping: Int(ramp[x, y]) - 64 + x / 2) }
        }
        #expect(abs(try #require(ramp.noiseLevel) - 5) < 0.5)
        #expect(try #require(ToneHistogram(ramp).deviation) > 30)
    }

    @Test func theSpectrumFallsAsItShould() throws {
        // The transform of a disc falls as frequency to the power of 1.5, its power twice as fast.
        #expect(abs(try #require(Self.disc(radius: 40).powerSpectrumSlope) + 3) < 0.5)
        var blurred = Self.noise(40)
        blurred.blur(deviation: 1)
        #expect(try #require(blurred.powerSpectrumSlope) < -1)
        // Of long pictures the middle counts.
        #expect(abs(try #require(Self.noise(10, width: 1500, height: 64).powerSpectrumSlope)) < 0.4)
    }

    @Test func theTransformAgreesWithTheDefinition() {
        let values = Self.random(8 * 4).map(Double.init)
        let power = FourierTransform(columns: 8, rows: 4).power(of: values)
        let eighth = [1, 0.5.squareRoot(), 0, -0.5.squareRoot(), -1, -0.5.squareRoot(), 0, 0.5.squareRoot()]
        for v in 0..<4 {
            for u in 0..<8 {
                var (real, imaginary) = (0.0, 0.0)
                for y in 0..<4 {
                    for x in 0..<8 {
                        let turn = (u * x + 2 * v * y) % 8
                        real += values[y * 8 + x] * eighth[turn]
                        imaginary -= values[y * 8 + x] * eighth[(turn + 6) % 8]
                    }
                }
                let expected = real * real + imaginary * imaginary
                #expect(abs(power[v * 8 + u] - expected) < 1e-6 * max(1, expected))
            }
        }
    }

    @Test func blocksShowAtALowQuality() throws {
        // Soft shapes and a little noise, as on paper.
        var scene = Self.disc(radius: 45)
        scene.blur(deviation: 6)
        Self.random(128 * 128).withUnsafeBufferPointer {
            scene.addNoise(NoiseTable.gaussian(deviation: 3), random: $0)
        }
        func packed(_ quality: Int) throws -> Bitmap {
            var bytes: [UInt8] = []
            try JPEGEncoder().encode(scene, quality: quality, into: &bytes)
            return try ImageFile.decode(bytes, name: "scene")
        }
        let (low, high) = (try packed(10), try packed(95))
        let (coarse, fine) = (try #require(low.blockiness), try #require(high.blockiness))
        #expect(coarse > 1)
        #expect(fine < 0.25)
        // Wherever the picture was cut out.
        let part = low.crop(width: 100, height: 90, through: .translation(x: 11, y: 5))
        #expect(try #require(part.blockiness) > 1)
    }

    @Test func picturesThatAreTooSmall() {
        let dot = ImageMeasurement(Bitmap(width: 2, height: 2, filledWith: 9))
        #expect(dot[.mean] == 9 && dot[.range] == 0)
        for statistic in [ImageStatistic.noise, .gradient, .slope, .blockiness] { #expect(dot[statistic] == nil) }
        #expect(dot.gradients.allSatisfy { $0 == 0 })
        #expect(ImageMeasurement(Bitmap(width: 0, height: 0))[.mean] == nil)
        let strip = ImageMeasurement(Self.noise(9, width: 18, height: 40))
        #expect(strip[.slope] != nil && strip[.blockiness] == nil)
        #expect(ImageMeasurement(Self.noise(9, width: 7, height: 40))[.slope] == nil)
    }

    @Test func percentiles() {
        let page = ToneHistogram(Bitmap(width: 10, height: 1, pixels: [9, 1, 2, 3, 4, 5, 6, 7, 8, 10]))
        #expect(page.percentile(0.1) == 1 && page.percentile(0.5) == 5 && page.percentile(0.95) == 10)
        #expect(page.percentile(0) == 1 && page.percentile(1) == 10)
        #expect(page.mean == 5.5)
    }

    @Test func summaries() {
        let summary = StatisticSummary([2, 4, 4, 4, 5, 5, 7, 9])
        #expect((summary.count, summary.mean, summary.spread) == (8, 5, 2))
        #expect(StatisticSummary([]).mean == nil && StatisticSummary([]).spread == nil)
    }

    @Test func overlaps() throws {
        let values = (0..<100).map(Double.init)
        #expect(abs(try #require(StatisticSummary.overlap(values, values.reversed())) - 1) < 1e-9)
        #expect(StatisticSummary.overlap(values, values.map { $0 + 200 }) == 0)
        let half = try #require(StatisticSummary.overlap(values, values.map { $0 + 50 }))
        #expect(abs(half - 0.5) < 0.1)
        // However many there are of each.
        #expect(abs(try #require(StatisticSummary.overlap(values + values, values)) - 1) < 1e-9)
        #expect(StatisticSummary.overlap([3, 3], [3]) == 1)
        #expect(StatisticSummary.overlap([], values) == nil && StatisticSummary.overlap(values, []) == nil)
        #expect(StatisticSummary.intersection([0.5, 0.5, 0], [0, 0.5, 0.5]) == 0.5)
    }
}
