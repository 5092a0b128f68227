import Foundation
import TestSupport
import Testing

/// The commands that only print.
@Suite struct RecipeTests {
    @Test(arguments: Program.configs) func aPrintedRecipeIsTheSameRecipe(config: String) async throws {
        let folder = try TemporaryFolder()
        let printed = try await succeed("recipe", config, "--seed", "12345678901234567890")
        #expect(printed.contains("seed: 12345678901234567890\n"))
        try Data(printed.utf8).write(to: URL(fileURLWithPath: folder("x.yml")))
        #expect(try await succeed("recipe", folder("x.yml")) == printed)
        #expect(try await succeed("recipe", "x.yml", in: folder.path) == printed)
    }

    @Test func overridesShowInThePrintedRecipe() async throws {
        let desk = try Desk()
        let printed = try await succeed("recipe", desk.recipe, "fonts.size=20..24", "camera.blur=0.25")
        #expect(printed.contains("size: 20..24\n"))
        #expect(printed.contains("sigma: 0.25\n"))
    }

    @Test func theSchemaIsJSON() async throws {
        let parts = try #require(try object(try await succeed("schema"))["$defs"] as? [String: Any])
        let recipe = try #require(parts["Recipe"] as? [String: Any])
        let keys = try #require(recipe["properties"] as? [String: Any]).keys
        for key in ["name", "seed", "samples", "text", "fonts", "page", "paper", "camera", "output"] {
            #expect(keys.contains(key), "\(key)")
        }
    }

    @Test func theReferenceHasEveryStage() async throws {
        let reference = try await succeed("schema", "--reference")
        let headings = Set(
            reference.split(separator: "\n").filter { $0.hasPrefix("## ") }.map { String($0.dropFirst(3)) })
        let parts = try #require(try object(try await succeed("schema"))["$defs"] as? [String: Any])
        let stages = parts.keys.filter { $0.contains(".") }
        #expect(stages.count >= 15)
        for stage in stages + ["text", "geometry", "paper", "camera"] {
            #expect(headings.contains(stage), "\(stage)")
        }
    }

    @Test func help() async throws {
        let all = try await succeed("--help")
        #expect(try await succeed() == all)
        #expect(try await succeed("help") == all)
        for command in ["generate", "preview", "inspect", "merge", "paper", "recipe", "schema"] {
            #expect(all.contains("\n  \(command) "))
            let help = try await succeed(command, "--help")
            #expect(help.contains("USAGE: platen \(command)"))
            #expect(try await succeed("help", command) == help)
        }
    }

    @Test func version() async throws {
        let version = try await succeed("--version")
        #expect(version.wholeMatch(of: /[0-9]+\.[0-9]+\.[0-9]+\n/) != nil)
        let changes = try contents(Program.root + "/CHANGELOG.md")
        #expect(changes.contains("\n## " + version.dropLast()))
    }
}
