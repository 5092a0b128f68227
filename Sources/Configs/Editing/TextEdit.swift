/// A change of one place of a config: of its text and of its tree alike.
enum TextEdit {
    /// Another value in the place of one.
    case replace([Int], with: Written)
    /// A new entry at the end of a mapping.
    case insert(key: String, Written, into: [Int])
    /// A new item at the end of a list.
    case append(Written, to: [Int])
    /// A value that stood alone becomes a list of it and another.
    case pair([Int], with: Written)
    /// An entry of a mapping or an item of a list goes.
    case remove(Int, from: [Int])

    /// A value as it is to be written, on one line in flow style.
    struct Written {
        var text: String
        var tree: Tree
    }
}

// MARK: - In the text

extension ConfigLayout {
    /// The text with a change.
    func applying(_ edit: TextEdit) throws(Unknown) -> String {
        switch edit {
        case .replace(let path, let value): return try replacing(path, value.text)
        case .insert(let key, let value, let path): return try inserting("\(quoted(key)): \(value.text)", into: path)
        case .append(let value, let path): return try appending(value.text, to: path)
        case .pair(let path, let value): return try pairing(path, value.text)
        case .remove(let number, let path): return try removing(number, from: path)
        }
    }

    /// The text of a part, where it is on one line.
    func source(at path: [Int]) throws(Unknown) -> String? {
        let part = try part(at: path)
        let source = text[part.start..<part.end]
        if source.contains(where: { $0 == "\n" || $0 == "\r" }) { return nil }
        if source.first == "&" || source.first == "|" || source.first == ">" { return nil }
        // A mapping without brackets is none in flow style.
        if !part.isFlow, !part.children.isEmpty { return nil }
        return string(source)
    }

    private func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var string = ""
        string.unicodeScalars.append(contentsOf: scalars)
        return string
    }

    private func spliced(_ range: Range<Int>, _ new: String) -> String {
        string(text[..<range.lowerBound]) + new + string(text[range.upperBound...])
    }

    private func replacing(_ path: [Int], _ new: String) throws(Unknown) -> String {
        guard let number = path.last else { throw Unknown() }
        let child = try child(number, of: Array(path.dropLast()))
        let part = child.part
        let isInline = part.isFlow || part.children.isEmpty
        // What stands below its key comes to stand behind it.
        let start = isInline && part.start > child.valueStart ? part.start : child.valueStart
        let parentIsFlow = try self.part(at: Array(path.dropLast())).isFlow
        // In brackets there may be neither key nor blank before an item.
        let blank = start == part.start && (start > child.valueStart || parentIsFlow && start == child.start) ? "" : " "
        return spliced(start..<max(start, part.end), blank + new)
    }

    private func child(_ number: Int, of path: [Int]) throws(Unknown) -> Child {
        let parent = try part(at: path)
        guard parent.children.indices.contains(number) else { throw Unknown() }
        return parent.children[number]
    }

    private func inserting(_ entry: String, into path: [Int]) throws(Unknown) -> String {
        let part = try part(at: path)
        if part.isAlias { throw Unknown() }
        if part.isFlow { return try appendingInBrackets(entry, part) }
        guard let first = part.children.first, let last = part.children.last else {
            // An empty text.
            guard path.isEmpty else { throw Unknown() }
            let end = text.count
            let isNewLine = end == 0 || text[end - 1] == "\n"
            return spliced(end..<end, (isNewLine ? "" : "\n") + entry + "\n")
        }
        return try insertingLine(entry, column: column(of: first.start), after: last)
    }

    private func appending(_ item: String, to path: [Int]) throws(Unknown) -> String {
        let part = try part(at: path)
        if part.isAlias { throw Unknown() }
        if part.isFlow { return try appendingInBrackets(item, part) }
        guard let first = part.children.first, let last = part.children.last else { throw Unknown() }
        return try insertingLine("- " + item, column: column(of: first.start), after: last)
    }

    private func appendingInBrackets(_ new: String, _ part: Part) throws(Unknown) -> String {
        guard let last = part.children.last else {
            // Between brackets that hold nothing.
            return spliced(part.end - 1..<part.end - 1, new)
        }
        return spliced(last.part.end..<last.part.end, ", " + new)
    }

    private func insertingLine(_ line: String, column: Int, after last: Child) throws(Unknown) -> String {
        let end = lineEnd(of: last.part.end)
        return spliced(end..<end, "\n" + String(repeating: " ", count: column) + line)
    }

    private func pairing(_ path: [Int], _ new: String) throws(Unknown) -> String {
        let part = try part(at: path)
        if part.isFlow || part.children.isEmpty || part.isAlias {
            guard let source = try source(at: path) else { throw Unknown() }
            return spliced(part.start..<part.end, "[" + source + ", " + new + "]")
        }
        let column = column(of: part.start)
        guard text[lineStart(of: part.start)..<part.start].allSatisfy({ $0 == " " }) else { throw Unknown() }
        var shifted = "- "
        for scalar in text[part.start..<part.end] {
            shifted.unicodeScalars.append(scalar)
            if scalar == "\n" { shifted += "  " }
        }
        let end = lineEnd(of: part.end)
        let indent = String(repeating: " ", count: column)
        return spliced(part.start..<end, shifted + string(text[part.end..<end]) + "\n" + indent + "- " + new)
    }

    private func removing(_ number: Int, from path: [Int]) throws(Unknown) -> String {
        let parent = try part(at: path)
        let child = try child(number, of: path)
        let isLast = number == parent.children.count - 1
        if parent.isFlow {
            if !isLast { return spliced(child.start..<parent.children[number + 1].start, "") }
            let start = number == 0 ? child.start : parent.children[number - 1].part.end
            return spliced(start..<child.part.end, "")
        }
        let start = lineStart(of: child.start)
        guard text[start..<child.start].allSatisfy({ $0 == " " }) else {
            // The first key behind a dash: the next takes its place.
            guard !isLast else { throw Unknown() }
            return spliced(child.start..<parent.children[number + 1].start, "")
        }
        let end = lineEnd(of: child.part.end)
        return spliced(start..<min(text.count, end + (end < text.count && text[end] == "\r" ? 2 : 1)), "")
    }
}

// MARK: - In the tree

extension Tree {
    /// The tree with a change.
    func applying(_ edit: TextEdit) throws(ConfigLayout.Unknown) -> Tree {
        switch edit {
        case .replace(let path, let value):
            return try changing(path[...]) { (_) throws(ConfigLayout.Unknown) in value.tree }
        case .insert(let key, let value, let path):
            return try changing(path[...]) { (tree) throws(ConfigLayout.Unknown) in
                guard case .mapping(let entries) = tree.content else { throw ConfigLayout.Unknown() }
                let entry = Entry(key: key, place: tree.place, value: value.tree)
                return Tree(content: .mapping(entries + [entry]), place: tree.place)
            }
        case .append(let value, let path):
            return try changing(path[...]) { (tree) throws(ConfigLayout.Unknown) in
                guard case .list(let items) = tree.content else { throw ConfigLayout.Unknown() }
                return Tree(content: .list(items + [value.tree]), place: tree.place)
            }
        case .pair(let path, let value):
            return try changing(path[...]) { (tree) throws(ConfigLayout.Unknown) in
                Tree(content: .list([tree, value.tree]), place: tree.place)
            }
        case .remove(let number, let path):
            return try changing(path[...]) { (tree) throws(ConfigLayout.Unknown) in try tree.removing(number) }
        }
    }

    private func removing(_ number: Int) throws(ConfigLayout.Unknown) -> Tree {
        var tree = self
        switch content {
        case .mapping(var entries) where entries.indices.contains(number):
            entries.remove(at: number)
            tree.content = .mapping(entries)
        case .list(var items) where items.indices.contains(number):
            items.remove(at: number)
            tree.content = .list(items)
        default: throw ConfigLayout.Unknown()
        }
        return tree
    }

    private func changing(
        _ path: ArraySlice<Int>, _ change: (Tree) throws(ConfigLayout.Unknown) -> Tree
    ) throws(ConfigLayout.Unknown) -> Tree {
        guard let number = path.first else { return try change(self) }
        var tree = self
        switch content {
        case .mapping(var entries) where entries.indices.contains(number):
            entries[number].value = try entries[number].value.changing(path.dropFirst(), change)
            tree.content = .mapping(entries)
        case .list(var items) where items.indices.contains(number):
            items[number] = try items[number].changing(path.dropFirst(), change)
            tree.content = .list(items)
        default: throw ConfigLayout.Unknown()
        }
        return tree
    }

    /// Whether both say the same, wherever it is written.
    func says(_ other: Tree) -> Bool {
        switch (content, other.content) {
        case (.scalar(let left, let isPlain), .scalar(let right, let isOtherPlain)):
            left == right && isPlain == isOtherPlain
        case (.list(let left), .list(let right)):
            left.count == right.count && zip(left, right).allSatisfy { $0.says($1) }
        case (.mapping(let left), .mapping(let right)):
            left.count == right.count && zip(left, right).allSatisfy { $0.key == $1.key && $0.value.says($1.value) }
        default: false
        }
    }
}
