import Foundation
import Imaging
import Testing

/// The field that paper is shaped with.
@Suite struct ReliefTests {
    /// A generator that gives the same on every run.
    struct Congruential: ByteGenerator {
        var state: UInt64 = 7
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }

        mutating func nextBytes(_ bytes: UnsafeMutableRawBufferPointer) {
            var number: UInt64 = 0
            for i in bytes.indices {
                number = i % 8 == 0 ? next() : number >> 8
                bytes[i] = UInt8(truncatingIfNeeded: number)
            }
        }
    }

    private func deviation(_ values: [Double]) -> Double {
        let mean = values.reduce(0, +) / Double(values.count)
        return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot()
    }

    @Test(arguments: [1.0, 1.7, 3, 8.3, 20], [2.0, 20, 100])
    func noiseDeviatesByItsHeight(cell: Double, height: Double) {
        var generator = Congruential()
        var relief = Relief(width: 400, height: 300)
        relief.addNoise(cell: cell, height: height, &generator)
        #expect(abs(deviation(relief.values) / (height / 2.5) - 1) < 0.2, "\(deviation(relief.values))")
    }

    /// The lattice does not show: what lies on it is as rough as what lies between.
    @Test func noiseHasNoLattice() {
        var sums = [Double](repeating: 0, count: 8)
        for seed in 0..<40 {
            var generator = Congruential(state: UInt64(seed) * 977 + 1)
            var relief = Relief(width: 160, height: 40)
            relief.addNoise(cell: 8, height: 60, &generator)
            for (i, value) in relief.values.enumerated() { sums[i % 160 % 8] += value * value }
        }
        let mean = sums.reduce(0, +) / 8
        #expect(sums.allSatisfy { abs($0 / mean - 1) < 0.1 }, "\(sums.map { $0 / mean })")
    }

    @Test func feltDeviatesByItsHeight() {
        var generator = Congruential()
        let bytes = (0..<202 * 152).map { _ in UInt8(truncatingIfNeeded: generator.next() >> 40) }
        var relief = Relief(width: 200, height: 150)
        bytes.withUnsafeBufferPointer { relief.addFelt(height: 40, random: $0) }
        #expect(abs(deviation(relief.values) - 16) < 1)
        let mean = relief.values.reduce(0, +) / 30000
        #expect(abs(mean) < 0.5)
    }

    @Test(arguments: [1, 3])
    func shadeIsAShare(channels: Int) {
        for (value, level, expected) in [(0, 100, 0), (200, 0, 200), (200, -51, 160), (100, 51, 120), (250, 127, 255)] {
            var page = Bitmap(width: 9, height: 4, channels: channels, filledWith: UInt8(value))
            var relief = Relief(width: 9, height: 4)
            relief.add(Double(level))
            page.shade(by: relief)
            #expect(page.pixels.allSatisfy { abs(Int($0) - expected) <= 1 }, "\(value) by \(level)")
        }
    }

    @Test func aFoldHasALightAndADarkSide() {
        var relief = Relief(width: 60, height: 40)
        relief.add(
            ReliefFold(
                middle: Point(x: 30, y: 20), along: Point(x: 1, y: 0), height: 50, breadth: 10, ridge: 0))
        let values = relief.values
        for x in 0..<60 {
            #expect(values[22 * 60 + x] > 15 && values[17 * 60 + x] < -15)
            #expect(values[5 * 60 + x] == 0 && values[35 * 60 + x] == 0)
        }
    }

    @Test func aFoldThatEndsFadesOut() {
        var relief = Relief(width: 60, height: 40)
        relief.add(
            ReliefFold(
                middle: Point(x: 30, y: 20), along: Point(x: 1, y: 0), height: 50, breadth: 10, ridge: 0, reach: 12))
        let values = relief.values
        #expect(values[22 * 60 + 30] > 15 && values[22 * 60 + 10] == 0 && values[22 * 60 + 50] == 0)
    }

    /// Whatever is asked for, nothing outside of the field is touched.
    @Test func strokesAndFoldsMayLieAnywhere() {
        var relief = Relief(width: 13, height: 9)
        for place in [-1e6, -40, -0.5, 0, 4, 8.9, 12.9, 60, 1e6] {
            for turn in stride(from: 0, to: 1, by: 0.1) {
                relief.add(
                    ReliefStroke(
                        start: Point(x: place, y: place), heading: turn, bend: 0.01, length: 30, height: 40),
                    isEmbossed: true)
                relief.add(
                    ReliefFold(
                        middle: Point(x: place, y: place), along: Point(x: 0.6, y: 0.8), height: 4, breadth: 3,
                        ridge: 1,
                        reach: turn > 0.5 ? 5 : nil))
            }
        }
        #expect(relief.values.count == 117)
        #expect(relief.values.contains { $0 != 0 })
    }

    @Test(arguments: [0.4, 1, 2.5, 6], [-0.9, -0.3, 0, 0.2, 0.83])
    func aRuleCoversItsWidth(thick: Double, slope: Double) {
        for isLevel in [true, false] {
            var mask = Bitmap(width: 140, height: 140)
            func point(_ x: Double, _ y: Double) -> Point { isLevel ? Point(x: x, y: y) : Point(x: y, y: x) }
            let (start, end) = (point(20, 70 - 50 * slope), point(120, 70 + 50 * slope))
            mask.drawRule(from: start, to: end, width: thick)
            let length = 100 * (1 + slope * slope).squareRoot()
            let ink = Double(mask.pixels.reduce(0) { $0 + Int($1) }) / 255
            #expect(abs(ink / (length * thick) - 1) < 0.12, "\(ink) for \(length * thick)")
            var back = Bitmap(width: 140, height: 140)
            back.drawRule(from: end, to: start, width: thick)
            #expect(back == mask)
        }
    }

    @Test func aBlotIsRound() {
        var mask = Bitmap(width: 80, height: 60)
        let flat = Relief(width: 80, height: 60)
        mask.draw(
            Blot(center: Point(x: 40, y: 30), radius: 20, profile: [UInt8](repeating: 255, count: 256)), bentBy: flat)
        let area = Double(mask.pixels.count { $0 == 255 })
        #expect(abs(area - .pi * 400) < 40)
        mask.draw(Blot(center: Point(x: -500, y: 3), radius: 20, profile: [255]), bentBy: flat)
        #expect(Double(mask.pixels.count { $0 == 255 }) == area)
    }
}
