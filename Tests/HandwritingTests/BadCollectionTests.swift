import Arrays
import Foundation
import Handwriting
import TestSupport
import Testing

/// What is said of files that do not fit.
@Suite struct BadCollectionTests {
    let set: SmallSet

    init() throws { set = try SmallSet() }

    private var message: String { failure(.badData) { _ = try CharacterCollection.read(set.path) } }

    @Test func missingLabels() throws {
        let labels = set.folder("train-labels-idx1-ubyte")
        try FileManager.default.removeItem(atPath: labels)
        #expect(
            failure(.missingInput) { _ = try CharacterCollection.read(set.path) }
                == "\(set.path)/train-images-idx3-ubyte: its labels, train-labels-idx1-ubyte or "
                + "train-labels-idx1-ubyte.gz, are not beside it")
    }

    @Test func truncatedPictures() throws {
        let url = URL(fileURLWithPath: set.folder("train-images-idx3-ubyte"))
        try Data(contentsOf: url).dropLast(3).write(to: url)
        #expect(
            message == "\(url.path): it ends at byte 2013, but 100 x 5 x 4 numbers take up to byte 2016: "
                + "get the file again")
    }

    @Test func otherCounts() throws {
        try IDXFile.write([UInt8](repeating: 1, count: 99), shape: [99], to: set.folder("train-labels-idx1-ubyte"))
        #expect(
            message == "\(set.path)/train-images-idx3-ubyte has 100 pictures but \(set.path)/train-labels-idx1-ubyte "
                + "has 99 labels: they do not belong together")
    }

    @Test func labelsOutOfRange() throws {
        var labels = (0..<100).map { UInt8($0 % 10) }
        labels[70] = 10
        try IDXFile.write(labels, shape: [100], to: set.folder("train-labels-idx1-ubyte"))
        #expect(
            message == "\(set.path)/train-labels-idx1-ubyte, byte 78: label 70 is 10, but the classes are 0 to 9")
    }

    @Test func otherShapes() throws {
        try IDXFile.write([UInt8](repeating: 1, count: 100), shape: [100], to: set.folder("train-images-idx3-ubyte"))
        #expect(message.contains("holds 100 numbers of the type uint8, where pictures must be"))
        try IDXFile.write([Float](repeating: 1, count: 8), shape: [2, 2, 2], to: set.folder("train-images-idx3-ubyte"))
        #expect(message.contains("holds 2 x 2 x 2 numbers of the type float32"))
    }

    @Test func twoSets() throws {
        try SmallSet.write(5, first: 0, "emnist-digits-train-", "", set.folder)
        #expect(message.hasPrefix("\(set.path) holds more than one set of pictures"))
    }

    @Test func noPicturesAtAll() throws {
        for prefix in ["train-", "t10k-"] { try SmallSet.write(0, first: 0, prefix, "", set.folder) }
        #expect(message == "\(set.path) has no pictures: give a folder with some")
    }

    @Test func otherFiles() throws {
        let file = set.folder("a.txt")
        try Data("x".utf8).write(to: URL(fileURLWithPath: file))
        #expect(
            failure(.badData) { _ = try CharacterCollection.read(file) }.contains("as a folder, or as an .npz file"))
    }
}
