/// What may be written at a place of a config: what JSON Schema and the reference are made from.
public indirect enum ConfigSchema: Sendable {
    /// `true` or `false`.
    case boolean
    /// `null` or nothing.
    case null
    /// A whole number.
    case integer(Limits)
    /// A number.
    case number(Limits)
    /// A text; with a pattern (a regular expression) only a text that matches it.
    case string(pattern: String? = nil)
    /// One of several words.
    case constants([String])
    /// A `Quantity`.
    case quantity(Limits)
    /// A `Count`.
    case count(Limits)
    /// A value, or a list of values to draw one from, with or without weights.
    case choice(of: ConfigSchema)
    /// A list; a single item may stand for a list of one where `acceptsSingle` says so.
    case list(of: ConfigSchema, count: ClosedRange<Int>? = nil, acceptsSingle: Bool = false)
    /// A mapping from names to values.
    case named(ConfigSchema)
    /// One of several forms.
    case anyOf([ConfigSchema])
    /// A record.
    case record(any ConfigRecord.Type)
    /// A member of a family.
    case family(any ConfigFamily.Type)
    /// A member of a family with the keys of a record beside its name.
    case accompanied(any ConfigFamily.Type, by: any ConfigRecord.Type)

    /// The same list with a number of items.
    func counted(_ count: ClosedRange<Int>) -> ConfigSchema {
        guard case .list(let element, _, let acceptsSingle) = self else { return self }
        return .list(of: element, count: count, acceptsSingle: acceptsSingle && count.contains(1))
    }
}
