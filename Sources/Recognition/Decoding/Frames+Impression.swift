import Glibc

extension Frames: Impression {
    package func text(by decoder: any FrameDecoder, _ alphabet: Alphabet) -> Transcription {
        decoder.decode(self, alphabet)
    }

    package func texts(_ count: Int, by decoder: any FrameDecoder, _ alphabet: Alphabet) -> [Transcription] {
        ((decoder as? any PathDecoder) ?? BeamDecoder()).topPaths(count, of: self, alphabet)
    }

    package var meanEntropy: Double {
        var sum = 0.0
        for logarithm in values where logarithm > -.infinity {
            sum -= Double(logarithm) * exp(Double(logarithm))
        }
        return sum / Double(max(1, stepCount))
    }

    /// The share of time steps at which the blank is the most probable class.
    package var shares: [Share] {
        let blanks = (0..<stepCount).lazy.filter { step in
            (0..<blank).allSatisfy { self[step, $0] < self[step, blank] }
        }
        return [Share(part: blanks.count, whole: stepCount)]
    }
}
