import CDNNL

extension Recur {
    /// Whether the two directions are computed side by side, each by one thread.
    ///
    /// A few sequences leave too little for the threads of one direction to share: they would wait for each other in every step.
    func runsSideBySide(_ inputs: [Tensor], _ context: Context) -> Bool {
        guard !context.isTraining, context.engine.runsPairs, inputs[0].shape.count == 3, inputs[1].shape.count == 5,
            inputs[1].shape[1] == 2, inputs[1].shape[2] == inputs[0].shape[2]
        else { return false }
        return context.engine.threadCount == 2 || inputs[0].shape[1] <= 4
    }

    /// What both directions make, joined.
    func sideBySide(_ inputs: [Tensor], _ context: Context) throws(NeuralError) -> Tensor {
        let (engine, type) = (context.engine, context.precision)
        let (shape, hidden) = (inputs[0].shape, inputs[1].shape[4])
        let x = try inputs[0].laid(out: engine.plain(shape, type))
        let weights = try Parameter.halves(inputWeights, inputs[1], type)
        let states = try Parameter.halves(stateWeights, inputs[2], type)
        let biases = try inputs[3].halves(.float32)
        let cells = try Tensor(engine, [1, 1, shape[1], hidden], filledWith: 0)
        let zero = try cells.laid(out: engine.plain(cells.shape, type))
        var (runs, results): ([Engine.Run], [Tensor]) = ([], [])
        for number in 0..<2 {
            let result = try Tensor(engine, engine.plain([shape[0], shape[1], hidden], type))
            let primitive = try direction(
                number, x.layout, zero.layout, cells.layout, weights[number].layout, states[number].layout,
                biases[number].layout, result.layout, context)
            results.append(result)
            runs.append(
                (
                    primitive,
                    [
                        (DNNL_ARG_SRC_LAYER, x), (DNNL_ARG_SRC_ITER, zero),
                        (DNNL_ARG_SRC_ITER_C, cell == .lstm ? cells : nil),
                        (DNNL_ARG_WEIGHTS_LAYER, weights[number]), (DNNL_ARG_WEIGHTS_ITER, states[number]),
                        (DNNL_ARG_BIAS, biases[number]), (DNNL_ARG_DST_LAYER, result),
                    ]
                ))
        }
        try engine.run(runs[0], beside: runs[1], "\(cell.name) forward")
        engine.profile?.add(multiplyAdds: shape[0] * shape[1] * (inputs[1].count + inputs[2].count))
        return try results[0].joined(inRowsWith: results[1])
    }

    /// The primitive of one direction: from the left, or from the right.
    private func direction(
        _ number: Int, _ input: Layout, _ state: Layout, _ cells: Layout, _ weights: Layout, _ states: Layout,
        _ bias: Layout, _ result: Layout, _ context: Context
    ) throws(NeuralError) -> Primitive {
        let numbers = input.shape + weights.shape + [number, context.precision.byteCount]
        let make = cell == .lstm ? platen_lstm_forward : platen_gru_forward
        let native = number == 0 ? dnnl_unidirectional_left2right : dnnl_unidirectional_right2left
        return try context.engine.primitive("\(cell.name) direction", numbers, isSingle: true) {
            make(
                &$0, $1, $2, dnnl_forward_inference, native, state.handle, cells.handle, input.handle, weights.handle,
                states.handle, bias.handle, result.handle)
        }
    }
}

extension Tensor {
    /// Both halves along the second axis, `[1, 2, ...]` to `[1, 1, ...]` twice, in the plain order.
    func halves(_ type: FloatFormat) throws(NeuralError) -> [Tensor] {
        let values = try values()
        let (shape, count) = ([1, 1] + shape.dropFirst(2), values.count / 2)
        var halves: [Tensor] = []
        for number in 0..<2 {
            let half = try Tensor(engine, shape, Array(values[number * count..<(number + 1) * count]))
            halves.append(try half.laid(out: engine.plain(shape, type)))
        }
        return halves
    }

    /// Rows of this tensor, each with that of another one of the same layout behind it; both lie plainly.
    fileprivate func joined(inRowsWith other: Tensor) throws(NeuralError) -> Tensor {
        let size = shape[shape.count - 1]
        let result = try Tensor(engine, engine.plain(shape.dropLast() + [2 * size], elementType))
        let bytes = size * elementType.byteCount
        for row in 0..<count / size {
            let place = result.storage.bytes + 2 * row * bytes
            place.copyMemory(from: storage.bytes + row * bytes, byteCount: bytes)
            (place + bytes).copyMemory(from: other.storage.bytes + row * bytes, byteCount: bytes)
        }
        return result
    }
}
