import Testing

@testable import Service

@Suite struct WorkerTests {
    /// Of two threads each takes half of what waits, so that neither is idle.
    @Test func threadsLeaveEachOtherTheirShare() {
        let queue = WorkQueue<Int>(limit: 100)
        for number in 0..<9 { #expect(queue.add(number, size: 1)) }
        #expect(queue.take(upTo: 16, sharedBy: 2) == [0, 1, 2, 3, 4])
        #expect(queue.take(upTo: 16, sharedBy: 2) == [5, 6])
        #expect(queue.take(upTo: 1, sharedBy: 2) == [7])
        #expect(queue.take(upTo: 16, sharedBy: 2) == [8])
        // What is larger than a share is taken whole.
        #expect(queue.add(9, size: 50))
        #expect(queue.take(upTo: 16, sharedBy: 4) == [9])
    }

    @Test func aThreadCanBeWokenForNothing() {
        let queue = WorkQueue<Int>(limit: 1)
        queue.wake(1)
        #expect(queue.take(upTo: 1) == [])
        queue.close()
        #expect(queue.take(upTo: 1) == nil)
    }

    @Test func workersAreAsManyAsProcessorsAndMemoryAllow() {
        #expect(WorkerCount.usual(processors: 8, bytesEach: 100, freeBytes: 1_000_000) == 8)
        #expect(WorkerCount.usual(processors: 8, bytesEach: 100, freeBytes: 700) == 3)
        #expect(WorkerCount.usual(processors: 8, bytesEach: 100, freeBytes: 10) == 1)
        #expect(
            WorkerCount.freeBytes(inMeminfo: "MemTotal:  9 kB\nMemAvailable:   2048 kB\nBuffers: 1 kB\n") == 2_097_152)
        #expect(WorkerCount.freeBytes(inMeminfo: "MemTotal:  9 kB\n") == nil)
    }

    @Test func aModelHasItsWorkers() throws {
        var service = try ServiceFixture()
        service.settings.workers = 4
        let store = try service.store()
        #expect(store.all.map(\.workerCount) == [4])
        #expect(
            service.metrics.text(store.all.map { ($0.name, $0.waiting, $0.workerCount) })
                .contains("platen_workers{model=\"digits\"} 4\n"))
    }
}
