import Configs
import Neural

/// What a training took from the model that it starts from, where that has another alphabet, another input or another size:
/// layers that fit as they are, and of the layers that have a row for each class the rows of characters that both know.
package struct ModelStart: Sendable, Hashable {
    /// The layers that were taken whole, or row by row.
    package private(set) var taken: [String] = []
    /// The layers that started anew.
    package private(set) var anew: [String] = []
    /// The characters of the file that the training has too.
    package let kept: [Character]
    /// The characters that the file does not know.
    package let new: [Character]
    /// The characters of the file that the training does not have.
    package let dropped: [Character]
    /// The share of the network's numbers that were taken, 0...1.
    package private(set) var share = 0.0
    /// The file.
    private let path: String
    /// How images are prepared now and were before.
    private let changes: [String]

    /// Takes from a file what fits a network, which holds the first values that its seed gives.
    ///
    /// - Throws: `RecognitionError`, if the file holds another kind of network, or nothing of it fits; nothing has changed then.
    init(
        _ file: ModelFile, into model: any TextModel, of experiment: Experiment, alphabet: Alphabet
    ) throws {
        path = file.path
        let (old, new) = (Set(file.alphabet.characters), Set(alphabet.characters))
        kept = alphabet.characters.filter(old.contains)
        self.new = alphabet.characters.filter { !old.contains($0) }
        dropped = file.alphabet.characters.filter { !new.contains($0) }
        changes = experiment.input.encoded.differences(from: file.card.input.encoded).map { "input.\($0)" }
        let (before, now) = (try file.network(), experiment.model)
        guard before == now.name else {
            throw RecognitionError(
                .config,
                "start: \(file.path) holds the network '\(before)', and this training has '\(now.name)': nothing of it "
                    + "fits. Set model to \(before), or leave start out")
        }
        let rows = ClassRows(from: file.alphabet, to: alphabet)
        var values: [(parameter: Parameter, values: [Float], share: Double)] = []
        for layer in model.layers {
            let role = model.classLayers.role(of: layer.name)
            let fitting = try layer.parameters.map { parameter in
                try Self.fitted(file.file[parameter.name], to: parameter, role, rows)
            }
            if fitting.allSatisfy({ $0 != nil }) {
                taken.append(layer.name)
                for (parameter, fitted) in zip(layer.parameters, fitting) {
                    if let fitted { values.append((parameter, fitted.values, fitted.share)) }
                }
            } else {
                anew.append(layer.name)
            }
        }
        guard taken.contains(where: { model.classLayers.role(of: $0) == nil || !kept.isEmpty }) else {
            throw RecognitionError(
                .config,
                "start: nothing of \(file.path) fits: no layer has the same size"
                    + (kept.isEmpty ? ", and no character is the same" : "")
                    + ". Set input and model as they were (model: "
                    + "\(file.card.model.split(whereSeparator: \.isWhitespace).joined(separator: " "))), or leave start out"
            )
        }
        let all = model.parameters.reduce(0) { $0 + $1.count }
        share = values.reduce(0) { $0 + $1.share * Double($1.parameter.count) } / Double(max(1, all))
        for (parameter, values, _) in values { try parameter.set(values) }
    }

    /// A parameter's values with what a file has of it; nil where that has another shape.
    private static func fitted(
        _ entry: Safetensors.Entry?, to parameter: Parameter, _ role: ClassLayers.Role?, _ rows: ClassRows
    ) throws -> (values: [Float], share: Double)? {
        let shape = parameter.value.shape
        guard let entry else { return nil }
        guard let role else { return entry.shape == shape ? (entry.values, 1) : nil }
        return try rows.joined(entry, with: parameter, role)
    }
}

// MARK: - In words

extension ModelStart {
    /// What was taken, for people: one line for characters, one for layers, and one for the input where it has changed.
    package var lines: [String] {
        var characters =
            "\(path) knows \(count(kept.count, "character")) of this alphabet, which \(kept.count == 1 ? "is" : "are") kept"
        if !new.isEmpty { characters += "; \(count(new.count, "new one")): \(Self.listed(new))" }
        if !dropped.isEmpty { characters += "; left out: \(Self.listed(dropped))" }
        let percent = Int((100 * share).rounded(.down))
        var layers = "taken: \(percent) % of the network's numbers, \(taken.joined(separator: ", "))"
        if !anew.isEmpty { layers += "; started anew: \(anew.joined(separator: ", "))" }
        return [characters, layers]
            + (changes.isEmpty ? [] : ["prepared otherwise than before: \(changes.joined(separator: "; "))"])
    }

    private func count(_ number: Int, _ noun: String) -> String { "\(number.grouped) \(noun)\(number == 1 ? "" : "s")" }

    /// Characters, the first of many.
    private static func listed(_ characters: [Character]) -> String {
        let most = 40
        let rest = characters.count - most
        return "'\(String(characters.prefix(most)))'" + (rest > 0 ? " and \(rest.grouped) more" : "")
    }
}

// MARK: - Rows of classes

/// Which layers of a network have a row for each class, in the order of the alphabet and what comes behind it.
package struct ClassLayers: Sendable, Hashable {
    /// The layer that says how much speaks for each class.
    var telling: String
    /// The layer that holds what stands for a class that was told; nil where there is none.
    var told: String?

    /// What rows are for.
    enum Role: Sendable {
        case telling, told
    }

    /// What the rows of a layer are for; nil where it has none for classes.
    func role(of layer: String) -> Role? { layer == telling ? .telling : layer == told ? .told : nil }
}

/// Brings rows of classes from the order of one alphabet to that of another.
private struct ClassRows {
    /// The old class of each new one; nil for a new character.
    private let sources: [Int?]
    private let before: Int

    init(from old: Alphabet, to new: Alphabet) {
        var classes: [Character: Int] = [:]
        for (number, character) in old.characters.enumerated() { classes[character] = number }
        sources = new.characters.map { classes[$0] }
        before = old.characters.count
    }

    /// Rows with what a file has of them; nil where they have another length.
    ///
    /// The file's are those of characters that both know, and those behind the alphabet: the blank, or the end and the start
    /// of a text. Where rows say what speaks for a class, those of new characters begin at the mean of the others. It is never the
    /// greatest of them, so the network goes on reading what it read until it has learnt more.
    func joined(
        _ entry: Safetensors.Entry, with parameter: Parameter, _ role: ClassLayers.Role
    ) throws -> (values: [Float], share: Double)? {
        let shape = parameter.value.shape
        guard let count = shape.first, let old = entry.shape.first, shape.dropFirst() == entry.shape.dropFirst(),
            count > sources.count, count - sources.count == old - before
        else { return nil }
        let size = shape.dropFirst().reduce(1, *)
        var values = try parameter.value.values()
        func row(_ number: Int) -> ArraySlice<Float> { entry.values[number * size..<(number + 1) * size] }
        let known = sources.compactMap(\.self)
        var mean = [Double](repeating: 0, count: size)
        for number in known { for (place, value) in row(number).enumerated() { mean[place] += Double(value) } }
        for number in 0..<count {
            let places = number * size..<(number + 1) * size
            if number >= sources.count {
                values.replaceSubrange(places, with: row(number - sources.count + before))
            } else if let source = sources[number] {
                values.replaceSubrange(places, with: row(source))
            } else if role == .telling, !known.isEmpty {
                values.replaceSubrange(places, with: mean.map { Float($0 / Double(known.count)) })
            }
        }
        return (values, Double(count - sources.count + known.count) / Double(count))
    }
}

extension Module {
    /// The parameters by the layer that they belong to, in their order; a batch norm belongs to the convolution before it.
    fileprivate var layers: [(name: String, parameters: [Parameter])] {
        var layers: [(name: String, parameters: [Parameter])] = []
        for parameter in parameters {
            var parts = parameter.name.split(separator: ".")
            if parts.count > 1 { parts.removeLast() }
            if parts.count > 1, ["conv", "norm"].contains(parts.last) { parts.removeLast() }
            let name = parts.joined(separator: ".")
            if let place = layers.firstIndex(where: { $0.name == name }) {
                layers[place].parameters.append(parameter)
            } else {
                layers.append((name, [parameter]))
            }
        }
        return layers
    }
}
