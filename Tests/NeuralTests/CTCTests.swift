import Foundation
import Testing

@testable import Neural

@Suite struct CTCTests {
    @Test(arguments: 0..<8)
    func agreesWithPyTorch(_ index: Int) throws {
        let vectors = try Vectors.load().ctc
        try #require(vectors.count == 8)
        let expected = vectors[index]
        let engine = try Engine(threadCount: 1)
        let tape = Tape(engine, .training)
        let logits = tape.input(try Tensor(engine, expected.logits.shape, expected.logits.values))
        let ctc = CTC(expected.labels, lengths: expected.lengths, blank: expected.blank, reduction: .sum)
        let result = try logits.logSoftmax().ctc(ctc)

        for (sample, (loss, wanted)) in zip(result.losses, expected.losses).enumerated() {
            let wanted = wanted ?? .infinity
            #expect(loss == wanted || abs(loss - wanted) < 1e-4, "\(expected.name), sample \(sample)")
            let fits = CTC.shortestLength(expected.labels[sample]) <= expected.lengths[sample]
            #expect(loss.isFinite == fits, "\(expected.name), sample \(sample)")
        }
        #expect(result.infeasibleCount == expected.losses.count { $0 == nil })
        let gradients = try tape.backward(from: result.loss)
        let gradient = try #require(gradients[logits]).values()
        #expect(difference(gradient, expected.gradient.values) < 1e-4, "\(expected.name)")
    }

    /// The probability of a label by definition: the sum over all paths that read as it.
    @Test(arguments: [[], [0], [0, 1], [1, 1], [0, 1, 0], [2, 2, 2], [0, 0, 1, 1]])
    func isTheSumOverAllPaths(_ label: [Int]) throws {
        let (steps, classes, blank) = (4, 4, 3)
        let engine = try Engine(threadCount: 1)
        let logits = try Initializer(engine, seed: 9).normal("logits", [steps, 1, classes], deviation: 2).value
        let tape = Tape(engine, .inference)
        let logarithms = try tape.constant(logits).logSoftmax()
        let values = try logarithms.value.values().map(Double.init)
        var sum = 0.0
        for number in 0..<256 {
            let path = (0..<steps).map { number >> (2 * $0) & 3 }
            var read: [Int] = []
            for (time, symbol) in path.enumerated() where symbol != blank && (time == 0 || path[time - 1] != symbol) {
                read.append(symbol)
            }
            guard read == label else { continue }
            sum += exp(path.enumerated().reduce(0.0) { $0 + values[$1.offset * classes + $1.element] })
        }
        let loss = try logarithms.ctc(CTC([label], blank: blank)).losses[0]
        #expect(abs(exp(-loss) - sum) < 1e-9)
    }

    @Test func gradientIsThatOfDifferences() throws {
        let context = Context(try Engine(threadCount: 1), .training)
        let logits = try Initializer(context.engine, seed: 4).normal("logits", [7, 3, 5], deviation: 1).value
        for reduction in [CTC.Reduction.mean, .meanByLength, .sum] {
            let ctc = CTC([[1, 1, 2], [], [0, 3]], lengths: [7, 3, 5], blank: 4, reduction: reduction)
            try checkGradients(context, [logits]) { try $0[0].logSoftmax().ctc(ctc).loss }
            // The loss as a function of the logarithms themselves, whatever they sum to.
            try checkGradients(context, [logits]) { try $0[0].ctc(ctc).loss }
        }
    }

    @Test func reductionsWeighSamples() throws {
        let engine = try Engine(threadCount: 1)
        let tape = Tape(engine, .inference)
        let logarithms = try tape.constant(
            Initializer(engine, seed: 4).normal("logits", [6, 3, 5], deviation: 1).value
        ).logSoftmax()
        func loss(_ reduction: CTC.Reduction) throws -> (Double, [Double]) {
            let result = try logarithms.ctc(CTC([[1, 1, 2], [], [0, 3]], blank: 4, reduction: reduction))
            return (Double(try result.loss.value.scalar()), result.losses)
        }
        let (sum, losses) = try loss(.sum)
        #expect(abs(sum - losses.reduce(0, +)) < 1e-5)
        #expect(try abs(loss(.mean).0 - sum / 3) < 1e-5)
        #expect(try abs(loss(.meanByLength).0 - (losses[0] / 3 + losses[1] + losses[2] / 2) / 3) < 1e-5)
    }

    @Test func refusesWhatDoesNotGoTogether() throws {
        let engine = try Engine(threadCount: 1)
        let x = Tape(engine, .training).input(try Tensor(engine, [4, 1, 3], filledWith: 0))
        #expect(
            message { try x.ctc(CTC([[0], [1]], blank: 2)) }
                == "2 labels do not go with logarithms of shape [4, 1, 3]; it must be [T, N, C]")
        #expect(
            message { try x.ctc(CTC([[0]], lengths: [5], blank: 2)) }
                == "each of 1 lengths must lie in 1...4: [5]")
        #expect(message { try x.ctc(CTC([[0]], blank: 3)) } == "the blank must lie in 0 ..< 3; it is 3")
        #expect(
            message { try x.ctc(CTC([[0, 2]], blank: 2)) }
                == "sample 0: the class 2 of its label is the blank or not in 0 ..< 3")
        #expect(
            message { try x.ctc(CTC([[-1]], blank: 2)) }
                == "sample 0: the class -1 of its label is the blank or not in 0 ..< 3")
    }
}
