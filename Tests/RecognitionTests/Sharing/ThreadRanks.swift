import Foundation
import Parallel

/// Threads of this process in place of processes.
final class ThreadRanks: Ranks {
    let number: Int
    let count: Int
    var countHere: Int { count }
    private(set) var traffic = Traffic()
    private let meeting: Meeting

    private init(_ number: Int, _ meeting: Meeting) {
        (self.number, self.meeting, count) = (number, meeting, meeting.count)
    }

    /// Does something in so many threads, and returns what comes of it, in their order.
    ///
    /// - Throws: what the first of them throws. The others go on then, with zeros from it.
    static func run<Value: Sendable>(
        _ count: Int, _ body: @escaping @Sendable (any Ranks) throws -> Value
    ) throws -> [Value] {
        let meeting = Meeting(count)
        let threads = (0..<count).map { number in
            Outcome<Value> {
                defer { meeting.leave() }
                return try body(ThreadRanks(number, meeting))
            }
        }
        return try threads.map { try $0.get() }
    }

    func sum(_ values: UnsafeMutableBufferPointer<Float>) {
        traffic.bytes += 4 * values.count
        let all = meeting.exchange(number, Array(UnsafeRawBufferPointer(values)))
        add(all, to: values)
    }

    func sum(_ values: UnsafeMutableBufferPointer<Double>) {
        traffic.bytes += 8 * values.count
        let all = meeting.exchange(number, Array(UnsafeRawBufferPointer(values)))
        add(all, to: values)
    }

    /// In the order of the threads, so that all come to the same bits.
    private func add<Number: FloatingPoint>(_ all: [[UInt8]], to values: UnsafeMutableBufferPointer<Number>) {
        for i in values.indices {
            values[i] = all.filter { !$0.isEmpty }.reduce(0) { sum, bytes in
                sum
                    + bytes.withUnsafeBytes {
                        $0.loadUnaligned(fromByteOffset: i * MemoryLayout<Number>.stride, as: Number.self)
                    }
            }
        }
    }

    func broadcast(_ bytes: [UInt8]) -> [UInt8] { meeting.exchange(number, bytes)[0] }
    func gather(_ bytes: [UInt8]) -> [[UInt8]] { meeting.exchange(number, bytes) }
    func finish() {}
    func abort(_ code: Int32) -> Never { fatalError("a thread gave up with \(code)") }
}

/// Where threads exchange bytes: all come, and each leaves with what all have brought.
private final class Meeting: @unchecked Sendable {
    let count: Int
    /// Guards everything below.
    private let condition = NSCondition()
    private var brought: [Int: [UInt8]] = [:]
    private var taken: [[UInt8]] = []
    private var round = 0
    private var present: Int

    init(_ count: Int) { (self.count, present) = (count, count) }

    func exchange(_ number: Int, _ bytes: [UInt8]) -> [[UInt8]] {
        condition.withLock {
            brought[number] = bytes
            let own = round
            settle()
            while round == own { condition.wait() }
            return taken
        }
    }

    /// A thread comes no more.
    func leave() {
        condition.withLock {
            present -= 1
            settle()
        }
    }

    private func settle() {
        guard present > 0, brought.count >= present else { return }
        taken = (0..<count).map { brought[$0] ?? [] }
        brought = [:]
        round += 1
        condition.broadcast()
    }
}

/// What a thread came to.
private final class Outcome<Value: Sendable>: @unchecked Sendable {
    /// Written before the semaphore is signalled, read behind it.
    private var result: Result<Value, any Error>?
    private let isDone = DispatchSemaphore(value: 0)

    init(_ body: @escaping @Sendable () throws -> Value) {
        let thread = Thread { [self] in
            result = Result { try body() }
            isDone.signal()
        }
        thread.stackSize = 8 << 20
        thread.start()
    }

    func get() throws -> Value {
        isDone.wait()
        return try (result ?? .failure(CancellationError())).get()
    }
}
