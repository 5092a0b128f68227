import CDNNL

/// What the cells of a recurrent layer compute.
package enum RecurrentCell: Sendable, Hashable {
    /// Long short-term memory (Hochreiter and Schmidhuber, 1997, with forget gates).
    case lstm
    /// Gated recurrent units (Cho et al., 2014), the reset gate after the matrix product.
    case gru

    /// Matrices from input or state to gates.
    var gateCount: Int { self == .lstm ? 4 : 3 }
    /// Vectors of biases.
    var biasCount: Int { 4 }
    var name: String { self == .lstm ? "lstm" : "gru" }
}

/// A recurrent layer over a sequence `[T, N, I]`, from zero states: `[T, N, H]`, or `[T, N, 2 H]` in both directions.
///
/// Its parameters lie as oneDNN has them: weights of the input `[1, D, I, G, H]`, weights of the state
/// `[1, D, H, G, H]` and biases `[1, D, B, H]`, for D directions. An LSTM's gates are input, forget, cell and output; a
/// GRU's are update, reset and new, and its fourth bias is that of the state's part in the new gate.
struct Recur: Operation {
    static let name = "recurrent"

    let cell: RecurrentCell
    /// Whose values the weights are: in use they keep them in the layouts that are wanted.
    let inputWeights: Parameter?
    let stateWeights: Parameter?
    private var saved: Saved?

    private struct Saved {
        let input: Tensor
        let layerWeights: Tensor
        let stateWeights: Tensor
        let bias: Tensor
        let result: Tensor
        let workspace: Tensor
        let plan: Plan
    }

    /// The sizes and the forward primitive of one call.
    private struct Plan {
        let input: Layout
        let state: Layout
        /// The layout of an LSTM's cells, and of the gradients of both.
        let cells: Layout
        let layerWeights: Layout
        let stateWeights: Layout
        let bias: Layout
        let result: Layout
        let direction: dnnl_rnn_direction_t
        let numbers: [Int]
        let forward: Primitive
    }

    init(_ cell: RecurrentCell, inputWeights: Parameter? = nil, stateWeights: Parameter? = nil) {
        (self.cell, self.inputWeights, self.stateWeights) = (cell, inputWeights, stateWeights)
    }

    private func plan(_ shape: [Int], _ weights: [Int], _ context: Context) throws(NeuralError) -> Plan {
        guard shape.count == 3, weights.count == 5, weights[2] == shape[2] else {
            throw NeuralError(
                .shape,
                "an \(cell.name) of \(weights.dropFirst(2).first ?? 0) inputs can't take a tensor of shape \(shape)")
        }
        let (engine, type, both) = (context.engine, context.precision, weights[1] == 2)
        let hidden = weights[4]
        let input = try engine.plain(shape, type)
        // Given, though they are zero: without them oneDNN 2.6 gets the gradients of an LSTM in one direction wrong.
        let state = try engine.plain([1, weights[1], shape[1], hidden], type)
        let cells = try engine.plain([1, weights[1], shape[1], hidden])
        // In use the weights lie plainly: then oneDNN takes the inputs of all time steps through them at once. With the
        // blocks that it would choose it reads them anew in every step, which takes one short sequence twice as long.
        func lay(_ shape: [Int]) throws(NeuralError) -> Layout {
            try context.isTraining ? engine.any(shape, type) : engine.plain(shape, type)
        }
        let layerWeights = try lay(weights)
        let stateWeights = try lay([1, weights[1], hidden, cell.gateCount, hidden])
        let bias = try engine.plain([1, weights[1], cell.biasCount, hidden])
        let result = try engine.plain([shape[0], shape[1], weights[1] * hidden], type)
        let direction = both ? dnnl_bidirectional_concat : dnnl_unidirectional_left2right
        let numbers = shape + weights + [context.isTraining ? 1 : 0, type.byteCount]
        let prop = context.isTraining ? dnnl_forward_training : dnnl_forward_inference
        let make = cell == .lstm ? platen_lstm_forward : platen_gru_forward
        let forward = try engine.primitive("\(cell.name) forward", numbers, waits: true) {
            make(
                &$0, $1, $2, prop, direction, state.handle, cells.handle, input.handle, layerWeights.handle,
                stateWeights.handle,
                bias.handle,
                result.handle)
        }
        return Plan(
            input: input, state: state, cells: cells, layerWeights: layerWeights, stateWeights: stateWeights,
            bias: bias,
            result: result,
            direction: direction, numbers: numbers, forward: forward)
    }

    mutating func forward(_ inputs: [Tensor], _ context: Context) throws(NeuralError) -> Tensor {
        let engine = context.engine
        if runsSideBySide(inputs, context) { return try sideBySide(inputs, context) }
        let plan = try plan(inputs[0].shape, inputs[1].shape, context)
        let x = try inputs[0].laid(out: plan.input)
        // Forward and backward want the weights in different ways, so in training they stay as they are.
        let (ofInput, ofState) = context.isTraining ? (nil, nil) : (inputWeights, stateWeights)
        let w = try Parameter.laid(
            out: plan.forward.layout(dnnl_query_weights_md, 0), ofInput, inputs[1], isTraining: false)
        let u = try Parameter.laid(
            out: plan.forward.layout(dnnl_query_weights_md, 1), ofState, inputs[2], isTraining: false)
        let b = try inputs[3].plain()
        let zero = try Tensor(engine, plan.cells.shape, filledWith: 0)
        let zeroState = try zero.laid(out: plan.state)
        let y = try Tensor(engine, plan.result)
        var workspace: Tensor?
        if context.isTraining { workspace = try Tensor(engine, plan.forward.layout(dnnl_query_workspace_md)) }
        try engine.run(
            plan.forward, "\(cell.name) forward",
            [
                (DNNL_ARG_SRC_LAYER, x), (DNNL_ARG_SRC_ITER, zeroState),
                (DNNL_ARG_SRC_ITER_C, cell == .lstm ? zero : nil),
                (DNNL_ARG_WEIGHTS_LAYER, w), (DNNL_ARG_WEIGHTS_ITER, u),
                (DNNL_ARG_BIAS, b), (DNNL_ARG_DST_LAYER, y), (DNNL_ARG_WORKSPACE, workspace),
            ])
        let steps = inputs[0].shape[0] * inputs[0].shape[1]
        engine.profile?.add(multiplyAdds: steps * (inputs[1].count + inputs[2].count))
        if let workspace {
            saved = Saved(
                input: x, layerWeights: inputs[1], stateWeights: inputs[2], bias: b, result: y, workspace: workspace,
                plan: plan)
        }
        return y
    }

    func backward(_ gradient: Tensor, wanted: [Bool], _ context: Context) throws(NeuralError) -> [Tensor?] {
        guard let saved else { return [nil, nil, nil, nil] }
        let (engine, plan) = (context.engine, saved.plan)
        let dx = try engine.plain(plan.input.shape)
        let (dw, du) = (try engine.any(plan.layerWeights.shape), try engine.any(plan.stateWeights.shape))
        let dy = try engine.plain(plan.result.shape)
        let make = cell == .lstm ? platen_lstm_backward : platen_gru_backward
        let backward = try engine.primitive("\(cell.name) backward", plan.numbers, waits: true) {
            make(
                &$0, $1, $2, plan.forward.description, plan.direction, plan.state.handle, plan.cells.handle,
                plan.cells.handle,
                plan.input.handle,
                plan.layerWeights.handle,
                plan.stateWeights.handle, plan.bias.handle, plan.result.handle, dx.handle, dw.handle, du.handle,
                plan.bias.handle, dy.handle)
        }
        let w = try saved.layerWeights.laid(out: backward.layout(dnnl_query_weights_md, 0))
        let u = try saved.stateWeights.laid(out: backward.layout(dnnl_query_weights_md, 1))
        let zero = try Tensor(engine, plan.cells.shape, filledWith: 0)
        let zeroState = try zero.laid(out: plan.state)
        let (unused, unusedCell) = (try Tensor(engine, plan.cells), try Tensor(engine, plan.cells))
        let ofInput = try Tensor(engine, dx)
        let ofLayer = try Tensor(engine, backward.layout(dnnl_query_diff_weights_md, 0))
        let ofState = try Tensor(engine, backward.layout(dnnl_query_diff_weights_md, 1))
        let ofBias = try Tensor(engine, plan.bias)
        // oneDNN adds to the gradients of the parameters.
        for tensor in [ofLayer, ofState, ofBias] { tensor.withFloats { $0.update(repeating: 0) } }
        try engine.run(
            backward, "\(cell.name) backward",
            [
                (DNNL_ARG_SRC_LAYER, saved.input), (DNNL_ARG_WEIGHTS_LAYER, w), (DNNL_ARG_WEIGHTS_ITER, u),
                (DNNL_ARG_BIAS, saved.bias), (DNNL_ARG_DST_LAYER, saved.result),
                (DNNL_ARG_WORKSPACE, saved.workspace), (DNNL_ARG_DIFF_DST_LAYER, try gradient.laid(out: dy)),
                (DNNL_ARG_SRC_ITER, zeroState), (DNNL_ARG_SRC_ITER_C, cell == .lstm ? zero : nil),
                (DNNL_ARG_DIFF_SRC_ITER, unused), (DNNL_ARG_DIFF_SRC_ITER_C, cell == .lstm ? unusedCell : nil),
                (DNNL_ARG_DIFF_SRC_LAYER, ofInput), (DNNL_ARG_DIFF_WEIGHTS_LAYER, ofLayer),
                (DNNL_ARG_DIFF_WEIGHTS_ITER, ofState), (DNNL_ARG_DIFF_BIAS, ofBias),
            ])
        return [ofInput, ofLayer, ofState, ofBias]
    }
}
