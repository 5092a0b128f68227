/// Processes that work on one thing together, each on its share.
///
/// All of them make the same calls in the same order, each on one thread; a call returns where all have made it.
package protocol Ranks {
    /// The number of this process, from 0.
    var number: Int { get }

    /// How many there are.
    var count: Int { get }

    /// How many of them are on this machine.
    var countHere: Int { get }

    /// What was exchanged so far.
    var traffic: Traffic { get }

    /// Puts the sums over all processes in place of the numbers: the same bits in each.
    func sum(_ values: UnsafeMutableBufferPointer<Float>)

    /// Puts the sums over all processes in place of the numbers: the same bits in each.
    func sum(_ values: UnsafeMutableBufferPointer<Double>)

    /// The bytes of the first process, in each.
    func broadcast(_ bytes: [UInt8]) -> [UInt8]

    /// The bytes of all processes, in their order, in each.
    func gather(_ bytes: [UInt8]) -> [[UInt8]]

    /// Waits until all have come so far, and lets them go their ways; nothing is exchanged behind it.
    func finish()

    /// Ends all processes at once, this one with an exit code: for what goes wrong where the others wait for it.
    func abort(_ code: Int32) -> Never
}

/// What was exchanged between processes.
package struct Traffic: Sendable, Hashable {
    /// Bytes that this process gave to exchanges.
    package var bytes = 0
    /// How long it was at exchanging, the time in which it waited for others included.
    package var seconds = 0.0

    /// Nothing yet.
    package init() {}

    /// What came since.
    package static func - (now: Traffic, before: Traffic) -> Traffic {
        var difference = Traffic()
        difference.bytes = now.bytes - before.bytes
        difference.seconds = now.seconds - before.seconds
        return difference
    }
}

extension Ranks {
    /// Puts the sums over all processes in place of a few numbers.
    package func sum(_ values: inout [Double]) {
        values.withUnsafeMutableBufferPointer { sum($0) }
    }

    /// Whether something holds in any of the processes.
    package func any(_ holds: Bool) -> Bool {
        guard count > 1 else { return holds }
        var sums = [holds ? 1.0 : 0]
        sum(&sums)
        return sums[0] > 0
    }
}
