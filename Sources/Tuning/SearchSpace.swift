/// What may be tried: parameters, some of which count only where others have certain values.
package struct SearchSpace: Sendable, Hashable {
    /// The parameters; each stands behind those that its condition names.
    package let parameters: [Parameter]

    /// A space.
    ///
    /// Names must differ, and a condition must name words of a parameter that stands before; one that does not is never met.
    package init(_ parameters: [Parameter]) {
        precondition(Set(parameters.map(\.name)).count == parameters.count, "two parameters have one name")
        self.parameters = parameters
    }

    /// The parameter of a name.
    package subscript(name: String) -> Parameter? { parameters.first { $0.name == name } }

    /// Parameters that are drawn together: those of one group that count under one condition, in the order of the first of
    /// each.
    package var groups: [Group] {
        var groups: [Group] = []
        for parameter in parameters {
            if let number = groups.firstIndex(where: {
                $0.name == parameter.group && $0.condition == parameter.condition
            }) {
                groups[number].parameters.append(parameter)
            } else {
                groups.append(
                    Group(name: parameter.group, condition: parameter.condition, parameters: [parameter]))
            }
        }
        return groups
    }

    /// Parameters that are drawn together.
    package struct Group: Sendable, Hashable {
        /// What they belong to.
        package let name: String
        /// When they count at all.
        package let condition: Condition?
        /// The parameters; one at least.
        package fileprivate(set) var parameters: [Parameter]
    }

    /// Whether values are those of a whole point of the space: one for each parameter that counts, within its bounds.
    package func holds(_ values: [String: TrialValue]) -> Bool {
        let counting = parameters.filter { $0.counts(under: values) }
        return counting.count == values.count
            && counting.allSatisfy { parameter in values[parameter.name].map(parameter.domain.holds) ?? false }
    }
}

/// Something that is searched for.
package struct Parameter: Sendable, Hashable {
    /// Its name, which no other has.
    package let name: String
    /// What it may be.
    package let domain: Domain
    /// What it is drawn together with: parameters of one group are learnt about as a whole, groups each by itself.
    package let group: String
    /// When it counts; always where there is none.
    package let condition: Condition?

    /// A parameter from its parts.
    package init(_ name: String, _ domain: Domain, group: String = "", condition: Condition? = nil) {
        (self.name, self.domain, self.group, self.condition) = (name, domain, group, condition)
    }

    /// Whether it counts where others have these values.
    package func counts(under values: [String: TrialValue]) -> Bool { condition?.isMet(by: values) ?? true }
}

/// A parameter counts only where another is one of some words.
package struct Condition: Sendable, Hashable {
    /// The other parameter.
    package let parameter: String
    /// The words.
    package let words: [String]

    /// A condition from its parts.
    package init(_ parameter: String, isOneOf words: [String]) { (self.parameter, self.words) = (parameter, words) }

    func isMet(by values: [String: TrialValue]) -> Bool {
        guard case .word(let word)? = values[parameter] else { return false }
        return words.contains(word)
    }
}

/// What a parameter may be.
package enum Domain: Sendable, Hashable {
    /// A number of a range; where it is logarithmic, above 0, each power of ten is tried as often.
    case number(ClosedRange<Double>, isLogarithmic: Bool = false)
    /// A whole number of a range, both ends included; where it is logarithmic, from 1 on.
    case integer(ClosedRange<Int>, isLogarithmic: Bool = false)
    /// One of several words, without an order.
    case words([String])

    /// Whether a value lies within.
    package func holds(_ value: TrialValue) -> Bool {
        switch (self, value) {
        case (.number(let range, _), .number(let number)): range.contains(number)
        case (.integer(let range, _), .number(let number)):
            number == number.rounded() && Double(range.lowerBound) <= number && number <= Double(range.upperBound)
        case (.words(let words), .word(let word)): words.contains(word)
        default: false
        }
    }
}
