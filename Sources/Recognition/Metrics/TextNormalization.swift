import Foundation

/// What is done to labels and readings before they are compared; several of it where a benchmark asks for that.
///
/// Characters are always compared by canonical equivalence, as Swift does: texts that differ in their form only (NFC,
/// NFD) are equal.
package struct TextNormalization: OptionSet, Sendable, Hashable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    /// Nothing.
    package static let none: TextNormalization = []
    /// Letters are compared without their case.
    package static let caseFolded = TextNormalization(rawValue: 1 << 0)
    /// The form NFKC of Unicode: ligatures, full-width and other dressed-up characters count as the plain ones.
    package static let compatible = TextNormalization(rawValue: 1 << 1)
    /// White space is left out.
    package static let spaceless = TextNormalization(rawValue: 1 << 2)
    /// Only letters and digits, without their case, as scene text benchmarks compare.
    package static let alphanumeric = TextNormalization(rawValue: 1 << 3)

    /// A text as it is compared.
    package func callAsFunction(_ text: String) -> String {
        var text = contains(.compatible) ? text.precomposedStringWithCompatibilityMapping : text
        if contains(.alphanumeric) { text.removeAll { !$0.isLetter && !$0.isNumber } }
        if contains(.spaceless) { text.removeAll(where: \.isWhitespace) }
        return isDisjoint(with: [.caseFolded, .alphanumeric]) ? text : text.lowercased()
    }
}
