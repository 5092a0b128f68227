public import Configs

/// A kind of paper, a stage or a preset that a recipe can name: what the gallery, the benchmark and the tests go through.
///
/// All of it comes from what the stage declares, so that a new one is in all of them once it is registered.
public struct RegisteredStage: Sendable {
    /// The part of a recipe that names it, such as `camera`.
    public let part: String
    /// What it says of itself.
    public let outline: MemberOutline
    /// What shows it: items of its part, YAML, from the weak end of its main key's default range to the strong one.
    ///
    /// One item, with defaults only, where the main key has no range.
    public let exhibits: [String]
    /// The number or word that the main key has in each of the exhibits; empty where there is one only.
    public let values: [String]
    /// The item that draws it with its defaults.
    public let item: String

    /// Its name in a recipe's reference, such as `camera.blur`.
    public var path: String { "\(part).\(outline.name)" }
    /// The override that draws it with its defaults, and nothing else of its part.
    public var override: String { "\(part)=[\(item)]" }
    /// What `platen preview --sweep` shows it by.
    public var sweep: String { "\(part)=[\(exhibits.joined(separator: ", "))]" }
    /// Whether it is a part of a recipe that others start from.
    public var isPreset: Bool { part == Presets.title }
    /// Overrides for a page on which it shows: a light grey sheet and dark grey ink.
    ///
    /// None for papers and presets, which bring what is needed.
    public var ground: [String] {
        part == Papers.title || isPreset ? [] : ["paper={plain: 0.9}", "ink.tone=0.2"]
    }
    /// Whether its defaults leave anything to chance.
    public var isDrawn: Bool { outline.keys.contains(where: \.isDrawn) }

    /// Nil where the stage needs what is not there.
    init?(_ outline: MemberOutline, part: String) {
        self.part = part
        self.outline = outline
        let provisions = (outline.type as? any Provisioned.Type)?.provisions ?? []
        if provisions.isEmpty, outline.keys.contains(where: \.isRequired) { return nil }
        func written(_ keys: [String]) -> String {
            keys.isEmpty ? outline.name : "{\(outline.name): {\(keys.joined(separator: ", "))}}"
        }
        item = written(provisions)
        let main = outline.mainKey
        values = main?.range?.spread ?? []
        exhibits = values.isEmpty ? [item] : values.map { written(provisions + ["\(main?.name ?? ""): \($0)"]) }
    }
}

extension Recipe {
    /// All that is registered, part by part.
    public static let stages: [RegisteredStage] =
        registered(Papers.self) + registered(SheetStages.self) + registered(InkStages.self)
        + registered(GeometryStages.self) + registered(CameraStages.self) + registered(Presets.self)

    private static func registered<F: ConfigFamily>(_ family: F.Type) -> [RegisteredStage] {
        F.outlines.compactMap { RegisteredStage($0, part: F.title) }
    }
}

/// A stage that has nothing to draw with unless it is told where to find it.
protocol Provisioned: ConfigMember {
    /// Keys, YAML, with which it can be shown; relative paths start at the repository's root.
    static var provisions: [String] { get }
}
