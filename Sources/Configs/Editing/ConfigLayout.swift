/// Where each part of a config's text stands: what an editor needs that is to leave the rest as it is.
///
/// The text is walked beside the tree that was read from it. Where the two don't agree, because the text uses more of YAML
/// than this walk knows, there is no layout.
struct ConfigLayout {
    /// A value in the text.
    struct Part {
        /// Where it starts; for a value with an anchor, the anchor.
        var start: Int
        /// Behind its last character.
        var end: Int
        /// Whether it is a list or a mapping in brackets.
        var isFlow = false
        /// Whether another value is meant, which stands elsewhere.
        var isAlias = false
        /// The entries of a mapping, the items of a list.
        var children: [Child] = []
    }

    /// An entry of a mapping or an item of a list.
    struct Child {
        /// Where its key starts, or the dash before it, or in brackets the item itself.
        var start: Int
        /// Behind the colon or the dash.
        var valueStart: Int
        var part: Part
    }

    let text: [Unicode.Scalar]
    private(set) var root = Part(start: 0, end: 0)
    private var place = 0

    /// - Parameter tree: what the text was read as.
    /// - Throws: `Unknown`, where the text is written in a way that this walk does not know.
    init(_ text: String, of tree: Tree) throws(Unknown) {
        self.text = Array(text.unicodeScalars)
        if self.text.first == "\u{FEFF}" { place = 1 }
        skipBlanks()
        if starts(with: "---") {
            place += 3
            skipBlanks()
        }
        if place < self.text.count { root = try part(tree, inFlow: false, indent: -1) }
        skipBlanks()
        if starts(with: "...") {
            place += 3
            skipBlanks()
        }
        guard place == self.text.count else { throw Unknown() }
    }

    /// The text is written in a way that the walk does not know.
    struct Unknown: Error {}

    /// The part at a path of children's numbers.
    func part(at path: [Int]) throws(Unknown) -> Part {
        var part = root
        for step in path {
            guard part.children.indices.contains(step) else { throw Unknown() }
            part = part.children[step].part
        }
        return part
    }

    /// How far a place is from the start of its line.
    func column(of place: Int) -> Int { place - lineStart(of: place) }

    /// Where the line of a place starts.
    func lineStart(of place: Int) -> Int {
        var start = place
        while start > 0, !Self.isBreak(text[start - 1]) { start -= 1 }
        return start
    }

    /// Where the line of a place ends: at its line break, or where the text ends.
    func lineEnd(of place: Int) -> Int {
        var end = place
        while end < text.count, !Self.isBreak(text[end]) { end += 1 }
        return end
    }
}

// MARK: - The walk

extension ConfigLayout {
    private static func isBreak(_ scalar: Unicode.Scalar) -> Bool { scalar == "\n" || scalar == "\r" }
    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }

    private var next: Unicode.Scalar? { place < text.count ? text[place] : nil }

    private func starts(with word: String) -> Bool { text[place...].starts(with: word.unicodeScalars) }

    /// Goes on to what is neither blank nor comment.
    private mutating func skipBlanks() {
        while let scalar = next {
            if scalar == "#", place == 0 || Self.isBlank(text[place - 1]) || Self.isBreak(text[place - 1]) {
                place = lineEnd(of: place)
            } else if Self.isBlank(scalar) || Self.isBreak(scalar) {
                place += 1
            } else {
                return
            }
        }
    }

    private mutating func take(_ scalar: Unicode.Scalar) throws(Unknown) {
        guard next == scalar else { throw Unknown() }
        place += 1
    }

    /// - Parameter indent: the column of the collection that the value is in; -1 for the whole.
    private mutating func part(_ tree: Tree, inFlow: Bool, indent: Int) throws(Unknown) -> Part {
        if case .scalar("", isPlain: true) = tree.content { return Part(start: place, end: place) }
        skipBlanks()
        let start = place
        if next == "*" {
            skipName()
            return Part(start: start, end: place, isAlias: true)
        }
        if next == "&" {
            skipName()
            skipBlanks()
        }
        var part = Part(start: start, end: start)
        switch tree.content {
        case .scalar(let string, _): try skipScalar(string, inFlow: inFlow, indent: indent, isKey: false)
        case .list(let items):
            if next == "[" {
                part.isFlow = true
                part.children = try flow(items.map { (nil, $0) }, from: "[", to: "]", indent: indent)
            } else {
                part.children = try dashed(items)
            }
        case .mapping(let entries):
            if next == "{" {
                part.isFlow = true
                part.children = try flow(entries.map { ($0.key, $0.value) }, from: "{", to: "}", indent: indent)
            } else {
                part.children = try keyed(entries, inFlow: inFlow)
            }
        }
        part.end = place
        if !part.isFlow, let last = part.children.last { part.end = last.part.end }
        place = part.end
        return part
    }

    /// An anchor or an alias.
    private mutating func skipName() {
        while let scalar = next, !Self.isBlank(scalar), !Self.isBreak(scalar), !",[]{}".unicodeScalars.contains(scalar)
        {
            place += 1
        }
    }

    private mutating func flow(
        _ values: [(key: String?, tree: Tree)], from open: Unicode.Scalar, to close: Unicode.Scalar, indent: Int
    ) throws(Unknown) -> [Child] {
        try take(open)
        var children: [Child] = []
        for (number, value) in values.enumerated() {
            if number > 0 {
                skipBlanks()
                try take(",")
            }
            skipBlanks()
            let start = place
            if let key = value.key {
                try skipScalar(key, inFlow: true, indent: indent, isKey: true)
                skipBlanks()
                // A key may stand without a value.
                if next == ":" { place += 1 }
            }
            let valueStart = place
            children.append(
                Child(start: start, valueStart: valueStart, part: try part(value.tree, inFlow: true, indent: indent)))
        }
        skipBlanks()
        if next == "," {
            place += 1
            skipBlanks()
        }
        try take(close)
        return children
    }

    private mutating func dashed(_ items: [Tree]) throws(Unknown) -> [Child] {
        var children: [Child] = []
        let column = column(of: place)
        for item in items {
            skipBlanks()
            let start = place
            guard self.column(of: start) == column else { throw Unknown() }
            try take("-")
            let valueStart = place
            children.append(
                Child(start: start, valueStart: valueStart, part: try part(item, inFlow: false, indent: column)))
        }
        return children
    }

    private mutating func keyed(_ entries: [Tree.Entry], inFlow: Bool) throws(Unknown) -> [Child] {
        var children: [Child] = []
        let column = column(of: place)
        for entry in entries {
            skipBlanks()
            let start = place
            try skipScalar(entry.key, inFlow: inFlow, indent: column, isKey: true)
            while let scalar = next, Self.isBlank(scalar) { place += 1 }
            try take(":")
            let valueStart = place
            children.append(
                Child(
                    start: start, valueStart: valueStart,
                    part: try part(entry.value, inFlow: inFlow, indent: column)))
        }
        return children
    }
}

// MARK: - Scalars

extension ConfigLayout {
    private mutating func skipScalar(_ string: String, inFlow: Bool, indent: Int, isKey: Bool) throws(Unknown) {
        switch next {
        case "\"":
            place += 1
            while let scalar = next, scalar != "\"" { place += scalar == "\\" ? 2 : 1 }
            try take("\"")
        case "'":
            place += 1
            while let scalar = next {
                if scalar == "'" {
                    guard place + 1 < text.count, text[place + 1] == "'" else { break }
                    place += 1
                }
                place += 1
            }
            try take("'")
        case "|", ">":
            guard !inFlow, !isKey else { throw Unknown() }
            skipBlock(indent: indent)
        case "!", "?", "%", "@", "`", nil: throw Unknown()
        default: try skipPlain(string, inFlow: inFlow, isKey: isKey)
        }
    }

    /// Lines that are indented further than what they belong to.
    private mutating func skipBlock(indent: Int) {
        place = lineEnd(of: place)
        var end = place
        while place < text.count {
            let start = text[place] == "\r" && place + 1 < text.count && text[place + 1] == "\n" ? place + 2 : place + 1
            let stop = lineEnd(of: min(start, text.count))
            let blanks = text[min(start, text.count)..<stop].prefix { $0 == " " }.count
            let isEmpty = start + blanks >= stop
            guard isEmpty || blanks > indent else { break }
            if !isEmpty { end = stop }
            place = stop
        }
        place = end
    }

    /// A text without quotes, over several lines where it was written so.
    private mutating func skipPlain(_ string: String, inFlow: Bool, isKey: Bool) throws(Unknown) {
        func words(_ text: String) -> [Substring] { text.split { $0 == " " || $0 == "\t" || $0.isNewline } }
        let wanted = words(string)
        let start = place
        while true {
            var end = place
            while let scalar = next, !Self.isBreak(scalar) {
                let following = place + 1 < text.count ? text[place + 1] : "\n"
                let endsWord = Self.isBlank(following) || Self.isBreak(following)
                if scalar == ":", endsWord || (inFlow && ",[]{}".unicodeScalars.contains(following)) { break }
                if inFlow, ",[]{}".unicodeScalars.contains(scalar) { break }
                if scalar == "#", place > start, Self.isBlank(text[place - 1]) || Self.isBreak(text[place - 1]) {
                    break
                }
                place += 1
                if !Self.isBlank(scalar) { end = place }
            }
            var found = ""
            found.unicodeScalars.append(contentsOf: text[start..<end])
            if words(found) == wanted {
                place = end
                return
            }
            guard !isKey, next.map(Self.isBreak) == true, wanted.starts(with: words(found)) else { throw Unknown() }
            while let scalar = next, Self.isBlank(scalar) || Self.isBreak(scalar) { place += 1 }
        }
    }
}
