import Foundation
import TestSupport
import Testing

@testable import Imaging

/// Files that people name, which may be links, pipes and devices.
@Suite struct OutputFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func contents(_ name: String) throws -> String {
        try String(contentsOfFile: folder(name), encoding: .utf8)
    }

    private func kind(_ name: String) -> mode_t {
        var status = stat()
        return lstat(folder(name), &status) == 0 ? status.st_mode & S_IFMT : 0
    }

    private func write(_ text: String, _ name: String) throws { try OutputFile.write(text.utf8, to: folder(name)) }

    @Test func aFileIsReplacedAndNothingIsLeft() throws {
        try write("one", "a")
        try write("two", "a")
        #expect(try contents("a") == "two")
        #expect(try TemporaryFolder.tree(folder.path).keys.sorted() == ["a"])
    }

    /// What a link leads to gets the bytes; the link stays one, also where nothing is there yet.
    @Test(arguments: [true, false]) func aLinkStays(isThere: Bool) throws {
        if isThere { try write("old", "real") }
        symlink("real", folder("link"))
        try write("new", "link")
        #expect(kind("link") == S_IFLNK && kind("real") == S_IFREG)
        #expect(try contents("real") == "new")
    }

    @Test func devicesArePassedThrough() throws {
        try OutputFile.write("gone".utf8, to: "/dev/null")
        var status = stat()
        #expect(stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
        let error = #expect(throws: ImagingError.self) { try OutputFile.write("gone".utf8, to: "/dev/full") }
        #expect(error?.code == .io && error?.description == "cannot write /dev/full: the disk is full")
    }

    @Test func aPipeIsWrittenInto() async throws {
        mkfifo(folder("pipe"), 0o600)
        let path = folder("pipe")
        async let read = aside { try FileHandle(forReadingFrom: URL(fileURLWithPath: path)).readToEnd() }
        try await aside { try OutputFile.write("through".utf8, to: path) }
        #expect(try await read == Data("through".utf8))
        #expect(kind("pipe") == S_IFIFO)
    }

    @Test func longNamesHaveRoom() throws {
        let name = String(repeating: "n", count: 251) + ".csv"
        try write("x", name)
        #expect(try contents(name) == "x")
    }

    @Test func foldersAreRefused() throws {
        let error = #expect(throws: ImagingError.self) { try OutputFile.write([], to: folder.path) }
        #expect(error?.code == .unwritable)
        #expect(throws: ImagingError.self) { try write("x", "none/x") }
    }
}
