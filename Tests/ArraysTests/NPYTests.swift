import Foundation
import TestSupport
import Testing

@testable import Arrays

@Suite struct NPYTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func numbers(_ bytes: [UInt8]) throws -> StoredArray {
        guard case .numbers(let array) = try NPYArray.decode(bytes, name: "x.npy") else {
            throw FakeSource.Failure("not numbers")
        }
        return array
    }

    private func header(_ text: String, version: UInt8 = 1) -> [UInt8] {
        let length = text.utf8.count
        return [0x93] + Array("NUMPY".utf8) + [version, 0] + [UInt8(length & 255), UInt8(length >> 8)]
            + (version == 1 ? [] : [0, 0]) + Array(text.utf8)
    }

    @Test func numbersComeBack() throws {
        let array = try numbers(NPYArray.encode([1, -2, 3, -4, 5, 6] as [Int16], shape: [2, 3]))
        #expect(array.shape == [2, 3])
        #expect((0..<6).map(array.integer) == [1, -2, 3, -4, 5, 6])
        let large = try numbers(NPYArray.encode([.min, .max] as [Int64], shape: [2]))
        #expect((0..<2).map(large.integer) == [.min, .max])
        #expect(try numbers(NPYArray.encode([0.5] as [Double], shape: [])).number(at: 0) == 0.5)
        #expect(try numbers(NPYArray.encode([] as [Float], shape: [0, 7])).count == 0)
    }

    @Test func textsComeBack() throws {
        let texts = ["12", "", "٣٤/٥", "€ 1.50", "e\u{301}", "\u{1F600}"]
        guard case .texts(let read, let shape) = try NPYArray.decode(NPYArray.encode(texts), name: "x") else {
            throw FakeSource.Failure("not texts")
        }
        #expect(read == texts)
        #expect(shape == [6])
    }

    @Test(arguments: 1...3)
    func everyVersionAndByteOrder(version: Int) throws {
        let text = "{'descr': '>i2', 'fortran_order': False, 'shape': (2,), }"
        let array = try numbers(header(text, version: UInt8(version)) + [0, 1, 0xFF, 0xFE])
        #expect((0..<2).map(array.integer) == [1, -2])
    }

    @Test(arguments: [
        ("{'descr': '<u2', 'fortran_order': False, 'shape': (1,), }", "elements of the type '<u2'"),
        ("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", "elements of the type '|O'"),
        ("{'descr': '<U0', 'fortran_order': False, 'shape': (999999999999,), }", "elements of the type '<U0'"),
        ("{'descr': '|u1', 'fortran_order': True, 'shape': (1, 2), }", "Fortran order: save numpy.ascontiguousarray"),
    ])
    func whatIsNotHandled(text: String, message: String) {
        let said = failure(.unsupported) { _ = try NPYArray.decode(header(text), name: "x.npy") }
        #expect(said.contains(message), "\(said)")
    }

    @Test(arguments: [
        ("{'descr': '|u1', 'fortran_order': False, 'shape': (4,), }", "it ends at byte 68, but 4 elements"),
        ("{'descr': '|u1', 'fortran_order': False, 'shape': (0,), }", "byte 67: 1 more bytes after the end"),
        (
            "{'descr': '<f8', 'fortran_order': False, 'shape': (4611686018427387904, 4), }",
            "no file has room for 4611686018427387904 x 4 elements"
        ),
        ("{'descr': '|u1', 'fortran_order': False}", "the header lacks one of descr, fortran_order and shape"),
        ("{'descr': '|u1', 'shape': (-1,)}", "not a dictionary that NumPy writes"),
        ("{'shape': (99999999999999999999,)}", "not a dictionary that NumPy writes"),
        ("__import__('os')", "not a dictionary that NumPy writes"),
    ])
    func whatIsWrongIsNamed(text: String, message: String) {
        let said = failure(.damaged) { _ = try NPYArray.decode(header(text) + [1], name: "x.npy") }
        #expect(said.contains(message), "\(said)")
    }

    @Test func damageNeverTraps() throws {
        for bytes in [NPYArray.encode([1, 2, 3] as [Float], shape: [3]), NPYArray.encode(["ab", "c"])] {
            forEachDamage(bytes) { damaged in
                guard let array = try? NPYArray.decode(damaged, name: "x") else { return }
                if case .numbers(let array) = array {
                    for element in 0..<array.count { _ = array.number(at: element) }
                }
            }
        }
    }

    @Test func aStreamHasTheSameBytes() throws {
        let numbers = (0..<100_000).map { Int32($0) }
        let stream = try NPYStream(.int32, shape: [1000, 100], to: folder("a.npy"))
        for start in stride(from: 0, to: numbers.count, by: 900) {
            try stream.append(numbers[start..<min(start + 900, numbers.count)])
        }
        try stream.finish()
        #expect(try ArrayFile.read(folder("a.npy")) == NPYArray.encode(numbers, shape: [1000, 100]))

        let texts = try NPYStream(textsOfLength: 3, count: 2, to: folder("t.npy"))
        for text in ["1", "abc"] { try texts.append(text: text) }
        try texts.finish()
        #expect(try ArrayFile.read(folder("t.npy")) == NPYArray.encode(["1", "abc"]))
    }

    @Test(.enabled(if: PythonTools.isThere, Comment(rawValue: PythonTools.absence)))
    func numPyReadsOursAndWeReadNumPys() throws {
        let writer = try NPZWriter(to: folder("a.npz"))
        try writer.add("images", NPYArray.encode([0, 1, 254, 255] as [UInt8], shape: [1, 2, 2]))
        try writer.add("floats", NPYArray.encode([0.5, -2] as [Float], shape: [2]))
        try writer.add("texts", NPYArray.encode(["٣٤", "€", ""]))
        try writer.finish()
        let said = try PythonTools.run(
            """
            import numpy, sys
            a = numpy.load(sys.argv[1], allow_pickle=False)
            print(sorted(a.files), a["images"].dtype, a["images"].tolist(), a["floats"].dtype, a["floats"].tolist(),
                  a["texts"].dtype, a["texts"].tolist() == ["٣٤", "€", ""])
            numpy.savez(sys.argv[2], a=numpy.arange(6, dtype=">f8").reshape(2, 3), b=numpy.array(["x", "yz"]),
                        c=numpy.array(7, dtype="i8"))
            numpy.savez_compressed(sys.argv[3], x_train=numpy.full((100, 28, 28), 9, dtype="u1"))
            """, folder("a.npz"), folder("b.npz"), folder("c.npz"))
        #expect(
            said == "['floats', 'images', 'texts'] uint8 [[[0, 1], [254, 255]]] float32 [0.5, -2.0] <U2 True")
        let archive = try NPZArchive(folder("b.npz"))
        #expect(archive.names == ["a", "b", "c"])
        guard case .numbers(let a) = try archive.array("a"), case .texts(let b, _) = try archive.array("b"),
            case .numbers(let c) = try archive.array("c")
        else { throw FakeSource.Failure("other kinds") }
        #expect(a.shape == [2, 3])
        #expect((0..<6).map(a.integer) == [0, 1, 2, 3, 4, 5])
        #expect(b == ["x", "yz"])
        #expect(c.shape == [] && c.integer(at: 0) == 7)
        #expect(try NPZArchive(folder("c.npz")).array("x_train").shape == [100, 28, 28])
    }
}
