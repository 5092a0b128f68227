import Glibc

/// What some work took.
struct Lap: Encodable {
    /// Samples, or files, or images.
    let count: Int
    /// By the clock.
    let seconds: Double
    /// Processor time of all threads, which other work on the machine hardly changes; nil for another program's.
    let processorSeconds: Double?
    /// The most memory that was ever held, bytes; nil where a process of its own did not do the work.
    var peakBytes: Int?

    /// How many a second.
    var rate: Double { Double(count) / seconds }

    /// By the clock, µs each.
    var microseconds: Double { 1e6 * seconds / Double(count) }

    /// Processor time, µs each.
    var processorMicroseconds: Double? { processorSeconds.map { 1e6 * $0 / Double(count) } }
}

extension Lap {
    /// Both clocks of this program at one moment.
    struct Moment: Sendable {
        let time: ContinuousClock.Instant
        /// Processor time since the program began, s.
        let processor: Double

        /// This moment.
        static var now: Moment {
            var time = timespec()
            clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
            return Moment(time: .now, processor: Double(time.tv_sec) + Double(time.tv_nsec) / 1e9)
        }
    }

    /// The time from one moment to another.
    init(_ count: Int, from start: Moment, to end: Moment = .now) {
        self.init(
            count: count, seconds: (end.time - start.time) / .seconds(1),
            processorSeconds: end.processor - start.processor)
    }
}
