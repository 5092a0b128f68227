/// When the disk is waited for: soon at first, then every few seconds, and seldom enough that waiting takes a small part of
/// the time.
struct DiskPace {
    /// How much longer a pause is than the wait before it.
    private static let share = 4.0
    private static let longest = Duration.seconds(5)

    private var start = ContinuousClock.now
    private var usual = Duration.milliseconds(500)
    private var pause = Duration.milliseconds(500)

    /// Whether the pause since the last wait is over.
    var isDue: Bool { ContinuousClock.now - start >= pause }

    /// Notes that a wait begins.
    mutating func began() { start = .now }

    /// Notes that it is over.
    mutating func ended() {
        let now = ContinuousClock.now
        usual = min(Self.longest, usual * 2)
        pause = max(usual, (now - start) * Self.share)
        start = now
    }
}
