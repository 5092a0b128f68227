import Configs

/// A part of a recipe that others start from, as strong as they ask for.
protocol Preset: ConfigMember {
    /// What a recipe is laid over.
    /// - Parameter include: where a recipe asks for it.
    func fragment(for include: ConfigNode) throws(ConfigError) -> ConfigDocument
}

/// A preset that comes with the program.
///
/// A new one is one file and one line in `Presets`. A stage that is added to Platen joins a preset by a line in the
/// lists `ink.stages`, `sheet`, `geometry` or `camera` of its `yaml`; nothing else names the stages.
protocol ShippedPreset: Preset {
    /// 0...1.
    var strength: Double { get set }
    /// The preset: a recipe in which `a -> b` is `a` at strength 0 and `b` at strength 1.
    static var yaml: String { get }
}

extension ShippedPreset {
    static var shorthand: String? { "strength" }
    static var fields: [Field<Self>] {
        [
            Field(
                "strength", \.strength, in: 0...1,
                "How strong it is: 0 leaves next to nothing of it, 0.5 is usual, 1 is the worst that people can read.")
        ]
    }

    func fragment(for include: ConfigNode) throws(ConfigError) -> ConfigDocument {
        try ConfigDocument(yaml: Self.yaml, name: "preset '\(Self.name)'", baseDirectory: "/").blended(strength)
    }
}

/// The presets.
enum Presets: ConfigFamily {
    static let title = "include"
    static let modifier = ConfigModifier.none
    static var members: [FamilyMember<any Preset>] {
        [
            of(CleanPreset.self), of(ScanPreset.self), of(PhotoPreset.self), of(FaxPreset.self), of(ReceiptPreset.self),
            of(ChequePreset.self),
            of(ArchivePreset.self), of(ScreenPreset.self), of(FilePreset.self),
        ]
    }

    static func record(_ preset: any Preset) -> any ConfigMember { preset }

    private static func of<Record: Preset>(_ type: Record.Type) -> FamilyMember<any Preset> {
        FamilyMember(type) { $0 }
    }
}
