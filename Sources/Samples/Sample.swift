public import Imaging

/// One picture of text and everything known about it.
public struct Sample: Sendable, Equatable {
    /// Where the sample comes from: seed, split, index and the redraw that was kept.
    public var key: SampleKey
    /// The page, grey or RGB.
    public var image: Bitmap
    /// What is written, in logical order; of a page of several texts all of them, with a line feed between each and the next.
    public var label: String
    /// How much ink lies on each pixel (0 none, 255 full), of the image's size, before ink colour and camera.
    public var mask: Bitmap
    /// The whole text's outline in the final image; of a page of several texts the upright box around all of them.
    public var textQuad: Quad
    /// One entry per grapheme cluster of the label, in logical order; of several texts one text's after the other's.
    public var characters: [CharacterBox]
    /// The texts of a page of several, each with a label of its own; empty where the picture is of one text.
    public var texts: [Text] = []
    /// Every choice that was drawn, in the order in which it was made.
    public var choices: [Choice]
    /// Why earlier tries for this index were thrown away, oldest first; empty as a rule.
    public var rejections: [Rejection]
    /// The line, from 0, of the source's lexicon on which the label's word stands, in whatever case it is written;
    /// `nil` where the source has no lexicon.
    public var lexiconLine: Int?

    /// A sample from its parts.
    public init(
        key: SampleKey, image: Bitmap, label: String, mask: Bitmap, textQuad: Quad, characters: [CharacterBox],
        choices: [Choice] = [], rejections: [Rejection] = [],
        lexiconLine: Int? = nil
    ) {
        self.key = key
        self.image = image
        self.label = label
        self.mask = mask
        self.textQuad = textQuad
        self.characters = characters
        self.choices = choices
        self.rejections = rejections
        self.lexiconLine = lexiconLine
    }
}

extension Sample {
    /// One of the texts of a page.
    public struct Text: Sendable, Hashable {
        /// What is written, in logical order.
        public var label: String
        /// The text's outline in the final image.
        public var quad: Quad
        /// One entry per grapheme cluster of the label, in logical order.
        public var characters: [CharacterBox]

        /// A text from its parts.
        public init(label: String, quad: Quad, characters: [CharacterBox]) {
            self.label = label
            self.quad = quad
            self.characters = characters
        }
    }

    /// Each text of the picture: those of a page, or the one that there is.
    public var allTexts: [Text] {
        texts.isEmpty ? [Text(label: label, quad: textQuad, characters: characters)] : texts
    }

    /// A page of several texts; there must be one at least.
    public init(
        key: SampleKey, image: Bitmap, mask: Bitmap, texts: [Text], choices: [Choice] = [],
        rejections: [Rejection] = []
    ) {
        let box = texts.reduce(Rect.empty) { $0.union($1.quad.bounds) }
        self.init(
            key: key, image: image, label: texts.map(\.label).joined(separator: "\n"), mask: mask, textQuad: Quad(box),
            characters: texts.flatMap(\.characters), choices: choices, rejections: rejections)
        self.texts = texts
    }

    /// Where one character stands in the final image.
    public struct CharacterBox: Sendable, Hashable {
        /// The grapheme cluster.
        public var text: String
        /// The corners of its ink (of its advance, for a space), clockwise from its top left; px.
        public var quad: Quad

        /// A box from its parts.
        public init(text: String, quad: Quad) {
            self.text = text
            self.quad = quad
        }
    }

    /// A drawn parameter, for the provenance: `camera.blur.sigma = 0.4`.
    public struct Choice: Sendable, Hashable {
        /// The choice's name: the recipe's key path.
        public var name: String
        /// What was drawn.
        public var value: Value

        /// A drawn value.
        public enum Value: Sendable, Hashable {
            /// A number, in the unit that the recipe's reference states.
            case number(Double)
            /// A name: a font, a texture, a kind.
            case text(String)
        }

        /// A choice from its name and number.
        public init(_ name: String, _ number: Double) {
            self.name = name
            self.value = .number(number)
        }

        /// A choice from its name and text.
        public init(_ name: String, _ text: String) {
            self.name = name
            self.value = .text(text)
        }
    }

    /// Why one try at a sample was thrown away.
    public struct Rejection: Sendable, Hashable {
        /// What was wrong.
        public var reason: Reason
        /// The font that was in use.
        public var font: String

        /// What can be wrong with a try.
        public enum Reason: String, Sendable, Hashable, CaseIterable {
            /// The font has no glyph for a character of the label.
            case missingGlyph = "missing_glyph"
            /// Ink fell outside the canvas, or most of a letter's was worn off.
            case lostInk = "lost_ink"
            /// Ink and paper could not be told apart.
            case lowContrast = "low_contrast"
            /// The text came out too small to be read.
            case tooSmall = "too_small"
            /// A letter of the finished picture could not be told from the noise around it.
            case illegible
            /// Letters came out as blots, their counters closed.
            case blotted
            /// Letters ran together.
            case joined
            /// A piece of a letter was missing, so that it could be taken for another.
            case broken
            /// The text could not be drawn at all, and another took its place.
            case undrawableText = "undrawable_text"
            /// A page of several texts had no room for this one, which was left out.
            case noRoom = "no_room"
        }

        /// A rejection from its parts.
        public init(_ reason: Reason, font: String) {
            self.reason = reason
            self.font = font
        }
    }
}
