import Glibc

/// Seconds spent by operation, and how much was computed.
package struct Profile: Sendable {
    /// Seconds of each operation, by name.
    package private(set) var seconds: [String: Double] = [:]
    /// Products that convolutions, recurrent and linear layers added up on the way forward.
    package private(set) var multiplyAdds = 0

    /// A profile with nothing in it.
    package init() {}

    /// A moment, in nanoseconds.
    static func now() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    mutating func add(_ name: String, since start: UInt64) {
        seconds[name, default: 0] += Double(Profile.now() - start) * 1e-9
    }

    mutating func add(multiplyAdds count: Int) { multiplyAdds += count }
}
