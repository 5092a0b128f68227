import Foundation
import Synchronization

/// Shows how far a long job is, on standard error: a bar that redraws itself on a terminal, elsewhere a line
/// every few seconds.
final class ProgressLine: Sendable {
    private let unit: String
    private let isQuiet: Bool
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private let start = ContinuousClock.now
    private let state = Mutex(State())

    private struct State {
        var first: Int?
        var done = 0
        var shown: ContinuousClock.Instant?
        var hasBar = false
    }

    init(unit: String, isQuiet: Bool) {
        self.unit = unit
        self.isQuiet = isQuiet
    }

    /// Seconds since the start.
    var elapsed: Double { (ContinuousClock.now - start).seconds }

    /// How much was done in this run: what was there before a resume does not count.
    var drawn: Int { state.withLock { $0.done - ($0.first ?? 0) } }

    /// Takes note, and shows it if the last time is long enough ago.
    func show(done: Int, total: Int) {
        state.withLock { state in
            let now = ContinuousClock.now
            let first = state.first ?? done
            state.first = first
            state.done = done
            let pause = Duration.milliseconds(isTerminal ? 100 : 5000)
            guard !isQuiet, now - (state.shown ?? (isTerminal ? start - pause : start)) >= pause else { return }
            state.shown = now
            let rate = Double(done - first) / max(1e-3, (now - start).seconds)
            var line = "\(done.grouped)/\(total.grouped) \(unit)"
            if rate > 0 {
                line += "  \(Int(rate).grouped)/s  \(timeText(Double(total - done) / rate)) left"
            }
            if isTerminal {
                let filled = total > 0 ? 30 * done / total : 30
                let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
                FileHandle.standardError.write(Data("\r\u{1B}[K\(bar) \(line)".utf8))
                state.hasBar = true
            } else {
                printError(line)
            }
        }
    }

    /// Clears the bar.
    func finish() {
        state.withLock { state in
            if state.hasBar { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
            state.hasBar = false
        }
    }
}

/// Seconds as a person reads them: 12 s, 3:05 min, 2:40 h.
func timeText(_ seconds: Double) -> String {
    let whole = Int(min(max(0, seconds), 1e9).rounded())
    func pair(_ large: Int, _ small: Int) -> String { "\(large):" + (small < 10 ? "0" : "") + "\(small)" }
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return pair(whole / 60, whole % 60) + " min" }
    return pair(whole / 3600, whole % 3600 / 60) + " h"
}

extension Duration {
    /// In seconds.
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}

extension Int {
    /// With a space between thousands: 12 345.
    var grouped: String {
        var text = ""
        for (i, digit) in String(magnitude).enumerated() {
            if i > 0, (String(magnitude).count - i) % 3 == 0 { text += " " }
            text.append(digit)
        }
        return (self < 0 ? "-" : "") + text
    }
}
