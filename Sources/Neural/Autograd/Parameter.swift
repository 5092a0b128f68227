/// Numbers that belong to a model: learnt ones, and others that it keeps, such as running means.
package final class Parameter {
    /// The name in files, as "features.0.weight".
    package let name: String
    /// Whether the optimiser changes it.
    package let isTrainable: Bool
    /// The numbers; the optimiser changes them where they are.
    package internal(set) var value: Tensor {
        didSet { (prepared, halves) = (nil, []) }
    }
    /// What `backward` has found, until the optimiser's step is done.
    package internal(set) var gradient: Tensor?
    private var hasSettled = false
    /// The numbers as a model in use last wanted them, so that they are not reordered for each image.
    private var prepared: Tensor?
    /// Each half along the second axis, as a model in use last wanted them.
    private var halves: [Tensor] = []

    /// A parameter from its first values.
    package init(_ name: String, _ value: Tensor, isTrainable: Bool = true) {
        self.name = name
        self.value = value
        self.isTrainable = isTrainable
    }

    /// The number of elements.
    package var count: Int { value.count }

    /// Sets all numbers, in the plain order.
    package func set(_ values: [Float]) throws(NeuralError) {
        value = try Tensor(value.engine, value.shape, values)
        hasSettled = false
    }

    /// A tensor of stored numbers, one for each of the parameter's.
    ///
    /// - Parameter title: what they are, for the error.
    /// - Throws: `NeuralError`, if they are more or fewer.
    func tensor(of numbers: [Float], called title: String) throws(NeuralError) -> Tensor {
        guard numbers.count == count else {
            throw NeuralError(
                .damaged,
                "\(title) of \(name) has \(numbers.count) numbers and the parameter \(count): it is of another model")
        }
        return try Tensor(value.engine, value.shape, numbers)
    }

    /// Lends the numbers, as they lie, to be changed where they are.
    func change(_ body: (UnsafeMutableBufferPointer<Float>) -> Void) {
        (prepared, halves) = (nil, [])
        value.withFloats(body)
    }

    /// The numbers in the layout that an operation wants.
    ///
    /// The first one in training that keeps their type is taken over for good, so that nothing has to be reordered from
    /// then on. In use the last one is kept beside them.
    func laid(out layout: Layout, isTraining: Bool) throws(NeuralError) -> Tensor {
        if value.layout === layout { return value }
        if !isTraining, let prepared, prepared.layout === layout { return prepared }
        // oneDNN packs numbers only from where they lie plainly.
        let tensor = try (layout.isBlocked ? value : value.plain()).laid(out: layout)
        if !isTraining {
            prepared = tensor
        } else if !hasSettled, layout.elementType == .float32, layout.isBlocked {
            value = tensor
            hasSettled = true
        }
        return tensor
    }

    /// Both halves along the second axis, `[1, 2, ...]` to `[1, 1, ...]` twice, in the plain order.
    func halves(_ type: FloatFormat) throws(NeuralError) -> [Tensor] {
        if halves.first?.elementType == type { return halves }
        halves = try value.halves(type)
        return halves
    }

    /// The halves of a parameter's numbers, or those of a tensor where there is none.
    static func halves(
        _ parameter: Parameter?, _ tensor: Tensor, _ type: FloatFormat
    ) throws(NeuralError) -> [Tensor] {
        guard let parameter else { return try tensor.halves(type) }
        return try parameter.halves(type)
    }

    /// A parameter's numbers, or those of a tensor where there is none, in the layout that an operation wants.
    static func laid(
        out layout: Layout, _ parameter: Parameter?, _ tensor: Tensor, isTraining: Bool
    ) throws(NeuralError) -> Tensor {
        guard let parameter else { return try tensor.laid(out: layout) }
        return try parameter.laid(out: layout, isTraining: isTraining)
    }

    /// Adds to the gradient.
    func accumulate(_ more: Tensor) throws(NeuralError) {
        gradient = try gradient.map { gradient throws(NeuralError) in try gradient.adding(more) } ?? more
    }
}

/// A part of a model: something that has parameters.
package protocol Module {
    /// All parameters, in a fixed order.
    var parameters: [Parameter] { get }
}

extension Module {
    /// The number of numbers that training changes.
    package var trainableCount: Int { parameters.lazy.filter(\.isTrainable).map(\.count).reduce(0, +) }
}
