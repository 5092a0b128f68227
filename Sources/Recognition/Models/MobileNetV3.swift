import Neural

/// The maps of MobileNetV3-small (Howard et al., "Searching for MobileNetV3", 2019, table 2), up to the last convolution.
///
/// As in the authors' code, the last convolution has no squeeze and excitation, though the table gives it one. At width 1 it has
/// the 927,008 learnt numbers that this part of others' versions has. Comments give the shape of an image of 80 x 250:
/// channels, height, width.
final class MobileNetV3: Module {
    private let first, last: NormedConvolution
    private let blocks: [InvertedResidual]
    /// Maps of the result.
    let outputs: Int

    /// For each block: the kernel, channels inside and behind, whether there is squeeze and excitation, whether activations are
    /// hard swishes, and how many pixels it moves by.
    private static let table: [(kernel: Int, inner: Int, outputs: Int, excites: Bool, swishes: Bool, stride: Int)] = [
        (3, 16, 16, true, false, 2),  // 16, 20, 63
        (3, 72, 24, false, false, 2),  // 24, 10, 32
        (3, 88, 24, false, false, 1),  // 24, 10, 32
        (5, 96, 40, true, true, 2),  // 40, 5, 16
        (5, 240, 40, true, true, 1),  // 40, 5, 16
        (5, 240, 40, true, true, 1),  // 40, 5, 16
        (5, 120, 48, true, true, 1),  // 48, 5, 16
        (5, 144, 48, true, true, 1),  // 48, 5, 16
        (5, 288, 96, true, true, 2),  // 96, 3, 8
        (5, 576, 96, true, true, 1),  // 96, 3, 8
        (5, 576, 96, true, true, 1),  // 96, 3, 8
    ]

    /// The network with so many times as many channels as in the paper.
    init(_ name: String, _ inputs: Int, width: Double, _ initializer: Initializer) throws(NeuralError) {
        func scaled(_ channels: Int) -> Int { Self.byEights(Double(channels) * width) }
        first = try NormedConvolution(
            "\(name).first", inputs, scaled(16), kernel: [3, 3], Window(strides: [2, 2], padding: [1, 1]),
            activation: .hardSwish, initializer)  // 16, 40, 125
        var (blocks, channels): ([InvertedResidual], Int) = ([], scaled(16))
        for (number, row) in Self.table.enumerated() {
            blocks.append(
                try InvertedResidual(
                    "\(name).block\(number + 1)", channels, inner: scaled(row.inner), scaled(row.outputs),
                    kernel: row.kernel, stride: row.stride, excites: row.excites,
                    activation: row.swishes ? .hardSwish : .relu, initializer))
            channels = scaled(row.outputs)
        }
        self.blocks = blocks
        outputs = 6 * channels
        last = try NormedConvolution(
            "\(name).last", channels, outputs, kernel: [1, 1], activation: .hardSwish, initializer)  // 576, 3, 8
    }

    private init(folding model: MobileNetV3) throws(NeuralError) {
        (first, last, outputs) = (try model.first.folded(), try model.last.folded(), model.outputs)
        blocks = try model.blocks.map { block throws(NeuralError) in try block.folded() }
    }

    /// The network for use alone: each batch norm is part of the convolution before it.
    func folded() throws(NeuralError) -> MobileNetV3 { try MobileNetV3(folding: self) }

    var parameters: [Parameter] { first.parameters + blocks.flatMap(\.parameters) + last.parameters }

    /// The nearest multiple of 8 that is not more than a tenth below.
    static func byEights(_ channels: Double) -> Int {
        let nearest = max(8, Int(channels + 4) / 8 * 8)
        return Double(nearest) < 0.9 * channels ? nearest + 8 : nearest
    }

    /// Rows or columns of the maps for an image of so many.
    static func size(_ size: Int) -> Int { (0..<5).reduce(size) { size, _ in (size + 1) / 2 } }

    /// Maps images `[N, C, H, W]` to `[N, outputs, H', W']`.
    func callAsFunction(_ images: Variable) throws(NeuralError) -> Variable {
        var x = try first(images)
        for block in blocks { x = try block(x) }
        return try last(x)
    }
}

/// A block of the network: to more channels, each for itself, and back to fewer, beside what it was given.
private final class InvertedResidual: Module {
    /// Missing where there are as many channels inside.
    private let widen: NormedConvolution?
    private let each, narrow: NormedConvolution
    private let excitation: SqueezeExcitation?
    private let adds: Bool

    init(
        _ name: String, _ inputs: Int, inner: Int, _ outputs: Int, kernel: Int, stride: Int, excites: Bool,
        activation: Activation, _ initializer: Initializer
    ) throws(NeuralError) {
        widen =
            inner == inputs
            ? nil
            : try NormedConvolution(
                "\(name).widen", inputs, inner, kernel: [1, 1], activation: activation, initializer)
        each = try NormedConvolution(
            "\(name).each", inner, inner, kernel: [kernel, kernel],
            Window(strides: [stride, stride], padding: [kernel / 2, kernel / 2]), groups: inner, activation: activation,
            initializer)
        excitation =
            excites
            ? try SqueezeExcitation(
                "\(name).excitation", inner, squeezed: MobileNetV3.byEights(Double(inner) / 4), initializer) : nil
        narrow = try NormedConvolution(
            "\(name).narrow", inner, outputs, kernel: [1, 1], activation: nil, initializer)
        adds = stride == 1 && inputs == outputs
    }

    private init(folding block: InvertedResidual) throws(NeuralError) {
        widen = try block.widen.map { layer throws(NeuralError) in try layer.folded() }
        (each, narrow) = (try block.each.folded(), try block.narrow.folded())
        (excitation, adds) = (block.excitation, block.adds)
    }

    func folded() throws(NeuralError) -> InvertedResidual { try InvertedResidual(folding: self) }

    var parameters: [Parameter] {
        (widen?.parameters ?? []) + each.parameters + (excitation?.parameters ?? []) + narrow.parameters
    }

    func callAsFunction(_ x: Variable) throws(NeuralError) -> Variable {
        var y = x
        if let widen { y = try widen(y) }
        y = try each(y)
        if let excitation { y = try excitation(y) }
        y = try narrow(y)
        return adds ? try x + y : y
    }
}
