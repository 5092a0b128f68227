import Foundation
import TestSupport
import Testing

/// `scripts/compare-bytes`, by which a release tells whether datasets are what they were, and the tests of packages.
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
        var arguments = [try Program.built.path, now, "--recipes", desk("configs"), "--count", "6"]
        if let changelog {
            try desk.write(changelog, "CHANGELOG.md")
            arguments += ["--changelog", desk("CHANGELOG.md"), "--version", "9.0.0"]
        }
        return try run(Program.root + "/scripts/compare-bytes", arguments)
    }

    /// What a program of the system's, or a script, ends with and prints.
    private func run(_ path: String, _ arguments: [String]) throws -> (code: Int32, text: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
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

    /// By a Python that filters what it unpacks, and by one before that, such as Debian 12's.
    @Test(arguments: [true, false]) func theVersionBeforeMayBeATarball(filters: Bool) throws {
        let root = "platen-8.0.0-linux-x86_64"
        for folder in ["bin", "share/platen"] {
            try FileManager.default.createDirectory(
                atPath: desk("\(root)/\(folder)"), withIntermediateDirectories: true)
        }
        try desk.write("#!/bin/sh\nexec '\(try Program.built.path)' \"$@\"\n", "\(root)/bin/platen")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: desk("\(root)/bin/platen"))
        try FileManager.default.moveItem(atPath: desk("configs"), toPath: desk("\(root)/share/platen/configs"))
        let packed = try run("/bin/tar", ["-C", desk(""), "-czf", desk("before.tar.gz"), root])
        #expect(packed.code == 0, "\(packed.text)")
        let before = """
            import runpy, sys, tarfile
            if sys.argv.pop(1) == "false":
                options, unpack = {}, tarfile.TarFile.extractall
                tarfile.TarFile.extractall = lambda archive, folder: unpack(archive, folder, **options)
                if hasattr(tarfile, "data_filter"):
                    options["filter"] = "data"
                    del tarfile.data_filter
            sys.argv.pop(0)
            runpy.run_path(sys.argv[0], run_name="__main__")
            """
        let outcome = try run(
            "/usr/bin/env",
            [
                "python3", "-c", before, "\(filters)", Program.root + "/scripts/compare-bytes",
                desk("before.tar.gz"), try Program.built.path, "--count", "6",
            ])
        #expect(outcome.code == 0, "\(outcome.text)")
        #expect(outcome.text.hasPrefix("2 of 2 recipes give the bytes of "))
    }

    /// So that a release can tell it from one that passes.
    @Test func aPackageThatWasNotTriedIsTold() throws {
        try FileManager.default.createDirectory(atPath: desk("scripts"), withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            atPath: Program.root + "/scripts/test-deb", toPath: desk("scripts/test-deb"))
        try desk.write("#!/bin/sh\nexit 77\n", "scripts/bare-debian")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: desk("scripts/bare-debian"))
        try desk.write("", "package")
        let outcome = try run(desk("scripts/test-deb"), [desk("package")])
        #expect(outcome.code == 77, "\(outcome.text)")
        #expect(outcome.text.contains("not tried"))
    }
}
