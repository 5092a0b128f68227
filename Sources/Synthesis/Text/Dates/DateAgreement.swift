import Foundation

/// Which locales write dates as a pattern does: `17. November 1954` is German, `17 novembre 1954` French.
struct DateAgreement: Sendable {
    /// For each pattern the places of the locales that it goes with.
    private let locales: [[Int]]
    /// The place of the first pattern that none of them writes; nil where there is none.
    let stray: Int?

    /// - Parameter isAsked: whether every pattern goes with every locale.
    init(_ patterns: [DatePattern], _ identifiers: [DateLocale], isAsked: Bool) {
        let all = Array(identifiers.indices)
        let customs = isAsked || all.count < 2 ? [] : identifiers.map(Customs.init)
        let own = patterns.map { pattern in
            let joints = Joint.all(in: pattern.text)
            return customs.isEmpty ? all : all.filter { customs[$0].allow(joints) }
        }
        stray = own.firstIndex(where: \.isEmpty)
        locales = own.map { $0.isEmpty ? all : $0 }
    }

    /// The locales that a pattern goes with.
    func locales(ofPattern pattern: Int) -> [Int] { locales[pattern] }

    /// Locales that are named where a pattern goes with none.
    private static let common = ["en_US", "en_GB", "de_DE", "fr_FR", "es_ES", "it_IT", "nl_NL", "sv_SE", "ja_JP"]

    /// A locale that writes dates as a pattern does; nil where none of the commonest does.
    static func example(for pattern: DatePattern) -> String? {
        let joints = Joint.all(in: pattern.text)
        return common.first { Customs(identifier: $0).allow(joints) }
    }

    /// What stands between a day and the name of its month, or between a weekday and what follows or precedes it.
    private struct Joint: Hashable {
        var first: Character
        var second: Character
        /// Without the white space around it.
        var text: String

        /// Punctuation that forms and tables have in any language.
        private static let neutral: Set = ["-", "/", "_", "|"]

        /// Whether every language may have it: a weekday with no more than a space beside it also stands in lists.
        var isNeutral: Bool {
            Self.neutral.contains(text) || (text.isEmpty && (first == "E" || second == "E"))
        }

        /// Those of a Unicode date pattern.
        static func all(in pattern: String) -> [Joint] {
            var joints: [Joint] = []
            var last: Character?
            var (between, isQuoted) = ("", false)
            var rest = Substring(pattern)
            while let first = rest.first {
                let run = rest.prefix { $0 == first }
                rest = rest.dropFirst(run.count)
                if first == "'" {
                    if run.count % 2 == 1 { isQuoted.toggle() }
                } else if isQuoted || !first.isASCII || !first.isLetter {
                    between += run
                } else {
                    let field = field(first, run.count)
                    if let field, let last, field != last {
                        joints.append(
                            Joint(first: last, second: field, text: between.trimmingCharacters(in: .whitespaces)))
                    }
                    (last, between) = (field, "")
                }
            }
            return joints
        }

        /// The kind of field that letters of a pattern stand for: a day, the name of a month or of a weekday; nil for any other.
        private static func field(_ letter: Character, _ count: Int) -> Character? {
            switch letter {
            case "d": "d"
            case "M", "L": count > 2 ? "M" : nil
            case "E", "c": "E"
            default: nil
            }
        }
    }

    /// How a locale writes dates, as CLDR has it.
    private struct Customs {
        private let joints: Set<Joint>

        init(_ locale: DateLocale) { self.init(identifier: locale.identifier) }

        init(identifier: String) {
            let locale = Locale(identifier: identifier)
            joints = Set(
                ["yMMMMd", "yMMMd", "yMMMMEEEEd", "yMMMEd", "MMMMd", "MMMd", "MMMMEEEEd"].flatMap { template in
                    DateFormatter.dateFormat(fromTemplate: template, options: 0, locale: locale).map(Joint.all) ?? []
                })
        }

        func allow(_ asked: [Joint]) -> Bool { asked.allSatisfy { $0.isNeutral || joints.contains($0) } }
    }
}
