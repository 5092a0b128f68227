import Testing

@testable import Neural

@Suite struct OptimizerTests {
    @Test(arguments: ["sgd", "rmsprop", "adam", "adamw", "adadelta"])
    func stepsAgreeWithPyTorch(_ name: String) throws {
        let rules: [String: (any UpdateRule, Double)] = [
            "sgd": (SGD(), 0.1), "rmsprop": (RMSProp(), 0.01), "adam": (Adam(), 0.01),
            "adamw": (Adam(weightDecay: 0.1), 0.01), "adadelta": (Adadelta(), 1),
        ]
        let (rule, rate) = try #require(rules[name])
        let expected = try #require(try Vectors.load().optimisers[name])
        let engine = try Engine(threadCount: 1)
        let parameter = Parameter("p", try Tensor(engine, [4], [1, -2, 0.5, 3]))
        let optimizer = Optimizer(rule, [parameter])
        let gradients: [[Float]] = [[0.5, -1, 2, 0], [0.1, 0.2, -0.3, 0.4], [-1, 1, 0, 0.3]]
        for (gradient, wanted) in zip(gradients, expected) {
            parameter.gradient = try Tensor(engine, [4], gradient)
            try optimizer.step(rate: rate)
            #expect(difference(try parameter.value.values(), wanted) < 2e-6)
            #expect(parameter.gradient == nil)
        }
        #expect(optimizer.step == 3)
    }

    @Test(arguments: [0, 1, 2])
    func aRestoredStateGoesOnAsIfItHadNotStopped(_ pause: Int) throws {
        let engine = try Engine(threadCount: 1)
        func gradient(_ step: Int) throws -> Tensor { try Tensor(engine, [2], [Float(step) - 1, 0.5]) }
        func run(pausing: Bool) throws -> [Float] {
            let parameter = Parameter("p", try Tensor(engine, [2], [1, 2]))
            var optimizer = Optimizer(Adam(), [parameter])
            for step in 0..<4 {
                if pausing, step == pause {
                    let state = try optimizer.state()
                    let old = optimizer.step
                    optimizer = Optimizer(Adam(), [parameter])
                    try optimizer.restore(step: old) { name in state.first { $0.name == name }?.values }
                }
                parameter.gradient = try gradient(step)
                try optimizer.step(rate: 0.1)
            }
            return try parameter.value.values()
        }
        #expect(try run(pausing: true) == run(pausing: false))
    }

    @Test(arguments: [2, 3, 5])
    func threadsDoNotChangeTheResult(_ threadCount: Int) throws {
        func moved(_ threadCount: Int) throws -> [Float] {
            let engine = try Engine(threadCount: threadCount)
            let initializer = Initializer(engine, seed: 2)
            let parameter = try initializer.normal("p", [100_003], deviation: 1)
            let optimizer = Optimizer(Adam(), [parameter])
            for step in 0..<2 {
                parameter.gradient = try initializer.normal("g\(step)", [100_003], deviation: 1).value
                try optimizer.step(rate: 0.1)
            }
            return try parameter.value.values()
        }
        #expect(try moved(threadCount) == moved(1))
    }

    @Test func clippingKeepsTheDirection() throws {
        let engine = try Engine(threadCount: 1)
        let (a, b) = (Parameter("a", try Tensor(engine, [2], [0, 0])), Parameter("b", try Tensor(engine, [1], [0])))
        let fixed = Parameter("c", try Tensor(engine, [1], [0]), isTrainable: false)
        a.gradient = try Tensor(engine, [2], [3, 0])
        b.gradient = try Tensor(engine, [1], [4])
        fixed.gradient = try Tensor(engine, [1], [100])
        let optimizer = Optimizer(SGD(), [a, b, fixed])
        #expect(try optimizer.clipGradients(to: 10) == 5)
        #expect(try a.gradient?.values() == [3, 0])
        #expect(try optimizer.clipGradients(to: 1) == 5)
        #expect(abs(optimizer.gradientNorm() - 1) < 1e-6)
        #expect(difference(try #require(a.gradient).values() + #require(b.gradient).values(), [0.6, 0, 0.8]) < 1e-6)
    }

    @Test func schedules() throws {
        let constant = ConstantSchedule(0.5)
        #expect([0, 1, 1000].map(constant.rate) == [0.5, 0.5, 0.5])

        let cosine = CosineSchedule(2, decaySteps: 100, alpha: 0.1)
        #expect(cosine.rate(at: 0) == 2)
        #expect(abs(cosine.rate(at: 50) - 1.1) < 1e-12)
        #expect(abs(cosine.rate(at: 100) - 0.2) < 1e-12)
        #expect(cosine.rate(at: 5000) == cosine.rate(at: 100))

        let warm = WarmUp(steps: 4, start: 0.2, then: cosine)
        #expect(zip((0..<4).map(warm.rate), [0.8, 1.2, 1.6, 2]).allSatisfy { abs($0 - $1) < 1e-12 })
        #expect(warm.rate(at: 4) == 2)
        #expect(warm.rate(at: 54) == cosine.rate(at: 50))

        let expected = try Vectors.load().oneCycle
        let cycle = OneCycle(peak: 0.1, steps: 20)
        for (step, rate) in expected.enumerated() { #expect(abs(cycle.rate(at: step) - rate) < 1e-8, "step \(step)") }
    }

    @Test func plateauCutsTheRateWhereNothingGetsBetter() {
        var plateau = Plateau(1, factor: 0.5, patience: 2, lowest: 0.3)
        let rates = [3, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1.0].map { metric in
            plateau = plateau.observing(metric)
            return plateau.rate
        }
        #expect(rates == [1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.3, 0.3, 0.3, 0.3, 0.3])
        #expect(plateau.best == 1)
        #expect(Plateau(1).observing(.nan).waited == 1)
    }
}
