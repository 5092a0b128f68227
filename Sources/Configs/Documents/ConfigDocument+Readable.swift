extension ConfigDocument {
    /// The items of the lists at the end of a path, wherever in the config it begins, as far as they can be read: for what is to be
    /// checked of a config that has slips elsewhere.
    ///
    /// - Parameters:
    ///   - keys: the path's steps: `fonts`, `faces`.
    ///   - type: what an item is.
    /// - Returns: each item with the path of its key, in the order in which they stand there.
    package func readableItems<Item: Configurable>(
        under keys: [String], as type: Item.Type = Item.self
    ) -> [(keyPath: String, item: Item)] {
        var found: [(keyPath: String, item: Item)] = []
        func visit(_ node: ConfigNode, _ path: [String]) {
            let isThere = path.suffix(keys.count) == keys[...]
            for item in node.items ?? [] {
                if isThere, let value = try? Item(from: item) { found.append((item.keyPath, value)) }
                visit(item, path)
            }
            for entry in node.entries ?? [] { visit(node.child(entry), path + [entry.key]) }
        }
        visit(ConfigNode(root, keyPath: ""), [])
        return found
    }
}
