import Foundation
import Imaging
import TestSupport
import Testing

@testable import platen

/// What `platen preview` does besides a contact sheet.
@Suite struct PreviewTests {
    private func picture(_ path: String) throws -> Bitmap { try ImageFile.read(path: path) }

    @Test func stagesOfASample() async throws {
        let desk = try Desk()
        try await succeed("preview", desk.recipe, "--steps", "-o", desk("a.png"))
        try await succeed("preview", desk.recipe, "--steps", "-o", desk("b.png"))
        try await succeed("preview", desk.recipe, "--steps", "--index", "7", "-o", desk("c.png"))
        let strip = try picture(desk("a.png"))
        #expect(try picture(desk("b.png")) == strip)
        #expect(try picture(desk("c.png")) != strip)
        #expect((400...1600).contains(strip.width))
    }

    @Test func sweeps() async throws {
        let desk = try Desk()
        try await succeed("preview", desk.recipe, "--sweep", "camera.blur=0..4", "-n", "3", "-o", desk("range.png"))
        try await succeed(
            "preview", desk.recipe, "--sweep", "camera.blur=[0, 1, 2, 3, 4]", "-n", "3", "-o", desk("list.png"))
        #expect(try picture(desk("range.png")) == picture(desk("list.png")))
        try await succeed("preview", desk.recipe, "--sweep", "paper=[plain, {fibre: {tone: 0.7}}]", "-o", desk("p.png"))
        #expect(try picture(desk("p.png")).height < picture(desk("range.png")).height)
        // 1, 1.5, 2 and so on are no numbers of lines; 1, 2 and 3 are.
        try await succeed("preview", desk.recipe, "--sweep", "type.lines=1..3", "-n", "2", "-o", desk("whole.png"))
        try await succeed("preview", desk.recipe, "--sweep", "type.lines=[1, 2, 3]", "-n", "2", "-o", desk("three.png"))
        #expect(try picture(desk("whole.png")) == picture(desk("three.png")))

        let key = try await failure(64, "preview", desk.recipe, "--sweep", "camera.blurr=0..1", "-o", desk("x.png"))
        #expect(key.contains("the list has no 'blurr'"), "\(key)")
        let value = try await failure(65, "preview", desk.recipe, "--sweep", "page.x=0..2", "-o", desk("x.png"))
        #expect(value.contains("page.x"), "\(value)")
        #expect(!FileManager.default.fileExists(atPath: desk("x.png")))
    }

    @Test func samplesAlone() async throws {
        let desk = try Desk()
        let sizes = ["page={width: 60, height: 20}", "page.color=rgb"]
        func bare(_ arguments: String...) async throws -> Bitmap {
            let outcome = try await Program(
                ["preview", desk.recipe] + sizes + arguments + ["--bare", "-o", desk("bare.png")]
            ).outcome()
            #expect(outcome.code == 0, "\(outcome.errors)")
            return try picture(desk("bare.png"))
        }
        let three = try await bare("-n", "3")
        #expect((three.width, three.height, three.channels) == (3 * 60 + 2 * 8, 20, 3))
        let sweep = try await bare("--sweep", "camera.blur=[0, 2]", "-n", "2")
        #expect((sweep.width, sweep.height) == (4 * 60 + 3 * 8, 20))
        let rows = try await bare("-n", "3", "--columns", "2", "--scale", "2")
        #expect((rows.width, rows.height) == (2 * 120 + 8, 2 * 40 + 8))
        // The first sample is the first pixels, as they are.
        let sample = try await bare("-n", "1")
        #expect((sample.width, sample.height, sample.channels) == (60, 20, 3))
        for y in 0..<20 {
            for x in 0..<60 { #expect((0..<3).allSatisfy { sample[x, y, $0] == three[x, y, $0] }) }
        }
        let message = try await failure(64, "preview", desk.recipe, "--bare", "--boxes", "-o", desk("x.png"))
        #expect(message.contains("leave --boxes out"), "\(message)")
    }

    @Test(arguments: [
        ("a.b=0..0.4", ["0", "0.1", "0.2", "0.3", "0.4"]), ("a=-1..1", ["-1", "-0.5", "0", "0.5", "1"]),
        ("a=[1, 2]", ["1", "2"]), ("a= [x,y , z]", ["x", "y", "z"]),
        ("a=[[1, 2], {b: [3, 4], c: 5}]", ["[1, 2]", "{b: [3, 4], c: 5}"]),
        ("a=['x, y', \"],\"]", ["'x, y'", "\"],\""]), ("a=[it's, b]", ["it's", "b"]),
        ("a=1e-3..5e-3", ["0.001", "0.002", "0.003", "0.004", "0.005"]),
    ])
    func valuesOfASweep(text: String, values: [String]) throws {
        #expect(try Sweep(text).values == values)
    }

    @Test(arguments: [
        "a", "=1..2", "a=", "a=3", "a=2..1", "a=1..1", "a=0...4", "a=x..y", "a=[]", "a=0..inf", "a=1..2..3",
    ])
    func whatIsNoSweep(text: String) { #expect(throws: (any Error).self) { try Sweep(text) } }

    @Test func twoRecipesBesideEachOther() async throws {
        let desk = try Desk()
        try desk.write(try contents(desk.recipe).replacing("0..0.5", with: "3") + "seed: 9\n", "other.yml")
        try await succeed("preview", desk.recipe, "--compare", desk("other.yml"), "-n", "5", "-o", desk("two.png"))
        try await succeed("preview", desk.recipe, "--compare", desk.recipe, "-n", "5", "-o", desk("same.png"))
        let (two, same) = (try picture(desk("two.png")), try picture(desk("same.png")))
        #expect(two != same)
        // The seed is the first recipe's: but for the blur, both columns show the same labels in the same places.
        #expect((two.height) == same.height)
        let message = try await failure(66, "preview", desk.recipe, "--compare", desk("none.yml"), "-o", desk("x.png"))
        #expect(message.contains("none.yml: there is no such file"))
    }

    /// What is compared is how the same labels look; where that can't be, it is said why.
    @Test func recipesOfDifferentTextsAreComparedByTheSameLabels() async throws {
        let desk = try Desk()
        let number = "text: {number: {digits: 4..5, mode: unique}}"
        let words = try contents(desk.recipe).replacing(number, with: "text: {pattern: '[A-Z]{4}'}")
        try desk.write(words, "words.yml")
        func compare(_ one: String, _ other: String) async throws -> Program.Outcome {
            try await platen("preview", one, "--compare", other, "-n", "3", "--boxes", "-o", desk("sheet.png"))
        }
        let same = try await compare(desk.recipe, desk.recipe)
        #expect(same.code == 0 && same.notes == [])
        let both = try picture(desk("sheet.png"))
        let taken = try await compare(desk.recipe, desk("words.yml"))
        #expect(taken.notes == ["note: words.yml writes the text of tiny.yml here, for both to have the same labels"])
        // Nothing but the text is another, and that is taken from the first.
        #expect(try picture(desk("sheet.png")).height == both.height)

        try desk.write(words.replacing("[A-Z]", with: "[ÄÖÜß]"), "marks.yml")
        try desk.write(try contents(desk.recipe) + "hand: procedural\n", "hand.yml")
        let unable = try await compare(desk("marks.yml"), desk("hand.yml"))
        #expect(unable.code == 0)
        #expect(
            unable.notes.first?.hasPrefix("note: the labels differ, since hand.yml can't write the text of marks.yml: ")
                == true, "\(unable.errors)")
    }

    @Test func aPage() async throws {
        let desk = try Desk()
        try await succeed("preview", desk.recipe, "-n", "9", "--html", "-o", desk("page.html"))
        let page = try contents(desk("page.html"))
        #expect(page.components(separatedBy: "<details ").count == 10)
        #expect(page.contains("<title>tiny</title>") && page.contains(">camera.blur.sigma</dt>"))
        try await succeed("preview", desk.recipe, "-n", "9", "-o", desk("again.html"))
        #expect(try contents(desk("again.html")) == page)
        let message = try await failure(73, "preview", desk.recipe, "-o", desk("none/page.html"))
        #expect(message.contains("cannot write \(desk("none/page.html"))"))
    }

    @Test func picturesInTheTerminal() async throws {
        let desk = try Desk()
        let kitty = try await succeed("preview", desk.recipe, "-n", "4", "--show", "kitty", "-o", desk("sheet.png"))
        let base64 = kitty.components(separatedBy: "\u{1B}\\").compactMap { $0.split(separator: ";").last }.joined()
        let file = try #require(Data(base64Encoded: base64.trimmingCharacters(in: .newlines)))
        #expect(try ImageFile.decode([UInt8](file), name: "kitty") == picture(desk("sheet.png")))
        let sixels = try await succeed("preview", desk.recipe, "-n", "4", "--show", "sixel")
        let sheet = try picture(desk("sheet.png"))
        #expect(
            sixels.hasPrefix("\u{1B}P0;1;0q\"1;1;\(sheet.width);\(sheet.height)#0;2;") && sixels.hasSuffix("\u{1B}\\\n")
        )
        let message = try await failure(64, "preview", desk.recipe, "--show", "auto")
        #expect(message == "--show auto: standard output is no terminal; name kitty or sixel")
    }

    // MARK: - Watching

    /// Waits until something holds of what the program has written on standard error.
    private func wait(
        for program: Program, _ log: String, until holds: @escaping @Sendable (String) -> Bool,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        try await program.wait { holds((try? contents(log)) ?? "") }
        try #require(program.isRunning, "\((try? contents(log)) ?? "")", sourceLocation: sourceLocation)
    }

    private func count(_ text: String, _ part: String) -> Int { text.components(separatedBy: part).count - 1 }

    @Test(arguments: [SIGINT, SIGTERM]) func changesAreDrawnUntilItIsStopped(signal: Int32) async throws {
        let desk = try Desk()
        try desk.write("one\ntwo\n", "words.txt")
        let recipe = try contents(desk.recipe)
            .replacing("text: {number: {digits: 4..5, mode: unique}}", with: "text: {word: {files: words.txt}}")
        try desk.write(recipe, "tiny.yml")
        try desk.write("", "log")
        let log = try #require(FileHandle(forWritingAtPath: desk("log")))
        let program = try Program(
            ["preview", desk.recipe, "-n", "3", "--watch", "-o", desk("sheet.png")], errors: log)
        try await wait(for: program, desk("log")) { count($0, "drawn in") == 1 }
        let first = try picture(desk("sheet.png"))

        // A recipe that is wrong is told of, and the picture stays.
        try desk.write(recipe + "fnots: {}\n", "tiny.yml")
        try await wait(for: program, desk("log")) { $0.contains("did you mean 'fonts'") }
        #expect(try picture(desk("sheet.png")) == first)
        try desk.write(recipe + "seed: 5\n", "tiny.yml")
        try await wait(for: program, desk("log")) { count($0, "drawn in") == 2 }
        let second = try picture(desk("sheet.png"))
        #expect(second != first)

        // A file that the recipe names counts, too.
        try desk.write("threehundred\n", "words.txt")
        try await wait(for: program, desk("log")) { count($0, "drawn in") == 3 }
        #expect(try picture(desk("sheet.png")) != second)

        program.send(signal)
        #expect(await program.outcome().code == 130)
        let errors = try contents(desk("log")).split(separator: "\n").filter { $0.hasPrefix("error: ") }
        #expect(errors.count == 1, "\(errors)")
    }

    @Test func fingerprintsTellChanges() throws {
        let desk = try Desk()
        try FileManager.default.createDirectory(atPath: desk("folder"), withIntermediateDirectories: true)
        let paths = [desk.recipe, desk("folder"), desk("none")]
        let first = Fingerprint(paths)
        #expect(Fingerprint(paths) == first)
        try desk.write("new", "folder/file")
        let second = Fingerprint(paths)
        #expect(second != first)
        try desk.write("longer", "folder/file")
        let third = Fingerprint(paths)
        #expect(third != second)
        try desk.write("", "none")
        #expect(Fingerprint(paths) != third)
    }
}
