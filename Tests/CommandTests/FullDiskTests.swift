import Foundation
import TestSupport
import Testing

/// What is said, and with which exit code, when a disk is full.
@Suite(.enabled(if: ScratchDisk.isThere, Comment(rawValue: ScratchDisk.absence)))
struct FullDiskTests {
    /// Room for the images, and for a part of the arrays.
    @Test(arguments: [0.2, 0.6, 0.9, 0.97])
    func arraysThatDoNotFit(share: Double) async throws {
        let desk = try Desk(samples: "{train: 200, val: 0, test: 0}", "output: {arrays: [hdf5]}")
        try await succeed("generate", desk.recipe, "page.width=160", "page.height=40", "-o", desk("whole"))
        let whole = try tree(desk("whole"))
        func pages(_ files: some Sequence<Data>) -> Int { files.reduce(0) { $0 + ($1.count + 4095) / 4096 } }
        let last = pages([try #require(whole["arrays.h5"])])
        let room = pages(whole.values) - last + Int(Double(last) * share) - 2
        let disk = try ScratchDisk(bytes: room * 4096, at: desk("disk"))
        let set = disk.path + "/set"
        let said = try await failure(74, "generate", desk.recipe, "page.width=160", "page.height=40", "-o", set)
        #expect(
            said.hasPrefix(
                "cannot write \(set)/.platen/arrays.h5.part: the disk is full; 200 of 200 samples are safe: "))
        #expect(said.hasSuffix("generate \(desk.recipe) page.width=160 page.height=40 -o \(set) --resume"))
        try disk.resize(bytes: 2 * pages(whole.values) * 4096)
        try await succeed("generate", desk.recipe, "page.width=160", "page.height=40", "-o", set, "--resume")
        #expect(try tree(set) == whole)
    }

    @Test func everythingElse() async throws {
        let desk = try Desk(samples: "{train: 400, val: 0, test: 0}")
        let disk = try ScratchDisk(bytes: 4096, at: desk("disk"))
        for arguments in [
            ["preview", desk.recipe, "-o", disk.path + "/x.png"], ["preview", desk.recipe, "-o", disk.path + "/x.jpg"],
            ["preview", desk.recipe, "-o", disk.path + "/x.html"], ["paper", desk.recipe, "-o", disk.path + "/p.png"],
            ["digits", "--count", "9", "--test-count", "9", "-o", disk.path + "/digits"],
            ["generate", desk.recipe, "-o", disk.path + "/set"],
        ] {
            let outcome = try await Program(arguments).outcome()
            #expect(outcome.code == 74, "\(arguments): \(outcome.errors)")
            #expect(outcome.complaints.count == 1)
            #expect(outcome.errors.contains("the disk is full"), "\(outcome.errors)")
            for name in try FileManager.default.contentsOfDirectory(atPath: disk.path) {
                try FileManager.default.removeItem(atPath: disk.path + "/" + name)
            }
        }
    }
}

@Suite struct FileLimitTests {
    /// The limit that a shell sets can be raised, as far as the system lets it.
    @Test func theSoftLimitIsRaised() async throws {
        let desk = try Desk()
        let tests = try #require(Bundle.main.executableURL)
        let program = tests.deletingLastPathComponent().appendingPathComponent("platen").path
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = [
            "-c", "ulimit -Sn 24; exec \"$@\"", "sh", program, "generate", desk.recipe, "-o", desk("set"), "--jobs",
            "40",
            "--count", "400", "--quiet",
        ]
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let said = String(decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(said)")
    }
}
