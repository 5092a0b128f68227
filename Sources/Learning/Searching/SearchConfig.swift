package import Configs
package import Tuning

/// What is searched for in a training's config, and how.
package struct SearchConfig: ConfigRecord {
    /// The search's name, for titles.
    package var name = "untitled"
    /// The training's config.
    package var training: ConfigPath?
    /// Changes to it that all trials share.
    package var set: [ConfigOverride] = []
    /// The seed of the search.
    package var seed: UInt64 = 1
    /// How many trials are made.
    package var trials = 30
    /// How points are chosen.
    package var sampler = SamplerName.parzen
    /// Which trials end early.
    package var ending = Ending.halving
    /// The validation at which halving first ends trials, and after which the median may.
    package var patience = 1
    /// One in so many goes on.
    package var factor = 3
    /// What may be tried, by the paths of keys.
    package var space = Named<SearchedKey>()

    /// How points are chosen.
    package enum SamplerName: String, ConfigEnum {
        case parzen, random
    }

    /// Which trials end early.
    package enum Ending: String, ConfigEnum {
        case halving, median, never
    }

    /// A search without a space.
    package init() {}

    package static let summary = "A search for the best values of a training's keys."
    package static var fields: [Field<SearchConfig>] {
        [
            Field("name", \.name, "The search's name, for titles."),
            Field("training", \.training, required: true, "The training's config, a YAML file."),
            Field("set", \.set, "Changes to it that all trials share: [training.steps=2000, data.pool=8]."),
            Field("seed", \.seed, "The seed of the search; trainings keep their own."),
            Field("trials", \.trials, in: 1...1e6, "How many trials are made."),
            Field(
                "sampler", \.sampler,
                "`parzen` learns from the trials so far; `random` tries anything, whatever came before."),
            Field(
                "ending", \.ending,
                "Which trials end early, at validations: `halving` lets the best of 1 in `factor` go on, at the validation `patience`, "
                    + "then `factor` times as late, and so on; `median` ends those worse than half of the complete ones; `never`."
            ),
            Field("patience", \.patience, in: 1...1e6, "The first validation at which a trial may be ended, from 1."),
            Field("factor", \.factor, in: 2...100, "One in so many goes on."),
            Field(
                "space", \.space, required: true,
                "What may be tried, by the path of the key: `training.batch: {words: [32, 64]}`."),
        ]
    }

    package func validate() throws(ConfigProblem) {
        if space.entries.isEmpty { throw ConfigProblem(key: "space", "must name keys to search for") }
        var known: [String: SearchedKey] = [:]
        for (name, key) in space.entries {
            for (other, words) in key.when.entries {
                guard let held = known[other]?.words, words.allSatisfy(held.contains) else {
                    throw ConfigProblem(
                        key: "space",
                        "'\(name)' counts when '\(other)' is \(words.joined(separator: " or ")): that must be a key with such "
                            + "words, and stand before")
                }
            }
            known[name] = key
        }
    }

    /// What may be tried.
    package var searchSpace: SearchSpace {
        SearchSpace(
            space.entries.map { name, key in
                Parameter(
                    name, key.domain,
                    condition: key.when.entries.first.map { Condition($0.name, isOneOf: $0.value) })
            })
    }
}

/// What a key may be.
package struct SearchedKey: ConfigRecord {
    /// Numbers from one to another.
    var number: Quantity?
    /// Whole numbers from one to another.
    var integer: Count?
    /// Words, or values as they are written.
    var words: [String]?
    /// How numbers are spread.
    var scale = Scale.linear
    /// When the key counts.
    var when = Named<[String]>()

    /// How numbers are spread.
    enum Scale: String, ConfigEnum {
        case linear, log
    }

    package init() {}

    package static let summary = "What a key may be: one of `number`, `integer` and `words`."
    package static var fields: [Field<SearchedKey>] {
        [
            Field("number", \.number, "Numbers of a range: 1e-4..1e-2."),
            Field("integer", \.integer, "Whole numbers of a range: 2..7."),
            Field("words", \.words, "Words, or values in YAML's flow style: [32, 64, '{adam: {}}']."),
            Field(
                "scale", \.scale, "`linear`, or `log` for numbers above 0 of which each power of ten is tried as often."
            ),
            Field(
                "when", \.when,
                "The key counts only where another, before it, is one of some words: {model: [crnn]}; elsewhere it is left out."
            ),
        ]
    }

    package func validate() throws(ConfigProblem) {
        guard [number != nil, integer != nil, words != nil].count(where: { $0 }) == 1 else {
            throw ConfigProblem(key: "number", "give exactly one of 'number', 'integer' and 'words'")
        }
        if let words, Set(words).count != words.count || words.isEmpty {
            throw ConfigProblem(key: "words", "must be words that differ, one at least")
        }
        if when.entries.count > 1 { throw ConfigProblem(key: "when", "must name one other key") }
        if let bounds = number?.bounds, bounds.lowerBound >= bounds.upperBound {
            throw ConfigProblem(key: "number", "must be a range, such as 0.1..0.5")
        }
        let least = number?.bounds.lowerBound ?? integer.map { Double($0.bounds.lowerBound) }
        if scale == .log, (least ?? 0) <= 0 {
            throw ConfigProblem(key: "scale", "is log for ranges above 0 only")
        }
    }

    var domain: Domain {
        if let words { return .words(words) }
        if let integer { return .integer(integer.bounds, isLogarithmic: scale == .log) }
        return .number(number?.bounds ?? 0...1, isLogarithmic: scale == .log)
    }
}
