import Datasets
import Samples
import TestSupport
import Testing

/// What is told of the labels of a stored dataset.
@Suite struct LabelStatisticsTests {
    @Test func whatRepeatsAndOverlaps() throws {
        let folder = try TemporaryFolder()
        try folder.put("labels_train.txt", "1.png ab\n2.png ab\n3.png ab\n4.png c\n")
        try folder.put("labels_val.txt", "5.png ab\n6.png dé\n7.png c\n")
        try folder.put("labels_test.txt", "8.png aé\n")
        var seen: [String] = []
        let labels = try LabelStatistics(StoredDataset(folder.path)) { split, index, label in
            seen.append("\(split) \(index) \(label)")
        }
        #expect(seen.count == 8 && seen[5] == "val 1 dé")
        #expect(labels.samples == ["train": 4, "val": 3, "test": 1])
        #expect(labels.different == 4 && labels.repeated == 4 && labels.inSeveralSplits == 2)
        #expect(labels.mostRepeated.map(\.label) == ["ab", "c"] && labels.mostRepeated.map(\.samples) == [4, 2])
        #expect(labels.inTrain == ["val": 2, "test": 0])
        #expect(labels.unseenInTrain == ["d", "é"])
        #expect(labels.withUnseen == ["val": 1, "test": 1])
        #expect(labels.lengths == [1: 2, 2: 6])
        #expect(labels.characters == ["a": 5, "b": 4, "c": 2, "d": 1, "é": 2])
        #expect(labels.charactersByPosition == [["a": 5, "c": 2, "d": 1], ["b": 4, "é": 2]])
    }

    @Test func onlyTheMostFrequentAreListed() throws {
        let folder = try TemporaryFolder()
        // Label n stands n times.
        let lines = (1...40).flatMap { number in (0..<number).map { "\(number)-\($0).png word\(number)\n" } }
        try folder.put("labels.txt", lines.joined())
        let labels = try LabelStatistics(StoredDataset(folder.path))
        #expect(labels.samples == ["all": 820] && labels.different == 40 && labels.repeated == 780)
        #expect(labels.mostRepeated.map(\.label) == (21...40).reversed().map { "word\($0)" })
        #expect(labels.inTrain.isEmpty && labels.unseenInTrain.isEmpty && labels.inSeveralSplits == 0)
    }
}
