extension ConfigDocument {
    /// The text of a key at the top of a file that another program wrote, whatever else is in it.
    ///
    /// - Returns: the text, and whether it stands without quotation marks, so that some readers take it for something else;
    ///   nil where there is no such key.
    /// - Throws: `ConfigError`, where it is no text.
    public func text(of key: String) throws(ConfigError) -> (text: String, isPlain: Bool)? {
        guard case .mapping(let entries) = root.content, let entry = entries.first(where: { $0.key == key }) else {
            return nil
        }
        guard case .scalar(let text, let isPlain) = entry.value.content else {
            throw ConfigNode(entry.value, keyPath: key).error(.value, "a text is wanted here")
        }
        return (text, isPlain)
    }
}
