import Foundation
import TestSupport
import Testing

/// Examples/, the Swift in the articles, and the documentation: they fit the modules that the tests were built with.
@Suite struct ExampleTests {
    /// Runs a script of the repository with the folder of this build, and returns what it says and its exit code.
    private func run(_ script: String) throws -> (code: Int32, text: String) {
        // SCRATCH/TRIPLE/debug/PlatenPackageTests.xctest
        let scratch = try #require(Bundle.main.executableURL).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Program.root + "/scripts/" + script)
        process.arguments = [scratch.path]
        let pipe = Pipe()
        (process.standardOutput, process.standardError) = (pipe, pipe)
        try process.run()
        let text = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }

    @Test func examplesAndSnippetsFit() throws {
        let (code, text) = try run("check-snippets")
        #expect(code == 0, "\(text)")
        let end = try #require(text.split(separator: "\n").last)
        let counts = try #require(end.wholeMatch(of: /([0-9]+) examples and ([0-9]+) snippets fit/), "\(text)")
        #expect(try #require(Int(counts.1)) >= 5 && #require(Int(counts.2)) >= 9)
    }

    @Test func examplesRun() throws {
        let (code, text) = try run("test-examples")
        #expect(code == 0, "\(text)")
        #expect(text.hasSuffix("all five examples ran\n"), "\(text)")
    }

    @Test func theDocumentationHasNoWarnings() throws {
        let (code, text) = try run("test-docc")
        #expect(code == 0, "\(text)")
        #expect(text.contains("the documentation of 8 products is without a warning"), "\(text)")
    }
}
