// What may be written at a place, in words: for the reference and for explanations.

extension ConfigSchema {
    /// What stands here, such as `drawn number`.
    ///
    /// - Parameter name: what a record or a family is called.
    func kind(_ name: (ConfigSchema) -> String) -> String {
        switch self {
        case .boolean: "true or false"
        case .null: "null"
        case .integer: "whole number"
        case .number: "number"
        case .string: "text"
        case .constants: "word"
        case .quantity: "drawn number"
        case .count: "drawn whole number"
        case .choice(let element): element.kind(name) + ", or a list to draw from"
        case .list(let element, _, _): "list of: " + element.kind(name)
        case .named(let element): "names, each with: " + element.kind(name)
        case .anyOf(let forms): forms.compactMap { $0.isNull ? nil : $0.kind(name) }.joined(separator: " or ")
        case .record, .family, .accompanied: name(self)
        }
    }

    /// The values that are allowed; empty where all of the kind are.
    ///
    /// - Parameter marked: how words and patterns are set off.
    func allowed(_ marked: (String) -> String) -> String {
        switch self {
        case .integer(let limits), .number(let limits), .quantity(let limits), .count(let limits): limits.words
        case .string(pattern: let pattern?): marked(pattern)
        case .constants(let words): words.map(marked).joined(separator: ", ")
        case .choice(let element), .named(let element): element.allowed(marked)
        case .list(let element, let count, _):
            [count.map { "\($0.lowerBound) to \($0.upperBound) items" } ?? "", element.allowed(marked)]
                .filter { !$0.isEmpty }.joined(separator: "; ")
        case .anyOf(let forms): forms.map { $0.allowed(marked) }.filter { !$0.isEmpty }.joined(separator: "; ")
        default: ""
        }
    }

    var isNull: Bool {
        if case .null = self { true } else { false }
    }
}

extension Limits {
    /// The limits as a range; empty where there are none.
    var words: String {
        switch (lower, upper) {
        case (let lower?, let upper?): "\(numberText(lower))..\(numberText(upper))"
        case (let lower?, nil): "at least \(numberText(lower))"
        case (nil, let upper?): "at most \(numberText(upper))"
        case (nil, nil): ""
        }
    }
}
