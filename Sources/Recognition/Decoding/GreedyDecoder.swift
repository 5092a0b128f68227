/// The most probable class at each time step; repeats are joined, blanks left out.
///
/// The fastest decoder. It finds the most probable path, which need not be a path of the most probable text.
package struct GreedyDecoder: FrameDecoder {
    /// The decoder; it has no settings.
    package init() {}

    package func decode(_ frames: Frames, _ alphabet: Alphabet) -> Transcription {
        var (classes, last): ([Int], Int) = ([], frames.blank)
        for step in 0..<frames.stepCount {
            var best = 0
            for category in 1..<max(1, frames.classCount) where frames[step, category] > frames[step, best] {
                best = category
            }
            if best != last, best != frames.blank { classes.append(best) }
            last = best
        }
        return Transcription(classes, in: frames, alphabet)
    }
}
