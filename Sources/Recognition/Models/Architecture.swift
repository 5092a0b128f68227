package import Configs
package import Neural

/// The networks.
package enum Architectures: ConfigFamily {
    package static let title = "model"
    package static let modifier = ConfigModifier.none
    package static var members: [FamilyMember<any Architecture>] {
        [
            of(CRNNConfig.self), of(CompactConfig.self), of(ResidualConfig.self), of(StackedConfig.self),
            of(AttentionConfig.self),
        ]
    }

    package static func record(_ architecture: any Architecture) -> any ConfigMember { architecture }

    private static func of<Record: Architecture>(_ type: Record.Type) -> FamilyMember<any Architecture> {
        FamilyMember(type) { $0 }
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
    package var head: Head { type(of: value).head }

    /// The network that was chosen.
    package func makeModel(classCount: Int, input: InputPolicy, _ initializer: Initializer) throws -> any TextModel {
        try value.makeModel(classCount: classCount, input: input, initializer)
    }
}
