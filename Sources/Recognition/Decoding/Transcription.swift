import Glibc

/// What a decoder reads in one image.
package struct Transcription: Sendable {
    /// A character and how sure the network is of it.
    package typealias Certainty = (place: Int, probability: Double)

    /// The text.
    package private(set) var text: String
    /// The classes of its characters, without blanks, as they stand in the picture from left to right.
    package let classes: [Int]
    /// The logarithm of the text's probability: in frames, the sum over all ways to write it in them.
    ///
    /// Minus infinity where the text does not fit into them.
    package private(set) var logProbability: Double
    /// Whether the text is one of those that the decoder was told to read; true where it may read anything.
    package private(set) var fits = true
    /// The character that the network is least sure of, by its place in `text`, counted in characters; nil where there
    /// is none.
    ///
    /// The probability of a character is that of its class at the surest of the time steps which the most probable path
    /// of the text gives to it: what the network says of this character, whatever it says of the others.
    package let leastCertain: Certainty?
    /// Where each of the classes was read, in their order; empty where the text does not fit into the frames.
    package let spans: [Span]

    /// Where a class was read.
    package struct Span: Sendable, Hashable {
        /// The place of its character in the text, counted in characters.
        package let place: Int
        /// The surest of the time steps that the most probable path of the text gives to it, or the step at which a model
        /// without a path read it.
        package let peak: Int
        /// Its probability there, 0...1.
        package let probability: Double
    }

    /// The transcription of frames by classes, without blanks: their text and how probable it is.
    package init(_ classes: [Int], in frames: Frames, _ alphabet: Alphabet) {
        let lattice = Lattice(frames, classes)
        self.init(classes, logProbability: lattice.logProbability, in: frames, alphabet)
    }

    /// The same, where the probability is known.
    init(_ classes: [Int], logProbability: Double, in frames: Frames, _ alphabet: Alphabet) {
        self.classes = classes
        let (text, places) = alphabet.read(classes)
        self.text = text
        self.logProbability = logProbability
        spans = (Lattice(frames, classes).bestSteps ?? []).enumerated().map { number, steps in
            let peak = steps.max { frames[$0, classes[number]] < frames[$1, classes[number]] } ?? steps.lowerBound
            let probability = min(1, exp(Double(frames[peak, classes[number]])))
            return Span(place: places[number] ?? number, peak: peak, probability: probability)
        }
        leastCertain = spans.min { $0.probability < $1.probability }.map { ($0.place, $0.probability) }
    }

    /// The transcription of classes by one network that says where it read each and how probable it was there.
    init(_ classes: [Int], logProbability: Double, _ alphabet: Alphabet, peaks: [(step: Int, probability: Double)]) {
        self.classes = classes
        let (text, places) = alphabet.read(classes)
        self.text = text
        self.logProbability = logProbability
        spans = zip(places, peaks).enumerated().map { number, span in
            Span(place: span.0 ?? number, peak: span.1.step, probability: span.1.probability)
        }
        leastCertain = spans.min { $0.probability < $1.probability }.map { ($0.place, $0.probability) }
    }

    /// The same text, marked as not one of those that were to be read.
    var unfitting: Transcription {
        var copy = self
        copy.fits = false
        return copy
    }

    /// The same text with another probability.
    func with(logProbability: Double) -> Transcription {
        var copy = self
        copy.logProbability = logProbability
        return copy
    }

    /// The same reading, its text written in another way, character by character.
    func with(text: String) -> Transcription {
        var copy = self
        copy.text = text
        return copy
    }

    /// The text's probability, 0...1; the roundings of many time steps may add up to a hair more.
    package var probability: Double { min(1, exp(logProbability)) }
}

extension Frames {
    /// The logarithm of the probability of a text of these classes, over all ways to write it in the frames.
    package func logProbability(of classes: [Int]) -> Double { Lattice(self, classes).logProbability }
}
