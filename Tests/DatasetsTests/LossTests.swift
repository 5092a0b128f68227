import Foundation
import Imaging
import Samples
import TestSupport
import Testing

@testable import Datasets

/// What was lost, cut short or changed since is noticed by resuming and merging, and drawn again where it can be.
@Suite struct LossTests {
    let folder: TemporaryFolder
    var set: String { folder("set") }
    let plan = DatasetPlan.small(annotations: [.simple, .icdar2015Detection], masks: true)

    init() throws { folder = try TemporaryFolder() }

    private func edit(_ name: String, _ change: (inout Data) -> Void) throws {
        let url = URL(fileURLWithPath: set + "/" + name)
        var bytes = try Data(contentsOf: url)
        change(&bytes)
        try bytes.write(to: url)
    }

    /// A source that draws these samples of the training split and no others.
    private func only(_ indices: Set<Int>) -> FakeSource {
        var source = FakeSource()
        source.before = { split, index in
            guard split == .train, indices.contains(index) else { throw FakeSource.Failure("\(split) \(index)") }
        }
        return source
    }

    /// What may become of a picture.
    enum Loss: String, CaseIterable {
        case missing, empty, short, zeros, otherStart, otherEnd

        /// What the run says of it.
        var flaw: String {
            switch self {
            case .missing: "missing"
            case .empty, .short: "of another size"
            case .zeros, .otherStart, .otherEnd: "damaged"
            }
        }

        func apply(_ bytes: inout Data) {
            switch self {
            case .missing: break
            case .empty: bytes = Data()
            case .short: bytes.removeLast()
            case .zeros: bytes = Data(count: bytes.count)
            case .otherStart: bytes[bytes.startIndex + 18] ^= 1
            case .otherEnd: bytes.replaceSubrange(bytes.endIndex - 20..<bytes.endIndex, with: Data(count: 20))
            }
        }
    }

    @Test(arguments: Loss.allCases, [true, false])
    func picturesAreDrawnAgain(loss: Loss, isFinished: Bool) async throws {
        try await write(plan, to: folder("whole"))
        if isFinished { try await write(plan, to: set) } else { try await interrupt(plan, in: set, after: 25) }
        for name in ["train/000003.png", "masks/train/000004.png", "train/000017.png"] {
            if loss == .missing {
                try FileManager.default.removeItem(atPath: set + "/" + name)
            } else {
                try edit(name, loss.apply)
            }
        }
        var source = only([3, 4, 17])
        if !isFinished {
            let before = source.before
            source.before = { split, index in if split == .train, index < 25 { try before(split, index) } }
        }
        let said = Said()
        try await write(plan, to: set, from: source, existing: .resume, note: said.add)
        #expect(try TemporaryFolder.tree(set) == TemporaryFolder.tree(folder("whole")))
        #expect(said.all == ["\(set): train/000003.png is \(loss.flaw), and 3 samples are to be drawn again"])
    }

    @Test func byHashAnythingIsNoticed() async throws {
        try await write(plan, to: set)
        let whole = try TemporaryFolder.tree(set)
        try edit("train/000005.png") { $0[$0.startIndex + $0.count / 2] ^= 1 }
        try await write(plan, to: set, from: only([]), existing: .resume)
        #expect(try TemporaryFolder.tree(set) != whole)
        let said = Said()
        try await write(plan, to: set, from: only([5]), existing: .resume, verifies: true, note: said.add)
        #expect(try TemporaryFolder.tree(set) == whole)
        #expect(said.all == ["\(set): train/000005.png is damaged, and 1 sample is to be drawn again"])
    }

    /// What was not forced to the disk is read, whatever was asked for.
    @Test(arguments: [true, false]) func whatWasNotForcedIsRead(syncs: Bool) async throws {
        try await interrupt(plan, in: set, after: 25)
        if syncs {
            let url = URL(fileURLWithPath: set + "/.platen/journal")
            try (Data(contentsOf: url) + Data("forced 25\n".utf8)).write(to: url)
        }
        try edit("train/000005.png") { $0[$0.startIndex + $0.count / 2] ^= 1 }
        let said = Said()
        try await write(plan, to: set, existing: .resume, note: said.add)
        #expect(said.all.isEmpty == syncs)
    }

    @Test func aDatasetThatCannotBeDrawnAgainSoSays() async throws {
        try await write(plan, to: set)
        try FileManager.default.removeItem(atPath: set + "/train/000003.png")
        var other = FakeSource()
        other.adjust = { $0.image[0, 0] ^= 1 }
        let message = await failure(.damaged) { [other] in
            try await write(plan, to: set, from: other, existing: .resume)
        }
        #expect(
            message
                == "\(set)/train/000003.png is missing, and drawing it again gives another one: a font or a library "
                + "was changed; overwrite the dataset, or bring the file back")
    }

    @Test(arguments: ["labels_train.txt", "samples.jsonl", "icdar2015_detection/val/gt_000002.txt"])
    func lostAnnotationsAreWrittenAgain(name: String) async throws {
        try await write(plan, to: set)
        let whole = try TemporaryFolder.tree(set)
        try FileManager.default.removeItem(atPath: set + "/" + name)
        let said = Said()
        try await write(plan, to: set, existing: .resume, note: said.add)
        #expect(try TemporaryFolder.tree(set) == whole)
        #expect(said.all.count == 1)
        #expect(said.all.first?.hasSuffix(" is missing, so all samples are to be drawn again") == true)
    }

    @Test func lostArraysAndRecipesAreWrittenAgain() async throws {
        var plan = DatasetPlan.small(annotations: [])
        plan.arrays = [.npz, .hdf5]
        try await write(plan, to: set)
        let whole = try TemporaryFolder.tree(set)
        for name in ["arrays_val.npz", "arrays.h5", "recipe.yml"] {
            try FileManager.default.removeItem(atPath: set + "/" + name)
            let said = Said()
            try await write(plan, to: set, from: only([]), existing: .resume, note: said.add)
            #expect(try TemporaryFolder.tree(set) == whole)
            #expect(said.all == ["\(set): \(name) is missing, and is to be written again"])
        }
    }

    /// A file that was changed may be someone's work.
    @Test(arguments: ["labels_train.txt", "samples.jsonl", "recipe.yml", "icdar2015_detection/val/gt_000002.txt"])
    func changedAnnotationsAreLeftAlone(name: String) async throws {
        try await write(plan, to: set)
        try edit(name) { $0[$0.startIndex + 2] ^= 1 }
        let before = try TemporaryFolder.tree(set)
        let message = await failure(.damaged) { try await write(plan, to: set, existing: .resume) }
        let place = name.hasPrefix("icdar") ? "a file in \(set)/icdar2015_detection" : set + "/" + name
        #expect(
            message
                == "\(place) is not what was written: bring it back, or move it away and resume, so that it is written "
                + "again")
        #expect(try TemporaryFolder.tree(set) == before)
        #expect(throws: DatasetError.self) { try checkDataset(in: set, byHash: false) }
    }

    @Test func aFileThatCameMeanwhile() async throws {
        var source = FakeSource()
        source.before = { [set] split, index in
            guard split == .test, index == 3 else { return }
            try Data("mine".utf8).write(to: URL(fileURLWithPath: set + "/labels_val.txt"))
        }
        let busy = source
        let message = await failure(.exists) { try await write(plan, to: set, from: busy) }
        #expect(
            message == "\(set)/labels_val.txt came there meanwhile and would be replaced: move it away, then resume")
        #expect(try text(set + "/labels_val.txt") == "mine")
        try FileManager.default.removeItem(atPath: set + "/labels_val.txt")
        try await write(plan, to: set, existing: .resume)
        try await write(plan, to: folder("whole"))
        #expect(try TemporaryFolder.tree(set) == TemporaryFolder.tree(folder("whole")))
    }

    @Test(arguments: ["labels_train.1-of-2.txt", "icdar2015_detection/train/gt_000003.txt"])
    func mergingComparesAnnotations(name: String) async throws {
        for number in 1...2 { try await write(plan.shard(number, of: 2), to: set) }
        try edit(name) { $0[$0.startIndex + 2] = UInt8(ascii: "x") }
        let message = await failure(.damaged) { _ = try mergeShards(in: [set], into: folder("whole")) }
        let place = name.hasPrefix("icdar") ? "icdar2015_detection" : name
        #expect(
            message == "\(set)/\(place) is not what the shard's manifest says: bring it back, or write the shard again")
    }

    @Test func mergingComparesPicturesByHashOnRequest() async throws {
        for number in 1...2 { try await write(plan.shard(number, of: 2), to: set) }
        try edit("train/000005.png") { $0[$0.startIndex + $0.count / 2] ^= 1 }
        let message = await failure(.damaged) {
            _ = try mergeShards(in: [set], into: folder("verified"), syncs: false, verifies: true)
        }
        #expect(
            message
                == "shard 1 of 2 in \(set) lists train/000005.png, which is damaged: bring it back, or write the shard "
                + "again")
        _ = try mergeShards(in: [set], into: folder("whole"), syncs: false)
    }
}
