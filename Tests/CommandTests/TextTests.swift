import Foundation
import TestSupport
import Testing

/// `platen text`: the labels of a recipe alone.
@Suite struct TextTests {
    @Test func labelsAreThoseOfTheDataset() async throws {
        let desk = try Desk()
        try await succeed("generate", desk.recipe, "-o", desk("set"), "--quiet")
        let stored = try contents(desk("set/samples.jsonl")).split(separator: "\n").map(object)
        for (split, count) in [("train", 61), ("val", 8), ("test", 5)] {
            let labels = stored.filter { $0["split"] as? String == split }.compactMap { $0["label"] as? String }
            let printed = try await succeed("text", desk.recipe, "--split", split, "-n", "\(count)")
            #expect(printed == labels.map { $0 + "\n" }.joined())
        }
        let all = try await succeed("text", desk.recipe, "-n", "61").split(separator: "\n")
        let some = try await succeed("text", desk.recipe, "-n", "3", "--start", "40").split(separator: "\n")
        #expect(some == Array(all[40..<43]))
        #expect(try await succeed("text", desk.recipe).split(separator: "\n").count == 50)
        #expect(try await succeed("text", desk.recipe, "--split", "val").split(separator: "\n").count == 8)
        #expect(try await succeed("text", desk.recipe, "--seed", "2", "-n", "61").split(separator: "\n") != all)
    }

    @Test func noFontIsNeeded() async throws {
        let desk = try Desk()
        let noFont = "fonts.faces=[{file: \(desk.recipe)}]"
        let labels = try await succeed("text", desk.recipe, noFont, "-n", "4")
        _ = try await failure(66, "preview", desk.recipe, noFont, "-o", desk("sheet.png"))
        #expect(try await succeed("text", desk.recipe, "-n", "4") == labels)
    }

    @Test func whatIsDrawnStandsBehindTheLabelWhereItDiffers() async throws {
        let desk = try Desk()
        let text = "text={pattern: 'x'}"
        #expect(try await succeed("text", desk.recipe, text, "-n", "2", "--display") == "x\nx\n")
        let arabic = "text={number: {value: 12, numbering: arab, label: western}}"
        #expect(try await succeed("text", desk.recipe, arabic, "-n", "2") == "12\n12\n")
        #expect(try await succeed("text", desk.recipe, arabic, "-n", "1", "--display") == "12\t\u{661}\u{662}\n")
    }

    @Test func everyLabelIsOneLine() async throws {
        let desk = try Desk()
        let text = #"text={number: {value: 1, prefix: "a\tb\nc", suffix: "\r\n"}}"#
        // A label has a space where a line ends; the text itself has the break.
        #expect(try await succeed("text", desk.recipe, text, "-n", "1") == "a\\tb c1 \n")
        #expect(
            try await succeed("text", desk.recipe, text, "-n", "1", "--display") == "a\\tb c1 \ta\\tb\\nc1\\r\\n\n")
    }

    @Test func whatWasLeftOutOfListsIsSaidOnce() async throws {
        let desk = try Desk()
        try desk.write("one\ntwo\nthree\n", "list.txt")
        let note = "note: \(desk("list.txt")): 1 of 3 words left out: 1 too long"
        let text = "text={word: {files: \(desk("list.txt")), length: 1..3}}"
        for arguments in [
            ["text", desk.recipe, text], ["generate", desk.recipe, text, "-o", desk("set")],
            ["preview", desk.recipe, text, "-n", "2", "-o", desk("sheet.png")],
        ] {
            let outcome = try await Program(arguments).outcome()
            #expect(outcome.code == 0)
            #expect(outcome.complaints == [] && outcome.notes == [note])
        }
        let quiet = try await platen("generate", desk.recipe, text, "-o", desk("quiet"), "--quiet")
        #expect(quiet.complaints == [] && quiet.notes == [])
    }

    @Test func aReaderThatHasEnoughEndsIt() async throws {
        let desk = try Desk(samples: "{train: 1000000000}")
        let pipe = Pipe()
        let program = try Program(
            ["text", desk.recipe, "text={pattern: '[0-9]{12}'}", "-n", "1000000000"],
            output: pipe.fileHandleForWriting)
        try pipe.fileHandleForWriting.close()
        let first = try #require(try pipe.fileHandleForReading.read(upToCount: 26))
        #expect(first.count == 26 && first[12] == UInt8(ascii: "\n") && first[25] == UInt8(ascii: "\n"))
        try pipe.fileHandleForReading.close()
        let outcome = await program.outcome()
        #expect(outcome.code == nil, "it ends by SIGPIPE, like any filter")
        #expect(outcome.errors == "")
    }

    @Test func whatIsWrong() async throws {
        let desk = try Desk()
        #expect(try await failure(66, "text", desk("none.yml")).contains("none.yml: there is no such file"))
        let lists = try await failure(66, "text", desk.recipe, "text={word: \(desk("none.txt"))}")
        #expect(lists.contains("does not exist"))
        let spent = try await platen("text", desk.recipe, "-n", "70")
        #expect(spent.code == 65)
        #expect(spent.output.split(separator: "\n").count == 61)
        #expect(spent.complaints.count == 1 && spent.errors.contains("train/61: mode 'unique' has labels for the 61"))
    }
}
