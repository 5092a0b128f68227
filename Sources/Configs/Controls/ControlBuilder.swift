/// Makes controls of values and of what may stand in their places.
struct ControlBuilder {
    /// Whether the text itself gives the key of a path.
    let gives: (String) -> Bool

    /// The controls of a record's keys.
    func controls(of entries: [ConfigValue.Entry], _ record: RecordSchema, at path: String) -> [ConfigControl] {
        record.keys.compactMap { key in
            guard Self.isPlain(key.key), let value = entries.first(where: { $0.key == key.key })?.value else {
                return nil
            }
            return control(of: value, key, at: path.isEmpty ? key.key : path + "." + key.key)
        }
    }

    /// Keys with these signs in them could not be told from the steps of a path.
    private static func isPlain(_ key: String) -> Bool { !key.isEmpty && !key.contains { ".[]=".contains($0) } }

    private func control(of value: ConfigValue, _ key: KeySchema, at path: String) -> ConfigControl {
        switch (key.schema.present, value) {
        case (.record(let record), _):
            return group(value, key, record.summary, [RecordSchema(record)], at: path)
        case (.family(let family), .mapping(let entries)):
            return group(key, members(entries, family, beside: nil, at: path), at: path)
        case (.accompanied(let family, let keys), .mapping(let entries)):
            return group(key, members(entries, family, beside: RecordSchema(keys), at: path), at: path)
        case (.named(let element), .mapping(let entries)):
            let named = entries.filter { Self.isPlain($0.key) }.map { entry in
                control(
                    of: entry.value,
                    KeySchema(key: entry.key, doc: "", schema: element, standard: .null), at: path + "." + entry.key)
            }
            return group(key, named, at: path)
        case (.list(.family(let family), _, _), .list(let items)):
            return stages(items, family, key, at: path)
        case (.list(let element, _, _), .list(let items)) where Self.holdsKeys(element):
            let list = items.enumerated().map { number, item in
                control(
                    of: item, KeySchema(key: "\(number + 1)", doc: "", schema: element, standard: .null),
                    at: "\(path)[\(number)]")
            }
            return group(key, list, at: path)
        default: return leaf(value, key, at: path)
        }
    }

    private static func holdsKeys(_ schema: ConfigSchema) -> Bool {
        switch schema.present {
        case .record, .accompanied, .named: true
        default: false
        }
    }

    private func group(
        _ value: ConfigValue, _ key: KeySchema, _ summary: String, _ records: [RecordSchema], at path: String
    ) -> ConfigControl {
        guard case .mapping(let entries) = value else {
            // One that is not there can be added with its defaults, if none must be given.
            let isTame = records.allSatisfy { record in !record.keys.contains { $0.isRequired } }
            return make(key, .group, at: path, controls: [], isTame: isTame)
        }
        let inner = records.flatMap { controls(of: entries, $0, at: path) }
        let doc = key.doc.isEmpty ? summary : key.doc
        return make(key, .group, at: path, doc: doc, controls: inner)
    }

    private func group(_ key: KeySchema, _ controls: [ConfigControl], at path: String) -> ConfigControl {
        make(key, .group, at: path, controls: controls)
    }

    private func stages<F: ConfigFamily>(
        _ items: [ConfigValue], _ family: F.Type, _ key: KeySchema, at path: String
    ) -> ConfigControl {
        let stages = items.enumerated().flatMap { number, item -> [ConfigControl] in
            guard case .mapping(let entries) = item else { return [] }
            return members(entries, family, beside: nil, at: "\(path)[\(number)]")
        }
        let addable = F.outlines.filter { outline in !outline.keys.contains { $0.isRequired } }
        return make(
            key, .stages, at: path, controls: stages,
            members: addable.map { ConfigControl.Member(name: $0.name, doc: $0.summary) }, isTame: true)
    }

    /// A member of a family, and the keys beside its name.
    private func members<F: ConfigFamily>(
        _ entries: [ConfigValue.Entry], _ family: F.Type, beside: RecordSchema?, at path: String
    ) -> [ConfigControl] {
        var found: [ConfigControl] = []
        for entry in entries where beside?[entry.key] == nil {
            guard let record = F.record(of: entry.key), case .mapping(let body) = entry.value else { continue }
            let place = path + "." + entry.key
            let key = KeySchema(key: entry.key, doc: record.summary, schema: .null, standard: .null)
            found.append(make(key, .group, at: place, controls: controls(of: body, record, at: place)))
        }
        return found + (beside.map { controls(of: entries, $0, at: path) } ?? [])
    }

    private func leaf(_ value: ConfigValue, _ key: KeySchema, at path: String) -> ConfigControl {
        func leaf(_ kind: ConfigControl.Kind, _ limits: Limits = .none, words: [String]? = nil) -> ConfigControl {
            ConfigControl(
                path: path, key: key.key, kind: kind, doc: key.doc, unit: key.unit, lower: limits.lower,
                upper: limits.upper, words: words, value: value.flow(key.schema),
                standard: key.isRequired ? nil : key.standard.flow(key.schema), isOptional: key.schema.isOptional,
                isGiven: gives(path), isTame: key.schema.isTame, controls: nil, members: nil)
        }
        switch key.schema.present {
        case .boolean: return leaf(.toggle)
        case .integer(let limits): return leaf(.integer, limits)
        case .number(let limits): return leaf(.number, limits)
        case .quantity(let limits): return leaf(.quantity, limits)
        case .count(let limits): return leaf(.count, limits)
        case .constants(let words), .choice(of: .constants(let words)): return leaf(.words, words: words)
        default: return leaf(.text)
        }
    }

    private func make(
        _ key: KeySchema, _ kind: ConfigControl.Kind, at path: String, doc: String? = nil, controls: [ConfigControl],
        members: [ConfigControl.Member]? = nil, isTame: Bool = false
    ) -> ConfigControl {
        ConfigControl(
            path: path, key: key.key, kind: kind, doc: doc ?? key.doc, unit: key.unit, lower: nil, upper: nil,
            words: nil, value: nil, standard: nil, isOptional: key.schema.isOptional, isGiven: gives(path),
            isTame: isTame, controls: controls, members: members)
    }
}
