import Foundation
import TestSupport
import Testing

/// `platen preview` and `platen paper`.
@Suite struct PictureTests {
    /// The width and the height that a PNG file claims.
    private func size(_ path: String) throws -> (width: Int, height: Int) {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
        func number(_ at: Int) -> Int { bytes[at..<at + 4].reduce(0) { $0 << 8 | Int($1) } }
        return (number(16), number(20))
    }

    private func data(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

    @Test func aSheetOfSamples() async throws {
        let desk = try Desk("output: {layout: label}")
        func sheet(_ name: String, _ options: String...) async throws -> Data {
            let outcome = try await Program(["preview", desk.recipe, "-o", desk(name)] + options).outcome()
            #expect(outcome.code == 0 && outcome.output == "" && outcome.errors == "", "\(outcome.errors)")
            return try data(desk(name))
        }
        let plain = try await sheet("plain.png")
        #expect(try await sheet("again.png") == plain)
        let whole = try size(desk("plain.png"))
        #expect((400...1700).contains(whole.width) && (100...1000).contains(whole.height))

        #expect(try await sheet("boxes.png", "--boxes", "--scale", "1") != plain)
        let other = try await [
            sheet("1.png", "--index", "1"), sheet("2.png", "--split", "val"), sheet("3.png", "--seed", "3"),
            sheet("4.png", "--count", "7"),
        ]
        #expect(Set(other + [plain]).count == 5)

        _ = try await sheet("column.png", "--columns", "1", "-n", "7")
        _ = try await sheet("row.png", "--columns", "7", "-n", "7")
        let (column, row) = (try size(desk("column.png")), try size(desk("row.png")))
        #expect(row.width > column.width && row.height < column.height)
        _ = try await sheet("large.png", "--scale", "3", "--columns", "1", "-n", "7")
        #expect(try size(desk("large.png")).height > column.height)

        let jpeg = try await sheet("plain.jpg")
        #expect(jpeg.starts(with: [0xFF, 0xD8, 0xFF]))
    }

    @Test func whatTheSheetShowsIsWhatTheDatasetHolds() async throws {
        let desk = try Desk(samples: "{train: 11, val: 2, test: 0}")
        try await succeed("generate", desk.recipe, "-o", desk("set"))
        // A split of fewer than forty has all of them shown: unique labels end there.
        try await succeed("preview", desk("set/recipe.yml"), "-o", desk("set.png"))
        try await succeed("preview", desk.recipe, "-o", desk("recipe.png"), "-n", "11")
        #expect(try data(desk("set.png")) == data(desk("recipe.png")))
        let message = try await failure(65, "preview", desk.recipe, "-o", desk("x.png"), "-n", "12")
        #expect(message.contains("raise samples.train"))
        #expect(!FileManager.default.fileExists(atPath: desk("x.png")))
    }

    @Test func paper() async throws {
        let desk = try Desk()
        try await succeed("paper", desk.recipe, "-o", desk("a.png"), "--width", "90", "--height", "70")
        try await succeed("paper", desk.recipe, "-o", desk("b.png"), "--width", "90", "--height", "70")
        try await succeed("paper", desk.recipe, "-o", desk("c.png"), "--width", "90", "--height", "70", "--index", "1")
        #expect(try size(desk("a.png")) == (90, 70))
        #expect(try data(desk("a.png")) == data(desk("b.png")))
        #expect(try data(desk("a.png")) != data(desk("c.png")))
        try await succeed("generate", desk.recipe, "paper=[texture: \(desk("a.png"))]", "-o", desk("set"))
    }

    @Test(arguments: ["plain", "noise", "fibre", "thermal", "newsprint", "security", "halftone"])
    func paperOfAKindNeedsNoRecipe(kind: String) async throws {
        let desk = try Desk()
        for (name, seed) in [("a", "3"), ("b", "3")] {
            try await succeed(
                "paper", "--kind", kind, "--seed", seed, "-o", desk("\(name).png"), "--width", "60", "--height", "40")
        }
        #expect(try size(desk("a.png")) == (60, 40))
        #expect(try data(desk("a.png")) == data(desk("b.png")))
        try await succeed(
            "paper", "--kind", kind, "sheet=[folds, stains]", "page.color=grey", "-o", desk("c.png"), "--width", "60")
        #expect(try data(desk("a.png")) != data(desk("c.png")))
    }
}
