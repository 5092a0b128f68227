import Yams

/// Reads YAML into trees: one document, no tags, no merge keys, no keys but texts, nothing nested too deep.
struct TreeReader {
    /// How deep lists and mappings may be nested.
    static let deepest = 64
    /// How many values there may be, aliases written out.
    static let mostNodes = 1_000_000

    private let origin: Origin
    private var nodeCount = 0

    private init(origin: Origin) { self.origin = origin }

    /// The tree of a document; nil when there is nothing in it.
    static func read(_ yaml: String, origin: Origin) throws(ConfigError) -> Tree? {
        let root: Node?
        do {
            root = try Parser(yaml: yaml, encoding: .utf8).singleRoot()
        } catch let problem as YamlError {
            throw syntaxError(problem, in: yaml, origin)
        } catch {
            throw TreeReader(origin: origin).error("not valid YAML: \(error)", at: Place(origin: origin))
        }
        guard let root else { return nil }
        var reader = TreeReader(origin: origin)
        return try reader.tree(root, depth: 0)
    }

    private mutating func tree(_ node: Node, depth: Int) throws(ConfigError) -> Tree {
        let place = place(node)
        nodeCount += 1
        if nodeCount > Self.mostNodes {
            throw error("there are more than \(Self.mostNodes) values, aliases written out", at: place)
        }
        if depth > Self.deepest { throw tooDeep(at: place) }
        switch node {
        case .scalar(let scalar):
            let tag = scalar.tag.description
            let isText = tag == Tag.Name.str.rawValue
            if !isText, tag != Tag.Name.implicit.rawValue { throw tagError(tag, at: place) }
            return Tree(content: .scalar(scalar.string, isPlain: scalar.style == .plain && !isText), place: place)
        case .sequence(let sequence):
            try refuseTag(sequence.tag.description, at: place)
            var items: [Tree] = []
            items.reserveCapacity(sequence.count)
            for item in sequence { items.append(try tree(item, depth: depth + 1)) }
            return Tree(content: .list(items), place: place)
        case .mapping(let mapping):
            try refuseTag(mapping.tag.description, at: place)
            return Tree(content: .mapping(try entries(mapping, depth: depth)), place: place)
        case .alias: throw error("an alias stands for nothing here", at: place)
        }
    }

    private mutating func entries(_ mapping: Node.Mapping, depth: Int) throws(ConfigError) -> [Tree.Entry] {
        var entries: [Tree.Entry] = []
        var seen: Set<String> = []
        for (key, value) in mapping {
            let place = place(key)
            guard case .scalar(let scalar) = key else {
                throw error("a key must be a text, not a list or a mapping", at: place)
            }
            let name = scalar.string
            if name.isEmpty { throw error("a key is missing before the ':'", at: place) }
            if name == "<<", scalar.style == .plain {
                throw error(
                    "merge keys are not supported", at: place,
                    hint: "write the keys out, or use an alias for a whole value")
            }
            guard seen.insert(name).inserted else { throw duplicate([name], at: place) }
            entries.append(Tree.Entry(key: name, place: place, value: try tree(value, depth: depth + 1)))
        }
        return entries
    }

    private func refuseTag(_ tag: String, at place: Place) throws(ConfigError) {
        let known: [Tag.Name] = [.implicit, .seq, .map]
        if !known.contains(where: { $0.rawValue == tag }) { throw tagError(tag, at: place) }
    }

    private func tagError(_ tag: String, at place: Place) -> ConfigError {
        let standard = "tag:yaml.org,2002:"
        let short = tag.hasPrefix(standard) ? "!!" + tag.dropFirst(standard.count) : tag
        return error("the tag '\(shortened(short))' is not supported", at: place, hint: "write the value alone")
    }

    private func place(_ node: Node) -> Place {
        Place(origin: origin, line: node.mark?.line, column: node.mark?.column ?? 1)
    }

    private func error(_ message: String, at place: Place, hint: String? = nil) -> ConfigError {
        ConfigError(
            code: origin.isOverride ? .override : .syntax, place: "\(place)", keyPath: "", message: message, hint: hint)
    }

    private func tooDeep(at place: Place) -> ConfigError {
        error("lists and mappings are nested more than \(Self.deepest) deep", at: place)
    }

    private func duplicate(_ keys: [String], at place: Place) -> ConfigError {
        error("the key '\(shortened(keys.first ?? ""))' is given twice in this mapping", at: place, hint: "remove one")
    }
}

// MARK: - Errors of the parser

extension TreeReader {
    private static func syntaxError(_ problem: YamlError, in yaml: String, _ origin: Origin) -> ConfigError {
        let reader = TreeReader(origin: origin)
        func at(_ mark: Mark) -> Place { Place(origin: origin, line: mark.line, column: mark.column) }
        switch problem {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _):
            // The parser has a limit of its own, far above ours.
            if problem.hasPrefix("Maximum nesting level") { return reader.tooDeep(at: at(mark)) }
            let context = context.map { $0.text + ": " } ?? ""
            return reader.error("not valid YAML: \(context)\(problem)", at: at(mark), hint: tabHint(mark, in: yaml))
        case .composer(_, let problem, let mark, _):
            if problem == "but found another document" {
                return reader.error("a second document starts here", at: at(mark), hint: "a config is one document")
            }
            return reader.error("not valid YAML: \(problem)", at: at(mark))
        case .duplicatedKeysInMapping(let keys, let context):
            return reader.duplicate(keys, at: at(context.mark))
        case .reader(let problem, let offset, _, _):
            return reader.error(
                "not valid YAML: \(problem)", at: offset.map { place($0, in: yaml, origin) } ?? Place(origin: origin))
        default:
            return reader.error("not valid YAML: \(problem)", at: Place(origin: origin))
        }
    }

    private static func tabHint(_ mark: Mark, in yaml: String) -> String? {
        let lines = yaml.split(separator: "\n", maxSplits: mark.line, omittingEmptySubsequences: false)
        guard lines.indices.contains(mark.line - 1) else { return nil }
        let scalars = lines[mark.line - 1].unicodeScalars.dropFirst(mark.column - 1)
        return scalars.first == "\t" ? "indent with spaces, not with tabs" : nil
    }

    /// The place of a character, given by its number.
    private static func place(_ offset: Int, in yaml: String, _ origin: Origin) -> Place {
        let before = yaml.prefix(offset)
        let lines = before.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return Place(origin: origin, line: lines.count, column: (lines.last?.unicodeScalars.count ?? 0) + 1)
    }
}
