import Configs
import Foundation
import Handwriting
import Samples
import TestSupport
import Testing

@testable import Synthesis

/// What a hand can't do is said with its key, its file, and what to do.
@Suite struct HandErrorTests {
    private let mnist: SmallMNIST

    init() throws { mnist = try SmallMNIST() }

    /// The error that preparing a recipe gives.
    private func refusal(_ yaml: String, _ code: SynthesisError.Code) -> String {
        do {
            _ = try Fixture.source(yaml)
            return "nothing was thrown"
        } catch let error as SynthesisError {
            #expect(error.code == code, "\(error)")
            return "\(error)"
        } catch {
            return "no SynthesisError: \(error)"
        }
    }

    private func change(_ name: String, _ body: (inout Data) -> Void) throws {
        let url = URL(fileURLWithPath: mnist.path + "/" + name)
        var data = try Data(contentsOf: url)
        body(&data)
        try data.write(to: url)
    }

    private var hand: String { "hand: {mnist: {folder: \(mnist.path)}}" }

    // MARK: - Files

    @Test func aTruncatedFile() throws {
        try change("train-images-idx3-ubyte") { $0.removeLast(100) }
        let file = mnist.path + "/train-images-idx3-ubyte"
        #expect(
            refusal(hand, .recipe)
                == "hand.mnist.folder: \(file): it ends at byte 313516, but 400 x 28 x 28 numbers take up to byte 313616: "
                + "get the file again")
    }

    @Test func imagesAndLabelsOfDifferentCounts() throws {
        try change("t10k-labels-idx1-ubyte") { data in
            data[7] = 119
            data.removeLast()
        }
        #expect(
            refusal(hand, .recipe)
                == "hand.mnist.folder: \(mnist.path)/t10k-images-idx3-ubyte has 120 pictures but "
                + "\(mnist.path)/t10k-labels-idx1-ubyte has 119 labels: they do not belong together")
    }

    @Test func aLabelOutOfRange() throws {
        try change("train-labels-idx1-ubyte") { $0[8 + 5] = 10 }
        #expect(
            refusal(hand, .recipe)
                == "hand.mnist.folder: \(mnist.path)/train-labels-idx1-ubyte, byte 13: label 5 is 10, but the classes are "
                + "0 to 9")
    }

    @Test func aMissingFile() throws {
        try FileManager.default.removeItem(atPath: mnist.path + "/t10k-labels-idx1-ubyte")
        #expect(
            refusal(hand, .missingInput)
                == "hand.mnist.folder: \(mnist.path)/t10k-images-idx3-ubyte: its labels, t10k-labels-idx1-ubyte or "
                + "t10k-labels-idx1-ubyte.gz, are not beside it")
    }

    @Test func aFolderThatIsNotThere() {
        let message = Fixture.message { _ = try Fixture.recipe("hand: {mnist: {folder: nowhere}}") }
        #expect(message.hasPrefix("recipe.yml:1:24: hand.mnist.folder: 'nowhere' does not exist"), "\(message)")
    }

    @Test func aFolderWithoutPictures() throws {
        let folder = try TemporaryFolder()
        #expect(
            refusal("hand: {mnist: {folder: \(folder.path)}}", .recipe).hasPrefix(
                "hand.mnist.folder: \(folder.path) holds no pictures of characters: neither IDX files"))
    }

    @Test func aDigitWithoutPictures() throws {
        for name in ["train", "t10k"] {
            try change(name + "-labels-idx1-ubyte") { data in
                for place in 8..<data.count where data[place] == 3 { data[place] = 8 }
            }
        }
        #expect(
            refusal(hand, .recipe)
                == "hand.mnist.folder: \(mnist.path) has no pictures of '3' for the train split: "
                + "\(mnist.path)/train-images-idx3-ubyte holds none; add some, or ask for no train samples")
        // Text without that digit can be written.
        #expect(refusal(hand + "\ntext: {pattern: '[0124-9]{4}'}", .recipe) == "nothing was thrown")
    }

    @Test func aSplitWithoutPictures() throws {
        for name in ["images-idx3", "labels-idx1"] {
            try FileManager.default.removeItem(atPath: mnist.path + "/t10k-\(name)-ubyte")
        }
        // Five pictures of each class or fewer can't serve three splits.
        try change("train-labels-idx1-ubyte") { data in
            var seen = 0
            for place in 8..<data.count where data[place] == 7 {
                seen += 1
                if seen > 2 { data[place] = 1 }
            }
        }
        let message = refusal(hand, .recipe)
        #expect(message.hasPrefix("hand.mnist.folder: \(mnist.path) has no pictures of '7' for the "), "\(message)")
        #expect(refusal(hand + "\nsamples: {train: 5, val: 0, test: 0}", .recipe) == "nothing was thrown")
    }

    @Test func nothingHeldOutForVal() throws {
        let all = "hand: {mnist: {folder: '\(mnist.path)', holdout: 0}}"
        #expect(
            refusal(all, .recipe)
                == "hand.mnist.holdout: is 0, which leaves val no pictures: hold some out, or ask for no val samples")
        #expect(refusal(all + "\nsamples: {train: 5, val: 0, test: 5}", .recipe) == "nothing was thrown")
    }

    // MARK: - Keys

    @Test(arguments: [
        ("mnist: {spacing: {cells: {slots: 0}}}", "1:41: hand.mnist.spacing.cells.slots: must lie in 1..1024, got 0"),
        ("mnist: {spacing: {cells: 1}}", "1:33: hand.mnist.spacing.cells: must lie in 0..0.95, got 1"),
        ("mnist: {spacing: {cells: {overlap: 0.5..1}}}", "hand.mnist.spacing.cells.overlap: must lie in 0..0.95"),
        ("mnist: {spacing: {cells: {overlap: -0.1}}}", "hand.mnist.spacing.cells.overlap: must lie in 0..0.95"),
        ("mnist: {spacing: {ink: {gap: -1}}}", "hand.mnist.spacing.ink.gap: must lie in -0.5..3, got -1"),
        ("mnist: {spacing: strip}", "hand.mnist.spacing: unknown hand.mnist.spacing 'strip'"),
        ("mnist: {style: same}", "hand.mnist.style: unknown value 'same'"),
        ("mnist: {height: 3}", "hand.mnist.height: must lie in 4..512, got 3"),
        ("mnist: {thickness: 4}", "hand.mnist.thickness: must lie in -1.5..3, got 4"),
        ("mnist: {size: 0}", "hand.mnist.size: must lie in 0.3..3, got 0"),
        ("mnist: {lift: 2}", "hand.mnist.lift: must lie in -1..1, got 2"),
        ("mnist: {pressure: 0}", "hand.mnist.pressure: must lie in 0.1..1, got 0"),
        ("mnits", "hand: unknown hand 'mnits'; did you mean 'mnist'?"),
        ("procedural: {hieght: 20}", "hand.procedural.hieght: unknown key 'hieght'; did you mean 'height'?"),
        ("procedural: 5", "hand.procedural: must lie in 6..512, got 5"),
        ("[]", "hand: must have 1 to 64 items, got 0"),
    ])
    func keysOutOfRange(hand: String, message: String) {
        let found = Fixture.message {
            _ = try Fixture.recipe("hand: " + (hand.contains(":") ? "{\(hand)}" : hand))
        }
        #expect(found.hasPrefix("recipe.yml:1:") && found.contains(message), "\(found)")
    }

    /// No key of a hand is taken for its weight among hands.
    @Test(arguments: Hands.members.map { $0.name }) func aHandWithAWeightReadsBackTheSame(name: String) throws {
        let recipe = try Fixture.recipe("hand: [{\(name): {weight: 3}}, type]")
        #expect(recipe.hand[0].weight == 3)
        let printed = yaml(of: recipe)
        #expect(try Fixture.recipe(printed).encoded == recipe.encoded)
    }

    @Test func everyWeightIsNought() {
        let hand = "hand: [{type: {weight: 0}}, {procedural: {weight: 0}}]"
        #expect(refusal(hand, .recipe) == "hand: every weight is 0; at least one must be above")
    }

    // MARK: - Texts

    @Test func aTextThatIsLongerThanTheStrip() throws {
        let source = try Stitched("text: {number: {digits: 6}}\nhand: {mnist: {spacing: {cells: {slots: 5}}}}").source
        let label = try source.author.writing(for: SampleKey(seed: 1, split: .train, index: 0)).label
        let message = Fixture.message { _ = try source.makeReader().sample(at: 0, in: .train) }
        #expect(
            message
                == "hand.mnist.spacing.cells.slots: the text '\(label)' has 6 characters, and the strip has room for 5; "
                + "write shorter texts or give it more slots")
    }

    @Test func whatStrokesCanNotWrite() {
        #expect(
            refusal("text: {pattern: 'Ä[A-F]{3}'}\nhand: procedural", .recipe)
                == "hand.procedural: can't write 'Ä'; it writes the letters A to Z and a to z, Western, Arabic-Indic and "
                + "Persian digits, .,/-:+%$€£¥₹()'\"&#@!?=; and spaces. Change the text, or use 'hand: type'")
    }

    @Test func whatThereAreNoPicturesOf() throws {
        #expect(
            refusal("text: {pattern: '[A-F]{3}'}\n" + hand, .recipe)
                == "hand.mnist.folder: \(mnist.path) has no pictures of 'A': it has 0123456789, so write text of these "
                + "alone")
    }

    /// A mixture's parts have characters of their own: what one can't write is said of that one.
    @Test(arguments: ["procedural", "mnist"]) func whatAPartOfAMixtureCannotWrite(hand: String) throws {
        let chosen = hand == "mnist" ? "{mnist: {folder: \(mnist.path)}}" : hand
        #expect(
            refusal("text: {mixture: {sources: {letters: {text: {pattern: 'ÄÖÜ'}}}}}\nhand: \(chosen)", .recipe)
                == "text.mixture.sources.letters.text.pattern: no hand can draw 'Ä' (U+00C4), 'Ö' (U+00D6), 'Ü' (U+00DC). "
                + "Name a hand that has them, leave such texts out, or let others take their place with "
                + "text.undrawable=redraw")
    }

    /// Where another hand can write it, that one does.
    @Test func anotherHandTakesOver() throws {
        let source = try Fixture.source(
            """
            text: {mixture: {sources: {letters: {text: {pattern: 'ÄÖÜ'}}}}}
            hand: [procedural, type]
            """)
        let reader = try source.makeReader()
        let samples = try (0..<20).map { try reader.sample(at: $0, in: .train) }
        #expect(samples.allSatisfy { $0.choice["hand"] == .text("hand.type") && !$0.font.isEmpty })
        let redrawn = samples.filter { $0.key.attempt > 0 }
        #expect(!redrawn.isEmpty && redrawn.count < 20)
        #expect(redrawn.allSatisfy { $0.rejections.allSatisfy { $0 == .init(.missingGlyph, font: "procedural") } })
    }
}
