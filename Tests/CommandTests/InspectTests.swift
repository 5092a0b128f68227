import Foundation
import Imaging
import TestSupport
import Testing

/// `platen inspect`.
@Suite struct InspectTests {
    private func figures(_ arguments: String...) async throws -> [String: Any] {
        let outcome = try await Program(["inspect"] + arguments + ["--json"]).outcome()
        #expect(outcome.code == 0, "\(outcome.errors)")
        return try object(outcome.output)
    }

    private func mean(_ side: Any?, _ statistic: String) throws -> Double {
        let side = try #require(side as? [String: Any])
        let part = try #require((side["statistics"] as? [String: Any])?[statistic] as? [String: Any])
        return try #require(part["mean"] as? Double)
    }

    @Test func aFolderOfPictures() async throws {
        let desk = try Desk()
        try FileManager.default.createDirectory(atPath: desk("pictures/deep"), withIntermediateDirectories: true)
        try ImageFile.write(Bitmap(width: 30, height: 20, filledWith: 100), path: desk("pictures/a.png"))
        try ImageFile.write(
            Bitmap(width: 50, height: 40, channels: 3, filledWith: 200), path: desk("pictures/deep/b.PNG"))
        try desk.write("no picture", "pictures/notes.txt")
        let found = try await figures(desk("pictures"))
        let data = try #require(found["data"] as? [String: Any])
        #expect(data["pictures"] as? Int == 2 && data["unreadable"] as? Int == 0)
        #expect(data["meanWidth"] as? Double == 40 && data["meanHeight"] as? Double == 30)
        #expect(try mean(data, "mean") == 150 && mean(data, "noise") == 0)
        #expect(found["against"] == nil && found["overlap"] == nil)

        let text = try await succeed("inspect", desk("pictures"))
        #expect(text.contains("mean, levels") && text.contains("150.0 ± 50.0"))
        #expect(!text.contains("overlap"))
        #expect(text.contains(/slope of the spectrum +–\n/), "flat pictures have none")
        #expect(text.split(separator: "\n").allSatisfy { !$0.hasSuffix(" ") })
        let one = try await figures(desk("pictures"), "--count", "1")
        #expect(try mean(one["data"], "mean") == 100)
    }

    @Test func picturesOfUnreadKindsAreSaid() async throws {
        let desk = try Desk()
        try FileManager.default.createDirectory(atPath: desk("pictures"), withIntermediateDirectories: true)
        try ImageFile.write(Bitmap(width: 30, height: 20, filledWith: 100), path: desk("pictures/a.png"))
        for name in ["b.heic", "c.HEIC", "d.svg"] { try desk.write("none", "pictures/" + name) }
        let outcome = try await platen("inspect", desk("pictures"))
        #expect(outcome.code == 0)
        #expect(
            outcome.errors.contains(
                "3 pictures are of kinds that are not read and are passed over: 2 HEIF (such as b.heic), 1 SVG (d.svg)"),
            "\(outcome.errors)")
        try FileManager.default.removeItem(atPath: desk("pictures/a.png"))
        #expect(try await failure(66, "inspect", desk("pictures")).contains("2 HEIF (such as b.heic), 1 SVG (d.svg)"))
    }

    @Test func aDatasetAndItsRecipeAreAlike() async throws {
        let desk = try Desk("output: {masks: true}")
        try await succeed("generate", desk.recipe, "-o", desk("set"), "--quiet")
        let stored = try await figures(desk("set"))
        // Masks are no pictures: 61, 8 and 5 samples.
        #expect((stored["data"] as? [String: Any])?["pictures"] as? Int == 74)
        let plain = try Desk(samples: "{train: 61, val: 0, test: 0}")
        try await succeed("generate", plain.recipe, "-o", plain("set"), "--quiet")
        let found = try await figures(plain("set"), "--against", plain.recipe)
        let overlap = try #require(found["overlap"] as? [String: Double])
        #expect(overlap.count == 8)
        #expect(overlap.values.allSatisfy { abs($0 - 1) < 1e-9 }, "\(overlap)")
        #expect(try mean(found["data"], "slope") == mean(found["against"], "slope"))
        let blurred = try await figures(plain.recipe, "camera.blur=3", "--against", plain("set"))
        let apart = try #require(blurred["overlap"] as? [String: Double])
        #expect(try #require(apart["noise"]) < 0.2)
        #expect(try #require(apart["gradients"]) < 0.7)
    }

    @Test func theSameForAnyNumberOfJobs() async throws {
        let desk = try Desk()
        let one = try await succeed("inspect", desk.recipe, "-n", "23", "--jobs", "1", "--json")
        for jobs in ["2", "7", "50"] {
            #expect(try await succeed("inspect", desk.recipe, "-n", "23", "--jobs", jobs, "--json") == one)
        }
        let table = try await succeed("inspect", desk.recipe, "-n", "9", "--against", desk.recipe)
        #expect(table.contains("overlap") && table.contains("1.00"))
    }

    @Test func picturesThatCannotBeReadAreCounted() async throws {
        let desk = try Desk()
        try FileManager.default.createDirectory(atPath: desk("pictures"), withIntermediateDirectories: true)
        try desk.write("no picture", "pictures/bad.png")
        let message = try await failure(65, "inspect", desk("pictures"))
        #expect(message.contains("no picture can be read") && message.contains("bad.png"))
        try ImageFile.write(Bitmap(width: 30, height: 20, filledWith: 100), path: desk("pictures/good.png"))
        let outcome = try await platen("inspect", desk("pictures"))
        #expect(outcome.code == 0 && outcome.complaints.count == 1)
        #expect(outcome.errors.hasPrefix("warning: ") && outcome.errors.contains("bad.png"))
        #expect(outcome.output.contains("unreadable"))
    }

    @Test func whatIsNotThere() async throws {
        let desk = try Desk()
        #expect(try await failure(66, "inspect", desk("none")).contains("there is no such file or folder"))
        try FileManager.default.createDirectory(atPath: desk("empty"), withIntermediateDirectories: true)
        #expect(
            try await failure(66, "inspect", desk("empty")).contains("no PNG, JPEG, WebP, TIFF, BMP or GIF pictures"))
        #expect(try await failure(66, "inspect", desk("none.yml")).contains("there is no such file"))
        try ImageFile.write(Bitmap(width: 30, height: 20, filledWith: 100), path: desk("a.png"))
        #expect(
            try await failure(64, "inspect", desk.folder.path, "seed=3")
                == "'seed=3': only a recipe can be changed, and none is named")
    }

    /// Writes a dataset of bars on paper: for each line its name, its label, and how its picture is made.
    private func bars(_ desk: Desk, _ list: String, _ lines: [(name: String, label: String, ink: UInt8?)]) throws {
        for (number, line) in lines.enumerated() {
            var page = Bitmap(width: 60, height: 24, filledWith: 220)
            if let ink = line.ink {
                for y in 6..<18 { for x in 8..<(12 + number) { page[x, y] = ink } }
            }
            try ImageFile.write(page, path: desk(line.name))
        }
        try desk.write(lines.map { "\($0.name) \($0.label)\n" }.joined(), list)
    }

    @Test func aFitDataset() async throws {
        let desk = try Desk()
        try await succeed("generate", desk.recipe, "-o", desk("set"), "--quiet")
        let found = try await figures(desk("set"))
        let fitness = try #require(found["fitness"] as? [String: Any])
        #expect(fitness["isFit"] as? Bool == true && (fitness["reasons"] as? [String])?.isEmpty == true)
        let pictures = try #require(found["pictures"] as? [String: Any])
        #expect(pictures["blank"] as? Int == 0 && pictures["repeated"] as? Int == 0)
        #expect(pictures["measured"] as? [String: Int] == ["train": 61, "val": 8, "test": 5])
        #expect(try await succeed("inspect", desk("set")).contains("fit to train on"))
        // Labels alone take no pictures.
        try FileManager.default.removeItem(atPath: desk("set/train"))
        let labels = try await figures(desk("set"), "--count", "0")
        #expect(labels["data"] == nil && (labels["labels"] as? [String: Any])?["different"] as? Int == 74)
    }

    @Test func whatIsUnfitAndWhy() async throws {
        let desk = try Desk()
        try bars(desk, "labels_train.txt", (0..<30).map { ("t\($0).png", "ab\($0 % 9)", $0 == 3 ? nil : 40) })
        // The first two are train's pictures, once with another label.
        try bars(desk, "labels_val.txt", (0..<3).map { ("v\($0).png", $0 == 1 ? "zz" : "ab\($0)", 40) })
        try desk.write("", "t5.png")
        try desk.write("a\nb\n0\nq\n", "alphabet.txt")
        let outcome = try await platen(
            "inspect", desk.folder.path, "--alphabet", desk("alphabet.txt"), "--html", desk("page.html"), "--json")
        #expect(outcome.code == 65)
        #expect(outcome.errors.contains("error: \(desk.folder.path) is not fit to train on: "), "\(outcome.errors)")
        let found = try object(outcome.output)
        let reasons = try #require((found["fitness"] as? [String: Any])?["reasons"] as? [String])
        for part in [
            "1 of 33 pictures can't be read (3.0 %)", "1 of 32 pictures are blank", "with another label",
            "3 of 3 pictures of val are in train too", "1 of 3 labels of val have characters that train lacks",
            "labels have characters that \(desk("alphabet.txt")) lacks",
        ] {
            #expect(reasons.contains { $0.contains(part) }, "\(part): \(reasons)")
        }
        let alphabet = try #require(found["alphabet"] as? [String: Any])
        #expect(alphabet["unseen"] as? [String] == ["q"] && alphabet["size"] as? Int == 4)
        let page = try contents(desk("page.html"))
        #expect(
            page.contains("Not fit to train on") && page.contains("<svg") && page.contains("data:image/png;base64,"))
        #expect(page.contains("In train too") && !page.contains("://"))
        // More is tolerated where that is said.
        #expect(try await platen("inspect", desk.folder.path, "--tolerate", "1").code == 0)
        #expect(
            try await failure(64, "inspect", desk.folder.path, "--html", "x.txt").contains("must name a file that ends")
        )
    }

    @Test func aFolderNamedAfterLabelsGetsAVerdictWhereItIsSaidToBeOne() async throws {
        let desk = try Desk()
        try FileManager.default.createDirectory(atPath: desk("set"), withIntermediateDirectories: true)
        try bars(desk, "list", [("set/one.png", "", 40), ("set/two.png", "", nil)])
        #expect(try await figures(desk("set"))["labels"] == nil)
        let outcome = try await platen("inspect", desk("set"), "--format", "file_name")
        #expect(outcome.code == 65 && outcome.errors.contains("1 of 2 pictures are blank (50.0 %)"))
        let message = try await failure(64, "inspect", desk("set"), "--count", "0")
        #expect(message == "--count 0: \(desk("set")) has no labels that could be looked at")
    }
}
