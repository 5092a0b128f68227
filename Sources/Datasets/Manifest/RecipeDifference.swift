/// In which keys two resolved recipes differ.
struct RecipeDifference {
    /// Sentences such as "fonts.size is 28, not 24", in the recipes' order.
    let lines: [String]

    /// - Parameters:
    ///   - recipe: block YAML, a key or an item a line, as resolved recipes are printed.
    ///   - other: the recipe that it is compared with.
    init(_ recipe: String, from other: String) {
        let (mine, theirs) = (Self.values(recipe), Self.values(other))
        let known = Dictionary(theirs.map { ($0.path, $0.value) }, uniquingKeysWith: { first, _ in first })
        let given = Set(mine.map(\.path))
        lines =
            mine.compactMap { path, value in
                guard let old = known[path] else { return "\(path) is \(value), and was not there" }
                return old == value ? nil : "\(path) is \(value), not \(old)"
            } + theirs.filter { !given.contains($0.path) }.map { "\($0.path) was \($0.value), and is not there" }
    }

    /// The difference on one line; nil where nothing differs that can be told.
    var text: String? {
        guard !lines.isEmpty else { return nil }
        let more = lines.count > Self.shown ? ", and \(lines.count - Self.shown) more keys" : ""
        return "the recipe differs: " + lines.prefix(Self.shown).joined(separator: ", ") + more
    }

    private static let shown = 3

    /// Every value with its key path, told by the lines' indentation.
    private static func values(_ yaml: String) -> [(path: String, value: String)] {
        var open: [(indent: Int, path: String, items: Int)] = [(-1, "", -1)]
        var found: [(path: String, value: String)] = []
        for line in yaml.split(separator: "\n") where !line.hasPrefix("#") {
            var rest = line[...]
            var indent = rest.prefix { $0 == " " }.count
            rest = rest.dropFirst(indent)
            while open.count > 1, let last = open.last, last.indent >= indent { open.removeLast() }
            while rest.hasPrefix("- ") {
                open[open.count - 1].items += 1
                let parent = open[open.count - 1]
                open.append((indent, "\(parent.path)[\(parent.items)]", -1))
                rest = rest.dropFirst(2)
                indent += 2
            }
            let parent = open[open.count - 1].path
            guard let colon = rest.firstRange(of: ":"),
                colon.upperBound == rest.endIndex || rest[colon.upperBound] == " ",
                !rest.hasPrefix("\"")
            else {
                found.append((parent, String(rest)))
                continue
            }
            let key = rest[..<colon.lowerBound]
            let path = parent.isEmpty ? String(key) : parent + "." + key
            let value = rest[colon.upperBound...].drop { $0 == " " }
            if value.isEmpty { open.append((indent, path, -1)) } else { found.append((path, String(value))) }
        }
        return found
    }
}
