import Foundation
import TestSupport
import Testing

@testable import Arrays

@Suite struct NPZTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func write(_ name: String, _ compression: NPZWriter.Compression = .deflated) throws {
        let writer = try NPZWriter(to: folder(name), compression)
        try writer.add("numbers", NPYArray.encode((0..<500).map { Int32($0 / 10) }, shape: [500]))
        let file = folder("texts.npy")
        try ArrayFile.write(NPYArray.encode(["a", "bc"]), to: file)
        try writer.add("texts", file: file)
        try writer.finish()
    }

    @Test(arguments: [NPZWriter.Compression.stored, .deflated])
    func arraysComeBack(compression: NPZWriter.Compression) throws {
        try write("a.npz", compression)
        let archive = try NPZArchive(folder("a.npz"))
        #expect(archive.names == ["numbers", "texts"])
        guard case .numbers(let numbers) = try archive.array("numbers"),
            case .texts(let texts, _) = try archive.array("texts")
        else { throw FakeSource.Failure("other kinds") }
        #expect((0..<500).map(numbers.integer) == (0..<500).map { $0 / 10 })
        #expect(texts == ["a", "bc"])
        let size = try ArrayFile.read(folder("a.npz")).count
        #expect(compression == .stored ? size > 2000 : size < 1000, "\(size)")
    }

    @Test func theSameBytesAtAnyTime() throws {
        try write("a.npz")
        // Zip files tell times to 2 s.
        let past = Date(timeIntervalSinceNow: -100_000)
        try write("b.npz")
        try FileManager.default.setAttributes([.modificationDate: past], ofItemAtPath: folder("texts.npy"))
        try write("c.npz")
        let bytes = try ArrayFile.read(folder("a.npz"))
        #expect(try ArrayFile.read(folder("b.npz")) == bytes)
        #expect(try ArrayFile.read(folder("c.npz")) == bytes)
    }

    @Test func damageNeverTraps() throws {
        try write("a.npz")
        try forEachDamage(try ArrayFile.read(folder("a.npz"))) { damaged in
            try ArrayFile.write(damaged, to: folder("d.npz"))
            guard let archive = try? NPZArchive(folder("d.npz")) else { return }
            for name in archive.names { _ = try? archive.array(name) }
        }
    }

    @Test func whatIsWrongIsNamed() throws {
        try write("a.npz")
        let missing = failure(.damaged) { _ = try NPZArchive(folder("a.npz")).array("x_train") }
        #expect(missing == "\(folder("a.npz")): there is no array 'x_train': it has numbers, texts")
        #expect(
            failure(.unreadable) { _ = try NPZArchive(folder("none.npz")) }
                == "cannot read \(folder("none.npz")): no such file")
        try ArrayFile.write(Array("not a zip file at all".utf8), to: folder("b.npz"))
        #expect(
            failure(.damaged) { _ = try NPZArchive(folder("b.npz")) }
                == "\(folder("b.npz")): not a sound zip archive: not a zip archive")
        var bytes = try ArrayFile.read(folder("a.npz"))
        bytes[200] ^= 0x55
        try ArrayFile.write(bytes, to: folder("c.npz"))
        let damaged = failure(.damaged) { _ = try NPZArchive(folder("c.npz")).array("numbers") }
        #expect(damaged.hasPrefix("\(folder("c.npz")), numbers.npy: "), "\(damaged)")
        let writer = try NPZWriter(to: folder("no/such/folder.npz"))
        try writer.add("a", NPYArray.encode([1] as [UInt8], shape: [1]))
        let unwritable = failure(.unwritable) { try writer.finish() }
        #expect(unwritable == "cannot write \(folder("no/such/folder.npz")): no such file or directory")
    }
}
