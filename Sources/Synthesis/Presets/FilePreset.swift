import Configs

/// A preset of one's own.
struct FilePreset: Preset {
    var path: ConfigPath?
    var strength = 1.0

    init() {}

    static let name = "file"
    static let summary = "A preset of your own: a YAML file with any keys of a recipe but `include`."
    static let shorthand: String? = "path"
    static var fields: [Field<FilePreset>] {
        [
            Field("path", \.path, required: true, "The file; paths in it start at its folder."),
            Field(
                "strength", \.strength, in: 0...1,
                "What `a -> b` in the file comes to, where a and b are numbers or ranges: 0 for a, 1 for b. "
                    + "Numbers without a decimal point stay whole."),
        ]
    }

    func fragment(for include: ConfigNode) throws(ConfigError) -> ConfigDocument {
        guard let path else { throw include.error("a preset of your own needs a path") }
        let document = try ConfigDocument(path: path.path)
        if let nested = document["include"] {
            throw nested.error("a preset can't include others", hint: "list them all in the recipe's 'include'")
        }
        return try document.blended(strength)
    }
}
