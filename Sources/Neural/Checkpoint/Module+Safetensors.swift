extension Module {
    /// All parameters as they are stored.
    package func entries(_ elementType: FloatFormat = .float32) throws(NeuralError) -> [Safetensors.Entry] {
        var entries: [Safetensors.Entry] = []
        for parameter in parameters {
            entries.append(
                Safetensors.Entry(
                    parameter.name, parameter.value.shape, try parameter.value.values(), elementType: elementType))
        }
        return entries
    }

    /// Takes over all parameters from a file; tensors that the model does not know are left alone.
    ///
    /// - Throws: `NeuralError`, if one is missing or has another shape; nothing has changed then.
    package func load(_ file: Safetensors) throws(NeuralError) {
        var found: [(Parameter, [Float])] = []
        for parameter in parameters {
            guard let entry = file[parameter.name] else {
                throw NeuralError(.value, "the file has no tensor '\(parameter.name)': it is of another model")
            }
            guard entry.shape == parameter.value.shape else {
                throw NeuralError(
                    .shape,
                    "tensor '\(parameter.name)' has the shape \(entry.shape) in the file and "
                        + "\(parameter.value.shape) in the model: it is of another model")
            }
            found.append((parameter, entry.values))
        }
        for (parameter, values) in found { try parameter.set(values) }
    }
}
