import Foundation
import Imaging
import TestSupport
import Testing

@Suite struct FitCommandTests {
    /// A recipe, and pictures that it would draw if it were more blurred and paler.
    private func desk() async throws -> Desk {
        let desk = try Desk(samples: "{train: 60, val: 0, test: 0}")
        let yaml = try contents(desk.recipe).replacing(
            "camera: [blur: 0..0.5]", with: "camera: [blur: 0..0.5]   # focus")
        try desk.write(yaml, "tiny.yml")
        try await succeed(
            "generate", desk.recipe, "-o", desk("real"), "--count", "16", "--quiet", "camera[0].blur=1.5..2",
            "ink.tone=0.35..0.45", "seed=77")
        return desk
    }

    private func fit(_ desk: Desk, _ arguments: String...) async throws -> Program.Outcome {
        try await Program(
            [
                "fit", desk.recipe, "--to", desk("real"), "--keys", "camera,ink.tone", "--trials", "14", "--count",
                "12",
                "--quiet",
            ] + arguments
        ).outcome()
    }

    @Test func aRecipeFollowsPictures() async throws {
        let desk = try await desk()
        let outcome = try await fit(desk, "-o", desk("fitted.yml"), "--html", desk("page.html"))
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.complaints == [])
        #expect(outcome.output.contains("told apart wrongly") && outcome.output.contains("camera[0].blur.sigma"))
        let fitted = try contents(desk("fitted.yml"))
        // The change stands in its place, and the rest is as it was.
        #expect(fitted.contains("# focus") && !fitted.contains("blur: 0..0.5"))
        let (old, new) = (try contents(desk.recipe).split(separator: "\n"), fitted.split(separator: "\n"))
        #expect(old.filter { !$0.contains("blur") }.allSatisfy(new.contains))
        try await succeed("recipe", desk("fitted.yml"))
        let page = try contents(desk("page.html"))
        #expect(page.contains("Drawn after") && page.components(separatedBy: "data:image/png").count > 24)
        withExtendedLifetime(desk.folder) {}
    }

    /// Two runs and any number of threads find the same; what a folder says of its pictures is not opened: a pipe would be
    /// waited for.
    @Test(.timeLimit(.minutes(2))) func labelsAreNotReadAndNothingIsByChance() async throws {
        let desk = try await desk()
        let first = try await fit(desk, "-o", desk("a.yml"), "--jobs", "1")
        for name in try FileManager.default.contentsOfDirectory(atPath: desk("real")) where name.contains(".") {
            try FileManager.default.removeItem(atPath: desk("real/" + name))
            #expect(mkfifo(desk("real/" + name), 0o600) == 0)
        }
        let second = try await fit(desk, "-o", desk("b.yml"), "--jobs", "3")
        #expect(first.code == 0 && second.code == 0, "\(second.errors)")
        #expect(try contents(desk("a.yml")) == contents(desk("b.yml")))
        #expect(first.output == second.output)
        withExtendedLifetime(desk.folder) {}
    }

    @Test func whatCannotBeFitted() async throws {
        let desk = try Desk()
        func message(_ code: Int32, _ arguments: String...) async throws -> String {
            let outcome = try await Program(["fit", desk.recipe] + arguments).outcome()
            #expect(outcome.code == code && outcome.output == "", "\(outcome.errors)")
            return outcome.errors
        }
        #expect(try await message(66, "--to", desk("none"), "-o", desk("f.yml")).contains("none"))
        try FileManager.default.createDirectory(atPath: desk("few"), withIntermediateDirectories: true)
        try ImageFile.write(Bitmap(width: 60, height: 20, filledWith: 200), path: desk("few/a.png"))
        #expect(try await message(65, "--to", desk("few"), "-o", desk("f.yml")).contains("1 pictures can be read"))
        #expect(
            try await message(65, "--to", desk("few"), "-o", desk("f.yml"), "--keys", "camera[0].blr")
                .contains("has no key camera[0].blr"))
        #expect(
            try await message(65, "--to", desk("few"), "-o", desk("f.yml"), "--keys", "name")
                .contains("hold no numbers"))
        #expect(try await message(64, "--to", desk("few"), "-o", "f.txt").contains("--output must end in .yml"))
        #expect(!FileManager.default.fileExists(atPath: desk("f.yml")))
        withExtendedLifetime(desk.folder) {}
    }
}
