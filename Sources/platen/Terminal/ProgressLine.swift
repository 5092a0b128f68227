import Configs
import Foundation
import Synchronization

/// Shows how far a long job is, on standard error: a bar that redraws itself on a terminal, elsewhere a line
/// every few seconds.
final class ProgressLine: Sendable {
    private let unit: String
    private let isQuiet: Bool
    private let start = ContinuousClock.now
    private let state = Mutex(State())

    private struct State {
        var first: Int?
        var done = 0
        var shown: ContinuousClock.Instant?
    }

    init(unit: String, isQuiet: Bool) {
        self.unit = unit
        self.isQuiet = isQuiet
    }

    /// Seconds since the start.
    var elapsed: Double { (ContinuousClock.now - start) / .seconds(1) }

    /// How much was done in this run: what was there before a resume does not count.
    var drawn: Int { state.withLock { $0.done - ($0.first ?? 0) } }

    /// How long the rest takes, as a person reads it; nil as long as nothing was done since this was first asked or shown.
    func left(done: Int, total: Int) -> String? {
        state.withLock { state in
            let first = state.first ?? done
            (state.first, state.done) = (first, done)
            return rate(since: first, done).map { timeText(Double(total - done) / $0) }
        }
    }

    /// How much is done in a second; nil where nothing was.
    private func rate(since first: Int, _ done: Int) -> Double? {
        done > first ? Double(done - first) / max(1e-3, elapsed) : nil
    }

    /// Records the progress, and shows it if it was last shown long enough ago.
    func show(done: Int, total: Int) {
        state.withLock { state in
            let now = ContinuousClock.now
            let first = state.first ?? done
            state.first = first
            state.done = done
            let pause = Duration.milliseconds(Terminal.showsProgress ? 100 : 5000)
            guard !isQuiet, now - (state.shown ?? (Terminal.showsProgress ? start - pause : start)) >= pause else {
                return
            }
            state.shown = now
            var line = "\(done.grouped)/\(total.grouped) \(unit)"
            if let rate = rate(since: first, done) {
                line += "  \(rateText(rate))  \(timeText(Double(total - done) / rate)) left"
            }
            if Terminal.showsProgress {
                StatusRow.draw { Self.bar(line, done: done, total: total, room: $0) }
            } else {
                Terminal.write(line + "\n")
            }
        }
    }

    /// Clears the bar.
    func finish() { StatusRow.clear() }

    /// A bar and a line, or the line alone where there is no room for both.
    private static func bar(_ line: String, done: Int, total: Int, room: Int) -> String {
        let width = min(30, room - line.count - 1)
        guard width >= 8 else { return line }
        let filled = total > 0 ? width * min(done, total) / total : width
        return String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled) + " " + line
    }
}

/// A rate per second, as a person reads it.
func rateText(_ perSecond: Double) -> String {
    perSecond < 10 ? String(format: "%.1f/s", perSecond) : "\(Int(min(perSecond, 1e15)).grouped)/s"
}

/// Seconds as a person reads them: 12 s, 3:05 min, 2:40 h.
func timeText(_ seconds: Double) -> String {
    let whole = Int(min(max(0, seconds), 1e9).rounded())
    func pair(_ large: Int, _ small: Int) -> String { "\(large):" + (small < 10 ? "0" : "") + "\(small)" }
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return pair(whole / 60, whole % 60) + " min" }
    return pair(whole / 3600, whole % 3600 / 60) + " h"
}
