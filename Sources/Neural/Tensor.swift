import CDNNL

/// An array of numbers with a shape, wherever its elements lie.
///
/// oneDNN chooses how the elements lie, and they stay so from layer to layer. Values that are read or given are in the
/// plain order: the last axis fastest. Tensors share memory when they are copied; nothing writes into a tensor that
/// another may read.
package struct Tensor {
    let engine: Engine
    let layout: Layout
    let storage: Storage
    /// What one is worth where elements are whole numbers of 8 bits; nil for floating-point ones, and for weights.
    let unit: Float?

    /// A tensor of a layout, with undefined values.
    init(_ engine: Engine, _ layout: Layout, unit: Float? = nil) throws(NeuralError) {
        self.engine = engine
        self.layout = layout
        self.unit = unit
        self.storage = try engine.storage(layout)
    }

    /// The same bytes, seen through another layout.
    init(_ tensor: Tensor, as layout: Layout) {
        engine = tensor.engine
        storage = tensor.storage
        unit = tensor.unit
        self.layout = layout
    }

    /// A tensor of the given numbers, in the plain order.
    package init(_ engine: Engine, _ shape: [Int], _ values: [Float]) throws(NeuralError) {
        guard shape.allSatisfy({ $0 > 0 }), !shape.isEmpty, shape.reduce(1, *) == values.count else {
            throw NeuralError(.shape, "\(values.count) values do not fill a tensor of shape \(shape)")
        }
        try self.init(engine, engine.plain(shape))
        withFloats { floats in _ = floats.update(fromContentsOf: values) }
    }

    /// A tensor filled with one number.
    package init(_ engine: Engine, _ shape: [Int], filledWith value: Float) throws(NeuralError) {
        try self.init(engine, engine.plain(shape))
        withFloats { $0.update(repeating: value) }
    }

    /// The sizes along the axes.
    package var shape: [Int] { layout.shape }
    /// The number of elements.
    package var count: Int { layout.count }
    /// What the elements are.
    package var elementType: FloatFormat { layout.elementType ?? .float32 }

    /// The numbers in the plain order.
    package func values() throws(NeuralError) -> [Float] {
        let plain = try plain()
        return plain.withFloats { Array($0) }
    }

    /// The number of a tensor that holds just one.
    package func scalar() throws(NeuralError) -> Float {
        guard count == 1 else { throw NeuralError(.shape, "a tensor of shape \(shape) is not one number") }
        return try values()[0]
    }

    /// The same numbers as f32 in the plain order; itself if it is so already.
    func plain() throws(NeuralError) -> Tensor { try laid(out: engine.plain(shape)) }

    /// The same numbers in another layout; itself if it has that one.
    func laid(out wanted: Layout) throws(NeuralError) -> Tensor {
        if layout === wanted { return self }
        return try laid(out: wanted, times: wanted.byteFormat == nil ? unit : nil, unit: unit)
    }

    /// The same numbers as multiples of a unit, in a layout of whole numbers of 8 bits; itself if it is so already.
    func rounded(to scale: ByteScale, layout wanted: Layout) throws(NeuralError) -> Tensor {
        if let unit, unit == scale.unit, layout.byteFormat == scale.format { return try laid(out: wanted) }
        return try floats().laid(out: wanted, times: 1 / scale.unit, unit: scale.unit)
    }

    /// The same numbers as floating-point ones, of as few bytes as were given; itself if they are such already.
    func floats(_ type: FloatFormat = .float32) throws(NeuralError) -> Tensor {
        unit == nil ? self : try laid(out: engine.plain(shape, type))
    }

    private func laid(out wanted: Layout, times factor: Float?, unit: Float?) throws(NeuralError) -> Tensor {
        let result = try Tensor(engine, wanted, unit: wanted.byteFormat == nil ? nil : unit)
        let (from, to) = (layout.handle, wanted.handle)
        let numbers = [layout.number, wanted.number] + (factor.map { [Int($0.bitPattern)] } ?? [])
        let factors = factor.map { Engine.Factors(values: [$0]) }
        let reorder = try engine.primitive("reorder", numbers, factors: factors) {
            platen_reorder(&$0, $1, $2, from, to)
        }
        try engine.run(reorder, "reorder", [(DNNL_ARG_SRC, self), (DNNL_ARG_DST, result)])
        return result
    }

    /// The same numbers in another shape of as many elements; no byte moves if they lie in the plain order.
    func reshaped(_ shape: [Int]) throws(NeuralError) -> Tensor {
        if shape == self.shape { return self }
        guard shape.reduce(1, *) == count else {
            throw NeuralError(.shape, "a tensor of shape \(self.shape) can't take the shape \(shape)")
        }
        let plain = try laid(out: engine.plain(self.shape, elementType))
        return Tensor(plain, as: try engine.plain(shape, elementType))
    }

    /// The axes in another order: axis `i` of the result is axis `axes[i]` of this one (no byte moves).
    func permuted(_ axes: [Int]) throws(NeuralError) -> Tensor {
        guard axes.sorted() == Array(shape.indices) else {
            throw NeuralError(.shape, "\(axes) is not an order of the axes of a tensor of shape \(shape)")
        }
        // oneDNN wants to know where each axis goes to, not where it comes from.
        var places = [Int32](repeating: 0, count: axes.count)
        for (place, axis) in axes.enumerated() { places[axis] = Int32(place) }
        var made: OpaquePointer?
        let status = platen_md_permute(&made, layout.handle, places)
        guard status == dnnl_success, let made else { throw Engine.failure(status, "permute \(shape) by \(axes)") }
        return Tensor(self, as: engine.intern(made))
    }

    /// Lends the elements of an f32 tensor as they lie, padding and all.
    func withFloats<Result>(_ body: (UnsafeMutableBufferPointer<Float>) throws -> Result) rethrows -> Result {
        precondition(elementType == .float32, "the elements of this tensor are not f32")
        let count = layout.byteCount / 4
        return try body(
            UnsafeMutableBufferPointer(start: storage.bytes.bindMemory(to: Float.self, capacity: count), count: count))
    }
}
