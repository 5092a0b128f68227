package import Samples

/// Reads nothing but texts of a pattern: a date is always a possible date.
///
/// It gives the most probable whole text that its beam holds at the end. Where it holds none, the beam is made wider,
/// fourfold each time up to `widest`. If there is still none, the text of a free search is given, whose
/// `Transcription.fits` is false: no text of the pattern can be written in so few time steps, or each needs a
/// character that the alphabet lacks.
package struct PatternDecoder: PathDecoder {
    private let beam: BeamDecoder
    /// How many beginnings are kept at most.
    package let widest: Int

    /// A decoder of the texts of an automaton, as they stand in pictures from left to right, whose beam keeps `width` beginnings at first.
    ///
    /// Where an alphabet folds case, the texts are read in small letters.
    package init(_ labels: LabelAutomaton, width: Int = 16, widest: Int = 256) {
        beam = BeamDecoder(width: width, labels: labels)
        self.widest = max(width, widest)
    }

    /// Whether one of the texts can be written in an alphabet.
    package func hasText(in alphabet: Alphabet) -> Bool {
        beam.labels(for: alphabet)?.hasText(of: alphabet.characters) ?? false
    }

    package func decode(_ frames: Frames, _ alphabet: Alphabet) -> Transcription {
        topPaths(1, of: frames, alphabet).first
            ?? BeamDecoder(width: beam.width).decode(frames, alphabet).unfitting
    }

    /// The most probable texts of the pattern, at most `count`; none where not even the widest beam found one.
    package func topPaths(_ count: Int, of frames: Frames, _ alphabet: Alphabet) -> [Transcription] {
        var beam = beam
        while true {
            let found = beam.topPaths(count, of: frames, alphabet)
            if !found.isEmpty || beam.width >= widest { return found }
            beam.width = min(widest, beam.width * 4)
        }
    }
}
