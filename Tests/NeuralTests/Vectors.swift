import Foundation
import Testing

@testable import Neural

/// What PyTorch computed; `Vectors/make_vectors.py` writes it.
struct Vectors: Decodable {
    struct Numbers: Decodable {
        let shape: [Int]
        let values: [Float]
    }

    struct CTCCase: Decodable {
        let name: String
        let blank: Int
        let labels: [[Int]]
        let lengths: [Int]
        let logits: Numbers
        let losses: [Double?]
        let gradient: Numbers
    }

    let cases: [String: [String: Numbers]]
    let ctc: [CTCCase]
    let optimisers: [String: [[Float]]]
    let oneCycle: [Double]

    static func load() throws -> Vectors {
        let path = try #require(Bundle.module.path(forResource: "vectors", ofType: "json", inDirectory: "Vectors"))
        return try JSONDecoder().decode(Vectors.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    }
}

/// The largest difference, over 1 or the size of the numbers.
func difference(_ a: [Float], _ b: [Float]) -> Float {
    guard a.count == b.count else { return .infinity }
    return zip(a, b).map { abs($0 - $1) / max(1, abs($1)) }.max() ?? 0
}

/// A function of variables on one tape.
typealias Function = ([Variable]) throws -> Variable

/// The weighted sum of a function's result, and its gradients.
func differentiate(
    _ context: Context, _ inputs: [Tensor], weights: [Float]?, _ function: Function
) throws -> (result: Tensor, sum: Double, gradients: [[Float]?]) {
    let tape = Tape(context)
    let variables = inputs.map { tape.input($0) }
    let result = try function(variables)
    let weights = weights ?? [Float](repeating: 1, count: result.value.count)
    let sum = try (result * tape.constant(Tensor(context.engine, result.shape, weights))).sum()
    // In double precision, so that differences of it mean something.
    let exact = zip(try result.value.values(), weights).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
    let gradients = try tape.backward(from: sum)
    return (result.value, exact, try variables.map { try gradients[$0]?.values() })
}

/// Compares gradients with central differences, at up to 40 elements of each input.
func checkGradients(
    _ context: Context, _ inputs: [Tensor], step: Float = 1e-2, tolerance: Double = 5e-3, _ function: Function
) throws {
    let probe = try function(inputs.map(Tape(context).input)).value.count
    let weights = (0..<probe).map { Float(($0 * 7919) % 13) / 6 - 1 }
    let found = try differentiate(context, inputs, weights: weights, function).gradients
    for (index, input) in inputs.enumerated() {
        let gradient = try #require(found[index])
        let values = try input.values()
        for element in stride(from: 0, to: values.count, by: max(1, values.count / 40)) {
            func sum(_ offset: Float) throws -> Double {
                var (moved, all) = (values, inputs)
                moved[element] += offset
                all[index] = try Tensor(context.engine, input.shape, moved)
                return try differentiate(context, all, weights: weights, function).sum
            }
            let slope = try (sum(step) - sum(-step)) / Double(2 * step)
            let error = abs(slope - Double(gradient[element]))
            #expect(
                error <= tolerance * max(1, abs(slope)),
                "input \(index), element \(element): differences give \(slope), backward \(gradient[element])")
        }
    }
}
