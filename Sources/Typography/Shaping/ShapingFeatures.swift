package import Scripts

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
    package var direction: TextDirection
    /// Whether a letter that the face draws in the other case counts as missing.
    package var letterCase: LetterCase
    /// OpenType features to set; they go before `kerning` and `ligatures`.
    package var switches: [Switch]

    /// An OpenType feature and its value.
    package struct Switch: Sendable, Hashable {
        /// Four characters, such as `tnum`.
        package var tag: String
        /// 0 for off, 1 for on, more for one of several forms.
        package var value: UInt32

        /// A feature with a value.
        package init(tag: String, value: UInt32 = 1) {
            self.tag = tag
            self.value = value
        }
    }

    /// Which case letters must be drawn in.
    package enum LetterCase: String, Sendable, Hashable, CaseIterable {
        /// Their own.
        case exact
        /// Either.
        case folded
    }

    /// Kerned, with ligatures, of no particular language, script told from the characters.
    package init(
        kerning: Bool = true, ligatures: Bool = true, language: String? = nil, script: String? = nil,
        direction: TextDirection = .auto, letterCase: LetterCase = .exact, switches: [Switch] = []
    ) {
        self.kerning = kerning
        self.ligatures = ligatures
        self.language = language
        self.script = script
        self.direction = direction
        self.letterCase = letterCase
        self.switches = switches
    }
}
