import Arrays
import Foundation
import Handwriting
import Imaging
import Samples
import TestSupport
import Testing

@Suite struct CollectionTests {
    @Test(arguments: ["", ".gz"])
    func picturesAndLabels(ending: String) throws {
        let set = try SmallSet(ending: ending)
        let collection = try CharacterCollection.read(set.path)
        #expect(collection.count == 120)
        #expect(collection.alphabet == Array("0123456789"))
        for index in 0..<120 {
            let picture = collection.picture(index)
            #expect((picture.width, picture.height, picture.channels) == (4, 5, 1))
            #expect(picture.pixels == SmallSet.pixels(index))
            #expect(collection.label(index) == Character("\(index % 10)"))
            #expect(collection.isTestPart(index) == (index >= 100))
        }
    }

    @Test func everyPictureIsInOneSplit() throws {
        let set = try SmallSet()
        let collection = try CharacterCollection.read(set.path)
        var seen = [Int](repeating: 0, count: collection.count)
        for split in Split.allCases {
            for character in collection.alphabet {
                let indices = collection.indices(of: character, in: split)
                #expect(indices == indices.sorted())
                for index in indices {
                    seen[index] += 1
                    #expect(collection.label(index) == character)
                    #expect(collection.split(index) == split)
                    #expect(collection.isTestPart(index) == (split == .test))
                }
                #expect(indices.count == [.train: 8, .val: 2, .test: 2][split])
            }
        }
        #expect(seen == [Int](repeating: 1, count: collection.count))
    }

    @Test func theCutGoesByTheSeed() throws {
        let set = try SmallSet()
        var options = CollectionOptions()
        let first = try CharacterCollection.read(set.path)
        #expect((0..<100).map(first.split) == (0..<100).map(try CharacterCollection.read(set.path).split))
        options.seed = 1
        #expect((0..<100).map(first.split) != (0..<100).map(try CharacterCollection.read(set.path, options).split))
    }

    /// More for train takes from val alone, and what val keeps was its own before.
    @Test(arguments: [(0.1, [9, 1, 2]), (0.5, [5, 5, 2]), (0.0, [10, 0, 2])])
    func theShareOfValIsFree(holdout: Double, counts: [Int]) throws {
        let set = try SmallSet()
        let usual = try CharacterCollection.read(set.path)
        var options = CollectionOptions()
        options.holdout = holdout
        let collection = try CharacterCollection.read(set.path, options)
        for character in collection.alphabet {
            let (held, before) = (
                collection.indices(of: character, in: .val), usual.indices(of: character, in: .val)
            )
            #expect(Split.allCases.map { collection.indices(of: character, in: $0).count } == counts)
            #expect(Set(held).isSubset(of: before) || Set(before).isSubset(of: held))
        }
    }

    @Test func withoutATestPartValAndTestGetATenthEach() throws {
        let set = try SmallSet(test: 0)
        let collection = try CharacterCollection.read(set.path)
        for character in collection.alphabet {
            #expect(Split.allCases.map { collection.indices(of: character, in: $0).count } == [8, 1, 1])
        }
    }

    @Test func copiesStayInOneSplit() throws {
        let folder = try TemporaryFolder()
        // 200 pictures of 50 kinds in the training part, some with other labels; kinds 40 to 59 in the test part.
        func write(_ prefix: String, _ kinds: [Int], _ labels: [UInt8]) throws {
            try IDXFile.write(
                kinds.flatMap(SmallSet.pixels), shape: [kinds.count, 5, 4], to: folder(prefix + "images-idx3-ubyte"))
            try IDXFile.write(labels, shape: [kinds.count], to: folder(prefix + "labels-idx1-ubyte"))
        }
        let kinds = (0..<200).map { $0 * 7 % 50 }
        try write("train-", kinds, (0..<200).map { UInt8($0 % 9) })
        try write("t10k-", Array(40..<60), (0..<20).map { UInt8($0 % 10) })
        let collection = try CharacterCollection.read(folder.path)
        var splits: [Int: Set<Split?>] = [:]
        for (index, kind) in (kinds + Array(40..<60)).enumerated() {
            splits[kind, default: []].insert(collection.split(index))
        }
        for kind in 0..<60 {
            if kind < 40 {
                #expect(splits[kind]?.count == 1 && splits[kind] != [nil] && splits[kind] != [.test])
            } else {
                #expect(splits[kind] == (kind < 50 ? [nil, .test] : [.test]))
            }
        }
        #expect(Set(splits.values.joined()) == [.train, .val, .test, nil])
    }

    @Test func emnistIsStoredTransposed() throws {
        let set = try SmallSet(prefixes: ("emnist-digits-train-", "emnist-digits-test-"))
        let collection = try CharacterCollection.read(set.path)
        let picture = collection.picture(17)
        #expect((picture.width, picture.height) == (5, 4))
        let stored = SmallSet.pixels(17)
        for y in 0..<4 {
            for x in 0..<5 { #expect(picture[x, y] == stored[x * 4 + y]) }
        }
        var options = CollectionOptions()
        options.isTransposed = false
        #expect(try CharacterCollection.read(set.path, options).picture(17).pixels == stored)
        #expect((0..<120).map(collection.isTestPart) == (0..<120).map { $0 >= 100 })
    }

    @Test func otherDigitsAndDarkInk() throws {
        var options = CollectionOptions()
        options.alphabet = Array("٠١٢٣٤٥٦٧٨٩")
        options.ink = .dark
        let set = try SmallSet()
        let collection = try CharacterCollection.read(set.path, options)
        #expect(collection.label(13) == "٣")
        #expect(collection.picture(13).pixels == SmallSet.pixels(13).map { 255 - $0 })
    }

    @Test func keras() throws {
        let folder = try TemporaryFolder()
        let writer = try NPZWriter(to: folder("mnist.npz"))
        for (name, count) in [("train", 50), ("test", 10)] {
            let pictures = (0..<count).flatMap { SmallSet.pixels($0 + (name == "test" ? 50 : 0)) }
            try writer.add("x_" + name, NPYArray.encode(pictures, shape: [count, 5, 4]))
            try writer.add("y_" + name, NPYArray.encode((0..<count).map { Int64($0 % 10) }, shape: [count]))
        }
        try writer.finish()
        for path in [folder.path, folder("mnist.npz")] {
            let collection = try CharacterCollection.read(path)
            #expect(collection.count == 60)
            #expect(collection.picture(41).pixels == SmallSet.pixels(41))
            #expect(collection.label(41) == "1")
            #expect(collection.split(55) == .test)
        }
    }

    @Test func whatTheTextNeeds() throws {
        let set = try SmallSet(train: 8, test: 8)
        let collection = try CharacterCollection.read(set.path)
        try collection.requirePictures(of: "0127", in: [.train, .test])
        #expect(
            failure(.noPicture) { try collection.requirePictures(of: "19", in: [.train]) }
                == "\(set.path) has no pictures of '9' for the train split: \(set.path)/train-images-idx3-ubyte holds none; "
                + "add some, or ask for no train samples")
        #expect(
            failure(.noPicture) { try collection.requirePictures(of: "1/2", in: [.train]) }
                == "\(set.path) has no pictures of '/': it has 0123456789, so write text of these alone")
    }

    @Test(.enabled(if: SharedData.has("mnist"), Comment(rawValue: SharedData.absence)))
    func mnist() throws {
        let collection = try CharacterCollection.read(SharedData.folder("mnist"))
        #expect(collection.count == 70_000)
        let counts = Split.allCases.map { split in
            collection.alphabet.map { collection.indices(of: $0, in: split).count }
        }
        #expect(counts[2] == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009])
        #expect(
            zip(counts[0], counts[1]).map(+) == [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949])
        #expect(counts[0].reduce(0, +) == 48_000)
        #expect((60_000..<60_005).map(collection.label) == ["7", "2", "1", "0", "4"])
    }

    @Test(.enabled(if: SharedData.has("madbase_test"), Comment(rawValue: SharedData.absence)))
    func madbase() throws {
        var options = CollectionOptions()
        options.alphabet = Array("٠١٢٣٤٥٦٧٨٩")
        let collection = try CharacterCollection.read(SharedData.folder("madbase_test"), options)
        #expect(collection.count == 10_000)
        #expect(options.alphabet.allSatisfy { collection.indices(of: $0, in: .test).count == 1000 })
        let message = failure(.noPicture) { try collection.requirePictures(of: "٧", in: [.train]) }
        #expect(message.contains("has no pictures of '٧' for the train split"), "\(message)")
    }
}

/// Why a split has no pictures of a character: what the files hold is said, by their names.
@Suite struct ShortageTests {
    private func message(_ set: SmallSet, _ splits: [Split], holdout: Double = 0.2) throws -> String {
        var options = CollectionOptions()
        options.holdout = holdout
        let collection = try CharacterCollection.read(set.path, options)
        return failure(.noPicture) { try collection.requirePictures(of: "0", in: splits) }
            .replacing(set.path + "/", with: "")
    }

    @Test func trainAndTestAreTheSame() throws {
        let set = try SmallSet(train: 40, test: 0)
        try SmallSet.write(40, first: 0, "t10k-", "", set.folder)
        #expect(
            try message(set, [.train]).hasSuffix(
                "has no pictures of '0' for the train split: all 40 pictures in train-images-idx3-ubyte are in "
                    + "t10k-images-idx3-ubyte, too, and no picture may be in two splits; give two sets of different pictures"
            ))
    }

    @Test func oneDigitIsInBoth() throws {
        let set = try SmallSet(train: 10, test: 0)
        try SmallSet.write(1, first: 0, "t10k-", "", set.folder)
        #expect(
            try message(set, [.train]).hasSuffix(
                "the one in train-images-idx3-ubyte is in t10k-images-idx3-ubyte, too, and no picture may be in two splits; "
                    + "give two sets of different pictures"))
    }

    @Test func tooFewToShareOut() throws {
        let set = try SmallSet(train: 10, test: 10)
        #expect(
            try message(set, [.val]).hasSuffix(
                "has no pictures of '0' for the val split: train-images-idx3-ubyte holds 1 different picture of it, too few to "
                    + "share out, as 0.2 of them are held out from train; add some, or ask for no val samples"))
    }

    @Test func noneToTestWith() throws {
        let set = try SmallSet(train: 40, test: 0)
        try SmallSet.write(5, first: 1000, "t10k-", "", set.folder)
        let collection = try CharacterCollection.read(set.path)
        #expect(
            failure(.noPicture) { try collection.requirePictures(of: "7", in: [.test]) }
                == "\(set.path) has no pictures of '7' for the test split: \(set.path)/t10k-images-idx3-ubyte holds none; add "
                + "some, or ask for no test samples")
    }
}
