import Arrays
import Configs
import Handwriting
import Imaging
import Samples
import TestSupport
import Testing

@testable import Synthesis

/// No digit of a label loses its ink without a word.
@Suite struct LostDigitTests {
    private func drawn(
        _ collection: CharacterCollection, _ number: Int, height: Double, thickness: Double, size: Double = 1
    ) throws -> HandGlyph {
        var picture = CastPicture(character: collection.label(number), ink: collection.picture(number))
        (picture.source, picture.thickness, picture.size) = (number, thickness, size)
        return try picture.drawn(digitHeight: height, from: .ink)
    }

    @Test(arguments: [-0.5, -0.8, -1, -1.25, -1.5]) func thinnedDigitsNeitherVanishNorBreak(thickness: Double) throws {
        let collection = try Stitched("{text: {number: {digits: 4}}, hand: mnist}", real: true).collection
        var others: [Character] = []
        var count = 0
        for digit in "0123456789" {
            for number in collection.indices(of: digit, in: .train).prefix(200) {
                let ink = collection.picture(number).withBorder
                let thinned = ink.strokesThinned(by: -thickness)
                #expect(thinned.inkPieces().pieces == ink.inkPieces().pieces, "\(digit), number \(number)")
                if thinned.inkPieces().holes != ink.inkPieces().holes { others.append(digit) }
                count += 1
            }
        }
        #expect(count >= 300)
        #expect(others.isEmpty, "holes that are open or closed now")
    }

    /// However large or small, a thinned digit holds together as the whole one does.
    @Test(arguments: [16.0, 20, 34, 60, 128]) func thinnedDigitsHoldTogetherAtEverySize(height: Double) throws {
        let collection = try Stitched("{text: {number: {digits: 4}}, hand: mnist}", real: true).collection
        var (broken, before, count) = (0, 0, 0)
        for digit in "0123456789" {
            for number in collection.indices(of: digit, in: .train).prefix(30) {
                func pieces(_ thickness: Double) throws -> Int {
                    let glyph = try drawn(collection, number, height: height, thickness: thickness)
                    #expect((glyph.kept ?? 0) > 0.5, "\(digit), number \(number) at \(thickness): \(glyph.kept ?? 0)")
                    return glyph.ink.inkPieces(faintest: 48).pieces
                }
                let whole = collection.picture(number).inkPieces(faintest: 48).pieces
                if try pieces(-1.5) > whole { broken += 1 }
                if try pieces(0) > whole { before += 1 }
                count += 1
            }
        }
        #expect(broken <= before + count / 100, "\(broken) of \(count); \(before) without thinning")
    }

    @Test(arguments: ["cells", "ink"]) func everyDigitOfALabelHasInk(spacing: String) throws {
        let stitched = try Stitched(
            """
            text: {number: {digits: 5}}
            hand: {mnist: {height: 4..20, size: 0.3..1, thickness: -1.5..-0.8, spacing: \(spacing)}}
            ink: {tone: 0}
            """, real: true)
        var again = 0
        for sample in try stitched.samples(150) {
            again += sample.rejections.count { $0.reason == .lostInk }
            #expect(sample.rejections.allSatisfy { $0.reason == .lostInk && $0.font == "mnist" })
            #expect(sample.characters.count == 5)
            for character in sample.characters {
                let box = character.quad.bounds
                #expect(!box.isEmpty)
                let (rows, columns) = (
                    Int(box.top)..<Int(box.bottom.rounded(.up)), Int(box.left)..<Int(box.right.rounded(.up))
                )
                let most = rows.flatMap { y in columns.map { x in sample.mask[x, y] } }.max() ?? 0
                #expect(most >= 20, "\(character.text) of \(sample.label), \(box)")
            }
        }
        #expect(again > 0, "the smallest have no room for their strokes")
    }

    // MARK: - Pictures without ink

    /// Digits, of which every third picture is empty, or all of a digit.
    private func collection(emptied: (Int, UInt8) -> Bool) throws -> TemporaryFolder {
        let (small, folder) = (try SmallMNIST(), try TemporaryFolder())
        for name in ["train", "t10k"] {
            let images = try IDXFile.read(small.path + "/\(name)-images-idx3-ubyte")
            let labels = try IDXFile.read(small.path + "/\(name)-labels-idx1-ubyte")
            let digits = Array(labels.bytes[labels.start...])
            var pixels = Array(images.bytes[images.start...])
            // No two are alike: pictures that are go to one split.
            for (number, label) in digits.enumerated() where emptied(number, label) {
                for i in number * 784..<(number + 1) * 784 { pixels[i] = 0 }
                pixels[number * 784 + number] = 9
            }
            try IDXFile.write(pixels, shape: images.shape, to: folder("\(name)-images-idx3-ubyte"))
            try IDXFile.write(digits, shape: labels.shape, to: folder("\(name)-labels-idx1-ubyte"))
        }
        return folder
    }

    private func source(_ folder: TemporaryFolder, _ keys: String) throws -> SyntheticSource {
        try SyntheticSource(
            ConfigDocument(
                yaml: """
                    text: {number: {digits: 3}}
                    hand: {mnist: {folder: \(folder.path), style: mixed\(keys)}}
                    ink: {tone: 0}
                    """, name: "recipe.yml", baseDirectory: Fixture.root
            ).decode(Recipe.self))
    }

    @Test(arguments: ["", ", spacing: cells", ", height: 40, thickness: 0.5"])
    func anEmptyPictureIsDrawnAgain(keys: String) throws {
        let folder = try collection { number, _ in number % 3 == 0 }
        let reader = try source(folder, keys).makeReader()
        let samples = try (0..<40).map { try reader.sample(at: $0, in: .train) }
        #expect(samples.contains { !$0.rejections.isEmpty })
        for sample in samples {
            #expect(sample.rejections.allSatisfy { $0 == .init(.lostInk, font: "mnist") })
            for character in sample.characters { #expect(character.quad.bounds.height > 8, "\(character)") }
        }
    }

    @Test func aDigitWithoutAnyInkIsAnError() throws {
        let folder = try collection { _, label in label == 7 }
        let document = try ConfigDocument(
            yaml: "{text: {template: {form: '17'}}, hand: {mnist: {folder: \(folder.path)}}}", name: "recipe.yml",
            baseDirectory: Fixture.root)
        let reader = try SyntheticSource(document.decode(Recipe.self)).makeReader()
        let error = #expect(throws: SynthesisError.self) { try reader.sample(at: 0, in: .train) }
        #expect(error?.message.contains("lost its ink") == true, "\(String(describing: error))")
    }
}
