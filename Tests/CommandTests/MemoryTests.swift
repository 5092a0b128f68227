import Foundation
import TestSupport
import Testing

/// What a run takes does not depend on how much it draws.
@Suite struct MemoryTests {
    @Test func memoryStaysFlat() async throws {
        let desk = try Desk(samples: "{train: 2000000, val: 0, test: 0}")
        // So many that a busy machine does not come to their end before it is looked at.
        let program = try Program([
            "generate", desk.recipe, "text.number.digits=9", "-o", desk("set"), "--jobs", "2", "--quiet",
        ])
        try await program.wait { committed(desk("set")) >= 1000 }
        let small = try peak(of: program)
        try await program.wait { committed(desk("set")) >= 8000 }
        let large = try peak(of: program)
        program.send(SIGKILL)
        _ = await program.outcome()
        #expect(large - small < 30 << 20, "\(small >> 20) MB, then \(large >> 20) MB")
    }

    /// How many samples are safe, by the journal's last line.
    private func committed(_ folder: String) -> Int {
        let journal = (try? contents(folder + "/.platen/journal")) ?? ""
        return journal.split(separator: "\n").last?.split(separator: " ").first.flatMap { Int($0) } ?? 0
    }

    /// The most memory that a running process ever held, bytes, as the kernel counts it.
    private func peak(of program: Program) throws -> Int {
        let status = try contents("/proc/\(program.number)/status")
        let match = try #require(status.firstMatch(of: /VmHWM:\s*([0-9]+) kB/))
        return try #require(Int(match.1)) << 10
    }
}
