import Synchronization

/// The last row of the terminal, which is drawn again and again while a job goes on.
///
/// The cursor waits at the row's start. Where the terminal is made narrower and wraps what stands there, that is still the
/// place where the row begins, and whatever follows it is cleared before the next drawing.
enum StatusRow {
    /// What goes back to the row's start and clears the screen from there on.
    private static let clearing = "\r\u{1B}[J"

    // No lock: a signal must be able to end the program while a drawing waits for a reader who has stopped reading.
    private static let isShown = Atomic(false)

    /// Draws the row anew, for the width that the terminal has now: what is too long is cut.
    ///
    /// - Parameter text: is given how many characters fit.
    static func draw(_ text: (Int) -> String) {
        // A character in the last column would make some terminals wrap.
        let room = max(0, (Terminal.columns ?? 80) - 1)
        isShown.store(true, ordering: .relaxed)
        Terminal.write(clearing + text(room).prefix(room) + "\r")
    }

    /// Clears the row, for lines that are to stay.
    static func clear() {
        if isShown.exchange(false, ordering: .relaxed) { Terminal.write(clearing) }
    }
}
