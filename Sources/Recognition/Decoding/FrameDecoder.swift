/// A way to read a text out of frames.
package protocol FrameDecoder: Sendable {
    /// Reads one image.
    ///
    /// The classes of the frames are those of the alphabet, with its blank as the last one.
    func decode(_ frames: Frames, _ alphabet: Alphabet) -> Transcription
}

/// A decoder that weighs several texts.
package protocol PathDecoder: FrameDecoder {
    /// The most probable texts that it finds, at most `count`, the most probable one first.
    func topPaths(_ count: Int, of frames: Frames, _ alphabet: Alphabet) -> [Transcription]
}
