public import Configs

extension Recipe {
    /// Lays the recipe over the presets that it includes, which leaves it without any, and without what is not drawn.
    public static func completed(_ node: ConfigNode) throws(ConfigError) -> ConfigNode {
        try completed(node.removing(outputKey), as: Recipe.self).removing(outputKey)
    }

    /// Lays a recipe over the presets that it includes, which leaves it without any.
    ///
    /// - Parameters:
    ///   - node: the recipe as it was read.
    ///   - type: a record that has a recipe's keys, and others beside them.
    public static func completed<R: ConfigRecord>(
        _ node: ConfigNode, as type: R.Type
    ) throws(ConfigError) -> ConfigNode {
        guard let include = node["include"] else { return node }
        let presets = try [OneOf<Presets>](from: include)
        var recipe = node.removing("include")
        for preset in presets.reversed() {
            recipe = recipe.laid(over: try preset.value.fragment(for: include), as: type)
        }
        return recipe
    }
}
