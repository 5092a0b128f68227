import Foundation

/// Which locales write dates as a pattern does: `17. November 1954` is German, `17 novembre 1954` French.
struct DateAgreement: Sendable {
    /// For each pattern the places of the locales that it goes with.
    private let locales: [[Int]]

    /// - Parameter isAsked: whether every pattern goes with every locale.
    init(_ patterns: [DatePattern], _ identifiers: [DateLocale], isAsked: Bool) {
        let all = Array(identifiers.indices)
        let customs = isAsked || all.count < 2 ? [] : identifiers.map(Customs.init)
        locales = patterns.map { pattern in
            guard !customs.isEmpty, let joint = Joint(pattern.text) else { return all }
            let own = all.filter { customs[$0].allow(joint) }
            // What nobody writes so was asked for.
            return own.isEmpty ? all : own
        }
    }

    /// The locales that a pattern goes with.
    func locales(ofPattern pattern: Int) -> [Int] { locales[pattern] }

    /// What stands between a day and the name of its month.
    private struct Joint: Hashable {
        var isDayFirst: Bool
        /// Without the white space around it.
        var text: String

        /// Punctuation that forms and tables have in any language.
        static let neutral: Set = ["-", "/", "_", "|"]

        /// That of a Unicode date pattern; nil where it has no day beside the name of a month.
        init?(_ pattern: String) {
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
                    let isName = (first == "M" || first == "L") && run.count > 2
                    let field: Character? = first == "d" ? "d" : isName ? "M" : nil
                    if let field, let last, field != last {
                        isDayFirst = last == "d"
                        text = between.trimmingCharacters(in: .whitespaces)
                        return
                    }
                    (last, between) = (field, "")
                }
            }
            return nil
        }
    }

    /// How a locale writes dates, as CLDR has it.
    private struct Customs {
        private let joints: Set<Joint>

        init(_ locale: DateLocale) {
            let locale = Locale(identifier: locale.identifier)
            joints = Set(
                ["yMMMMd", "yMMMd", "yMMMMEEEEd", "yMMMEd", "MMMMd", "MMMd"].compactMap { template in
                    DateFormatter.dateFormat(fromTemplate: template, options: 0, locale: locale).flatMap(Joint.init)
                })
        }

        func allow(_ joint: Joint) -> Bool {
            Joint.neutral.contains(joint.text) || joints.isEmpty || joints.contains(joint)
        }
    }
}
