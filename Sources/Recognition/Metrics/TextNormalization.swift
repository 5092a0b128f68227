import Foundation

/// What is done to labels and readings before they are compared.
///
/// Characters are always compared by canonical equivalence, as Swift does: texts that differ in their form only (NFC,
/// NFD) are equal.
package enum TextNormalization: String, Sendable, CaseIterable {
    /// Nothing.
    case none
    /// Letters are compared without their case.
    case caseFolded = "case-folded"
    /// The form NFKC of Unicode: ligatures, full-width and other dressed-up characters count as the plain ones.
    case compatible = "nfkc"
    /// White space is left out.
    case spaceless
    /// Only letters and digits, without their case, as scene text benchmarks compare.
    case alphanumeric

    /// A text as it is compared.
    package func callAsFunction(_ text: String) -> String {
        switch self {
        case .none: text
        case .caseFolded: text.lowercased()
        case .compatible: text.precomposedStringWithCompatibilityMapping
        case .spaceless: text.filter { !$0.isWhitespace }
        case .alphanumeric: text.lowercased().filter { $0.isLetter || $0.isNumber }
        }
    }
}
