import Foundation
import Imaging
import TestSupport
import Testing

@Suite struct FileTreeTests {
    private func folder(_ files: [String], links: [String: String] = [:]) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for file in files {
            let url = URL(fileURLWithPath: folder(file))
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data().write(to: url)
        }
        for (link, target) in links {
            try FileManager.default.createSymbolicLink(atPath: folder(link), withDestinationPath: target)
        }
        return folder
    }

    @Test func filesComeInTheOrderOfTheirBytes() throws {
        let folder = try folder(["b.png", "a/2.png", "a/10.png", "a.png", "Z.txt", "a/b/c/d", "ä.png"])
        #expect(
            try FileTree.files(below: folder.path)
                == ["Z.txt", "a.png", "a/10.png", "a/2.png", "a/b/c/d", "b.png", "ä.png"])
        #expect(try FileTree.files(below: folder("a") + "/") == ["10.png", "2.png", "b/c/d"])
    }

    @Test func hiddenNamesArePassedOver() throws {
        let folder = try folder([
            ".a", "._b.png", ".ipynb_checkpoints/b.png", "c/.d/e", "c/.f", "c/g", "h..png", "c/@eaDir/g.png",
        ])
        #expect(try FileTree.files(below: folder.path) == ["c/g", "h..png"])
        // What is asked for by name is not hidden.
        #expect(try FileTree.files(below: folder("c/.d")) == ["e"])
    }

    @Test func linksAreFollowedAndLoopsEnd() throws {
        let elsewhere = try folder(["x/1.png", "2.png"])
        let folder = try folder(
            ["set/a/1.png", "set/b/2.png"],
            links: [
                "set/linked": elsewhere.path, "set/a/up": "..", "set/b/self": ".", "set/0": "b", "set/lost": "nowhere",
                "set/round": "round", "set/file.png": "a/1.png",
            ])
        #expect(
            try FileTree.files(below: folder("set"))
                == ["a/1.png", "b/2.png", "file.png", "linked/2.png", "linked/x/1.png", "lost", "round"])
        try FileManager.default.createSymbolicLink(atPath: folder("link"), withDestinationPath: "set/b")
        #expect(try FileTree.files(below: folder("link")) == ["2.png"])
    }

    @Test func manyLinksToEachOtherEnd() throws {
        let names = (0..<40).map { "\($0)" }
        let folder = try folder(names.map { $0 + "/file" })
        for name in names {
            for other in names where other != name {
                try FileManager.default.createSymbolicLink(
                    atPath: folder("\(name)/to\(other)"), withDestinationPath: "../" + other)
            }
        }
        #expect(try FileTree.files(below: folder.path).count == 40)
    }

    @Test func whatIsNoFolderIsSaid() throws {
        #expect { try FileTree.files(below: "/nowhere/at/all") } throws: {
            "\($0)" == "cannot list the folder /nowhere/at/all: no such file or directory"
        }
    }

    @Test(arguments: [("a.png", true), ("a/b.JPeG", true), (".png", false), ("a/._b.png", false), ("png", false)])
    func picturesAreKnownByTheirNames(name: String, isPicture: Bool) {
        #expect(ImageFile.isPicture(named: name) == isPicture)
    }
}
