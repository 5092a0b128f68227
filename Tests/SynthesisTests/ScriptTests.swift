import Foundation
import Imaging
import Samples
import TestSupport
import Testing

@testable import Synthesis

/// Arabic and Devanagari: labels in logical order, boxes where the eye finds the characters.
@Suite struct ScriptTests {
    static let arabicFaces = ["Amiri", "DejaVu Sans", "KacstOne", "Nazli", "Homa"]
    static let devanagariFaces = ["Lohit Devanagari", "Nakula", "Sahadeva", "Samyak Devanagari", "Gargi"]
    static let devanagariWords = [
        "हिन्दी", "किताब", "क्षत्रिय", "नमस्ते", "विद्यार्थी", "श्रीमती", "कर्म", "पुस्तकें", "ज्ञान", "भारत", "मार्च", "सितंबर",
    ]

    private func sample(_ text: String, _ face: String, seed: Int = 1, extra: String = "") throws -> Sample {
        try Fixture.sample(
            "{seed: \(seed), text: {pattern: {form: '\(text)'}}, fonts: {faces: [\(face)], size: 48}, page: {margin: 2}\(extra)}"
        )
    }

    private func x(_ box: Sample.CharacterBox) -> Double { box.quad.bounds.center.x }

    /// Every character's box holds ink, all ink lies in boxes, and the boxes spell the label.
    private func check(_ sample: Sample, _ label: String) {
        #expect(sample.label == label)
        #expect(sample.characters.map(\.text) == label.map { String($0) })
        let boxes = sample.characters.filter { $0.text != " " }
        var ink = [Int](repeating: 0, count: boxes.count)
        var stray = 0
        for y in 0..<sample.mask.height {
            for x in 0..<sample.mask.width where sample.mask[x, y] > 0 {
                let point = Point(x: Double(x) + 0.5, y: Double(y) + 0.5)
                var isInBox = false
                for (number, box) in boxes.enumerated() {
                    let distance = box.quad.distance(to: point)
                    if distance <= 0.5 { ink[number] += Int(sample.mask[x, y]) }
                    if distance <= 2 { isInBox = true }
                }
                stray += isInBox ? 0 : 1
            }
        }
        #expect(stray == 0, "'\(label)' in \(sample.font): \(stray) px of ink in no box")
        for (box, sum) in zip(boxes, ink) { #expect(sum > 0, "'\(label)' in \(sample.font): no ink for '\(box.text)'") }
    }

    // MARK: - Arabic

    @Test(arguments: arabicFaces, ["بيت", "مدرسة", "كتاب", "يناير", "مايو", "سلام", "لا"])
    func arabicCharactersGoFromRightToLeft(face: String, word: String) throws {
        for extra in ["", ", geometry: [{rotation: 8}]", ", type: {tracking: 0.1}"] {
            let sample = try sample(word, face, extra: extra)
            check(sample, word)
            let places = sample.characters.map(x)
            #expect(zip(places, places.dropFirst()).allSatisfy { $0 > $1 }, "\(face), '\(word)': \(places)")
        }
    }

    @Test(arguments: arabicFaces, ["٢٥", "١٩٩٣/٠٩/٣٠", "۱۲۳۴"])
    func digitStringsGoFromLeftToRight(face: String, text: String) throws {
        let faces = face == "Nazli" || face == "Homa" ? "DejaVu Sans" : face
        let sample = try sample(text, faces)
        check(sample, text)
        let places = sample.characters.map(x)
        #expect(zip(places, places.dropFirst()).allSatisfy { $0 < $1 }, "\(places)")
    }

    /// Day, month and year from right to left, and each number from left to right.
    @Test(arguments: ["Amiri", "DejaVu Sans", "KacstOne"], ["٢٥ مايو ١٩٩٣", "يوم ٢٥ مايو", "صفحة 125 من 300"])
    func numbersInArabicTextKeepTheirOrder(face: String, text: String) throws {
        // KacstOne has no Western digits.
        guard face != "KacstOne" || !text.contains("1") else { return }
        let sample = try sample(text, face)
        check(sample, text)
        var words: [[Sample.CharacterBox]] = [[]]
        for box in sample.characters {
            if box.text == " " { words.append([]) } else { words[words.count - 1].append(box) }
        }
        for word in words {
            let places = word.map(x)
            let isNumber = word[0].text.first?.isNumber == true
            for (a, b) in zip(places, places.dropFirst()) {
                #expect(isNumber ? a < b : a > b, "\(face): '\(word.map(\.text).joined())' at \(places)")
            }
        }
        // `٢٥ مايو ١٩٩٣` has no strong letter before its number; the first one, of `مايو`, decides for the whole text.
        let middles = words.map { word in word.map(x).reduce(0, +) / Double(word.count) }
        #expect(zip(middles, middles.dropFirst()).allSatisfy { $0 > $1 }, "\(face): '\(text)' at \(middles)")
    }

    /// Lam and alef are one glyph; each has its half of it, the first one on the right.
    @Test(arguments: ["DejaVu Sans", "KacstOne"])
    func aLigaturesCharactersShareItFromTheRight(face: String) throws {
        let boxes = try sample("لا", face).characters
        #expect(boxes.map(\.text) == ["ل", "ا"])
        #expect(boxes[0].quad.bounds.left >= boxes[1].quad.bounds.right - 0.01)
        #expect(abs(boxes[0].quad.bounds.width - boxes[1].quad.bounds.width) < 0.01)
    }

    /// A vowel sign belongs to its letter: one cluster, one box around both.
    @Test(arguments: ["Amiri", "DejaVu Sans"])
    func vowelSignsLieInTheirLettersBox(face: String) throws {
        let (bare, marked) = (try sample("كتب", face), try sample("كَتَبَ", face))
        check(marked, "كَتَبَ")
        #expect(marked.characters.count == 3)
        for (a, b) in zip(bare.characters, marked.characters) {
            #expect(b.quad.bounds.height > a.quad.bounds.height)
        }
    }

    @Test func datesWithNamesOfMonthsAreSetAsTheyAreWritten() throws {
        let yaml = """
            {text: {date: {patterns: [d MMMM yyyy], locales: [ar_EG], numbering: arab}},
             fonts: {faces: [Amiri], size: 40}, page: {margin: 3}, geometry: [{rotation: -4..4}]}
            """
        for sample in try Fixture.samples(yaml, 12) {
            check(sample, sample.label)
            let digits = sample.characters.prefix { $0.text != " " }
            #expect((1...2).contains(digits.count) && digits.allSatisfy { "٠١٢٣٤٥٦٧٨٩".contains($0.text) })
            let year = sample.characters.suffix(4)
            #expect(zip(year, year.dropFirst()).allSatisfy { x($0) < x($1) })
            // The day is on the right of the year.
            #expect(try x(#require(digits.first)) > x(#require(year.last)))
        }
    }

    // MARK: - Devanagari

    @Test(arguments: devanagariFaces, devanagariWords)
    func devanagariClustersGoFromLeftToRight(face: String, word: String) throws {
        for extra in ["", ", geometry: [{rotation: -6}]"] {
            let sample = try sample(word, face, extra: extra)
            check(sample, word)
            let places = sample.characters.map(x)
            #expect(zip(places, places.dropFirst()).allSatisfy { $0 < $1 }, "\(face), '\(word)': \(places)")
        }
    }

    /// The sign i is written after its consonant and stands before it: the box holds both.
    @Test(arguments: devanagariFaces)
    func aReorderedVowelStaysInItsBox(face: String) throws {
        let (plain, sign) = (try sample("कत", face), try sample("कित", face))
        check(sign, "कित")
        let widths = (plain.characters[0].quad.bounds.width, sign.characters[0].quad.bounds.width)
        #expect(widths.1 > widths.0 * 1.1, "\(face): \(widths)")
        #expect(sign.characters[0].quad.bounds.right <= sign.characters[1].quad.bounds.center.x)
    }

    @Test func aListOfWordsIsDrawnWithItsLabels() throws {
        let folder = try TemporaryFolder()
        try Self.devanagariWords.joined(separator: "\n").write(
            toFile: folder("words.txt"), atomically: true, encoding: .utf8)
        let yaml = """
            {text: {word: {files: '\(folder("words.txt"))'}}, fonts: {faces: [\(Self.devanagariFaces.joined(separator: ", "))], size: 24..48},
             page: {margin: 2}, type: {slant: -10..10}, geometry: [{rotation: -10..10}, {perspective: {x: -0.2..0.2}}]}
            """
        let samples = try Fixture.samples(yaml, 40)
        for sample in samples { check(sample, sample.label) }
        #expect(Set(samples.map(\.label)).isSubset(of: Self.devanagariWords) && Set(samples.map(\.label)).count > 8)
    }
}
