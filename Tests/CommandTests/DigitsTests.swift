import Foundation
import TestSupport
import Testing

/// `platen digits`.
@Suite struct DigitsTests {
    private static let names = [
        "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte", "train-images-idx3-ubyte", "train-labels-idx1-ubyte",
    ]

    @Test func filesInTheShapeOfMNIST() async throws {
        let folder = try TemporaryFolder()
        let summary = try await succeed(
            "digits", "--count", "203", "--test-count", "50", "-o", folder("a/set"), "--jobs", "1")
        #expect(summary.hasPrefix("\(folder("a/set")): 203 training and 50 test digits in "))
        let files = try tree(folder("a/set"))
        #expect(files.keys.sorted() == Self.names)
        let images = [UInt8](try #require(files["train-images-idx3-ubyte"]))
        #expect(images.prefix(16) == [0, 0, 8, 3, 0, 0, 0, 203, 0, 0, 0, 28, 0, 0, 0, 28])
        #expect(images.count == 16 + 203 * 784)
        let labels = [UInt8](try #require(files["train-labels-idx1-ubyte"]))
        #expect(labels.prefix(8) == [0, 0, 8, 1, 0, 0, 0, 203] && labels.count == 8 + 203)
        for digit in UInt8(0)..<10 { #expect((20...21).contains(labels[8...].count { $0 == digit })) }

        try await succeed(
            "digits", "-c", "203", "--test-count", "50", "-o", folder("b"), "-j", "3", "--seed", "1", "--quiet")
        #expect(try tree(folder("b")) == files)
        try await succeed("digits", "-c", "10", "--test-count", "50", "-o", folder("c"), "--seed", "2", "--quiet")
        #expect(try tree(folder("c"))["t10k-images-idx3-ubyte"] != files["t10k-images-idx3-ubyte"])
    }

    @Test func aSheetOnly() async throws {
        let folder = try TemporaryFolder()
        #expect(try await succeed("digits", "--sheet", folder("sheet.png")) == "")
        #expect(try tree(folder.path).keys.sorted() == ["sheet.png"])
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder("sheet.png"))))
        #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    }

    @Test func stylesOfOnesOwn() async throws {
        let folder = try TemporaryFolder()
        func inked(_ style: String, _ other: String? = nil) async throws -> Int {
            try await succeed(
                "digits", "-o", folder("set"), "-c", "50", "--test-count", "0", "-q", "--overwrite", "--style", style,
                "--style",
                other ?? style)
            return try Data(contentsOf: URL(fileURLWithPath: folder("set/train-images-idx3-ubyte"))).count { $0 > 127 }
        }
        let (thin, wide) = (try await inked("width=0.06"), try await inked("width=0.2"))
        #expect(2 * thin < wide)
        #expect(try await inked("width=0.06", "lean=0.4") != thin)
        #expect(try await inked("width=0.2", "width=0.06") == thin, "the last one counts")
        #expect(
            try await failure(64, "digits", "-o", folder("x"), "--style", "weight=2").contains(
                "--style must be NAME=NUMBER with one of width, width-deviation, lean, lean-deviation, roughness, "
                    + "roundness, scan, ambiguity, variety, got 'weight=2'"))
        for wrong in ["scan=19", "scan=", "scan", "scan=nan", "scan=6O"] {
            #expect(
                try await failure(64, "digits", "-o", folder("x"), "--style", wrong)
                    .contains("--style scan must be 20.0...200.0, got '\(wrong)'"))
        }
    }

    /// What is there may be the true MNIST: nothing of it goes unasked, and no set is half an old one.
    @Test func nothingIsReplacedUnasked() async throws {
        let folder = try TemporaryFolder()
        let precious = folder("set/t10k-labels-idx1-ubyte.gz")
        try FileManager.default.createDirectory(atPath: folder("set"), withIntermediateDirectories: true)
        try Data("precious".utf8).write(to: URL(fileURLWithPath: precious))
        let message = try await failure(73, "digits", "-o", folder("set"), "-c", "5", "--test-count", "5")
        #expect(message == "\(precious) is there already: choose another folder, or replace it with --overwrite")
        #expect(try tree(folder("set")) == ["t10k-labels-idx1-ubyte.gz": Data("precious".utf8)])
        try await succeed("digits", "-o", folder("set"), "-c", "5", "--test-count", "5", "--overwrite")
        #expect(try tree(folder("set")).count == 4 && !FileManager.default.fileExists(atPath: precious))
    }

    @Test func senselessCommands() async throws {
        let folder = try TemporaryFolder()
        #expect(try await failure(64, "digits").contains("give --output, --sheet, or both"))
        #expect(
            try await failure(64, "digits", "-o", folder("x"), "--count=-1")
                .contains("--count must be 0...1000000, got -1"))
        #expect(
            try await failure(64, "digits", "-o", folder("x"), "--jobs", "0").contains("--jobs must be 1...1024, got 0")
        )
        #expect(
            try await failure(64, "digits", "--sheet", "sheet.gif")
                .contains("--sheet must end in .png, .jpg or .jpeg, got 'sheet.gif'"))
        try Data().write(to: URL(fileURLWithPath: folder("file")))
        #expect(
            try await failure(73, "digits", "-o", folder("file/set"))
                == "cannot create the folder \(folder("file/set")): a file, or a folder closed to you, is in the way")
        #expect(try tree(folder.path).count == 1)
    }
}
