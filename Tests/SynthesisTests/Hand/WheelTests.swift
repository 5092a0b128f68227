import Chance
import Foundation
import Imaging
import Samples
import Testing

@testable import Synthesis

/// `hand.wheels`.
@Suite struct WheelTests {
    private func recipe(_ keys: String, text: String = "{number: {digits: 5, leading_zeros: true}}") -> String {
        """
        {text: \(text), fonts: {faces: [Liberation Sans], size: 32}, hand: {wheels: {\(keys)}}, page: {margin: 8},
         paper: [{plain: 1}], ink: {tone: 0}}
        """
    }

    /// Where the wheels of a counter stand that has counted so far, the highest first: the last turns all the time, the
    /// others while all below them go from 9 to 0.
    private func places(_ count: Double, wheels: Int) -> [Double] {
        (0..<wheels).reversed().map { wheel in
            let unit = pow(10, Double(wheel))
            let below = count.truncatingRemainder(dividingBy: unit)
            let own = (count / unit).rounded(.down).truncatingRemainder(dividingBy: 10)
            return wheel == 0 ? count.truncatingRemainder(dividingBy: 10) : own + max(0, below - (unit - 1))
        }
    }

    /// Wheels stand as those of a counter do, and what is read from it by the rule is the text.
    @Test(arguments: [1, 3, 6]) func wheelsCarryAsACounterDoes(wheels: Int) {
        var generator = SampleKey(seed: 3, split: .train, index: wheels).generator("counts")
        let end = pow(10, Double(wheels))
        for number in 0..<4000 {
            // Every other count ends in nines or noughts, where wheels move together.
            var count = (generator.unit() * end).rounded(.down)
            let few = pow(10, (generator.unit() * Double(wheels + 1)).rounded(.down))
            if number % 2 == 0 { count = (count / few).rounded(.down) * few - (number % 4 == 0 ? 1 : 0) }
            count = (count + end).truncatingRemainder(dividingBy: end)
            let digits = String(format: "%0\(wheels)d", Int(count)).compactMap(\.wholeNumberValue)
            let turn = generator.unit() * 0.95
            for phase in [turn, (turn - 0.475)] {
                let counter = WheelCounter(digits, phase: phase)
                let turned = (count + phase + end).truncatingRemainder(dividingBy: end)
                for ((digit, own), place) in zip(zip(digits, counter.phases), places(turned, wheels: wheels)) {
                    let off = (Double(digit) + own - place).truncatingRemainder(dividingBy: 10)
                    #expect(min(abs(off), 10 - abs(off)) < 1e-6, "\(digits) \(phase)")
                }
                #expect(counter.phases.last == phase && counter.moving >= (phase == 0 ? 0 : 1))
                let read = phase == turn ? turned.rounded(.down) : turned.rounded()
                #expect(read.truncatingRemainder(dividingBy: end) == count)
            }
        }
    }

    @Test func nineteenNinetyNine() {
        #expect(WheelCounter([1, 9, 9, 9], phase: 0.4).phases == [0.4, 0.4, 0.4, 0.4])
        #expect(WheelCounter([2, 0, 0, 0], phase: -0.4).phases == [-0.4, -0.4, -0.4, -0.4])
        #expect(WheelCounter([2, 0, 0, 0], phase: 0.4).phases == [0, 0, 0, 0.4])
        #expect(WheelCounter([1, 9, 8, 9], phase: 0.4).phases == [0, 0, 0.4, 0.4])
    }

    /// The phase that is noted is where the picture's wheel stands, and keeps to the rule.
    @Test(arguments: ["lower", "nearest"], ["up", "down"])
    func theLastDigitStandsByItsPhase(rule: String, roll: String) throws {
        let samples = try Fixture.samples(
            recipe(
                "between: \(rule), roll: \(roll), turn: 0..0.45, misalign: 0, height: 1.4, step: 1.5",
                text: "{pattern: '[0-9]{3}8'}"), 500)
        for sample in samples {
            let phase = try sample.number("hand.wheels.phase")
            #expect(phase < 0.5 && phase >= (rule == "lower" ? 0 : -0.5))
            let boxes = sample.characters.map(\.quad.bounds)
            let mean = boxes.dropLast().reduce(0) { $0 + $1.center.y } / 3
            // An 8 that moves up is cut off at the window's upper edge.
            let moved = boxes[3].center.y - mean
            if abs(phase) > 0.1 { #expect((moved < 0) == ((phase > 0) == (roll == "up")), "\(phase) \(moved)") }
        }
        #expect(samples.contains { $0.choice["hand.wheels.phase"] != nil })
        if rule == "nearest" { #expect(try samples.contains { try $0.number("hand.wheels.phase") < -0.2 }) }
    }

    /// The digit that comes is seen, and is no part of the text.
    @Test func theNextDigitIsNoText() throws {
        let text = "{pattern: '8888'}"
        let still = try Fixture.sample(recipe("turn: 0, misalign: 0, height: 1.4", text: text))
        let turned = try Fixture.sample(recipe("turn: 0.4, misalign: 0, height: 1.4", text: text))
        #expect(turned.mask.inkSum < still.mask.inkSum * 0.99)
        let last = try #require(turned.characters.last).quad.bounds
        let dark = (0..<turned.image.height).flatMap { y in
            (Int(last.left)..<Int(last.right)).filter { turned.image[$0, y] < 60 && turned.mask[$0, y] == 0 }
        }
        #expect(dark.count > 20)
        #expect(try still.number("hand.wheels.moving") == 0 && turned.number("hand.wheels.moving") == 1)
    }

    /// Windows are ground: darker than the paper where the recipe says so, and in no mask.
    @Test func windowsAreGround() throws {
        let sample = try Fixture.sample(recipe("tone: 0.6, shade: 0, frame: 0, height: 1.6, turn: 0, misalign: 0"))
        let grounds = zip(sample.image.pixels, sample.mask.pixels).filter { $1 == 0 }.map(\.0)
        let counts = grounds.reduce(into: [UInt8: Int]()) { $0[$1, default: 0] += 1 }
        #expect((counts[153] ?? 0) > 1000 && (counts[255] ?? 0) > 1000)
        #expect(sample.mask.inkSum < Double(counts[153] ?? 0))
        // Boxes lie in windows: around them the ground is a window's.
        for character in sample.characters {
            let box = character.quad.bounds
            #expect(sample.image[Int(box.center.x), Int(box.top) - 2] == 153)
        }
    }

    @Test func wheelsGetDarkTowardTheirEdges() throws {
        let sample = try Fixture.sample(
            recipe("tone: 1, shade: 0.5, frame: 0, turn: 0, misalign: 0, width: 1, gap: 0.1", text: "{pattern: '1111'}")
        )
        // Beside a 1 the window is seen from top to bottom.
        let box = try #require(sample.characters.first).quad.bounds
        let column = (0..<sample.image.height).map { sample.image[Int(box.right) + 2, $0] }
        #expect(column[Int(box.center.y)] > 245 && (column.min() ?? 255) < 150)
    }

    /// Windows stand at one distance, whatever their digits' widths.
    @Test func windowsStandAtOneDistance() throws {
        let sample = try Fixture.sample(recipe("turn: 0, misalign: 0", text: "{pattern: '80808'}"))
        let middles = sample.characters.map(\.quad.bounds.center.x)
        let steps = zip(middles.dropFirst(), middles).map { $0 - $1 }
        #expect(steps.allSatisfy { abs($0 - steps[0]) < 1 })
    }

    @Test(arguments: ["plate", "panel"]) func pointsAndUnitsStandBesideTheWheels(beside: String) throws {
        let sample = try Fixture.sample(
            recipe("beside: \(beside), tone: 0.7, fraction: '#c04040'", text: "{pattern: '0123,45 kWh'}"))
        #expect(sample.characters.map(\.text).joined() == "0123,45 kWh" && sample.label == "0123,45 kWh")
        let boxes = sample.characters.map(\.quad.bounds)
        #expect(zip(boxes.dropFirst(), boxes).allSatisfy { $0.left >= $1.left })
        for y in 0..<sample.mask.height {
            for x in 0..<sample.mask.width where sample.mask[x, y] > 128 {
                let point = Point(x: Double(x) + 0.5, y: Double(y) + 0.5)
                #expect(sample.characters.contains { $0.quad.distance(to: point) < 1 })
            }
        }
    }

    @Test func samplesArePure() throws {
        let yaml = recipe("between: nearest, turn: 0..0.4, roll: [up, down]")
        let (one, other) = (try Fixture.source(yaml).makeReader(), try Fixture.source(yaml).makeReader())
        let last = try other.sample(at: 9, in: .val)
        for index in 0..<10 {
            let content = Content(try one.sample(at: index, in: .val))
            if index == 9 { #expect(content == Content(last)) }
        }
        #expect(last.font == "Liberation Sans Regular" || last.font.hasPrefix("Liberation Sans"))
    }

    @Test func aTurnBeyondTheMiddleIsNoNearest() {
        let message = Fixture.message {
            _ = try Fixture.recipe("hand: {wheels: {between: nearest, turn: 0..0.6}}")
        }
        #expect(
            message.contains(
                "hand.wheels.turn: must be below 0.5 with 'between: nearest': beyond it the next digit is the nearest"),
            "\(message)")
    }

    @Test func whatAFaceLacksIsNamed() {
        let message = Fixture.message {
            _ = try Fixture.sample(recipe("", text: "{pattern: '12 \u{65e5}'}"))
        }
        #expect(message.contains("'\u{65e5}' (U+65E5)"), "\(message)")
    }
}
