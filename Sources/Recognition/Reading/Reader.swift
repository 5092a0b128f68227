package import Imaging

/// Pictures in, readings out: a model, and a way to find texts in what it says.
///
/// It belongs to one thread at a time. A picture is read the same whatever is read with it.
package final class Reader {
    /// The model.
    package let recognizer: Recognizer
    /// How texts are found.
    package let decoder: any FrameDecoder
    /// How many pictures are computed at once, at most.
    package let batchSize: Int

    /// The beam that looks for other texts where the decoder finds one alone.
    private static let beam = BeamDecoder()

    /// A reader from its parts.
    package init(_ recognizer: Recognizer, decoder: any FrameDecoder = GreedyDecoder(), batchSize: Int = 64) {
        self.recognizer = recognizer
        self.decoder = decoder
        self.batchSize = batchSize
    }

    /// A picture of any size as the model reads it.
    ///
    /// - Throws: `RecognitionError`, if it has no pixels.
    package func prepare(_ picture: Bitmap) throws(RecognitionError) -> PreparedPicture {
        try recognizer.input.prepared(picture)
    }

    /// Reads prepared pictures, in their order.
    ///
    /// - Parameters:
    ///   - alternatives: how many other texts of each are wanted, at most.
    ///   - decoder: how texts are found this once; nil for the reader's own way.
    package func read(
        _ pictures: [PreparedPicture], alternatives: Int = 0, decoder: (any FrameDecoder)? = nil
    ) throws -> [Reading] {
        let frames = try recognizer.frames(of: pictures.map(\.image), batchSize: batchSize)
        return zip(pictures, frames).map { picture, frames in
            reading(of: picture, frames, alternatives: alternatives, decoder: decoder ?? self.decoder)
        }
    }

    /// Reads pictures of any size, in their order.
    package func read(_ pictures: [Bitmap], alternatives: Int = 0) throws -> [Reading] {
        try read(try pictures.map { try prepare($0) }, alternatives: alternatives)
    }

    /// The reading of what the network says of a picture.
    package func reading(
        of picture: PreparedPicture, _ frames: Frames, alternatives: Int, decoder: any FrameDecoder
    ) -> Reading {
        let best = decoder.decode(frames, recognizer.alphabet)
        var others: [Transcription] = []
        if alternatives > 0 {
            let paths = (decoder as? any PathDecoder) ?? Self.beam
            others = paths.topPaths(alternatives + 1, of: frames, recognizer.alphabet).filter { $0.text != best.text }
        }
        return Reading(
            best, alternatives: Array(others.prefix(alternatives)), of: picture, recognizer.model, recognizer.input)
    }
}
