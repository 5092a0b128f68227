import Datasets
import Samples
import TestSupport
import Testing

/// Rows are shared out among the splits: each once, by seed, the same each time.
@Suite struct StoredDivisionTests {
    private func list(_ folder: TemporaryFolder, _ count: Int, broken: (Int) -> Bool = { _ in false }) throws -> String
    {
        let text = (0..<count).map { broken($0) ? "broken\n" : "\($0).png \($0)\n" }.joined()
        try folder.put("labels.txt", text)
        return folder("labels.txt")
    }

    @Test(arguments: [1, 2, 3, 10, 99, 1000], [1, 2] as [UInt64])
    func everyRowGoesToOneSplit(count: Int, seed: UInt64) throws {
        let folder = try TemporaryFolder()
        let set = try StoredDataset(try list(folder, count))
        let parts = try set.divided(SplitFractions(train: 0.8, val: 0.1, test: 0.1), seed: seed)
        let labels = try Split.allCases.map { try parts.labels(of: $0) }
        #expect(labels.joined().sorted() == (0..<count).map { "\($0)" }.sorted())
        for (split, share) in zip(labels, [0.8, 0.1, 0.1]) {
            #expect(abs(Double(split.count) - share * Double(count)) <= 1)
        }
        for split in parts.splits {
            for (index, label) in labels[Int(split.number)].enumerated() {
                #expect(try parts.label(at: index, in: split) == label)
            }
        }
        let again = try StoredDataset(folder.path).divided(SplitFractions(train: 0.8, val: 0.1, test: 0.1), seed: seed)
        #expect(try again.labels(of: .train) == labels[0])
    }

    @Test func seedsGiveOtherOrders() throws {
        let folder = try TemporaryFolder()
        let set = try StoredDataset(try list(folder, 200))
        let orders = try (0..<4).map { seed in
            try set.divided(SplitFractions(train: 0.5, val: 0.5), seed: seed).labels(of: .train)
        }
        #expect(Set(orders).count == 4)
        for order in orders { #expect(order != order.sorted { (Int($0) ?? 0) < (Int($1) ?? 0) }) }
    }

    @Test func aPartMayBeLeftOver() throws {
        let folder = try TemporaryFolder()
        let parts = try StoredDataset(try list(folder, 10)).divided(SplitFractions(train: 0.3), seed: 1)
        #expect(Split.allCases.map { parts.count(of: $0) } == [3, 0, 0])
        #expect(parts.splits == [.train])
    }

    @Test func brokenRowsAreNotCounted() throws {
        let folder = try TemporaryFolder()
        let path = try list(folder, 3000) { $0 > 0 && $0 % 7 == 0 }
        let set = try StoredDataset(path, onProblem: .leaveOut)
        let good = (0..<3000).filter { $0 == 0 || $0 % 7 != 0 }
        #expect(set.problems.count == 3000 - good.count)
        #expect(try set.labels(of: .train) == good.map { "\($0)" })
        for index in [0, 1, 6, 7, 100, 1234, good.count - 1] {
            #expect(try set.label(at: index, in: .train) == "\(good[index])")
            #expect(try set.place(at: index, in: .train) == "\(path):\(good[index] + 1)")
        }
    }

    @Test func badImagesLeaveBeforeTheRest() throws {
        let folder = try TemporaryFolder()
        let path = try list(folder, 40)
        for number in 0..<40 where number % 3 != 1 { try folder.putImages("\(number).png") }
        let set = try StoredDataset(path, onProblem: .leaveOut).checkingImages()
        let good = (0..<40).filter { $0 % 3 != 1 }.map { "\($0)" }
        #expect(try set.labels(of: .val) == good)
        for (index, label) in good.enumerated() { #expect(try set.label(at: index, in: .val) == label) }
        let parts = try set.divided(SplitFractions(train: 0.5, test: 0.5), seed: 3)
        #expect(try (parts.labels(of: .train) + parts.labels(of: .test)).sorted() == good.sorted())
        let reader = try parts.makeReader()
        for index in 0..<13 {
            #expect(try reader.sample(at: index, in: .test).label == parts.label(at: index, in: .test))
        }
    }

    @Test func whatCannotBeDivided() async throws {
        let folder = try TemporaryFolder()
        let set = try StoredDataset(try list(folder, 10))
        func message(_ fractions: SplitFractions) async -> String {
            await failure(.plan) { _ = try set.divided(fractions, seed: 1) }
        }
        #expect(await message(SplitFractions(train: 1.5)) == "the train split gets 1.5 of the dataset: give 0 to 1")
        #expect(
            await message(SplitFractions(train: 1, val: -1)) == "the val split gets -1.0 of the dataset: give 0 to 1")
        #expect(await message(SplitFractions(train: .nan)) == "the train split gets nan of the dataset: give 0 to 1")
        #expect(
            await message(SplitFractions(train: 0.8, val: 0.3))
                == "the splits get 0.8 + 0.3 + 0.0 of the dataset, which is more than all of it")
        let parts = try set.divided(SplitFractions(train: 0.5, val: 0.5), seed: 1)
        #expect(
            await failure(.plan) { _ = try parts.divided(SplitFractions(train: 1), seed: 1) }
                == "\(set.path) is divided into splits already (train, val): divide one of them alone, or take them as "
                + "they are")
        #expect(
            await failure(.plan) { _ = try parts.checkingImages() }
                == "\(set.path) was divided before its images were checked: check them first")
    }
}
