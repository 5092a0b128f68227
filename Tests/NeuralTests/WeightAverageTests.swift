import Testing

@testable import Neural

@Suite struct WeightAverageTests {
    private struct Model: Module {
        let parameters: [Parameter]

        init(_ engine: Engine) throws {
            parameters = [
                Parameter("weight", try Tensor(engine, [2], [1, -2])),
                Parameter("running_mean", try Tensor(engine, [1], [4]), isTrainable: false),
            ]
        }

        func set(_ step: Int) throws {
            try parameters[0].set([Float(step * step), Float(-step)])
            try parameters[1].set([Float(10 - step)])
        }

        var numbers: [[Float]] { get throws { try parameters.map { try $0.value.values() } } }
    }

    /// The mean as its definition has it: the numbers of each step by what is left of their part.
    private func expected(_ steps: Int, decay: Double) -> [[Double]] {
        var weights: [Double] = []
        for step in 1...steps {
            let part = max(1 - decay, 4 / Double(3 + step))
            weights = weights.map { $0 * (1 - part) } + [part]
        }
        func mean(_ value: (Double) -> Double) -> Double {
            weights.enumerated().reduce(0) { $0 + $1.element * value(Double($1.offset + 1)) }
        }
        return [[mean { $0 * $0 }, mean { -$0 }], [mean { 10 - $0 }]]
    }

    @Test(arguments: [0.5, 0.9, 0.999], [1, 2, 40])
    func laterStepsCountForMore(decay: Double, steps: Int) throws {
        let model = try Model(try Engine(threadCount: 1))
        let average = WeightAverage(model, decay: decay)
        for step in 1...steps {
            try model.set(step)
            try average.add(step: step)
        }
        let mean = try average.lend { try model.numbers }
        for (found, wanted) in zip(mean.joined(), expected(steps, decay: decay).joined()) {
            #expect(abs(Double(found) - wanted) <= 1e-5 * max(1, abs(wanted)))
        }
    }

    @Test func theNumbersComeBack() throws {
        struct Stop: Error {}
        let model = try Model(try Engine(threadCount: 1))
        let average = WeightAverage(model, decay: 0.9)
        #expect(try average.lend { try model.numbers } == [[1, -2], [4]])
        for step in 1...3 {
            try model.set(step)
            try average.add(step: step)
        }
        let own = try model.numbers
        let mean = try average.lend { try model.numbers }
        #expect(mean != own)
        #expect(throws: Stop.self) { try average.lend { throw Stop() } }
        #expect(try model.numbers == own)
        #expect(try average.lend { try model.numbers } == mean)
    }

    @Test func itGoesOnFromWhatWasStored() throws {
        let engine = try Engine(threadCount: 1)
        let model = try Model(engine)
        let (whole, first) = (WeightAverage(model, decay: 0.9), WeightAverage(model, decay: 0.9))
        var second = first
        for step in 1...6 {
            try model.set(step)
            try whole.add(step: step)
            try second.add(step: step)
            guard step == 3 else { continue }
            let state = try first.state()
            #expect(state.map(\.name) == ["weight#mean", "running_mean#mean"])
            second = WeightAverage(model, decay: 0.9)
            try second.restore { name in state.first { $0.name == name }?.values }
        }
        #expect(try second.lend { try model.numbers } == whole.lend { try model.numbers })
    }

    @Test func nothingStoredIsNoMean() throws {
        let average = WeightAverage(try Model(try Engine(threadCount: 1)), decay: 0.9)
        #expect(try average.state().isEmpty)
        try average.restore { _ in nil }
        #expect(!average.isComplete)
    }

    @Test(arguments: ["weight#mean", "running_mean#mean"])
    func aMeanOfAnotherModelIsRefused(_ spoilt: String) throws {
        let average = WeightAverage(try Model(try Engine(threadCount: 1)), decay: 0.9)
        let sizes = ["weight#mean": 2, "running_mean#mean": 1]
        #expect { try average.restore { $0 == spoilt ? nil : Array(repeating: 0, count: sizes[$0] ?? 0) } } throws: {
            "\($0)" == "the mean of the weights is not complete"
        }
        #expect { try average.restore { Array(repeating: 0, count: $0 == spoilt ? 5 : sizes[$0] ?? 0) } } throws: {
            "\($0)".contains("has 5 numbers and the parameter") && "\($0)".contains("it is of another model")
        }
        #expect(!average.isComplete)
    }
}
