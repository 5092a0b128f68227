import Foundation
import TestSupport
import Testing

@testable import Neural
@testable import Recognition

@Suite struct SafetensorsTests {
    static let file = Safetensors(
        [
            .init("weights.a", [2, 3], [1, -2, 0.5, 3e38, .leastNonzeroMagnitude, 0]),
            .init("half", [4], [1, -0.5, 3.140625, .infinity], elementType: .bfloat16),
            .init("one \"quoted\" ü", [], [7]),
            .init("none", [0, 3], []),
        ], metadata: ["alphabet": "0123", "note": "line\nbreak é"])

    @Test func roundTrip() throws {
        let folder = try TemporaryFolder()
        try Self.file.data().write(to: URL(fileURLWithPath: folder("model.safetensors")))
        let read = try Safetensors(path: folder("model.safetensors"))
        #expect(Set(read.entries) == Set(Self.file.entries))
        #expect(read.metadata == Self.file.metadata)
        #expect(read["half"]?.values == [1, -0.5, 3.140625, .infinity])
        #expect(read["nothing"] == nil)
        #expect(try Self.file.data() == Self.file.data())
        // A slice of other bytes reads just as well.
        let data = try Data([1, 2, 3]) + Self.file.data()
        #expect(try Safetensors(data.dropFirst(3)).entries.count == 4)
        #expect(try Safetensors(Safetensors([]).data()).entries.isEmpty)
    }

    @Test func roundsHalvesToTheNearest() {
        let bits: [(UInt32, UInt16)] = [
            (0x3F80_0000, 0x3F80), (0x3F80_7FFF, 0x3F80), (0x3F80_8000, 0x3F80), (0x3F81_8000, 0x3F82),
            (0x3F80_8001, 0x3F81), (0x7F7F_FFFF, 0x7F80), (0xBF80_8001, 0xBF81), (0x7F80_0001, 0x7FC0),
        ]
        for (float, half) in bits { #expect(Safetensors.upperHalf(Float(bitPattern: float)) == half) }
    }

    @Test(.enabled(if: PythonTools.isThere, "\(PythonTools.absence)"))
    func pythonReadsWhatWeWriteAndTheOtherWay() throws {
        let folder = try TemporaryFolder()
        let ours = folder("ours.safetensors")
        let theirs = folder("theirs.safetensors")
        try Safetensors(Self.file.entries.filter { $0.elementType == .float32 }, metadata: Self.file.metadata)
            .data().write(to: URL(fileURLWithPath: ours))
        let text = try PythonTools.run(
            """
            import sys, numpy
            from safetensors import safe_open
            from safetensors.numpy import save_file
            with safe_open(sys.argv[1], "np") as file:
                print(sorted(file.keys()), file.metadata()["note"] == "line\\nbreak \\u00e9")
                print(file.get_tensor("weights.a").tolist()[0], file.get_tensor("none").shape)
            save_file({"b": numpy.arange(6, dtype="float32").reshape(3, 2), "a": numpy.float32([9])}, sys.argv[2],
                {"k": "v"})
            """, ours, theirs)
        #expect(
            text == """
                ['none', 'one "quoted" ü', 'weights.a'] True
                [1.0, -2.0, 0.5] (0, 3)
                """)
        let read = try Safetensors(path: theirs)
        #expect(read["b"] == .init("b", [3, 2], [0, 1, 2, 3, 4, 5]))
        #expect(read["a"]?.values == [9])
        #expect(read.metadata == ["k": "v"])
    }

    /// A file with the given header before so many bytes of numbers.
    static func bytes(_ header: String, _ count: Int, length: UInt64? = nil) -> Data {
        var data = Data()
        withUnsafeBytes(of: (length ?? UInt64(header.utf8.count)).littleEndian) { data.append(contentsOf: $0) }
        return data + Data(header.utf8) + Data(count: count)
    }

    static let hostile: [(String, Int, UInt64?, String)] = [
        ("", 0, nil, "its header does not start with '{'"),
        ("{}", 0, .max, "its header of 18446744073709551615 bytes is too long for it"),
        ("{}", 0, 3, "its header of 3 bytes is too long for it"),
        ("{}", 1, nil, "its tensors end at byte 0 of 1"),
        ("[]", 0, nil, "its header does not start with '{'"),
        ("{\"a\"", 0, nil, "its header is not what the format says: it is not JSON"),
        ("{\"a\":1}", 0, nil, "its header is not what the format says: 'a' is of another type"),
        ("{\"a\":{\"dtype\":\"F32\"}}", 0, nil, "its header is not what the format says: 'a' lacks 'shape'"),
        (
            "{\"__metadata__\":{\"a\":1}}", 0, nil,
            "its header is not what the format says: '__metadata__.a' is of another type"
        ),
        (tensor("[1]", "[0,4,8]"), 4, nil, "'a' lacks its dtype, shape or data_offsets"),
        (tensor("[1]", "[0,8]"), 8, nil, "the place of 'a' does not go with its shape or lies outside of the file"),
        (tensor("[1]", "[4,8]"), 8, nil, "'a' starts at byte 4 and not at 0, where the last one ends"),
        (tensor("[1]", "[4,0]"), 8, nil, "the place of 'a' does not go with its shape or lies outside of the file"),
        (tensor("[2]", "[0,8]"), 4, nil, "the place of 'a' does not go with its shape or lies outside of the file"),
        (tensor("[-1]", "[0,4]"), 4, nil, "'a' has an impossible shape [-1]"),
        (tensor("[4611686018427387904,4]", "[0,4]"), 4, nil, "'a' has an impossible shape [4611686018427387904, 4]"),
        (tensor("[-1,-1]", "[0,4]"), 4, nil, "'a' has an impossible shape [-1, -1]"),
        (tensor("[1.5]", "[0,4]"), 4, nil, "its header is not what the format says: it is not JSON"),
    ]

    static func tensor(_ shape: String, _ offsets: String, dtype: String = "F32") -> String {
        "{\"a\":{\"dtype\":\"\(dtype)\",\"shape\":\(shape),\"data_offsets\":\(offsets)}}"
    }

    @Test(arguments: hostile.indices)
    func refusesDamagedFiles(_ index: Int) {
        let (header, count, length, reason) = Self.hostile[index]
        let text = message { try Safetensors(Self.bytes(header, count, length: length), name: "f") }
        #expect(text == "f: \(reason); it is not a sound safetensors file")
    }

    @Test func refusesWhatItCannotHold() throws {
        #expect(message { try Safetensors(Data(count: 7), name: "f") }?.hasPrefix("f: 7 bytes are too few") == true)
        #expect(
            message { try Safetensors(Self.bytes(Self.tensor("[1]", "[0,8]", dtype: "F64"), 8)) }
                == "tensor 'a' has the type F64; only F32 and BF16 are read: store it as one of these")
        #expect(
            message { try Safetensors([.init("a", [1], [1]), .init("a", [1], [1])]).data() }
                == "two tensors can't have the name 'a', and none '__metadata__'")
        #expect(
            message { try Safetensors([.init("a", [2], [1])]).data() } == "'a': 1 values do not fill the shape [2]")
        #expect(message { try Safetensors(path: "/nowhere/f") }?.hasPrefix("/nowhere/f: there is no such file") == true)
    }

    /// Every file that is cut short, and every one with a changed byte in the header, reads or throws; none traps.
    @Test func damagedBytesNeverTrap() throws {
        let data = try Self.file.data()
        for length in 0..<data.count {
            #expect(throws: NeuralError.self) { try Safetensors(data.prefix(length)) }
        }
        for place in 0..<min(data.count, 500) {
            for byte: UInt8 in [0, 0x22, 0x2D, 0x39, 0x7B, 0xFF] {
                var changed = data
                changed[place] = byte
                _ = try? Safetensors(changed)
            }
        }
    }

    @Test func modelsAreStoredAndLoaded() throws {
        let engine = try Engine(threadCount: 1)
        func model(_ seed: UInt64, classes: Int = 4) throws -> CRNN {
            var configuration = CRNN.Configuration(classCount: classes)
            (configuration.width, configuration.hiddenCount) = (4, 8)
            return try CRNN(configuration, Initializer(engine, seed: seed))
        }
        let images = try Tensor(engine, [1, 1, 32, 48], CRNNTests.strip([0, 1, 2]))
        func read(_ model: CRNN) throws -> [Float] {
            try model(Tape(engine, .inference).constant(images)).value.values()
        }
        let (first, second) = (try model(1), try model(2))
        // Trained for a step, so that weights lie as oneDNN likes them.
        _ = try first(Tape(engine, .training).constant(images))
        #expect(try read(first) != read(second))
        try second.load(Safetensors(try Safetensors(first.entries()).data()))
        #expect(try read(first) == read(second))

        #expect(
            message { try model(1, classes: 5).load(Safetensors(try first.entries())) }
                == "tensor 'join2.weight' has the shape [4, 16] in the file and [5, 16] in the model: it is of another "
                + "model")
        #expect(
            message { try second.load(Safetensors([])) }
                == "the file has no tensor 'conv1.weight': it is of another model")
    }
}
