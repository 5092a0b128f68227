import Testing

@testable import Neural

/// Convolutions in whole numbers of 8 bits beside those in f32.
@Suite(.enabled(if: Engine.hasBytes)) struct QuantizationTests {
    /// A convolution and what it is given.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let input: [Int]
        let weights: [Int]
        var window = Window()
        var activation: Activation?
        var isSigned = true
        var testDescription: String { name }
    }

    static let cases = [
        Case(name: "first", input: [2, 1, 9, 11], weights: [16, 1, 3, 3], window: Window(padding: [1, 1])),
        Case(
            name: "behind a ReLU", input: [3, 24, 8, 17], weights: [48, 24, 3, 3], window: Window(padding: [1, 1]),
            activation: .relu, isSigned: false),
        Case(
            name: "moving by two", input: [1, 16, 9, 21], weights: [32, 16, 3, 3],
            window: Window(strides: [2, 2], padding: [1, 1]), activation: .relu),
        Case(
            name: "each channel by itself", input: [2, 40, 7, 13], weights: [40, 1, 1, 5, 5],
            window: Window(padding: [2, 2]), activation: .hardSwish),
        Case(name: "one place", input: [2, 40, 5, 16], weights: [24, 40, 1, 1], isSigned: false),
        Case(name: "odd channels", input: [1, 5, 6, 7], weights: [7, 5, 2, 2], activation: .relu),
    ]

    /// Numbers that come again, in -1...1.
    private func noise(_ count: Int, _ seed: Int) -> [Float] {
        (0..<count).map { Float(($0 &* 7919 &+ seed &* 104_729) % 2001) / 1000 - 1 }
    }

    private func convolved(
        _ engine: Engine, _ test: Case, _ x: [Float], _ w: [Float], _ b: [Float], ranges: [String: InputRange]? = nil,
        observer: RangeObserver? = nil
    ) throws -> [Float] {
        let tape = Tape(
            Context(engine, .inference, quantization: ranges.map { Quantization($0) }, observer: observer))
        let weight = Parameter("w", try Tensor(engine, test.weights, w))
        let operation = Convolve(test.window, activation: test.activation, weight: weight)
        let inputs = [
            try Tensor(engine, test.input, x), weight.value,
            try Tensor(engine, [test.weights.dropLast(3).reduce(1, *)], b),
        ]
        return try tape.apply(operation, to: inputs.map(tape.constant)).value.values()
    }

    @Test(arguments: cases) func itDiffersByRounding(test: Case) throws {
        let engine = try Engine(threadCount: 1)
        let count = test.input.reduce(1, *)
        let x = noise(count, 1).map { test.isSigned ? $0 : abs($0) }
        let w = noise(test.weights.reduce(1, *), 2).map { $0 * 0.3 }
        let b = noise(test.weights.dropLast(3).reduce(1, *), 3)
        let observer = RangeObserver()
        let exact = try convolved(engine, test, x, w, b, observer: observer)
        let range = try #require(observer.ranges["w"])
        #expect(range.low == x.min() && range.high == x.max() && range.source == nil)
        let whole = try convolved(engine, test, x, w, b, ranges: observer.ranges)
        // Each product is off by no more than half a unit of each factor.
        let taps = Float(test.weights.suffix(3).reduce(1, *))
        let (ofInput, ofWeight) = (Float(1) / (test.isSigned ? 127 : 255), Float(0.3) / 127)
        let bound = taps * (0.3 * ofInput + ofWeight + ofInput * ofWeight / 2) / 2 * 1.01
        var (error, power): (Float, Float) = (0, 0)
        for (a, b) in zip(exact, whole) {
            #expect(abs(a - b) <= bound)
            error += (a - b) * (a - b)
            power += a * a
        }
        #expect(error < 1e-3 * power)
        #expect(whole != exact)
    }

    /// What can be said in whole numbers is computed exactly.
    @Test func wholeNumbersAreExact() throws {
        let engine = try Engine(threadCount: 1)
        let test = Case(name: "", input: [1, 16, 5, 9], weights: [8, 16, 3, 3], window: Window(padding: [1, 1]))
        let x = (0..<720).map { (place: Int) in Float(place * 37 % 256) }
        let w = (0..<(8 * 144)).map { (place: Int) -> Float in place % 144 == 0 ? 127 : Float(place * 31 % 255) - 127 }
        let b = (0..<8).map { (channel: Int) in Float(channel * 1000) }
        let ranges = ["w": InputRange(low: 0, high: 255)]
        #expect(try convolved(engine, test, x, w, b, ranges: ranges) == convolved(engine, test, x, w, b))
    }

    /// Between convolutions and pools numbers stay whole ones, and whatever is in a batch changes nothing.
    @Test func aChainStaysInWholeNumbers() throws {
        let engine = try Engine(threadCount: 1)
        let initializer = Initializer(engine, seed: 5)
        let same = Window(padding: [1, 1])
        let first = try Convolution("a", 1, 16, kernel: [3, 3], same, activation: .relu, initializer)
        let second = try Convolution("b", 16, 32, kernel: [3, 3], same, activation: .relu, initializer)
        let third = try Convolution("c", 32, 8, kernel: [3, 3], same, activation: nil, initializer)
        func read(_ values: [Float], _ context: Context) throws -> (middle: Tensor, end: Tensor) {
            let tape = Tape(context)
            let x = tape.constant(try Tensor(engine, [values.count / 240, 1, 12, 20], values))
            let middle = try second(first(x).maxPooled([2, 2]))
            return (middle.value, try third(middle).value)
        }
        let pictures = noise(5 * 240, 7)
        let observer = RangeObserver()
        let exact = try read(pictures, Context(engine, .inference, observer: observer)).end.values()
        let ranges = observer.ranges
        #expect(ranges["a.weight"]?.source == nil)
        #expect(ranges["b.weight"]?.source == "a.weight")
        #expect(ranges["c.weight"]?.source == "b.weight")
        let quantization = Quantization(ranges)
        func whole(_ values: [Float]) throws -> (middle: Tensor, end: Tensor) {
            try read(values, Context(engine, .inference, quantization: quantization))
        }
        let found = try whole(pictures)
        #expect(found.middle.layout.byteFormat == .unsigned)
        #expect(found.middle.unit == (ranges["c.weight"]?.high).map { $0 / 255 })
        #expect(found.end.unit == nil)
        let together = try found.end.values()
        let largest = exact.reduce(0) { max($0, abs($1)) }
        #expect(zip(exact, together).allSatisfy { abs($0 - $1) < 0.05 * largest })
        for number in 0..<5 {
            let alone = try whole(Array(pictures[number * 240..<(number + 1) * 240])).end.values()
            #expect(alone == Array(together[number * alone.count..<(number + 1) * alone.count]))
        }
    }

    /// What something else is given as well, such as a sum, is not rounded.
    @Test func whatIsAddedStaysAsItIs() throws {
        let engine = try Engine(threadCount: 1)
        let initializer = Initializer(engine, seed: 6)
        let first = try Convolution("a", 1, 8, kernel: [1, 1], activation: .relu, initializer)
        let second = try Convolution("b", 8, 8, kernel: [1, 1], activation: .relu, initializer)
        let observer = RangeObserver()
        let tape = Tape(Context(engine, .inference, observer: observer))
        let x = try first(tape.constant(Tensor(engine, [1, 1, 4, 4], noise(16, 8))))
        _ = try x + second(x)
        #expect(observer.ranges["b.weight"]?.low == 0)
        #expect(observer.ranges["b.weight"]?.source == nil)
    }
}

/// What is said where the processor lacks it.
@Test func aProcessorWithoutProductsOfBytesIsToldOf() {
    #expect(Engine.bytesNote(hasBytes: true) == nil)
    #expect(Engine.bytesNote(hasBytes: false)?.contains("AVX-512 VNNI") == true)
}
