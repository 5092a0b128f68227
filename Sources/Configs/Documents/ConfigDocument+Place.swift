extension ConfigDocument {
    /// Where a key stands, for errors that show only after decoding: `configs/x.yml:12:7`, or the override that set
    /// it.
    ///
    /// Where the config does not give the key, the place of the nearest part above it.
    ///
    /// - Parameter keyPath: As errors write it: `fonts.faces[1].group`.
    public func place(of keyPath: String) -> String {
        var tree = root
        var place = root.place
        let steps = keyPath.split { ".[]".contains($0) }.map(String.init)
        for step in steps {
            switch tree.content {
            case .mapping(let entries):
                guard let entry = entries.first(where: { $0.key == step }) else { return place.description }
                (tree, place) = (entry.value, entry.value.place)
            case .list(let items):
                guard let index = Int(step), items.indices.contains(index) else { return place.description }
                (tree, place) = (items[index], items[index].place)
            case .scalar:
                return place.description
            }
        }
        return place.description
    }
}
