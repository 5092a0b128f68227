package import Samples

/// Reads nothing but texts of a pattern: a date is always a possible date.
///
/// It gives the most probable whole text that its beam holds at the end. Where it holds none, the beam is made wider,
/// fourfold each time up to `widest`. If there is still none, the text of a free search is given, whose
/// `Transcription.fits` is false: no text of the pattern can be written in so few time steps, or each needs a
/// character that the alphabet lacks.
package struct PatternDecoder: PathDecoder {
    /// The texts of the pattern.
    package let labels: LabelAutomaton
    /// How many beginnings are kept at first.
    package let width: Int
    /// How many are kept at most.
    package let widest: Int

    /// A decoder of the texts of an automaton, for frames of an alphabet.
    ///
    /// Where the alphabet folds case, the texts are read in small letters.
    package init(_ labels: LabelAutomaton, for alphabet: Alphabet, width: Int = 16, widest: Int = 256) {
        self.labels = alphabet.normalized(labels)
        self.width = max(1, width)
        self.widest = max(self.width, widest)
    }

    package func decode(_ frames: Frames, _ alphabet: Alphabet) -> Transcription {
        topPaths(1, of: frames, alphabet).first ?? BeamDecoder(width: width).decode(frames, alphabet).unfitting
    }

    /// The most probable texts of the pattern, at most `count`; none where none was found at the widest.
    package func topPaths(_ count: Int, of frames: Frames, _ alphabet: Alphabet) -> [Transcription] {
        var width = width
        while true {
            let found = BeamDecoder(width: width, labels: labels).topPaths(count, of: frames, alphabet)
            if !found.isEmpty || width >= widest { return found }
            width = min(widest, width * 4)
        }
    }
}

extension Alphabet {
    /// The labels as they are read: in small letters, where the alphabet folds case.
    package func normalized(_ labels: LabelAutomaton) -> LabelAutomaton {
        foldsCase ? labels.mapped { $0.properties.lowercaseMapping } : labels
    }
}
