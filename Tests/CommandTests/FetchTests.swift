import Crypto
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import platen

/// Downloads that break off, go on, come from the next mirror, or are not what they should be.
@Suite(.enabled(if: MirrorServer.isThere, Comment(rawValue: MirrorServer.absence))) struct FetchTests {
    let folder: TemporaryFolder
    let server: MirrorServer
    /// Large enough to come in several pieces.
    let content = Data((0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) })

    init() async throws {
        folder = try TemporaryFolder()
        server = try await MirrorServer(["a.gz": content])
    }

    private func fetch(_ mirrors: String..., name: String = "a.gz") throws -> FileFetch {
        FileFetch(
            mirrors: try mirrors.map { try #require(URL(string: $0.hasPrefix("http") ? $0 : server.url($0))) },
            name: name, folder: folder.path, byteCount: content.count,
            sha256: SHA256.hash(data: content).map { String(format: "%02x", $0) }.joined(),
            pause: .milliseconds(10))
    }

    /// Fetches the file, after which there must be nothing but it.
    private func succeed(_ fetch: FileFetch, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let last = Mutex(0)
        try await fetch.run { count in last.withLock { $0 = count } }
        #expect(
            try TemporaryFolder.tree(folder.path) == ["a.gz": content], sourceLocation: sourceLocation)
        #expect(last.withLock { $0 } == content.count, sourceLocation: sourceLocation)
        #expect(try fetch.isThere(), sourceLocation: sourceLocation)
    }

    private func failure(
        _ code: FetchError.Code, _ fetch: FileFetch, sourceLocation: SourceLocation = #_sourceLocation
    ) async -> String {
        do {
            try await fetch.run { _ in }
            Issue.record("nothing was thrown", sourceLocation: sourceLocation)
        } catch let error as FetchError {
            #expect(error.code == code, "\(error)", sourceLocation: sourceLocation)
            return "\(error)"
        } catch {
            Issue.record("\(error)", sourceLocation: sourceLocation)
        }
        return ""
    }

    private func writePart(_ part: Data) throws { try part.write(to: URL(fileURLWithPath: folder("a.gz.part"))) }

    @Test func inOneGo() async throws {
        try await succeed(try fetch("good"))
        #expect(server.requests == ["good -"])
    }

    @Test func whatBrokeOffGoesOn() async throws {
        try await succeed(try fetch("break"))
        #expect(server.requests == ["break -", "break bytes=150000-"])
    }

    @Test func whatAnEarlierRunLeftIsNotFetchedAgain() async throws {
        try writePart(content.prefix(200_000))
        try await succeed(try fetch("good"))
        #expect(server.requests == ["good bytes=200000-"])
    }

    @Test func aServerThatKnowsNoRanges() async throws {
        try writePart(content.prefix(200_000))
        try await succeed(try fetch("plain"))
        #expect(server.requests == ["plain bytes=200000-"])
    }

    @Test func aServerThatIsBusy() async throws {
        try await succeed(try fetch("busy"))
        #expect(server.requests == ["busy -", "busy -"])
    }

    @Test func theNextMirror() async throws {
        try await succeed(try fetch("none", "http://127.0.0.1:1/x/", "wrong", "good"))
        #expect(server.requests == ["none -", "wrong -", "good -"])
    }

    @Test func aBeginningThatIsNotTheFiles() async throws {
        try writePart(Data(repeating: 1, count: 100_000))
        try await succeed(try fetch("good"))
        #expect(server.requests == ["good bytes=100000-", "good -"])
        // All of it, and more.
        try FileManager.default.removeItem(atPath: folder("a.gz"))
        try writePart(content + content)
        try await succeed(try fetch("good"))
    }

    @Test func aFileThatIsWhole() async throws {
        try writePart(content)
        try await fetch("none").run { _ in }
        #expect(server.requests == [])
        #expect(try TemporaryFolder.tree(folder.path) == ["a.gz": content])
    }

    @Test func anotherContent() async throws {
        let message = await failure(.wrongContent, try fetch("wrong"))
        #expect(
            message
                == "cannot fetch a.gz: \(server.url("wrong"))a.gz: its file has another SHA-256. Try again later, name "
                + "another folder on the web with --mirror, or put the file into \(folder.path) yourself")
        #expect(server.requests == ["wrong -"])
        #expect(!FileManager.default.fileExists(atPath: folder("a.gz")))
    }

    @Test func tooLong() async throws {
        let message = await failure(.unreachable, try fetch("long"))
        #expect(message.contains("a.gz: it sends more than 300000 bytes"), "\(message)")
        #expect(!FileManager.default.fileExists(atPath: folder("a.gz")))
    }

    @Test func noServerAtAll() async throws {
        let message = await failure(.unreachable, try fetch("http://127.0.0.1:1/x/", "none"))
        #expect(message.contains("http://127.0.0.1:1/x/a.gz: the connection fails: "), "\(message)")
        #expect(message.contains("\(server.url("none"))a.gz: it answers 404"), "\(message)")
    }

    @Test func aFileOfTheUser() async throws {
        try Data("mine".utf8).write(to: URL(fileURLWithPath: folder("a.gz")))
        do {
            _ = try fetch("good").isThere()
            Issue.record("nothing was thrown")
        } catch let error as FetchError {
            #expect(error.code == .cannotCreate)
            #expect(
                "\(error)"
                    == "\(folder("a.gz")) is there, but it is not what is published: remove it, and fetch it again")
        }
    }

    @Test func twoRunsAtATime() async throws {
        let other = try PartialFile(of: folder("a.gz"))
        let message = await failure(.cannotCreate, try fetch("good"))
        #expect(message == "\(folder("a.gz")).part is being written by another run: wait until it ends")
        withExtendedLifetime(other) {}
    }
}
