import Foundation
import Tuning

// The sampler of `platen tune` on functions whose least values are known, a line of JSON for each thing told.
// Usage: bench-tune functions: each function's space, least value, and its values at some points
//        bench-tune search [SEEDS] [TRIALS] [TOGETHER] [FIRST SEED]: the least values found, by our sampler and by chance

/// A function as another program needs it to search for the same.
struct Described: Encodable {
    var name, title: String
    var minimum: Double
    var space: [Described.Parameter]
    var checks: [Check]

    struct Parameter: Encodable {
        var name: String
        var number: [Double]?
        var integer: [Int]?
        var isLogarithmic: Bool?
        var words: [String]?
        var when: [String: [String]]?

        init(_ parameter: Tuning.Parameter) {
            name = parameter.name
            switch parameter.domain {
            case .number(let range, let logarithmic):
                (number, isLogarithmic) = ([range.lowerBound, range.upperBound], logarithmic)
            case .integer(let range, let logarithmic):
                (integer, isLogarithmic) = ([range.lowerBound, range.upperBound], logarithmic)
            case .words(let all): words = all
            }
            when = parameter.condition.map { [$0.parameter: $0.words] }
        }
    }

    struct Check: Encodable {
        var values: [String: TrialValue]
        var cost: Double
    }

    init(_ function: TestFunction) {
        (name, title, minimum) = (function.rawValue, function.title, function.minimum)
        space = function.space.parameters.map(Parameter.init)
        let random = RandomSampler(function.space, seed: 1)
        checks = (0..<50).map { number in
            let values = random.suggestion(for: number, after: [])
            return Check(values: values, cost: function.cost(values))
        }
    }
}

/// The least value that a search found.
struct Found: Encodable {
    var name, sampler: String
    var seed: UInt64
    var best: Double
}

/// Searches with so many trials at a time: when the oldest is over, the next one begins.
func search(_ sampler: some Sampler, _ function: TestFunction, trials count: Int, together: Int) -> Double {
    var trials: [Trial] = []
    for number in 0..<count {
        trials.append(Trial(number, sampler.suggestion(for: number, after: trials)))
        let over = number - together + 1
        if over >= 0 { (trials[over].state, trials[over].cost) = (.complete, function.cost(trials[over].values)) }
    }
    return trials.map { function.cost($0.values) }.min() ?? .infinity
}

func tell(_ line: some Encodable) throws {
    print(String(decoding: try JSONEncoder().encode(line), as: UTF8.self))
}

let arguments = CommandLine.arguments
func argument(_ place: Int, _ otherwise: Int) -> Int {
    place < arguments.count ? Int(arguments[place]) ?? otherwise : otherwise
}
if arguments.dropFirst().first == "functions" {
    for function in TestFunction.allCases { try tell(Described(function)) }
} else {
    let (seeds, trials, together) = (argument(2, 30), argument(3, 100), max(1, argument(4, 1)))
    for function in TestFunction.allCases {
        for seed in UInt64(argument(5, 1))..<UInt64(argument(5, 1) + seeds) {
            let parzen = ParzenSampler(function.space, seed: seed)
            let random = RandomSampler(function.space, seed: seed)
            try tell(
                Found(
                    name: function.rawValue, sampler: "parzen", seed: seed,
                    best: search(parzen, function, trials: trials, together: together)))
            try tell(
                Found(
                    name: function.rawValue, sampler: "random", seed: seed,
                    best: search(random, function, trials: trials, together: together)))
        }
    }
}
