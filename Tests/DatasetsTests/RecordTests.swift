import Foundation
import Imaging
import Samples
import TestSupport
import Testing

@testable import Datasets

private let hostile = [
    "plain", "", "\"", "\\", "\\\"\\", "a/b", "tab\there", "line\nbreak\r\nand\u{B}\u{C}",
    "\u{0}\u{1}\u{1F}\u{7F}\u{85}\u{9F}",
    "\u{2028}\u{2029}", "é", "e\u{301}", "日本語", "👨‍👩‍👧‍👦🇬🇧", "\u{FEFF}mark", "\u{202E}عربي", "𝔘𝔫𝔦", "\u{A0}\u{A9}", "â\u{80}¨",
]

@Suite struct RecordTests {
    private func line(_ sample: Sample, mask: Bool = false, quality: Int? = nil) -> [UInt8] {
        var record = SampleRecord()
        var bytes: [UInt8] = []
        let image = SampleRecord.File(path: Array("train/1.png".utf8), digest: Digest(of: [1, 2]), byteCount: 99)
        let maskFile = SampleRecord.File(path: Array("masks/train/1.png".utf8), digest: Digest(of: []), byteCount: 5)
        record.append(
            sample, split: .val, index: 12, image: image, mask: mask ? maskFile : nil, quality: quality, to: &bytes)
        return bytes
    }

    private func parse(_ bytes: [UInt8]) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    private func stored(_ bytes: [UInt8]) -> StoredRecord? {
        bytes.dropLast().withUnsafeBytes { StoredRecord($0) }
    }

    @Test func golden() {
        var sample = FakeSource.sample(SampleKey(seed: 1, split: .val, index: 12, attempt: 2), label: "7a")
        sample.textQuad.topLeft = Point(x: -1.005, y: 12.3456)
        sample.choices = [
            .init("font", "Fake \"Serif\""), .init("blur", 0.1), .init("blur", 2), .init("blur", -1.5e-7),
            .init("name", "x\n"), .init("hand.font", "Other"), .init("zero", 0), .init("big", 1e300),
            .init("bad", .nan),
        ]
        sample.rejections = [.init(.missingGlyph, font: "A\\B"), .init(.lowContrast, font: "C")]
        let digest = "a12871fee210fb8619291eaea194581cbd2531e4b23759d225f6806923f63222"
        let expected =
            #"{"split":"val","index":12,"path":"train/1.png","label":"7a","sha256":"\#(digest)","bytes":99,"#
            + #""width":12,"height":12,"attempt":2,"quad":[-1,12.35,11,1.5,11,11,0.13,11],"#
            + #""characters":[["7",0.13,1.5,5,1.5,5,11,0.13,11],["a",6.13,1.5,11,1.5,11,11,6.13,11]],"#
            + #""choices":{"font":"Fake \"Serif\"","blur":0.1,"blur#2":2,"blur#3":-1.5e-07,"name":"x\n","#
            + #""hand.font":"Other","zero":0,"big":1e+300,"bad":"nan","output.quality":80},"#
            + #""rejections":[["missing_glyph","A\\B"],["low_contrast","C"]]}"# + "\n"
        #expect(String(decoding: line(sample, quality: 80), as: UTF8.self) == expected)
    }

    @Test func theMaskIsNamed() throws {
        let sample = FakeSource.sample(SampleKey(seed: 1, split: .val, index: 12), label: "7a")
        let object = try parse(line(sample, mask: true))
        #expect(object["mask"] as? String == "masks/train/1.png")
        #expect(object["mask_sha256"] as? String == Digest(of: []).hexadecimal)
        #expect(object["mask_bytes"] as? Int == 5)
        let record = try #require(stored(line(sample, mask: true)))
        #expect(record.mask == "masks/train/1.png")
        #expect(record.maskByteCount == 5)
    }

    @Test(arguments: hostile)
    func hostileTextComesBack(text: String) throws {
        var sample = FakeSource.sample(SampleKey(seed: 1, split: .val, index: 12), label: text)
        sample.choices = [.init(text, text), .init("font", text), .init("font", text)]
        sample.rejections = [.init(.lostInk, font: text)]
        let bytes = line(sample)
        #expect(bytes.filter { $0 == .lineFeed }.count == 1 && bytes.last == .lineFeed)
        // No reader's idea of a line break is in there.
        for scalar in String(decoding: bytes.dropLast(), as: UTF8.self).unicodeScalars {
            #expect(scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value))
            #expect(![0x2028, 0x2029, 0xFEFF].contains(scalar.value))
        }
        let object = try parse(bytes)
        // Scalar by scalar: equal strings may differ in their bytes.
        #expect(Array((object["label"] as? String ?? "?").utf8) == Array(text.utf8))
        let characters = try #require(object["characters"] as? [[Any]])
        #expect(characters.compactMap { $0.first as? String }.joined() == text)
        #expect(((object["choices"] as? [String: Any])?[text] as? String).map { Array($0.utf8) } == Array(text.utf8))

        let record = try #require(stored(bytes))
        #expect(Array(record.label.utf8) == Array(text.utf8))
        #expect(record.fonts == [text, text])
        #expect(record.rejections == sample.rejections)
        #expect(record.split == .val && record.index == 12 && record.byteCount == 99 && record.path == "train/1.png")
    }

    @Test func everyCutLineIsNoRecord() {
        let bytes = line(FakeSource.sample(SampleKey(seed: 1, split: .val, index: 12), label: "7\"a"))
        for length in 0..<bytes.count - 1 {
            #expect(bytes.prefix(length).withUnsafeBytes { StoredRecord($0) } == nil, "\(length)")
        }
        #expect(stored(bytes) != nil)
        #expect(bytes.withUnsafeBytes { StoredRecord($0) } == nil)
    }

    @Test func randomBytesAreNoRecord() {
        var generator = SampleKey(seed: 3, split: .test, index: 0).generator("noise")
        let bytes = line(FakeSource.sample(SampleKey(seed: 1, split: .val, index: 12), label: "7\"a"))
        for _ in 0..<3000 {
            var changed = bytes.dropLast()
            for _ in 0..<3 {
                changed[Int.random(in: changed.indices, using: &generator)] = UInt8.random(
                    in: 0...255, using: &generator)
            }
            // Any answer will do, as long as there is one.
            _ = Array(changed).withUnsafeBytes { StoredRecord($0) }
        }
    }

    @Test func numbersComeBack() throws {
        var generator = SampleKey(seed: 3, split: .test, index: 0).generator("numbers")
        var numbers: [Double] = [
            0, 1, -1, 0.1, 1e15, 1e16, -1e15 + 1, .pi, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 123456.75,
        ]
        for _ in 0..<2000 {
            let number = Double(bitPattern: generator.next())
            if number.isFinite { numbers.append(number) }
        }
        for number in numbers {
            var bytes: [UInt8] = []
            bytes.append(jsonNumber: number)
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(Double(text) == number)
            #expect(text.utf8.count <= number.description.utf8.count)
        }
    }

    @Test(arguments: [
        (0.0, "0"), (-0.004, "0"), (0.005, "0.01"), (-0.005, "-0.01"), (12.5, "12.5"), (12.25, "12.25"),
        (99.999, "100"), (-3.1, "-3.1"), (1234567.89, "1234567.89"), (.infinity, "null"), (.nan, "null"),
        (1e20, "null"),
    ])
    func hundredths(value: Double, text: String) {
        var bytes: [UInt8] = []
        bytes.append(hundredths: value)
        #expect(String(decoding: bytes, as: UTF8.self) == text)
    }

    @Test(arguments: [
        (0, 1, "0"), (7, 3, "007"), (1234, 3, "1234"), (-5, 1, "-5"), (Int.max, 1, "9223372036854775807"),
        (Int.min, 1, "-9223372036854775808"), (10, 1, "10"), (99, 1, "99"), (100, 1, "100"),
    ])
    func decimals(value: Int, width: Int, text: String) {
        var bytes: [UInt8] = []
        bytes.append(decimal: value, width: width)
        #expect(String(decoding: bytes, as: UTF8.self) == text)
    }

    @Test func linesOfAnyLength() throws {
        let folder = try TemporaryFolder()
        let lengths = [0, 1, 5, 1 << 18, (1 << 18) - 1, 700_000, 3, 0, 2]
        let text = lengths.map { String(repeating: "x", count: $0) + "\n" }.joined()
        try Data((text + "end").utf8).write(to: URL(fileURLWithPath: folder("lines")))
        let root = try Descriptor.folder(folder.path)
        var reader = LineReader(try Descriptor.file("lines", in: root, flags: O_RDONLY))
        var seen: [Int] = []
        while try reader.next({ seen.append($0.count) }) {}
        #expect(seen == lengths + [3])
        var limited = LineReader(try Descriptor.file("lines", in: root, flags: O_RDONLY), limit: 5)
        seen = []
        while try limited.next({ seen.append($0.count) }) {}
        #expect(seen == [0, 1, 2])
    }
}
