/// What the keys of a config mean, for a person who asks for one: from the declarations that reading comes from, too.
package struct KeyGuide: Sendable {
    private let top: [KeyPlace]
    /// Every key and every member of a family, each once, the highest first.
    package let paths: [String]

    /// The guide to a config.
    package init<R: ConfigRecord>(to record: R.Type) {
        top = KeyPlace.top(of: record)
        paths = Self.walk(top)
    }

    /// What there is to say of a key; nil where there is none of the path.
    ///
    /// - Parameter path: such as `camera.blur.sigma`; numbers of list items may stand in it, and names of one's own choice.
    package func explanation(of path: String) -> String? { place(of: path).map { Page($0).text } }

    /// The same as a tree, for programs: `key`, `doc`, `example` and `keys`, and of a key that is no member of a family `value`,
    /// `unit`, `allowed` and `default`, where there is something to say.
    package func description(of path: String) -> ConfigValue? { place(of: path).map { Page($0).tree } }

    /// A config that shows how a key is written; nil where there is no such key, or nobody knows a value for it.
    package func example(of path: String) -> String? { place(of: path)?.example }

    /// The paths that end in what was asked for: `camera.blur` of `blur`.
    package func paths(endingIn path: String) -> [String] { paths.filter { $0.hasSuffix("." + path) } }

    /// The paths that were probably meant, the nearest first; those below the part that is known, where none is near; none
    /// where nothing of the path is known.
    package func paths(near path: String) -> [String] {
        let steps = Self.steps(of: path)
        // Of one word only the last step can be meant.
        let near = nearestNames(to: steps.joined(separator: "."), among: paths) {
            steps.count == 1 ? $0.split(separator: ".").last.map(String.init) ?? $0 : $0
        }
        guard near.isEmpty else { return Array(near.prefix(5)) }
        let known = steps.indices.reversed().lazy.compactMap { place(of: steps[..<$0].joined(separator: ".")) }.first
        return (known?.below ?? []).prefix(12).map(\.path)
    }

    private static func steps(of path: String) -> [String] {
        // camera[0].blur and camera.0.blur are camera.blur.
        path.split(separator: ".").map { String($0.prefix { $0 != "[" }) }
            .filter { step in !step.isEmpty && !step.allSatisfy(\.isNumber) }
    }

    private func place(of path: String) -> KeyPlace? {
        var here: KeyPlace?
        var below = top
        for step in Self.steps(of: path) {
            if let next = below.first(where: { $0.key.key == step }) {
                (here, below) = (next, next.below)
            } else if let place = here, let more = place.below(named: step) {
                below = more
            } else {
                return nil
            }
        }
        return here
    }

    /// The paths of all that may be written: each record is entered once, where it stands highest.
    private static func walk(_ top: [KeyPlace]) -> [String] {
        var paths: [String] = []
        var entered: Set<ObjectIdentifier> = []
        var level = top
        while !level.isEmpty {
            paths += level.map(\.path)
            level = level.flatMap { place in
                let new = place.key.schema.parts.filter { entered.insert($0).inserted }
                return new.isEmpty ? [] : place.below
            }
        }
        return paths
    }
}

extension ConfigSchema {
    /// The records and families that stand here.
    fileprivate var parts: [ObjectIdentifier] {
        switch self {
        case .choice(let element), .list(let element, _, _), .named(let element): element.parts
        case .anyOf(let forms): forms.flatMap(\.parts)
        case .record(let record): [ObjectIdentifier(record)]
        case .family(let family): [ObjectIdentifier(family)]
        case .accompanied(let family, let keys): [ObjectIdentifier(family), ObjectIdentifier(keys)]
        default: []
        }
    }
}

/// What there is to say of a place, in lines.
private struct Page {
    private let place: KeyPlace

    init(_ place: KeyPlace) { self.place = place }

    var text: String {
        let below = place.below
        return ([heading, facts] + (below.isEmpty ? [] : [table(below)])).filter { !$0.isEmpty }
            .joined(separator: "\n\n")
    }

    private var heading: String {
        var lines = [place.path, "  " + place.key.doc]
        if place.isMember, case .record(let record) = place.key.schema, let main = RecordSchema(record).shorthand {
            lines.append("  A value alone is its '\(main)'.")
        }
        return lines.joined(separator: "\n")
    }

    var tree: ConfigValue {
        let (key, below) = (place.key, place.below)
        var entries: [ConfigValue.Entry] = [.init("key", .string(place.path)), .init("doc", .string(key.doc))]
        if !place.isMember {
            entries.append(.init("value", .string(Self.kind(of: key))))
            if let unit = key.unit { entries.append(.init("unit", .string(unit))) }
            let allowed = key.schema.allowed { $0 }
            if !allowed.isEmpty { entries.append(.init("allowed", .string(allowed))) }
            entries.append(.init("required", .bool(key.isRequired)))
            if !key.isRequired, !key.schema.isRecord { entries.append(.init("default", key.standard)) }
        }
        if let example = place.example { entries.append(.init("example", .string(example))) }
        if !below.isEmpty {
            entries.append(
                .init(
                    "keys",
                    .list(
                        below.map {
                            .mapping([.init("key", .string($0.path)), .init("doc", .string($0.key.doc))])
                        })))
        }
        return .mapping(entries)
    }

    private static func kind(of key: KeySchema) -> String {
        key.schema.kind { part in
            if case .record = part { "mapping of the keys below" } else { "one of those below" }
        }
    }

    private var facts: String {
        let key = place.key
        var rows: [(name: String, text: String)] = []
        if !place.isMember {
            rows.append(("value", Self.kind(of: key) + (key.unit.map { ", " + $0 } ?? "")))
            let allowed = key.schema.allowed { $0 }
            if !allowed.isEmpty { rows.append((allowed.contains("..") ? "range" : "allowed", allowed)) }
            if key.isRequired {
                rows.append(("default", "none: it must be given"))
            } else if !key.schema.isRecord {
                rows.append(("default", key.standard == .null ? "none" : key.standard.flow(key.schema)))
            }
        }
        if let example = place.example { rows.append(("example", example)) }
        return rows.map { "  " + $0.name.padded(to: 9) + $0.text }.joined(separator: "\n")
    }

    private func table(_ below: [KeyPlace]) -> String {
        let width = min(24, below.map(\.key.key.count).max() ?? 0) + 2
        return below.map { "  " + $0.key.key.padded(to: width) + $0.key.doc }.joined(separator: "\n")
    }
}

extension ConfigSchema {
    fileprivate var isRecord: Bool {
        if case .record = present { true } else { false }
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(1, width - count)) }
}
