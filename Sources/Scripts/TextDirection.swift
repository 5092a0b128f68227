/// The way in which a line of text runs.
///
/// Numbers in text from right to left still run from left to right.
package enum TextDirection: String, Sendable, Hashable, CaseIterable {
    /// As the first letter does.
    case auto
    /// Left to right.
    case ltr
    /// Right to left.
    case rtl
}
