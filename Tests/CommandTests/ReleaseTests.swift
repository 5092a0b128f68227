import Foundation
import TestSupport
import Testing

/// `scripts/compare-bytes`, by which a release tells whether datasets are what they were.
@Suite struct ReleaseTests {
    private static let recipe = """
        name: tiny
        samples: {train: 4, val: 2, test: 2}
        text: {number: {digits: 3}}
        hand: procedural
        """

    private let desk: Desk

    init() throws {
        desk = try Desk()
        try FileManager.default.createDirectory(atPath: desk("configs"), withIntermediateDirectories: true)
        for name in ["one", "two"] { try desk.write(Self.recipe, "configs/\(name).yml") }
    }

    /// A program that draws recipe `two` with another seed.
    private func other() throws -> String {
        try desk.write(
            """
            #!/bin/sh
            case "$*" in *two.yml*) exec '\(try Program.built.path)' "$@" --seed 7 ;; esac
            exec '\(try Program.built.path)' "$@"

            """, "other")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: desk("other"))
        return desk("other")
    }

    private func compare(with now: String, changelog: String? = nil) throws -> (code: Int32, text: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Program.root + "/scripts/compare-bytes")
        process.arguments = [try Program.built.path, now, "--recipes", desk("configs"), "--count", "6"]
        if let changelog {
            try desk.write(changelog, "CHANGELOG.md")
            process.arguments? += ["--changelog", desk("CHANGELOG.md"), "--version", "9.0.0"]
        }
        let output = Pipe()
        (process.standardOutput, process.standardError) = (output, output)
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }

    @Test func theSameProgramGivesTheSameBytes() throws {
        let outcome = try compare(with: try Program.built.path)
        #expect(outcome.code == 0, "\(outcome.text)")
        #expect(outcome.text.hasPrefix("2 of 2 recipes give the bytes of "))
    }

    @Test func otherBytesAreTold() throws {
        let outcome = try compare(
            with: try other(), changelog: "## 9.0.0\n\n- Faster.\n\n## 1.0.0\n\nOther bytes: `two`.\n")
        #expect(outcome.code == 1)
        #expect(outcome.text.contains("other bytes: two: "))
        #expect(outcome.text.contains("1 of 2 recipes give the bytes of "))
        #expect(outcome.text.contains("The changelog has to say so: "))
    }

    @Test func otherBytesThatTheChangelogNamesAreNoFault() async throws {
        let version = try await succeed("--version").trimmingCharacters(in: .whitespacesAndNewlines)
        let outcome = try compare(
            with: try other(), changelog: "## 9.0.0 (2030-01-01)\n\n- Other bytes than \(version): `two`.\n")
        #expect(outcome.code == 0, "\(outcome.text)")
    }
}
