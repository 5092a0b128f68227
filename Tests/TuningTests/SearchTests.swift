import Foundation
import Testing

@testable import Tuning

/// A search to its end.
func search(_ sampler: some Sampler, trials: Int, _ cost: ([String: TrialValue]) -> Double) -> [Trial] {
    var made: [Trial] = []
    for number in 0..<trials {
        let values = sampler.suggestion(for: number, after: made)
        made.append(Trial(number, values, state: .complete, cost: cost(values)))
    }
    return made
}

/// Something whose lowest place is known.
enum Valley: CaseIterable {
    /// A bowl whose middle lies at 0.7 and -0.2.
    case bowl
    /// A logarithmic scale, a whole number and a word.
    case mixed
    /// A word that says which other parameter counts.
    case branches

    var space: SearchSpace {
        switch self {
        case .bowl: SearchSpace([Parameter("x", .number(-1...1)), Parameter("y", .number(-1...1))])
        case .mixed:
            SearchSpace([
                Parameter("rate", .number(1e-5...1, isLogarithmic: true)), Parameter("layers", .integer(1...8)),
                Parameter("kind", .words(["a", "b", "c"])),
            ])
        case .branches:
            SearchSpace([
                Parameter("kind", .words(["flat", "deep"])),
                Parameter("x", .number(0...1), condition: Condition("kind", isOneOf: ["flat"])),
                Parameter("y", .number(0...1), condition: Condition("kind", isOneOf: ["deep"])),
                Parameter("z", .number(0...1), condition: Condition("kind", isOneOf: ["deep"])),
            ])
        }
    }

    func cost(_ values: [String: TrialValue]) -> Double {
        func number(_ name: String) -> Double { values[name]?.number ?? .nan }
        switch self {
        case .bowl: return pow(number("x") - 0.7, 2) + pow(number("y") + 0.2, 2)
        case .mixed:
            let kind = values["kind"]?.word == "b" ? 0.0 : 0.5
            return abs(log10(number("rate")) + 3) / 2 + abs(number("layers") - 5) / 4 + kind
        case .branches:
            if values["kind"]?.word == "flat" { return 0.3 + abs(number("x") - 0.5) }
            return abs(number("y") - 0.9) + abs(number("z") - 0.1)
        }
    }
}

@Suite struct SearchTests {
    @Test(arguments: Valley.allCases)
    func findsBetterPlacesThanChance(_ valley: Valley) {
        let keys: [UInt64] = [1, 2, 3, 4, 5]
        func mean(_ make: (UInt64) -> any Sampler) -> Double {
            keys.map { key in search(make(key), trials: 50, valley.cost).best?.cost ?? .infinity }.reduce(0, +)
                / Double(keys.count)
        }
        let chance = mean { RandomSampler(valley.space, seed: $0) }
        let found = mean { ParzenSampler(valley.space, seed: $0) }
        #expect(found < 0.6 * chance, "\(found) against \(chance)")
    }

    /// A branch that began badly is tried again: whichever is the better at its best is searched in the end.
    @Test func theWrongBranchIsLeft() {
        let right = (1...50).count { key in
            search(ParzenSampler(Valley.branches.space, seed: UInt64(key)), trials: 50, Valley.branches.cost)
                .best?.values["kind"] == .word("deep")
        }
        #expect(right >= 48, "\(right) of 50")
    }

    @Test(arguments: Valley.allCases)
    func staysWithinBounds(_ valley: Valley) {
        for sampler in [ParzenSampler(valley.space, seed: 7), RandomSampler(valley.space, seed: 7)] as [any Sampler] {
            for trial in search(sampler, trials: 40, valley.cost) { #expect(valley.space.holds(trial.values)) }
        }
    }

    @Test func edgesAreReachedAndKept() {
        let space = SearchSpace([Parameter("n", .integer(0...3)), Parameter("x", .number(0...1))])
        let trials = search(ParzenSampler(space, seed: 3), trials: 50) {
            -($0["n"]?.number ?? 0) + ($0["x"]?.number ?? 0)
        }
        #expect(trials.allSatisfy { space.holds($0.values) })
        #expect(trials.best?.values["n"] == .number(3))
        #expect((trials.best?.values["x"]?.number ?? 1) < 0.05)
    }

    @Test(arguments: Valley.allCases)
    func goesOnFromRecordedTrialsAsItWouldHave(_ valley: Valley) throws {
        let whole = search(ParzenSampler(valley.space, seed: 11), trials: 30, valley.cost)
        #expect(whole == search(ParzenSampler(valley.space, seed: 11), trials: 30, valley.cost))
        #expect(
            whole.map(\.values) != search(ParzenSampler(valley.space, seed: 12), trials: 30, valley.cost).map(\.values))
        // Written, read again, and in another order.
        let data = try JSONEncoder().encode(Array(whole[..<20].reversed()))
        let read = try JSONDecoder().decode([Trial].self, from: data)
        let next = ParzenSampler(valley.space, seed: 11).suggestion(for: 20, after: read)
        #expect(next == whole[20].values)
    }

    @Test func trialsThatRunKeepOthersAway() throws {
        let valley = Valley.bowl
        var trials = search(ParzenSampler(valley.space, seed: 5), trials: 25, valley.cost)
        let sampler = ParzenSampler(valley.space, seed: 5)
        let best = try #require(trials.best)
        func away(_ values: [String: TrialValue]) -> Double {
            ["x", "y"].reduce(0) { $0 + abs((values[$1]?.number ?? 0) - (best.values[$1]?.number ?? 0)) }
        }
        let numbers = 25..<45
        let alone = numbers.map { away(sampler.suggestion(for: $0, after: trials)) }.reduce(0, +)
        for number in 100..<140 { trials.append(Trial(number, best.values)) }
        let beside = numbers.map { away(sampler.suggestion(for: $0, after: trials)) }.reduce(0, +)
        #expect(beside > alone)
    }

    @Test func manyParametersAreSearchedTogether() {
        let space = SearchSpace((0..<12).map { Parameter("x\($0)", .number(0...1)) })
        func cost(_ values: [String: TrialValue]) -> Double {
            values.values.reduce(0) { $0 + pow(($1.number ?? 0) - 0.8, 2) }
        }
        let found = search(ParzenSampler(space, seed: 2), trials: 80, cost).best?.cost ?? .infinity
        let chance = search(RandomSampler(space, seed: 2), trials: 80, cost).best?.cost ?? 0
        #expect(found < 0.6 * chance)
    }

    @Test func groupsAreThoseOfOneNameAndCondition() {
        let when = Condition("word", isOneOf: ["a"])
        let parameters = [
            Parameter("word", .words(["a", "b"])), Parameter("x", .number(0...1)),
            Parameter("y", .number(0...1), condition: when), Parameter("z", .number(0...1), group: "other"),
            Parameter("w", .integer(1...3), condition: when),
        ]
        #expect(
            SearchSpace(parameters).groups.map { $0.parameters.map(\.name) } == [["word", "x"], ["y", "w"], ["z"]])
    }
}
