import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Samples

@Suite struct PrefetcherTests {
    @Test(arguments: [1, 2, 5]) func elementsComeInOrder(threads: Int) throws {
        let prefetcher = Prefetcher<Int>(first: 10, threads: threads, ahead: 2) {
            { number in
                // Later ones may be done first.
                usleep(UInt32(number % 3) * 500)
                return number * number
            }
        }
        defer { prefetcher.stop() }
        for number in 10..<60 { #expect(try prefetcher.next { false }?.element == number * number) }
    }

    @Test func noMoreAreMadeThanMayWait() throws {
        let made = Mutex(0)
        let prefetcher = Prefetcher<Int>(first: 0, threads: 2, ahead: 3) {
            { number in
                made.withLock { $0 += 1 }
                return number
            }
        }
        defer { prefetcher.stop() }
        usleep(50_000)
        #expect(made.withLock { $0 } <= 5)
        for _ in 0..<10 { _ = try prefetcher.next { false } }
        usleep(50_000)
        #expect(made.withLock { $0 } <= 15)
    }

    @Test func errorsComeAtTheirPlace() throws {
        let prefetcher = Prefetcher<Int>(first: 0, threads: 2, ahead: 1) {
            { number in
                if number == 2 { throw FakeSource.Failure("the third") }
                return number
            }
        }
        defer { prefetcher.stop() }
        #expect(try prefetcher.next { false }?.element == 0)
        #expect(try prefetcher.next { false }?.element == 1)
        #expect { try prefetcher.next { false } } throws: { "\($0)" == "the third" }
    }

    /// Whoever waits is let go, though the element is not made yet.
    @Test func waitingEndsWhereItIsToldTo() throws {
        let gate = DispatchSemaphore(value: 0)
        let prefetcher = Prefetcher<Int>(first: 0, threads: 1, ahead: 1) {
            { number in
                gate.wait()
                return number
            }
        }
        defer { prefetcher.stop() }
        var asked = 0
        let none = try prefetcher.next {
            asked += 1
            return asked == 3
        }
        #expect(none == nil)
        gate.signal()
        #expect(try prefetcher.next { false }?.element == 0)
        gate.signal()
        gate.signal()
    }
}
