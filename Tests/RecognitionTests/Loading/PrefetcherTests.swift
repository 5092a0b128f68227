import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Recognition

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
        for number in 10..<60 { #expect(try prefetcher.next().element == number * number) }
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
        for _ in 0..<10 { _ = try prefetcher.next() }
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
        #expect(try prefetcher.next().element == 0)
        #expect(try prefetcher.next().element == 1)
        #expect { try prefetcher.next() } throws: { "\($0)" == "the third" }
    }
}
