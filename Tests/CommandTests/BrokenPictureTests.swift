import Foundation
import Imaging
import TestSupport
import Testing

/// Broken pictures in a stored dataset, as a user meets them.
@Suite struct BrokenPictureTests {
    let folder: TemporaryFolder

    /// A set of 12 pictures, of which the second is empty, the fourth missing and the sixth cut short.
    init() throws {
        folder = try TemporaryFolder()
        var list = ""
        for index in 0..<12 {
            let path = folder("\(index).png")
            var picture = Bitmap(width: 60, height: 32, filledWith: 250)
            for x in 10..<20 { picture[x + index, 16] = 0 }
            list += "\(index).png\t\(index % 2)\(index % 3)\n"
            switch index {
            case 1: try Data().write(to: URL(fileURLWithPath: path))
            case 3: continue
            default: try ImageFile.write(picture, path: path)
            }
            guard index == 5 else { continue }
            try Data(contentsOf: URL(fileURLWithPath: path)).dropLast(20).write(to: URL(fileURLWithPath: path))
        }
        try list.write(toFile: folder("list.txt"), atomically: true, encoding: .utf8)
        try """
        name: small
        alphabet: "012"
        model: {crnn: {width: 4, hidden: 8}}
        data:
          pool: 2
          train: [{dataset: list.txt, broken: leave_out}]
          val: [{dataset: list.txt, broken: leave_out}]
        training: {steps: 8, batch: 4, threads: 1, validate_every: 4, save_every: 2, log_every: 1}
        """.write(toFile: folder("train.yml"), atomically: true, encoding: .utf8)
    }

    private func run(_ arguments: String...) async throws -> Program.Outcome { try await Program(arguments).outcome() }

    @Test func theyAreLeftOutCountedAndListed() async throws {
        let trained = try await run("train", folder("train.yml"), "-o", folder("run"), "--quiet")
        #expect(trained.code == 0, "\(trained.errors)")
        let expected = [
            "warning: \(folder("list.txt")):2: \(folder("1.png")): the file is empty",
            "warning: \(folder("list.txt")):4: cannot read \(folder("3.png")): no such file or directory",
        ]
        // Once for the validation data, before the first step, and once for what was learnt from, at the end.
        #expect(Array(trained.complaints.prefix(2)) == expected)
        #expect(trained.complaints.contains("warning: \(folder("list.txt")), val: 3 broken pictures were left out"))
        #expect(trained.complaints.last == "warning: \(folder("list.txt")), train: 3 broken pictures were left out")
        let predictions = try String(contentsOfFile: folder("run/predictions.csv"), encoding: .utf8)
        #expect(predictions.split(whereSeparator: \.isNewline).count == 1 + 9)

        let model = folder("run/best.safetensors")
        let refused = try await run("eval", "-m", model, "-d", folder("list.txt"), "--threads", "1")
        #expect(refused.code == 65 && refused.complaints.last?.contains("1.png: the file is empty") == true)
        for word in ["leave-out", "leave_out"] {
            let measured = try await run(
                "eval", "-m", model, "-d", folder("list.txt"), "--threads", "1", "--json", "--broken", word)
            #expect(measured.code == 0 && measured.output.contains("\"samples\" : 9"))
            #expect(measured.complaints.last == "warning: \(folder("list.txt")), test: 3 broken pictures were left out")
        }
    }

    @Test func predictAndInspectDoAlike() async throws {
        let trained = try await run(
            "train", folder("train.yml"), "-o", folder("run"), "--quiet", "training.steps=2",
            "training.validate_every=2")
        #expect(trained.code == 0)
        let model = folder("run/best.safetensors")
        try FileManager.default.createDirectory(atPath: folder("set"), withIntermediateDirectories: true)
        for name in ["0.png", "1.png", "5.png", "7.png"] {
            try FileManager.default.copyItem(atPath: folder(name), toPath: folder("set/" + name))
        }
        try FileManager.default.createSymbolicLink(atPath: folder("set/more"), withDestinationPath: folder("run"))
        try Data().write(to: URL(fileURLWithPath: folder("set/._0.png")))
        for (broken, code) in [("refuse", Int32(65)), ("leave-out", 0)] {
            let read = try await run("predict", "-m", model, folder("set"), "--threads", "1", "--broken", broken)
            #expect(read.code == code)
            #expect(
                read.output.split(separator: "\n").compactMap { $0.split(separator: "\t").first.map(String.init) }
                    == ["0.png", "7.png", "more/batch.png"].map { folder("set/" + $0) })
            #expect(read.complaints.last?.hasSuffix("2 of 5 pictures could not be read; see above") == true)
            let measured = try await run("inspect", folder("set"), "--broken", broken)
            #expect(measured.code == code)
            #expect(measured.complaints.first?.contains("1.png: the file is empty") == true)
        }
    }
}
