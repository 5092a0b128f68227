import Configs
import Samples

/// A text with numbers in it, whose digits may be those of any script.
///
/// It is put together in Western digits; `numbered` turns them at the end.
protocol NumberedText: ConfigRecord {
    /// The digits to draw with: one system for each sample.
    var numbering: Alternatives<NumberingSystem> { get set }
    /// The digits of the label.
    var label: LabelDigits { get set }
    /// Whether every option of every choice is taken in turn.
    var isBalanced: Bool { get }
}

/// Which digits a label has.
enum LabelDigits: String, ConfigEnum {
    case asRendered = "as_rendered"
    case western
}

extension NumberedText {
    /// The keys of the two properties.
    static var numberingFields: [Field<Self>] {
        [
            Field(
                "numbering", \.numbering,
                "The digits, by CLDR's name: `latn` 123, `arab` \u{0661}\u{0662}\u{0663}, `arabext` "
                    + "\u{06F1}\u{06F2}\u{06F3}, `deva`, `beng`, `thai`, `fullwide` ... One system for each sample; "
                    + "separators stay as they are."),
            Field(
                "label", \.label,
                "The digits of the label: `as_rendered`, or `western` whatever is drawn. Other characters are the same "
                    + "in both."),
        ]
    }

    /// A text in the sample's own digits.
    /// - Parameter western: the text with all its digits Western.
    func numbered(_ western: String, for key: SampleKey) -> Writing {
        let system: NumberingSystem
        if numbering.options.count == 1 {
            system = numbering.options[0].value
        } else {
            let options = numbering.options
            var generator = key.generator(NumberingChoice.name)
            system =
                isBalanced
                ? options[Turns(weights: options.map(\.weight), name: NumberingChoice.name).option(for: key)].value
                : numbering.draw(using: &generator)
        }
        var writing: Writing
        if system == .latn {
            writing = Writing(western)
        } else {
            let display = system.write(western)
            writing = label == .western ? Writing(display: display, label: western) : Writing(display)
        }
        if numbering.options.count > 1 { writing.notes.append(Sample.Choice("text.numbering", system.rawValue)) }
        return writing
    }

    /// Every character that may be drawn, each once, in order of appearance.
    /// - Parameter western: all characters, with Western digits.
    func numberedAlphabet(_ western: String) -> [Character] {
        var seen = Set<Character>()
        let texts = numbering.options.filter { $0.weight > 0 }.map { $0.value.write(western) }
        return texts.joined().filter { seen.insert($0).inserted }.map { $0 }
    }
}

private enum NumberingChoice {
    static let name: ChoiceName = "text.numbering"
}
