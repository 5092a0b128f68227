import Foundation
import TestSupport
import Testing

/// What a run takes does not depend on how much it draws.
@Suite struct MemoryTests {
    @Test func memoryStaysFlat() async throws {
        let small = try await peak(1000)
        let large = try await peak(8000)
        #expect(small > 1 << 20)
        #expect(large - small < 30 << 20, "\(small >> 20) MB, then \(large >> 20) MB")
    }

    /// The most memory that a run ever held, bytes, as the kernel counts it for that process alone.
    private func peak(_ count: Int) async throws -> Int {
        let desk = try Desk(samples: "{train: \(count), val: 0, test: 0}")
        let program = try Program(["generate", desk.recipe, "-o", desk("set"), "--jobs", "2", "--quiet"])
        var peak = 0
        while program.isRunning {
            let status = (try? contents("/proc/\(program.number)/status")) ?? ""
            if let match = status.firstMatch(of: /VmHWM:\s*([0-9]+) kB/), let kilobytes = Int(match.1) {
                peak = max(peak, kilobytes << 10)
            }
            try await Task.sleep(for: .milliseconds(5))
        }
        #expect(await program.outcome().code == 0)
        return peak
    }
}
