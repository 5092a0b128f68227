import Foundation
import Samples
import TestSupport
import Testing

@testable import Datasets

@Suite struct ResumeTests {
    let folder: TemporaryFolder
    var set: String { folder("set") }
    let plan = DatasetPlan.small(annotations: [.simple, .icdar2015.asPublished], masks: true)

    init() throws { folder = try TemporaryFolder() }

    private func whole() async throws -> [String: Data] {
        try await write(plan, to: folder("whole"))
        return try TemporaryFolder.tree(folder("whole"))
    }

    private func edit(_ name: String, _ change: (inout Data) -> Void) throws {
        let url = URL(fileURLWithPath: set + "/" + name)
        var bytes = try Data(contentsOf: url)
        change(&bytes)
        try bytes.write(to: url)
    }

    @Test func aCompleteDatasetStaysAsItIs() async throws {
        let first = try await write(plan, to: set)
        let before = try TemporaryFolder.tree(set)
        var source = FakeSource()
        source.before = { _, _ in throw FakeSource.Failure("nothing is to be drawn") }
        #expect(try await write(plan, to: set, from: source, existing: .resume) == first)
        #expect(try TemporaryFolder.tree(set) == before)
    }

    @Test func onlyWhatIsMissingIsDrawn() async throws {
        try await interrupt(plan, in: set, after: 25)
        var source = FakeSource()
        source.before = { split, index in
            if split == .train && index < 25 { throw FakeSource.Failure("drawn again") }
        }
        try await write(plan, to: set, from: source, existing: .resume)
        #expect(try await TemporaryFolder.tree(set) == whole())
    }

    @Test(arguments: [
        "12 34", "77 1 2", "garbage\n", "\u{0}\u{0}\u{0}", "26 1 1 1 1 1 1 1 1\n", "9999999999999999999999 1",
    ])
    func aTornJournal(tail: String) async throws {
        try await interrupt(plan, in: set, after: 25)
        try edit(".platen/journal") { $0.append(contentsOf: tail.utf8) }
        try await write(plan, to: set, existing: .resume)
        #expect(try await TemporaryFolder.tree(set) == whole())
    }

    @Test func aJournalCutAnywhere() async throws {
        let whole = try await whole()
        try await interrupt(plan, in: folder("begun"), after: 10)
        let length = try Data(contentsOf: URL(fileURLWithPath: folder("begun/.platen/journal"))).count
        for cut in stride(from: 0, through: length, by: 31) {
            try FileManager.default.copyItem(atPath: folder("begun"), toPath: set)
            try edit(".platen/journal") { $0 = $0.prefix(cut) }
            try await write(plan, to: set, existing: .resume)
            #expect(try TemporaryFolder.tree(set) == whole)
            try FileManager.default.removeItem(atPath: set)
        }
    }

    @Test(arguments: ["samples.jsonl.part", "labels_train.txt.part", "icdar2015_train.txt.part"])
    func anAnnotationFileThatLostItsEnd(name: String) async throws {
        try await interrupt(plan, in: set, after: 25)
        try edit(".platen/" + name) { $0 = $0.prefix($0.count / 2) }
        try await write(plan, to: set, existing: .resume)
        #expect(try await TemporaryFolder.tree(set) == whole())
    }

    @Test func anAnnotationFileWithMoreThanTheJournalKnows() async throws {
        try await interrupt(plan, in: set, after: 25)
        for name in ["samples.jsonl.part", "labels_train.txt.part"] {
            try edit(".platen/" + name) { $0.append(contentsOf: "half a line".utf8) }
        }
        try await write(plan, to: set, existing: .resume)
        #expect(try await TemporaryFolder.tree(set) == whole())
    }

    /// As after a power failure, which can empty files that were written last.
    @Test(arguments: ["train/000021.png", "masks/train/000003.png", "train/000000.png"])
    func imagesThatWereLost(name: String) async throws {
        try await interrupt(plan, in: set, after: 25)
        try edit(name) { $0 = Data() }
        try await write(plan, to: set, existing: .resume)
        #expect(try await TemporaryFolder.tree(set) == whole())
        try FileManager.default.removeItem(atPath: set)
        try await interrupt(plan, in: set, after: 25)
        try FileManager.default.removeItem(atPath: set + "/" + name)
        try await write(plan, to: set, existing: .resume)
        #expect(try TemporaryFolder.tree(set) == TemporaryFolder.tree(folder("whole")))
    }

    /// As after a power failure, which leaves zeros, or anything, where lines were that had not come to the disk.
    @Test(arguments: ["samples.jsonl.part", "labels_train.txt.part", "icdar2015_train.txt.part"])
    func linesThatAreNotOurs(name: String) async throws {
        for place in [0.0, 0.5, 0.99] {
            try await interrupt(plan, in: set, after: 25)
            try edit(".platen/" + name) { bytes in
                let start = bytes.startIndex + Int(Double(bytes.count) * place)
                for index in start..<min(start + 40, bytes.endIndex) { bytes[index] = 0 }
            }
            let said = Said()
            try await write(plan, to: set, existing: .resume, note: said.add)
            #expect(try await TemporaryFolder.tree(set) == whole())
            #expect(said.all.count == 1)
            #expect(said.all.first?.contains(" samples the files are not what the journal says, so ") == true)
            try FileManager.default.removeItem(atPath: set)
            try FileManager.default.removeItem(atPath: folder("whole"))
        }
    }

    @Test func killedWhileFilesGetTheirNames() async throws {
        let whole = try await whole()
        let names = plan.annotationFiles.map { $0.name(for: Shard()) }
        for moved in 0...names.count {
            try await write(plan, to: set)
            try reopen(set, plan)
            for name in names.dropFirst(moved) {
                try FileManager.default.moveItem(atPath: set + "/" + name, toPath: set + "/.platen/\(name).part")
            }
            if moved < names.count { try FileManager.default.removeItem(atPath: set + "/recipe.yml") }
            var source = FakeSource()
            source.before = { _, _ in throw FakeSource.Failure("nothing is to be drawn") }
            try await write(plan, to: set, from: source, existing: .resume)
            #expect(try TemporaryFolder.tree(set) == whole)
            try FileManager.default.removeItem(atPath: set)
        }
    }

    @Test func killedBeforeThePlanWasKept() async throws {
        for name in [".platen", ".platen/worker-1"] {
            try FileManager.default.createDirectory(atPath: set + "/" + name, withIntermediateDirectories: true)
            try await write(plan, to: set, existing: .resume)
            #expect(try await TemporaryFolder.tree(set) == whole())
            try FileManager.default.removeItem(atPath: set)
            try FileManager.default.removeItem(atPath: folder("whole"))
        }
    }

    @Test func killedAfterTheManifest() async throws {
        try await write(plan, to: set)
        try await interrupt(plan, in: folder("begun"), after: 10)
        try FileManager.default.createDirectory(atPath: set + "/.platen/worker-1", withIntermediateDirectories: true)
        try Data().write(to: URL(fileURLWithPath: set + "/.platen/worker-1/0"))
        try FileManager.default.copyItem(
            atPath: folder("begun/.platen/plan.json"), toPath: set + "/.platen/plan.json")
        try await write(plan, to: set, existing: .resume)
        #expect(try await TemporaryFolder.tree(set) == whole())
        #expect(!FileManager.default.fileExists(atPath: set + "/.platen"))
    }

    /// A plan that differs from ours, and how.
    struct Difference: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let change: @Sendable (inout DatasetPlan) -> Void

        init(_ description: String, _ change: @escaping @Sendable (inout DatasetPlan) -> Void) {
            testDescription = description
            self.change = change
        }
    }

    @Test(arguments: [
        Difference("the recipe differs") { $0.recipe += "# more\n" },
        Difference("the recipe differs: page.height is 48, and was not there") { $0.recipe += "page:\n  height: 48\n" },
        Difference("the seed is 8, not 7") { $0.seed = 8 },
        Difference("the number of training samples is 61, not 60") { $0.counts.train = 61 },
        Difference("the number of test samples is 0, not 7") { $0.counts.test = 0 },
        Difference("the image format is jpeg, not png") { $0.image = .jpeg(quality: 1...2) },
        Difference("the layout is fanned, not flat") { $0.layout = .fanned },
        Difference("the list of annotation formats is [\"simple\"], not [\"simple\", \"icdar2015\"]") {
            $0.annotations = [.simple]
        },
        Difference("the annotation formats' byte order marks or line ends differ") {
            $0.annotations = [.simple, .icdar2015]
        },
        Difference("the list of arrays is [\"npz\"], not []") { $0.arrays = [.npz] },
        Difference("masks are not written") { $0.writesMasks = false },
        Difference("the font 'Fake Sans' differs") { $0.ingredients[0].sha256 = "11" },
        Difference("the font 'Fake Sans' differs") { $0.ingredients = [] },
        Difference("the version of platen is 2, not 1") { $0.versions[0].version = "2" },
        Difference("the list of library versions differs") { $0.versions = [] },
    ])
    func anotherPlan(difference: Difference) async throws {
        var other = plan
        difference.change(&other)
        let expected =
            "holds a dataset made from another plan: \(difference.testDescription). Resume with the plan that it was "
            + "begun with, overwrite it, or choose another folder"
        try await write(plan, to: set)
        let complete = try TemporaryFolder.tree(set)
        let message = await failure(.differs) { [other] in try await write(other, to: set, existing: .resume) }
        #expect(message == "\(set) \(expected)")
        #expect(try TemporaryFolder.tree(set) == complete)

        try await interrupt(plan, in: folder("begun"), after: 10)
        let begun = try TemporaryFolder.tree(folder("begun"))
        let message2 = await failure(.differs) { [other] in
            try await write(other, to: folder("begun"), existing: .resume)
        }
        #expect(message2 == "\(folder("begun")) \(expected)")
        #expect(try TemporaryFolder.tree(folder("begun")) == begun)
    }

    /// A recipe that draws every finished sample as the other does goes on with them; not the other way round.
    @Test func aRecipeThatMayContinue() async throws {
        var (strict, lenient) = (plan, plan)
        strict.recipe = "text:\n  undrawable: stop\nseed: 1\n"
        lenient.recipe = "text:\n  undrawable: redraw\nseed: 1\n"
        lenient.mayContinue = [strict.recipe]
        try await interrupt(strict, in: set, after: 25)
        var other = lenient
        other.recipe += "name: x\n"
        // The allowed recipe is the same in all other keys.
        other.mayContinue = [strict.recipe + "name: x\n"]
        let message = await failure(.differs) { [other] in try await write(other, to: set, existing: .resume) }
        #expect(
            message.contains("the recipe differs: text.undrawable is redraw, not stop, name is x, and was not there."),
            "\(message)")
        var source = FakeSource()
        source.before = { split, index in
            if split == .train && index < 25 { throw FakeSource.Failure("drawn again") }
        }
        var failing = source
        failing.before = { _, index in if index == 40 { throw FakeSource.Failure("stopped") } }
        _ = await failure(.sample) { [lenient, failing] in
            try await write(lenient, to: set, from: failing, existing: .resume, jobs: 1, chunkSize: 1)
        }
        // What was drawn since may hold what the strict recipe would have stopped at.
        let back = await failure(.differs) { [strict] in try await write(strict, to: set, existing: .resume) }
        #expect(back.contains("the recipe differs: text.undrawable is stop, not redraw."), "\(back)")
        try await write(lenient, to: set, from: source, existing: .resume)
        try await write(lenient, to: folder("at once"))
        #expect(try TemporaryFolder.tree(set) == TemporaryFolder.tree(folder("at once")))
    }

    @Test(arguments: [
        ("a: 1\nb: 2\n", "a: 1\nb: 2\n", nil), ("a: 1\nb: 2\n", "a: 1\nb: 3\n", "b is 2, not 3"),
        (
            "faces:\n  - family: A\n    weight: 1\n  - family: C\n",
            "faces:\n  - family: A\n    weight: 2\n  - family: B\n",
            "faces[0].weight is 1, not 2, faces[1].family is C, not B"
        ),
        (
            "text:\n  word:\n    words:\n      - a\n      - \"b: c\"\n", "text:\n  word:\n    words:\n      - a\n",
            "text.word.words[1] is \"b: c\", and was not there"
        ),
        ("a: 1\n", "a: 1\nb:\n  c: 2\n", "b.c was 2, and is not there"),
        (
            "a: 1\nb: 1\nc: 1\nd: 1\ne: 1\n", "a: 2\nb: 2\nc: 2\nd: 2\ne: 1\n",
            "a is 1, not 2, b is 1, not 2, c is 1, not 2, and 1 more keys"
        ),
    ])
    func recipesDiffer(one: String, other: String, expected: String?) {
        #expect(RecipeDifference(one, from: other).text == expected.map { "the recipe differs: " + $0 })
    }

    @Test(.enabled(if: getuid() == 0, "needs to make a device, which is root's alone"))
    func theDiskIsFull() async throws {
        try await interrupt(plan, in: set, after: 25)
        // Every write to this device fails as on a full disk.
        let part = set + "/.platen/icdar2015_val.txt.part"
        try FileManager.default.removeItem(atPath: part)
        try #require(mknod(part, S_IFCHR | 0o666, dev_t(1 << 8 | 7)) == 0)
        let message = await failure(.io) { try await write(plan, to: set, existing: .resume, jobs: 1, chunkSize: 5) }
        #expect(
            message
                == "cannot write \(part): the disk is full (No space left on device); 60 of 80 samples are safe: "
                + "free some space, then resume to go on from there")
        try FileManager.default.removeItem(atPath: part)
        try await write(plan, to: set, existing: .resume)
        #expect(try await TemporaryFolder.tree(set) == whole())
    }

    @Test func aSourceThatFails() async throws {
        var source = FakeSource()
        source.before = { split, index in
            if split == .val && index == 4 { throw FakeSource.Failure("no font has 'x'") }
        }
        let message = await failure(.sample) { [source] in try await write(plan, to: set, from: source, chunkSize: 3) }
        #expect(message == "sample val 4: no font has 'x'")
        try await write(plan, to: set, existing: .resume)
        #expect(try await TemporaryFolder.tree(set) == whole())
    }

    @Test(arguments: [
        (ENOSPC, false, DatasetError.Code.io, "cannot write x: the disk is full (No space left on device)"),
        (EDQUOT, true, .io, "cannot write x: the disk is full (Disk quota exceeded)"),
        (EFBIG, false, .io, "cannot write x: the file grows past the limit (File too large)"),
        (EIO, true, .io, "cannot write x: Input/output error"),
        (EMFILE, true, .io, "cannot write x: too many open files: raise the limit with ulimit -n"),
        (ENFILE, false, .io, "cannot write x: too many open files: raise the limit with ulimit -n"),
        (EACCES, true, .cannotCreate, "cannot write x: Permission denied"),
        (EROFS, true, .cannotCreate, "cannot write x: Read-only file system"),
        (EACCES, false, .io, "cannot write x: Permission denied"),
    ])
    func systemErrors(number: Int32, creating: Bool, code: DatasetError.Code, message: String) {
        let error = DatasetError.system(number, "write", "x", creating: creating)
        #expect(error.code == code)
        #expect(error.message == message)
    }
}

/// Makes an unfinished dataset of a finished one, as a kill does before the manifest is written.
func reopen(_ folder: String, _ plan: DatasetPlan) throws {
    let root = try Descriptor.folder(folder)
    let manifest = try #require(try Manifest.read(for: plan.shard, in: root))
    try FinishedSet(root: root, plan: plan, manifest: manifest).reopen(FinishedSet.Losses(), DiskSync(false))
}
