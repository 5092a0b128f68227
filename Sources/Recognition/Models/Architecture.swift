package import Configs
package import Neural

/// The networks.
package enum Architectures: ConfigFamily {
    package static let title = "model"
    package static let modifier = ConfigModifier.none
    package static var members: [any ConfigMember.Type] {
        [CRNNConfig.self, CompactConfig.self, ResidualConfig.self, StackedConfig.self, AttentionConfig.self]
    }
}

/// A network's settings.
package protocol Architecture: ConfigMember {
    /// How it tells a text.
    static var head: Head { get }

    /// The network for so many classes, the blank among them, and for prepared images.
    func makeModel(classCount: Int, input: InputPolicy, _ initializer: Initializer) throws -> any TextModel
}

extension Architecture {
    package static var head: Head { .ctc }
}

/// How a network tells a text, as its file says.
package enum Head: String, Codable, Sendable {
    /// A class for each time step, among them a blank.
    case ctc
    /// One character after the other, and an end.
    case tokens
}

extension OneOf<Architectures> {
    /// How the network tells a text.
    package var head: Head { (value as? any Architecture).map { type(of: $0).head } ?? .ctc }

    /// The name of the network.
    package var name: String { type(of: value).name }

    /// The network that was chosen.
    package func makeModel(classCount: Int, input: InputPolicy, _ initializer: Initializer) throws -> any TextModel {
        guard let architecture = value as? any Architecture else {
            throw RecognitionError(.config, "model: not a network")
        }
        return try architecture.makeModel(classCount: classCount, input: input, initializer)
    }
}
