import Configs
import Foundation
import Recognition
import TestSupport
import Testing

@testable import platen

/// Folders to start from, and what `platen` alone says in a folder.
@Suite struct NewTests {
    @Test(arguments: Starter.allCases) func whatIsWrittenLoads(starter: Starter) async throws {
        let folder = try TemporaryFolder()
        let said = try await succeed("new", "mine", "--like", starter.rawValue, in: folder.path)
        #expect(said.contains("cd mine\n"))
        #expect(said.contains("platen preview recipe.yml --output preview.png"))
        #expect(
            Set(try tree(folder("mine")).keys)
                == Set(
                    ["recipe.yml", "training.yml", "fonts/catalog.yml", "README.md"] + starter.companions.map(\.name)))

        // The recipe is looked through as 'generate' would: fonts, and what each of its texts needs.
        let recipe = try await succeed("recipe", folder("mine/recipe.yml"))
        #expect(recipe.hasPrefix("name: mine\n"))
        #expect(!(try contents(folder("mine/recipe.yml"))).contains("../"))
        let training = try ConfigDocument(path: folder("mine/training.yml")).decode(Experiment.self)
        #expect(training.name == "train-mine")
        let sources = training.data.train + training.data.validation
        #expect(sources.count >= 2)
        #expect(sources.contains { $0.recipe?.path.hasSuffix("/mine/recipe.yml") == true })
        // Whatever is drawn from lies in the folder.
        for source in sources {
            let recipe = try #require(source.recipe?.path)
            #expect(recipe.contains("/mine/"))
            try await succeed("recipe", recipe)
        }
        #expect((try contents(folder("mine/README.md"))).contains(starter.summary))
    }

    /// The files are those of the project, but for names and paths.
    @Test(arguments: Starter.allCases) func whatIsWrittenIsTheProjectsOwn(starter: Starter) throws {
        let shipped = try contents(Program.root + "/configs/\(starter.rawValue).yml")
        #expect(starter.recipe(named: nil) == shipped.replacing("../fonts", with: "fonts"))
        #expect(shipped.hasPrefix("# "), "a recipe to start from begins by saying what it is")
        #expect(starter.training(named: nil).contains("recipe: recipe.yml"))
    }

    @Test func nothingIsWrittenOver() async throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder("mine"), withIntermediateDirectories: true)
        let message = try await failure(73, "new", "mine", "--like", "meter", in: folder.path)
        #expect(message == "mine exists already, and stays as it is: give another name")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder("mine")) == [])
        #expect(try await failure(64, "new", "other", "--like", "cars", in: folder.path).contains("receipts"))
        #expect(!FileManager.default.fileExists(atPath: folder("other")))
    }

    @Test func aNameThatNoConfigTakesIsLeftOut() throws {
        let files = StarterFolder(path: "/nowhere/my \"own\"", starter: .captcha).files
        #expect(files.first?.text.contains("\nname: captcha\n") == true)
    }

    // MARK: Alone

    @Test func anEmptyFolderIsToldHowToStart() async throws {
        let folder = try TemporaryFolder()
        let said = try await succeed(in: folder.path)
        #expect(said.hasPrefix("No recipe, dataset or run lies here. Next:\n"))
        #expect(said.contains("platen new mine --like receipts"))
        #expect(said.split(separator: "\n").count < 8)
    }

    @Test func aRecipeIsPreviewedAndATrainingTrained() async throws {
        let folder = try TemporaryFolder()
        try await succeed("new", "mine", "--like", "captcha", "--quiet", in: folder.path)
        let said = try await succeed(in: folder("mine"))
        for command in [
            "platen preview recipe.yml --output preview.png", "platen generate recipe.yml --output dataset",
            "platen train training.yml --output run",
        ] { #expect(said.contains(command)) }

        try FileManager.default.createDirectory(atPath: folder("mine/run"), withIntermediateDirectories: true)
        try Data().write(to: URL(fileURLWithPath: folder("mine/run/best.safetensors")))
        let later = try await succeed(in: folder("mine"))
        #expect(later.contains("platen eval --model run/best.safetensors --data recipe.yml"))
        #expect(!later.contains("platen train"))
    }

    @Test func aDatasetIsInspected() async throws {
        let desk = try Desk(samples: "{train: 3, val: 1, test: 1}")
        try await succeed("generate", desk.recipe, "--output", desk("set"), "--quiet")
        let said = try await succeed(in: desk("set"))
        #expect(said.hasPrefix("A dataset lies here. Next:\n"))
        #expect(said.contains("platen inspect ."))
    }

    @Test func aRunIsMeasuredOnWhatItWasValidatedOn() throws {
        let folder = try TemporaryFolder()
        let steps = StarterFolder(path: folder("mine"), starter: .meter)
        try steps.write()
        var experiment = try ConfigDocument(path: folder("mine/training.yml")).decode(Experiment.self)
        experiment.data.validation[0].set = [ConfigOverride("page.height=48")]
        try FileManager.default.createDirectory(atPath: folder("run"), withIntermediateDirectories: true)
        try Data(yaml(of: experiment).utf8).write(to: URL(fileURLWithPath: folder("run/config.yml")))
        try Data().write(to: URL(fileURLWithPath: folder("run/best.safetensors")))
        let said = NextSteps(in: folder("run")).text
        #expect(said.contains("--data \(folder("mine/recipe.yml")) page.height=48"), "\(said)")
        #expect(said.contains("platen serve --model best.safetensors"))
    }
}
