/// What a network says of one image: texts are found in it.
package protocol Impression {
    /// The text that a decoder finds.
    ///
    /// - Throws: `RecognitionError`, if the network can find none in that way.
    func text(by decoder: any FrameDecoder, _ alphabet: Alphabet) throws -> Transcription

    /// The most probable texts, at most `count`, the most probable one first; a beam finds them where the decoder looks for
    /// one alone.
    func texts(_ count: Int, by decoder: any FrameDecoder, _ alphabet: Alphabet) throws -> [Transcription]

    /// The logarithm of the probability of a text of these classes; minus infinity where it can't be written.
    func logProbability(of classes: [Int]) throws -> Double

    /// The mean entropy of what the network says of a step, in nats.
    var meanEntropy: Double { get }

    /// What it adds to the shares that the model measures, in the order of its `measures`.
    var shares: [Share] { get }
}

/// A share of a number, counted over images.
package struct Share: Sendable, Hashable {
    /// How many of all there are.
    package var part = 0
    /// How many there are in all.
    package var whole = 0

    static func + (a: Share, b: Share) -> Share { Share(part: a.part + b.part, whole: a.whole + b.whole) }

    /// The share, 0...1.
    package var value: Double { Double(part) / Double(max(1, whole)) }
}
