extension ConfigNode {
    /// What is written under a key; nil where the key is not given, or this is no mapping.
    public subscript(key: String) -> ConfigNode? {
        entries?.first { $0.key == key }.map(child)
    }

    /// The mapping without a key.
    public func removing(_ key: String) -> ConfigNode {
        guard let entries else { return self }
        return ConfigNode(
            Tree(content: .mapping(entries.filter { $0.key != key }), place: tree.place), keyPath: keyPath)
    }

    /// What is written here laid over a document: keys that stand here take the place of the document's.
    ///
    /// Records are laid over each other key by key, all other values as a whole: a list takes the place of a list. Each
    /// part keeps the place where it was written.
    public func laid<R: ConfigRecord>(over document: ConfigDocument, as type: R.Type) -> ConfigNode {
        ConfigNode(layered(tree, over: document.root, as: .record(type)), keyPath: keyPath)
    }
}

extension ConfigDocument {
    /// What is written under a key of the whole; nil where it is not given.
    public subscript(key: String) -> ConfigNode? { ConfigNode(root, keyPath: "")[key] }
}

private func layered(_ upper: Tree, over lower: Tree, as schema: ConfigSchema) -> Tree {
    guard case .record(let record) = schema, case .mapping(let given) = upper.content,
        case .mapping(var entries) = lower.content
    else { return upper }
    let schemas = keySchemas(of: record)
    for entry in given {
        guard let index = entries.firstIndex(where: { $0.key == entry.key }) else {
            entries.append(entry)
            continue
        }
        let below = entries[index].value
        entries[index] = entry
        if let schema = schemas.first(where: { $0.key == entry.key })?.schema {
            entries[index].value = layered(entry.value, over: below, as: schema)
        }
    }
    return Tree(content: .mapping(entries), place: upper.place)
}

private func keySchemas<R: ConfigRecord>(of record: R.Type) -> [(key: String, schema: ConfigSchema)] {
    R.fields.map { ($0.key, $0.schema) }
}
