public import Configs
public import Synthesis

/// A recipe's file and the changes to it, to be read now or again.
public struct RecipeFile: Sendable {
    /// Where it lies.
    public var path: String
    /// Changes: `key.path=value`.
    public var overrides: [ConfigOverride]
    /// Takes the place of the recipe's; nil to leave that.
    public var seed: UInt64?

    /// A file, with changes to what is in it.
    public init(path: String, overrides: [String] = [], seed: UInt64? = nil) {
        self.init(path: path, changes: overrides.map { ConfigOverride($0) }, seed: seed)
    }

    /// A file, with changes that another config says.
    public init(path: String, changes: [ConfigOverride], seed: UInt64? = nil) {
        (self.path, overrides, self.seed) = (path, changes, seed)
    }

    /// Reads what to draw, and applies the changes.
    ///
    /// - Throws: `ConfigError`, of what it says on storing as well.
    public func load() throws -> Recipe { try loadWithOutput().recipe }

    /// Reads what to draw and how to store it, and applies the changes.
    ///
    /// - Throws: `ConfigError`.
    public func loadWithOutput() throws -> DatasetRecipe {
        var document = try ConfigDocument(path: path)
        try document.override(overrides)
        var all: DatasetRecipe
        do { all = try document.decode(DatasetRecipe.self) } catch {
            // Faces are looked up once all can be read; what of them is wrong is not kept for the next time.
            throw document.faceProblems.reduce(error) { $0.followed(by: $1) }
        }
        if let seed { all.recipe.seed = seed }
        return all
    }

    /// The files and folders that the recipe names, and its own.
    public func paths() throws -> [String] { [path] + Self.paths(in: try load().encoded) }

    /// Files and folders are printed as absolute paths.
    private static func paths(in value: ConfigValue) -> [String] {
        switch value {
        case .string(let text): text.hasPrefix("/") ? [text] : []
        case .list(let items): items.flatMap { paths(in: $0) }
        case .mapping(let entries): entries.flatMap { paths(in: $0.value) }
        default: []
        }
    }
}
