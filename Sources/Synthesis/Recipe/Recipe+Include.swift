public import Configuration

extension Recipe {
    /// Lays the recipe over the presets that it includes, which leaves it without any.
    public static func completed(_ node: ConfigNode) throws(ConfigError) -> ConfigNode {
        guard let include = node["include"] else { return node }
        let presets = try [OneOf<Presets>](from: include)
        var recipe = node.removing("include")
        for preset in presets.reversed() {
            guard let preset = preset.value as? any Preset else { continue }
            recipe = recipe.laid(over: try preset.fragment(for: include), as: Recipe.self)
        }
        return recipe
    }
}
