import Foundation
import Neural
import TestSupport
import Testing

@testable import Recognition

@Suite struct RunFolderTests {
    private static func make(_ path: String, _ text: String = "") throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    @Test func aFullFolderIsNotTouched() throws {
        let folder = try TemporaryFolder()
        try Self.make(folder("mine"))
        let says = "\(folder.path) is not empty, and holds no run to go on with; give another folder"
        #expect { try RunFolder(new: folder.path) } throws: { "\($0)" == says }
        #expect { try RunFolder.requireFree(folder.path) } throws: { "\($0)" == says }
        try Self.make(folder("last.safetensors"))
        #expect { try RunFolder(new: folder.path) } throws: {
            "\($0)" == "\(folder.path) is not empty; give --resume to go on with the run in it, or another folder"
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 2)
    }

    @Test func onlyARunThatIsThereGoesOn() throws {
        let folder = try TemporaryFolder()
        #expect { try RunFolder(resuming: folder("no")) } throws: {
            "\($0)" == "\(folder("no")): there is no such run to go on with; leave --resume out"
        }
        #expect(!FileManager.default.fileExists(atPath: folder("no")))
        // Without a checkpoint nothing is touched.
        try Self.make(folder("config.yml"), "mine")
        try Self.make(folder(".metrics.csv.partial"), "mine too")
        let before = try TemporaryFolder.tree(folder.path)
        #expect { try RunFolder(resuming: folder.path) } throws: {
            ($0 as? RecognitionError)?.code == .missing
                && "\($0)".hasPrefix("\(folder.path) has no checkpoint (last.safetensors) to go on from")
        }
        #expect(try TemporaryFolder.tree(folder.path) == before)
    }

    @Test func aFileInTheWayIsNamed() throws {
        let folder = try TemporaryFolder()
        try Self.make(folder("file"))
        for make in [{ try RunFolder.requireFree($0) }, { _ = try RunFolder(new: $0) }] as [(String) throws -> Void] {
            #expect { try make(folder("file/run")) } throws: {
                "\($0)".hasPrefix("cannot create the folder \(folder("file/run")): ")
            }
        }
        try RunFolder.requireFree(folder("a/b/c"))
        #expect(!FileManager.default.fileExists(atPath: folder("a")))
    }

    @Test func aModelIsNoCheckpoint() throws {
        let training = try BarTraining()
        let path = training.folder("run/last.safetensors")
        try { try training.trainer("run").trainer.train { _ in } }()
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.copyItem(atPath: training.folder("run/best.safetensors"), toPath: path)
        #expect { try training.trainer("run", resumes: true) } throws: {
            "\($0)" == "\(path): it does not say how far the training was, so it can't go on from there"
        }
    }

    @Test func aFolderBelongsToOneTraining() throws {
        let folder = try TemporaryFolder()
        let says = "another training is writing into \(folder("run")): wait for it, stop it, or give another folder"
        try {
            let run = try RunFolder(new: folder("run"))
            defer { withExtendedLifetime(run) {} }
            #expect { try RunFolder(new: folder("run")) } throws: { "\($0)" == says }
            #expect { try RunFolder.requireFree(folder("run")) } throws: { "\($0)" == says }
            #expect { try RunFolder(resuming: folder("run")) } throws: { "\($0)" == says }
        }()
        _ = try RunFolder(new: folder("run"))
    }

    @Test func whatAKilledRunLeftIsSwept() throws {
        let training = try BarTraining()
        try { _ = try training.trainer("run") }()
        let ours = [
            ".last.safetensors.partial", ".step-0000004-cer-0.50000.safetensors.partial", ".metrics.csv.partial",
        ]
        let others = [".mine.partial", "last.safetensors.partial", ".partial", ".step-4.safetensors.partial"]
        for name in ours + others { try Self.make(training.folder("run/" + name)) }
        _ = try training.trainer("run", resumes: true)
        let left = try FileManager.default.contentsOfDirectory(atPath: training.folder("run"))
        #expect(Set(left) == Set(others + ["last.safetensors"]))
    }

    /// A save that was killed before the first checkpoint needs no word about the folder.
    @Test func aFalseStartIsNoRun() throws {
        let folder = try TemporaryFolder()
        try Self.make(folder(".last.safetensors.partial"))
        let run = try RunFolder(new: folder.path)
        try run.write("whole", to: "last.safetensors")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["last.safetensors"])
    }

    /// Links are replaced and removed; what they lead to stays.
    @Test func linksAreNotFollowed() throws {
        let folder = try TemporaryFolder()
        try Self.make(folder("precious"), "mine")
        let run = try RunFolder(new: folder("run"))
        for name in ["config.yml", ".config.yml.partial", ".batch.png.partial"] {
            try FileManager.default.createSymbolicLink(
                atPath: folder("run/" + name), withDestinationPath: folder("precious"))
        }
        try run.write("new", to: "config.yml")
        try run.sweep()
        #expect(try String(contentsOfFile: folder("precious"), encoding: .utf8) == "mine")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder("run")) == ["config.yml"])
        #expect(try String(contentsOfFile: folder("run/config.yml"), encoding: .utf8) == "new")
    }

    @Test func aFullDiskIsNamed() throws {
        let folder = try TemporaryFolder()
        let run = try RunFolder(new: folder.path)
        try FileManager.default.createDirectory(atPath: folder("report.html"), withIntermediateDirectories: true)
        #expect { try run.write("page", to: "report.html") } throws: {
            ($0 as? RecognitionError)?.code == .unwritable
                && "\($0)" == "cannot write \(folder("report.html")): is a directory"
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["report.html"])
    }
}
