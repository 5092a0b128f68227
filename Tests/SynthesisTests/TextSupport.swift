import Configs
import Samples
import Testing

@testable import Synthesis

/// What a recipe's `text` writes: `{pattern: '\d{4}'}`.
func author(
    _ text: String, train: Int = 1000, val: Int = 0, test: Int = 0, seed: UInt64 = 1, folder: String = "/"
) throws -> any Author {
    let document = try ConfigDocument(yaml: "text: " + text, name: "recipe.yml", baseDirectory: folder)
    var sizes = SplitSizes()
    (sizes.train, sizes.val, sizes.test) = (train, val, test)
    let source = try document.decode(Recipe.self).text.value
    return try source.makeAuthor(seed: seed, sizes: sizes)
}

extension Author {
    func label(_ index: Int, _ split: Split = .train, seed: UInt64 = 1) throws -> String {
        try writing(for: SampleKey(seed: seed, split: split, index: index)).label
    }

    func labels(_ count: Int, _ split: Split = .train, seed: UInt64 = 1) throws -> [String] {
        try (0..<count).map { try label($0, split, seed: seed) }
    }
}

/// What is said when a recipe's `text` is refused; empty where it is not.
func refusal(_ text: String, train: Int = 1000, val: Int = 0, test: Int = 0, folder: String = "/") -> String {
    do {
        _ = try author(text, train: train, val: val, test: test, folder: folder)
        return ""
    } catch {
        return "\(error)"
    }
}

/// Whether counts fit the weights: Pearson's statistic stays below a bound that chance passes once in about 10,000.
func fits(_ counts: [Int], weights: [Double]) -> Bool {
    let (total, sum) = (Double(counts.reduce(0, +)), weights.reduce(0, +))
    let statistic = zip(counts, weights).reduce(0.0) { result, pair in
        let expected = total * pair.1 / sum
        let distance = Double(pair.0) - expected
        return result + distance * distance / expected
    }
    // Wilson and Hilferty's approximation of the quantile.
    let freedom = Double(counts.count - 1)
    let root = 1 - 2 / (9 * freedom) + 3.719 * (2 / (9 * freedom)).squareRoot()
    return statistic < freedom * root * root * root
}

/// How often each thing is there.
func histogram<T: Hashable>(_ things: some Sequence<T>) -> [T: Int] {
    things.reduce(into: [:]) { $0[$1, default: 0] += 1 }
}
