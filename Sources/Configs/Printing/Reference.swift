/// The reference of a config in Markdown: a section for each record and each member of a family.
public func reference<R: ConfigRecord>(of type: R.Type) -> String {
    var printer = ReferencePrinter()
    printer.section(type, path: "", title: "Top level", modifier: .none)
    return printer.text
}

private struct ReferencePrinter {
    private(set) var text = """
        A *drawn* number is a number (`3`), a range (`0..1`), a normal distribution
        (`{normal: {mean: 0, deviation: 1, min: -3, max: 3}}`), or a list of these to draw one from, with weights
        where wanted (`[1, 2, {value: 3..4, weight: 5}]`). Whole numbers have no normal distribution; their ranges
        include both ends.

        """
    /// The titles of what has its section already.
    private var titles: [ObjectIdentifier: String] = [:]

    mutating func section<R: ConfigRecord>(_ record: R.Type, path: String, title: String, modifier: ConfigModifier) {
        titles[ObjectIdentifier(record)] = title
        text += "\n## \(title)\n\n\(R.summary)\n"
        if let shorthand = R.shorthand { text += "\nA value alone is its `\(shorthand)`.\n" }
        for (schema, path) in table(of: record, path: path, modifier: modifier) { sections(schema, path: path) }
    }

    /// Prints the table of a record's keys.
    /// - Returns: what is below its keys and has no section yet.
    private mutating func table<R: ConfigRecord>(
        of record: R.Type, path: String, modifier: ConfigModifier
    ) -> [(schema: ConfigSchema, path: String)] {
        let defaults = R()
        var below: [(schema: ConfigSchema, path: String)] = []
        var rows: [[String]] = []
        for field in R.fields {
            let path = path.isEmpty ? field.key : path + "." + field.key
            claimTitles(field.schema, path: path, &below)
            rows.append([
                "`\(field.key)`", kind(field.schema), field.unit ?? "",
                field.isRequired ? "required" : shown(field.encode(defaults), field.schema), allowed(field.schema),
                field.doc,
            ])
        }
        if let key = modifier.key {
            rows.append(["`\(key)`", "number", "", "`1`", modifier.limits.words, modifier.doc])
        }
        if !rows.isEmpty {
            text += "\n| Key | Type | Unit | Default | Allowed | Meaning |\n|---|---|---|---|---|---|\n"
            for row in rows {
                text +=
                    "| "
                    + row.map { $0.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|") }
                    .joined(separator: " | ") + " |\n"
            }
        }
        return below
    }

    /// Notes the records and families below a key that have no section yet, and gives them their titles.
    private mutating func claimTitles(
        _ schema: ConfigSchema, path: String, _ below: inout [(schema: ConfigSchema, path: String)]
    ) {
        let id: ObjectIdentifier
        switch schema {
        case .choice(let element), .list(let element, _, _), .named(let element):
            return claimTitles(element, path: path, &below)
        case .anyOf(let forms):
            for form in forms { claimTitles(form, path: path, &below) }
            return
        case .record(let record): id = ObjectIdentifier(record)
        case .family(let family), .accompanied(let family, _): id = ObjectIdentifier(family)
        default: return
        }
        if titles[id] == nil {
            titles[id] = path
            below.append((schema, path))
        }
    }

    private mutating func sections(_ schema: ConfigSchema, path: String) {
        switch schema {
        case .record(let record): section(record, path: path, title: path, modifier: .none)
        case .family(let family): self.family(family, path: path)
        case .accompanied(let family, let keys): self.family(family, path: path, beside: keys)
        default: break
        }
    }

    private mutating func family<F: ConfigFamily>(
        _ family: F.Type, path: String, beside keys: (any ConfigRecord.Type)? = nil
    ) {
        text += "\n## \(path)\n\nOne of:\n\n"
        for member in F.members { text += "- \(link(path + "." + member.name)): \(member.type.summary)\n" }
        var below: [(schema: ConfigSchema, path: String)] = []
        if let keys {
            text += "\n\(keys.summary)\n"
            below = table(of: keys, path: path, modifier: .none)
        }
        for member in F.members {
            section(member.type, path: path + "." + member.name, title: path + "." + member.name, modifier: F.modifier)
        }
        for (schema, path) in below { sections(schema, path: path) }
    }
}

// MARK: - Cells

extension ReferencePrinter {
    /// A link to a section; its anchor is the title without dots and blanks.
    private func link(_ title: String) -> String {
        let anchor = title.lowercased().filter { $0 != "." }.split(separator: " ").joined(separator: "-")
        return "[\(title)](#\(anchor))"
    }

    private func kind(_ schema: ConfigSchema) -> String {
        schema.kind { part in
            switch part {
            case .record(let record): titles[ObjectIdentifier(record)].map(link) ?? "mapping"
            case .family(let family), .accompanied(let family, _):
                titles[ObjectIdentifier(family)].map { "one of " + link($0) } ?? "mapping"
            default: "mapping"
            }
        }
    }

    private func allowed(_ schema: ConfigSchema) -> String { schema.allowed { "`\($0)`" } }

    /// A default: what stands in the table of another section is left out.
    private func shown(_ value: ConfigValue, _ schema: ConfigSchema) -> String {
        switch schema {
        case .record: return ""
        default:
            return value == .null ? "none" : "`\(value.onOneLine)`"
        }
    }
}
