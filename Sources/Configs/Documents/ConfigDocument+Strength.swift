extension ConfigDocument {
    /// The document with every `a -> b` in it replaced by what lies between the two.
    ///
    /// Both are numbers, or ranges, of which the ends move. Where no number of the two has a decimal point the result
    /// is rounded to whole numbers.
    /// - Parameter strength: 0 for what stands before the arrow, 1 for what stands behind it.
    public func blended(_ strength: Double) throws(ConfigError) -> ConfigDocument {
        var document = self
        document.root = try blended(root, strength, keyPath: "")
        return document
    }

    private func blended(_ tree: Tree, _ strength: Double, keyPath: String) throws(ConfigError) -> Tree {
        switch tree.content {
        case .scalar(let text, isPlain: true):
            guard let arrow = text.firstRange(of: "->") else { return tree }
            let sides = [text[..<arrow.lowerBound], text[arrow.upperBound...]].map { $0.split(separator: " ") }
            guard sides.allSatisfy({ $0.count == 1 }),
                let low = ends(String(sides[0][0])), let high = ends(String(sides[1][0]))
            else {
                throw ConfigNode(tree, keyPath: keyPath).error(
                    "expected 'number -> number' or 'range -> range', got '\(shortened(text))'",
                    hint: "quote it if it is a text")
            }
            let isWhole = low.isWhole && high.isWhole
            func between(_ from: Double, _ to: Double) -> String {
                let value = from + (to - from) * strength
                // Six decimals, so that 0.1 -> 0.3 does not come to 0.20000000000000004.
                return numberText(isWhole ? value.rounded() : (value * 1e6).rounded() / 1e6)
            }
            let (lower, upper) = (between(low.lower, high.lower), between(low.upper, high.upper))
            return Tree(
                content: .scalar(lower == upper ? lower : lower + ".." + upper, isPlain: true), place: tree.place)
        case .scalar: return tree
        case .list(let items):
            var blendedItems: [Tree] = []
            for (number, item) in items.enumerated() {
                blendedItems.append(try blended(item, strength, keyPath: "\(keyPath)[\(number)]"))
            }
            return Tree(content: .list(blendedItems), place: tree.place)
        case .mapping(var entries):
            for index in entries.indices {
                let path = ConfigNode(tree, keyPath: keyPath).path(of: entries[index].key)
                entries[index].value = try blended(entries[index].value, strength, keyPath: path)
            }
            return Tree(content: .mapping(entries), place: tree.place)
        }
    }

    /// Both ends of a number or a range, and whether they are written as whole numbers.
    private func ends(_ text: String) -> (lower: Double, upper: Double, isWhole: Bool)? {
        if let value = parseNumber(text) { return (value, value, Int(text) != nil) }
        guard let (lower, upper) = parseRange(text), let (low, high) = rangeEnds(text), lower <= upper else {
            return nil
        }
        return (lower, upper, Int(low) != nil && Int(high) != nil)
    }
}
