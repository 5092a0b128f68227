import Foundation
import TestSupport
import Testing

/// The program in a package that runs from any folder: what it needs lies beside it.
@Suite struct PackagedTests {
    /// A package of the program with its own fontconfig file, which knows one font.
    private func package() throws -> (desk: Desk, program: String) {
        let desk = try Desk()
        let font = try #require(Self.serif, "Liberation Serif is not where Debian has it")
        for folder in ["bin", "share/platen/typefaces"] {
            try FileManager.default.createDirectory(atPath: desk(folder), withIntermediateDirectories: true)
        }
        try FileManager.default.copyItem(atPath: try Program.built.path, toPath: desk("bin/platen"))
        try FileManager.default.copyItem(atPath: font, toPath: desk("share/platen/typefaces/only.ttf"))
        try desk.write(
            """
            <?xml version="1.0"?>
            <!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
            <fontconfig><dir prefix="relative">typefaces</dir><cachedir>\(desk("cache"))</cachedir></fontconfig>
            """, "share/platen/fonts.conf")
        return (desk, desk("bin/platen"))
    }

    private static let serif = ["truetype/liberation", "truetype/liberation2"]
        .map { "/usr/share/fonts/\($0)/LiberationSerif-Regular.ttf" }
        .first { FileManager.default.fileExists(atPath: $0) }

    private func fonts(_ program: String, _ environment: [String: String]) async throws -> String {
        let outcome = try await Program(["doctor"], environment: environment, program: program).outcome()
        return try #require(outcome.output.split(separator: "\n").first { $0.hasPrefix("fonts") }).description
    }

    @Test func fontsComeFromThePackage() async throws {
        let (desk, program) = try package()
        // The folder goes with the desk.
        defer { withExtendedLifetime(desk) {} }
        let text = try await fonts(program, ["FONTCONFIG_FILE": "", "FONTCONFIG_PATH": ""])
        #expect(text.hasSuffix("1 families"), "\(text)")
    }

    @Test func whoSaysWhereFontsAreIsObeyed() async throws {
        let (desk, program) = try package()
        try desk.write("<fontconfig></fontconfig>", "none.conf")
        let text = try await fonts(program, ["FONTCONFIG_FILE": desk("none.conf"), "FONTCONFIG_PATH": ""])
        #expect(text.contains("none is installed"))
    }
}
