/// How text is to be shaped.
package struct ShapingFeatures: Sendable, Hashable {
    /// Whether pairs such as AV move together.
    package var kerning: Bool
    /// Whether letters such as fi may join into one glyph.
    ///
    /// What a script requires is always done.
    package var ligatures: Bool
    /// A BCP 47 language tag (`ar`, `sr-Latn`) for a font's local forms; `nil` for none.
    package var language: String?
    /// An ISO 15924 script (`Latn`, `Deva`) for the whole text; `nil` to tell it from the characters.
    package var script: String?
    /// The way in which the whole text runs.
    package var direction: Direction

    /// The way in which text runs.
    ///
    /// Numbers in right-to-left text still run left to right.
    package enum Direction: String, Sendable, Hashable, CaseIterable {
        /// As the first letter does.
        case auto
        /// Left to right.
        case ltr
        /// Right to left.
        case rtl
    }

    /// Kerned, with ligatures, of no particular language, script told from the characters.
    package init(
        kerning: Bool = true, ligatures: Bool = true, language: String? = nil, script: String? = nil,
        direction: Direction = .auto
    ) {
        self.kerning = kerning
        self.ligatures = ligatures
        self.language = language
        self.script = script
        self.direction = direction
    }
}
