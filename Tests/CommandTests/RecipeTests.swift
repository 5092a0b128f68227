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
        let schema = try object(try await succeed("schema"))
        let properties = try #require(schema["properties"] as? [String: Any])
        for key in ["name", "seed", "samples", "text", "fonts", "page", "paper", "camera", "output"] {
            #expect(properties[key] != nil, "\(key)")
        }
    }

    @Test func theReferenceHasEveryStage() async throws {
        let reference = try await succeed("schema", "--reference")
        #expect(reference.hasPrefix("#"))
        for name in [
            "number", "plain", "noise", "fibre", "texture", "rotation", "shear", "scale", "perspective", "blur",
            "contrast", "brightness", "gamma", "resample", "jpeg",
        ] {
            #expect(reference.contains("`\(name)`"), "\(name)")
        }
    }

    @Test func help() async throws {
        let all = try await succeed("--help")
        #expect(try await succeed() == all)
        #expect(try await succeed("help") == all)
        for command in ["generate", "preview", "merge", "paper", "recipe", "schema"] {
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
