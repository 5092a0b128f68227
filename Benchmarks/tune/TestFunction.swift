import Foundation
import Tuning

/// A function whose least value is known, of the parameters of a space.
///
/// Each has its usual bounds; where those have the lowest place in their middle, others that are usual too (Ackley's from -15 to
/// 30, Rastrigin's from -2.56 to 5.12), since estimators begin at the middle. Surjanovic and Bingham, "Virtual library of
/// simulation experiments", has the formulas.
enum TestFunction: String, CaseIterable {
    case branin, hartmann3, hartmann6, rosenbrock, ackley, rastrigin, styblinskiTang
    /// Levy's function of four numbers on a logarithmic scale.
    case levyOfPowers
    /// A sphere of whole numbers and of numbers, some words away from it.
    case sphereOfWords
    /// A word that says which of three functions counts, and of which parameters.
    case branches

    /// What it is called in the table.
    var title: String {
        switch self {
        case .branin: "Branin"
        case .hartmann3: "Hartmann, 3"
        case .hartmann6: "Hartmann, 6"
        case .rosenbrock: "Rosenbrock, 4"
        case .ackley: "Ackley, 5"
        case .rastrigin: "Rastrigin, 4"
        case .styblinskiTang: "Styblinski-Tang, 5"
        case .levyOfPowers: "Levy, 4, on a logarithmic scale"
        case .sphereOfWords: "sphere of whole numbers and words, 6"
        case .branches: "Branin, Levy or sphere by a word, 10"
        }
    }

    /// The least value.
    var minimum: Double {
        switch self {
        case .branin: 0.397_887_357_729_738
        case .hartmann3: -3.862_779_786_861
        case .hartmann6: -3.322_368_011_415
        case .styblinskiTang: -39.166_165_703_771_4 * 5
        case .rosenbrock, .ackley, .rastrigin, .levyOfPowers, .sphereOfWords: 0
        case .branches: 0
        }
    }

    /// What it is a function of.
    var space: SearchSpace {
        func numbers(_ count: Int, _ range: ClosedRange<Double>, isLogarithmic: Bool = false) -> SearchSpace {
            SearchSpace((1...count).map { Parameter("x\($0)", .number(range, isLogarithmic: isLogarithmic)) })
        }
        switch self {
        case .branin: return SearchSpace([Parameter("x1", .number(-5...10)), Parameter("x2", .number(0...15))])
        case .hartmann3: return numbers(3, 0...1)
        case .hartmann6: return numbers(6, 0...1)
        case .rosenbrock: return numbers(4, -5...10)
        case .ackley: return numbers(5, -15...30)
        case .rastrigin: return numbers(4, -2.56...5.12)
        case .styblinskiTang: return numbers(5, -5...5)
        case .levyOfPowers: return numbers(4, 1e-5...1, isLogarithmic: true)
        case .sphereOfWords:
            return SearchSpace([
                Parameter("layers", .integer(1...12)), Parameter("width", .integer(8...512, isLogarithmic: true)),
                Parameter("kind", .words(["a", "b", "c", "d", "e"])), Parameter("order", .words(["u", "v", "w"])),
                Parameter("rate", .number(1e-5...1, isLogarithmic: true)), Parameter("share", .number(0...1)),
            ])
        case .branches:
            func when(_ word: String) -> Condition { Condition("model", isOneOf: [word]) }
            return SearchSpace([
                Parameter("model", .words(["branin", "levy", "sphere"])),
                Parameter("branin.x1", .number(-5...10), condition: when("branin")),
                Parameter("branin.x2", .number(0...15), condition: when("branin")),
                Parameter("levy.x1", .number(-10...10), condition: when("levy")),
                Parameter("levy.x2", .number(-10...10), condition: when("levy")),
                Parameter("levy.x3", .number(-10...10), condition: when("levy")),
                Parameter("sphere.size", .integer(8...48, isLogarithmic: true), condition: when("sphere")),
                Parameter("sphere.share", .number(0...1), condition: when("sphere")),
                Parameter("schedule", .words(["short", "middle", "long"])),
                Parameter("clip", .number(0.5...10, isLogarithmic: true)),
            ])
        }
    }

    /// The value at a point of the space.
    func cost(_ values: [String: TrialValue]) -> Double {
        func number(_ name: String) -> Double { values[name]?.number ?? .nan }
        func word(_ name: String) -> String { values[name]?.word ?? "" }
        let x = (1...6).prefix { values["x\($0)"] != nil }.map { number("x\($0)") }
        switch self {
        case .branin: return Formula.branin(x)
        case .hartmann3: return Formula.hartmann3(x)
        case .hartmann6: return Formula.hartmann6(x)
        case .rosenbrock: return Formula.rosenbrock(x)
        case .ackley: return Formula.ackley(x)
        case .rastrigin: return Formula.rastrigin(x)
        case .styblinskiTang: return Formula.styblinskiTang(x)
        case .levyOfPowers: return Formula.levy(x.map { 4 * log10($0) + 10 })
        case .sphereOfWords:
            let kind = ["a": 0.3, "b": 0.1, "c": 0, "d": 0.2, "e": 0.5][word("kind")] ?? .nan
            // What is best of the share depends on the order.
            let (order, share) = ["u": (0.05, 0.2), "v": (0, 0.75), "w": (0.3, 0.5)][word("order")] ?? (.nan, .nan)
            return Formula.sphere([
                (number("layers") - 9) / 11, log2(number("width") / 64) / 6, (log10(number("rate")) + 3.5) / 5,
                number("share") - share,
            ]) + kind + order
        case .branches:
            let cost: Double =
                switch word("model") {
                case "branin":
                    (Formula.branin([number("branin.x1"), number("branin.x2")]) - Self.branin.minimum) / 50
                case "levy": 0.1 + Formula.levy((1...3).map { number("levy.x\($0)") }) / 20
                default: 0.2 + Formula.sphere([log2(number("sphere.size") / 32), number("sphere.share") - 0.9])
                }
            let schedule = ["short": 0.2, "middle": 0, "long": 0.1][word("schedule")] ?? .nan
            return cost + schedule + pow(log10(number("clip") / 2), 2)
        }
    }
}
