import Configs
package import Foundation
package import Neural
package import Scripts

/// What a model's file says besides its numbers: all that is needed to read a picture with it.
package struct ModelCard: Codable, Sendable, Hashable {
    /// The version of this description.
    package var format = 1
    /// The run's name.
    package var name: String
    /// How it tells a text; nil in files that do not say, where it is `ctc`.
    package var head: Head?
    /// The characters in the order of their classes; the class after the last is the blank, or the end of a text.
    package var characters: [String]
    /// The class after the last character.
    package var blank: Int
    /// Whether letters are read without their case.
    package var foldsCase: Bool
    /// What a class stands for; nil in files that do not say, where it is a cluster.
    package var unit: Alphabet.Unit?
    /// The way in which texts run; nil in files that do not say, where classes are in the order of the text.
    package var direction: AlphabetConfig.Direction?
    /// How the digits 0 to 9 of texts count for their order; nil in files that do not say.
    package var digits: TextOrder.Digits?
    /// How images are prepared.
    package var input: InputPolicy
    /// The network and its settings, as YAML.
    package var model: String
    /// What it computed in while it was trained and validated; nil in files that do not say.
    package var precision: TrainingConfig.Precision?
    /// The step of the training after which it was stored.
    package var step: Int
    /// The validation metrics at that step, by name.
    package var metrics: [String: Double]
    /// In which ranges the inputs of the convolutions lie, by the names of their weights, for reading in whole numbers; nil
    /// in files that do not say.
    package var ranges: [String: InputRange]?

    /// The description of a model that is being trained.
    package init(
        _ experiment: Experiment, alphabet: Alphabet, precision: TrainingConfig.Precision, step: Int,
        metrics: [String: Double]
    ) {
        name = experiment.name
        head = experiment.model.head
        characters = alphabet.characters.map(String.init)
        blank = alphabet.blank
        foldsCase = alphabet.foldsCase
        unit = alphabet.unit
        direction = alphabet.order.map(AlphabetConfig.Direction.init) ?? .asWritten
        digits = alphabet.order?.digits
        // Earlier versions, which know none of these, would read such models wrongly.
        let framing = experiment.input.framing
        format =
            framing?.anywhere == true
            ? 4 : framing != nil ? 3 : alphabet.unit == .cluster && alphabet.keepsOrder ? 1 : 2
        input = experiment.input
        model = yaml(of: ModelChoice(model: experiment.model))
        self.precision = precision
        self.step = step
        self.metrics = metrics
    }
}

/// A model's settings by themselves, to be stored.
private struct ModelChoice: ConfigRecord {
    var model = OneOf<Architectures>(CRNNConfig())

    init() {}

    init(model: OneOf<Architectures>) { self.model = model }

    static let summary = "A network and its settings."
    static var fields: [Field<ModelChoice>] { [Field("model", \.model, required: true, "The network.")] }
}

/// A model in a safetensors file: its numbers, and its card in the metadata.
package struct ModelFile: Sendable {
    /// What it reads, and how.
    package let card: ModelCard
    /// What it reads.
    package let alphabet: Alphabet
    /// Where it was read from.
    package let path: String
    let file: Safetensors

    private static let key = "platen"

    /// Reads a file.
    ///
    /// - Throws: `NeuralError` or `RecognitionError`: the file is damaged, of another program, or contradicts itself.
    package init(path: String) throws {
        try self.init(try Safetensors(path: path), path: path)
    }

    init(_ file: Safetensors, path: String) throws {
        // With one of these everything is read as the same text, with full confidence.
        if let entry = file.entries.first(where: { !$0.values.allSatisfy(\.isFinite) }) {
            throw RecognitionError(
                .model,
                "\(path): '\(entry.name)' has numbers that are infinite or none at all, so nothing can be read with it: the "
                    + "training went astray, or the file is damaged")
        }
        guard let text = file.metadata[Self.key] else {
            throw RecognitionError(
                .model, "\(path): not a model of Platen's: its metadata lack '\(Self.key)', which says what it reads")
        }
        let card: ModelCard
        do { card = try JSONDecoder().decode(ModelCard.self, from: Data(text.utf8)) } catch {
            throw RecognitionError(
                .model, "\(path): what its metadata say of the model can't be read: \(Safetensors.reason(error))")
        }
        guard (1...4).contains(card.format) else {
            let format = "format \(card.format)"
            let what = card.format > 4 ? "written by a later version (\(format))" : "of \(format)"
            throw RecognitionError(.model, "\(path): \(what); this one reads formats 1 to 4")
        }
        guard card.blank == card.characters.count, card.characters.allSatisfy({ $0.count == 1 }) else {
            throw RecognitionError(
                .model,
                "\(path): its alphabet has \(card.characters.count) characters and its blank is \(card.blank); the blank "
                    + "must be the class after the last character")
        }
        if let name = card.ranges?.first(where: { !$0.value.isSound })?.key {
            throw RecognitionError(.model, "\(path): the range that it gives for \(name) is none")
        }
        // These settings must lie within the limits that a config has, too.
        _ = try ConfigDocument(yaml: yaml(of: card.input), name: "\(path): input", baseDirectory: "/")
            .decode(InputPolicy.self)
        self.card = card
        self.file = file
        self.path = path
        let order = card.direction?.direction.map { TextOrder(direction: $0, digits: card.digits ?? .asWritten) }
        alphabet = try Alphabet(
            card.characters.compactMap(\.first), foldsCase: card.foldsCase, unit: card.unit ?? .cluster, order: order)
    }

    /// The name of its network.
    func network() throws -> String { try choice().model.name }

    private func choice() throws -> ModelChoice {
        try ConfigDocument(yaml: card.model, name: path, baseDirectory: "/").decode(ModelChoice.self)
    }

    /// The network with its numbers.
    package func makeModel(_ engine: Engine) throws -> any TextModel {
        let choice = try choice()
        guard choice.model.head == card.head ?? .ctc else {
            throw RecognitionError(
                .model, "\(path): it says that its network tells texts in a way in which it does not")
        }
        let model = try choice.model.makeModel(
            classCount: alphabet.classCount, input: card.input, Initializer(engine, seed: 0))
        try load(into: model)
        return model
    }

    /// Gives a network its numbers.
    package func load(into model: any TextModel) throws {
        do { try model.load(file) } catch { throw RecognitionError(.model, "\(path): \(error)") }
    }

    /// The ranges of the convolutions' inputs.
    ///
    /// - Throws: `RecognitionError`, where the file does not give them: what to do.
    func requiredRanges() throws(RecognitionError) -> [String: InputRange] {
        if let ranges = card.ranges, !ranges.isEmpty { return ranges }
        throw RecognitionError(
            .model,
            "\(path): this file doesn't say in which ranges the model's numbers lie, which int8 needs. `platen calibrate "
                + "--model \(path) --data SAMPLES` finds that out from a recipe or a dataset, and writes it into the file"
        )
    }

    /// The bytes of the same model's file with other ranges of its convolutions' inputs.
    package func data(with ranges: [String: InputRange]) throws -> Data {
        var card = card
        card.ranges = ranges
        var metadata = file.metadata
        metadata[Self.key] = try Self.text(card)
        return try Safetensors(file.entries, metadata: metadata).data()
    }

    /// The bytes of the same model's file with its numbers in bf16: half as many, and none of a training's.
    ///
    /// - Throws: `NeuralError` or `RecognitionError` where the file holds no such model.
    package func halved() throws -> Data {
        let entries = try makeModel(Engine(threadCount: 1)).entries(.bfloat16)
        return try Safetensors(entries, metadata: file.metadata.filter { $0.key == Self.key }).data()
    }

    /// The bytes of a model's file.
    ///
    /// - Parameters:
    ///   - more: other tensors, such as the optimiser's.
    ///   - notes: other texts for the metadata.
    package static func data(
        of model: any TextModel, _ card: ModelCard, more: [Safetensors.Entry] = [], notes: [String: String] = [:]
    ) throws -> Data {
        var metadata = notes
        metadata[key] = try text(card)
        return try Safetensors(try model.entries() + more, metadata: metadata).data()
    }

    private static func text(_ card: ModelCard) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(card), as: UTF8.self)
    }
}

extension AlphabetConfig.Direction {
    /// The direction of an order.
    fileprivate init(_ order: TextOrder) {
        switch order.direction {
        case .auto: self = .auto
        case .ltr: self = .ltr
        case .rtl: self = .rtl
        }
    }
}
