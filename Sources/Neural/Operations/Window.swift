/// How a kernel moves over an image: height first, then width.
package struct Window: Sendable, Hashable {
    /// Pixels from one place to the next.
    package var strides: [Int]
    /// Pixels of padding above and below, left and right.
    package var padding: [Int]
    /// Pixels between neighbours in the kernel: 1 is dense.
    package var dilation: [Int]

    /// A window; every number is one for both axes, or one each.
    package init(strides: [Int] = [1, 1], padding: [Int] = [0, 0], dilation: [Int] = [1, 1]) {
        self.strides = strides
        self.padding = padding
        self.dilation = dilation
    }

    var numbers: [Int] { strides + padding + dilation }

    /// As oneDNN has it, which counts the gaps between neighbours.
    var native: (strides: [Int64], dilation: [Int64], before: [Int64], after: [Int64]) {
        let padding = padding.map { Int64($0) }
        return (strides.map { Int64($0) }, dilation.map { Int64($0 - 1) }, padding, padding)
    }

    /// The height and width of the result.
    func output(_ input: [Int], kernel: [Int], _ name: String) throws(NeuralError) -> [Int] {
        guard [strides, padding, dilation].allSatisfy({ $0.count == 2 }), strides.allSatisfy({ $0 > 0 }),
            padding.allSatisfy({ $0 >= 0 }), dilation.allSatisfy({ $0 > 0 })
        else {
            throw NeuralError(
                .value, "strides \(strides), padding \(padding) and dilation \(dilation) are not those of a \(name)")
        }
        var result: [Int] = []
        for axis in 0..<2 {
            let room = input[axis] + 2 * padding[axis] - dilation[axis] * (kernel[axis] - 1) - 1
            guard room >= 0 else {
                throw NeuralError(
                    .shape, "an image of \(input[0]) x \(input[1]) is too small for a \(name) of \(kernel)")
            }
            result.append(room / strides[axis] + 1)
        }
        return result
    }
}
