package import Samples

/// The most probable texts, by a search that keeps the best beginnings of texts at each time step.
///
/// Prefix search as of Graves, "Supervised sequence labelling with recurrent neural networks" (2012), section 7.5.3, in
/// Hannun, Maas, Jurafsky and Ng's breadth-first form (arXiv:1408.2873). What is left at the end is ranked by its true
/// probability. It is exact where the beam is wide enough to hold all beginnings.
package struct BeamDecoder: PathDecoder {
    /// How many beginnings are kept.
    package var width: Int
    /// The texts that are read, as they stand in pictures from left to right, and no others; nil for any.
    ///
    /// Where an alphabet folds case, they are read in small letters.
    package let labels: LabelAutomaton?
    private let smallLabels: LabelAutomaton?
    /// Classes that are less probable at a time step are passed over there, 0...1; 0 passes none over.
    package let leastProbability: Double

    /// A decoder.
    ///
    /// - Parameters:
    ///   - width: How many beginnings are kept, at least 1.
    ///   - labels: The only texts that may be read, nil for any; `LabelAutomaton(of:)` makes them of a list of words,
    ///     and `seen(_:)` brings them into the order in which they stand in pictures.
    ///   - leastProbability: Passes less probable classes over; nil takes 10^-6 for any text, and 0 for given texts,
    ///     which may need a class that the network thinks impossible.
    package init(width: Int = 16, labels: LabelAutomaton? = nil, leastProbability: Double? = nil) {
        self.width = max(1, width)
        self.labels = labels
        smallLabels = labels?.mapped { $0.properties.lowercaseMapping }
        self.leastProbability = leastProbability ?? (labels == nil ? 1e-6 : 0)
    }

    /// The texts to read in frames of an alphabet.
    func labels(for alphabet: Alphabet) -> LabelAutomaton? { alphabet.foldsCase ? smallLabels : labels }

    /// The most probable text.
    ///
    /// Where none of the given texts is left, it is the most probable text of any kind, marked as one that does not fit.
    package func decode(_ frames: Frames, _ alphabet: Alphabet) -> Transcription {
        if let best = topPaths(1, of: frames, alphabet).first { return best }
        let free = BeamDecoder(width: width).topPaths(1, of: frames, alphabet).first
        return (free ?? GreedyDecoder().decode(frames, alphabet)).unfitting
    }

    package func topPaths(_ count: Int, of frames: Frames, _ alphabet: Alphabet) -> [Transcription] {
        var search = BeamSearch(self, frames, alphabet)
        return search.texts()
            .map { (classes: $0, logProbability: frames.logProbability(of: $0)) }
            .sorted {
                $0.logProbability != $1.logProbability
                    ? $0.logProbability > $1.logProbability : $0.classes.lexicographicallyPrecedes($1.classes)
            }
            .prefix(count)
            .map { Transcription($0.classes, logProbability: $0.logProbability, in: frames, alphabet) }
    }
}
