/// What a parameter was in a trial.
package enum TrialValue: Sendable, Hashable, Codable {
    /// A number, whole or not.
    case number(Double)
    /// A word.
    case word(String)

    /// The number; nil for a word.
    package var number: Double? { if case .number(let number) = self { number } else { nil } }
    /// The word; nil for a number.
    package var word: String? { if case .word(let word) = self { word } else { nil } }

    /// Reads a number or a text.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else {
            self = .word(try container.decode(String.self))
        }
    }

    /// Writes a number or a text.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .number(let number): try container.encode(number)
        case .word(let word): try container.encode(word)
        }
    }
}

/// One try at a point of a space.
package struct Trial: Sendable, Hashable, Codable {
    /// Its number, from 0.
    package let number: Int
    /// The point.
    package let values: [String: TrialValue]
    /// How far it is.
    package var state: State
    /// What it came to, where it is complete: the lower, the better.
    package var cost: Double?
    /// What it had come to on its way.
    package var reports: [Report]

    /// How far a trial is.
    package enum State: String, Sendable, Codable {
        /// It is not known yet what it comes to.
        case running
        /// It went to its end.
        case complete
        /// It was ended early, being worse than others.
        case ended
        /// It could not be made.
        case failed
    }

    /// What a trial had come to after some steps.
    package struct Report: Sendable, Hashable, Codable {
        /// The steps.
        package let step: Int
        /// The cost by then.
        package let cost: Double

        /// A report from its parts.
        package init(step: Int, cost: Double) { (self.step, self.cost) = (step, cost) }
    }

    /// A trial from its parts.
    package init(
        _ number: Int, _ values: [String: TrialValue], state: State = .running, cost: Double? = nil,
        reports: [Report] = []
    ) {
        (self.number, self.values, self.state) = (number, values, state)
        (self.cost, self.reports) = (cost, reports)
    }

    /// The least cost that was reported by a step; nil where nothing was.
    func bestCost(by step: Int) -> Double? { reports.filter { $0.step <= step }.map(\.cost).min() }
}

extension [Trial] {
    /// The complete trial of the least cost, the first of several; nil where none is complete.
    package var best: Trial? {
        filter { $0.state == .complete && $0.cost != nil }.min { left, right in
            (left.cost ?? .infinity, left.number) < (right.cost ?? .infinity, right.number)
        }
    }

    /// Trials from the best to the worst.
    ///
    /// Complete ones come first, by what they came to; then those that were ended early, who came further before who did not,
    /// and by what they had come to; then those of which nothing is known: that could not be made, or still run. So no two
    /// trials that run side by side are drawn to the same place (the constant liar of Ginsbourger, Le Riche and Carraro,
    /// "Kriging is well-suited to parallelize optimization", 2010, with the worst for the lie).
    package var ranked: [Trial] {
        func rank(_ trial: Trial) -> (Int, Int, Double, Int) {
            switch trial.state {
            case .complete: (0, 0, sortable(trial.cost), trial.number)
            case .ended:
                (1, -(trial.reports.last?.step ?? 0), sortable(trial.reports.last?.cost), trial.number)
            case .failed, .running: (2, 0, 0, trial.number)
            }
        }
        return sorted { rank($0) < rank($1) }
    }

    private func sortable(_ cost: Double?) -> Double { cost.flatMap { $0.isNaN ? nil : $0 } ?? .infinity }
}
