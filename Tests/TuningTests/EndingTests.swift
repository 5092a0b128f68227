import Testing

@testable import Tuning

@Suite struct EndingTests {
    private func trial(_ number: Int, _ costs: [Double], state: Trial.State = .complete) -> Trial {
        Trial(
            number, [:], state: state, cost: state == .complete ? costs.last : nil,
            reports: costs.enumerated().map { Trial.Report(step: ($0 + 1) * 100, cost: $1) })
    }

    @Test func theMedianEndsWhatIsWorseThanHalf() {
        let others = [0.9, 0.7, 0.5, 0.3, 0.1].enumerated().map { trial($0, [1, $1]) }
        let rule = EndingRule.median(trials: 5)
        #expect(rule.ends(trial(9, [1, 0.6], state: .running), among: others))
        #expect(!rule.ends(trial(9, [1, 0.4], state: .running), among: others))
        // What was better before counts: a validation may have bad luck.
        #expect(!rule.ends(trial(9, [0.2, 0.6], state: .running), among: others))
        #expect(!rule.ends(trial(9, [1, 0.6], state: .running), among: Array(others.dropLast())))
        #expect(!EndingRule.median(trials: 5, from: 300).ends(trial(9, [1, 0.6], state: .running), among: others))
        #expect(!EndingRule.never.ends(trial(9, [1, 0.6], state: .running), among: others))
    }

    @Test func halvingKeepsTheBestOfEachRung() {
        let rule = EndingRule.halving(first: 100, factor: 3)
        let others = [0.1, 0.2, 0.3, 0.4, 0.5].enumerated().map { trial($0, [$1]) }
        // Six at the rung of 100 steps: two go on.
        #expect(!rule.ends(trial(9, [0.15], state: .running), among: others))
        #expect(rule.ends(trial(9, [0.25], state: .running), among: others))
        #expect(!rule.ends(trial(9, [0.9], state: .running), among: []))
        // Between rungs nobody is ended.
        #expect(!rule.ends(trial(9, [0.1, 0.9], state: .running), among: others))
        // At 300 steps are those only that came there.
        #expect(!rule.ends(trial(9, [0.1, 0.9, 0.9], state: .running), among: others))
        #expect(rule.ends(trial(9, [.nan], state: .running), among: others))
    }

    @Test func theBestComeFirst() {
        let trials = [
            trial(0, [0.5]), trial(1, [0.1], state: .running), trial(2, [0.9, 0.8], state: .ended),
            trial(3, [0.2], state: .ended), trial(4, [0.3]), Trial(5, [:], state: .failed),
        ]
        #expect(trials.ranked.map(\.number) == [4, 0, 2, 3, 1, 5])
        #expect(trials.best?.number == 4)
    }
}

@Suite struct ImportanceTests {
    @Test func whatDecidesMattersMost() {
        let space = SearchSpace([
            Parameter("x", .number(0...1)), Parameter("idle", .number(0...1)), Parameter("word", .words(["a", "b"])),
        ])
        let sampler = RandomSampler(space, seed: 1)
        let trials = (0..<120).map { number in
            let values = sampler.suggestion(for: number, after: [])
            return Trial(number, values, state: .complete, cost: values["x"]?.number)
        }
        let shares = Importance.shares(space, trials)
        #expect(shares.map(\.name) == ["x", "idle", "word"])
        #expect(abs(shares.reduce(0) { $0 + $1.share } - 1) < 1e-9)
        #expect((shares.first?.share ?? 0) > 0.7)
        #expect(Importance.shares(space, Array(trials.prefix(5))).isEmpty)
    }
}
