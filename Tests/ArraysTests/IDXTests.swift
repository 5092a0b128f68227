import Foundation
import TestSupport
import Testing

@testable import Arrays

/// The error that `body` throws, which must be of this code.
func failure(
    _ code: ArrayError.Code, sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void
) -> String {
    do {
        try body()
        Issue.record("nothing was thrown", sourceLocation: sourceLocation)
    } catch let error as ArrayError {
        #expect(error.code == code, "\(error)", sourceLocation: sourceLocation)
        return "\(error)"
    } catch {
        Issue.record("\(error)", sourceLocation: sourceLocation)
    }
    return ""
}

/// Hands out the bytes cut short everywhere, and with each byte changed in several ways.
func forEachDamage(_ bytes: [UInt8], _ body: ([UInt8]) throws -> Void) rethrows {
    for length in 0..<bytes.count { try body(Array(bytes[..<length])) }
    for place in bytes.indices {
        for change in [0x01, 0x10, 0x80, 0xFF] as [UInt8] {
            var damaged = bytes
            damaged[place] ^= change
            try body(damaged)
        }
    }
    try body(bytes + [0])
}

@Suite struct IDXTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func roundTrip<Element: ArrayElement & BinaryFloatingPoint>(_ elements: [Element]) throws {
        let array = try IDXFile.decode(try IDXFile.encode(elements, shape: [elements.count]), name: "x")
        #expect(array.type == Element.elementType)
        #expect((0..<array.count).map(array.number) == elements.map { Double($0) })
    }

    private func roundTrip<Element: ArrayElement & FixedWidthInteger>(_ elements: [Element]) throws {
        let array = try IDXFile.decode(try IDXFile.encode(elements, shape: [1, elements.count, 1]), name: "x")
        #expect(array.type == Element.elementType)
        #expect(array.shape == [1, elements.count, 1])
        #expect((0..<array.count).map(array.integer) == elements.map { Int($0) })
    }

    @Test func everyTypeComesBack() throws {
        try roundTrip([0, 1, 128, 255] as [UInt8])
        try roundTrip([0, -1, 127, -128] as [Int8])
        try roundTrip([0, -1, 256, .min, .max] as [Int16])
        try roundTrip([0, -1, 65536, .min, .max] as [Int32])
        try roundTrip([0, -1.5, .pi, .greatestFiniteMagnitude] as [Float])
        try roundTrip([0, -1.5, .pi, .leastNonzeroMagnitude] as [Double])
        let message = failure(.unsupported) { _ = try IDXFile.encode([1] as [Int64], shape: [1]) }
        #expect(message == "an IDX file cannot hold elements of the type int64")
    }

    @Test func bytesAsTheFormatHasThem() throws {
        #expect(
            try IDXFile.encode([1, 2, 3, 4, 5, 6] as [UInt8], shape: [3, 2])
                == [0, 0, 8, 2, 0, 0, 0, 3, 0, 0, 0, 2, 1, 2, 3, 4, 5, 6])
        #expect(try IDXFile.encode([-2] as [Int16], shape: [1]) == [0, 0, 0x0B, 1, 0, 0, 0, 1, 0xFF, 0xFE])
    }

    @Test(arguments: ["a-idx1-ubyte", "a-idx1-ubyte.gz"])
    func filesPlainAndPacked(name: String) throws {
        let labels = (0..<1000).map { UInt8($0 % 10) }
        try IDXFile.write(labels, shape: [1000], to: folder(name))
        let array = try IDXFile.read(folder(name))
        #expect(array.shape == [1000])
        #expect((0..<1000).map(array.integer) == labels.map { Int($0) })
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [name])
    }

    @Test func aGzipFileOfSeveralMembers() throws {
        let bytes = try IDXFile.encode([UInt8](repeating: 7, count: 5000), shape: [50, 100])
        let packed = try Gzip.pack(Array(bytes[..<3000]), name: "a") + Gzip.pack(Array(bytes[3000...]), name: "b")
        #expect(try Gzip.unpack(packed, name: "x") == bytes)
    }

    @Test(arguments: [
        ([1, 0, 8, 1, 0, 0, 0, 0], "x, byte 0: not an IDX file: it begins with 01 00 08 01 00 00 00 00"),
        ([0, 0, 10, 1, 0, 0, 0, 0], "x, byte 2: no IDX type has the number 10: 8, 9, 11, 12, 13 and 14 are known"),
        ([0, 0, 8, 0], "x, byte 3: the array has no dimensions"),
        ([], "x, byte 0: not an IDX file: it begins with nothing"),
        (
            [0, 0, 8, 3, 0, 0],
            "x: it ends at byte 6, within the sizes of its 3 dimensions, which take up to byte 16"
        ),
        (
            [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5],
            "x: it ends at byte 17, but 2 x 3 numbers take up to byte 18: get the file again"
        ),
        ([0, 0, 8, 1, 0, 0, 0, 1, 5, 6, 7], "x, byte 9: 2 more bytes after the end of 1 numbers"),
        (
            [0, 0, 14, 3] + [UInt8](repeating: 255, count: 12),
            "x, byte 4: no file has room for 4294967295 x 4294967295 x 4294967295 numbers"
        ),
    ])
    func whatIsWrongIsNamed(bytes: [UInt8], message: String) {
        #expect(failure(.damaged) { _ = try IDXFile.decode(bytes, name: "x") } == message)
    }

    @Test func damageNeverTraps() throws {
        let bytes = try IDXFile.encode((0..<24).map { Float($0) }, shape: [4, 3, 2])
        forEachDamage(bytes) { damaged in
            if let array = try? IDXFile.decode(damaged, name: "x") {
                #expect(array.count == array.shape.reduce(1, *))
                for element in 0..<array.count { _ = array.number(at: element) }
            }
        }
    }

    @Test func damagedGzipFiles() throws {
        let bytes = try IDXFile.encode((0..<400).map { UInt8($0 % 251) }, shape: [20, 20])
        let packed = try Gzip.pack(bytes, name: "x")
        forEachDamage(packed) { damaged in
            // The header's time, flags and system say nothing about the content.
            if let unpacked = try? Gzip.unpack(damaged, name: "x") { #expect(unpacked == bytes) }
        }
        let message = failure(.damaged) { _ = try Gzip.unpack(Array(packed.dropLast(20)), name: "x.gz") }
        #expect(message.hasPrefix("x.gz: the gzip data is damaged or cut short ("), "\(message)")
    }

    @Test func filesThatAreNot() throws {
        #expect(
            failure(.unreadable) { _ = try IDXFile.read(folder("none")) }
                == "cannot read \(folder("none")): no such file or directory")
        #expect(
            failure(.unreadable) { _ = try IDXFile.read(folder.path) } == "cannot read \(folder.path): it is a folder")
        #expect(
            failure(.unwritable) { try IDXFile.write([1] as [UInt8], shape: [1], to: folder("a/b")) }
                == "cannot write \(folder("a/b")): no such file or directory")
    }

    @Test(.enabled(if: SharedData.has("mnist"), Comment(rawValue: SharedData.absence)))
    func realFiles() throws {
        let mnist = SharedData.folder("mnist")
        let images = try IDXFile.read(mnist + "/train-images-idx3-ubyte.gz")
        #expect(images.shape == [60000, 28, 28])
        #expect(images.bytes.count == 47_040_016)
        let labels = try IDXFile.read(mnist + "/t10k-labels-idx1-ubyte.gz")
        #expect(labels.shape == [10000])
        #expect((0..<5).map(labels.integer) == [7, 2, 1, 0, 4])
    }
}
