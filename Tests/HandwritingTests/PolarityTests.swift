import Arrays
import Foundation
import Handwriting
import Imaging
import TestSupport
import Testing

/// Collections of dark digits on light paper.
@Suite struct PolarityTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A bar of ink, whose place and height tell pictures apart, in 6 x 5 pixels.
    private func pixels(_ number: Int, paper: UInt8, ink: UInt8) -> [UInt8] {
        var pixels = [UInt8](repeating: paper, count: 30)
        for y in 1..<4 { pixels[y * 6 + 1 + number % 4] = ink }
        pixels[6 * (1 + number % 3) + 1 + number / 4 % 4] = ink
        return pixels
    }

    private func write(
        _ prefix: String, _ count: Int, paper: UInt8, ink: UInt8, strays: Int = 0, ending: String = ""
    ) throws {
        let pictures = (0..<count).flatMap { number in
            number < strays ? pixels(number, paper: ink, ink: paper) : pixels(number, paper: paper, ink: ink)
        }
        try IDXFile.write(pictures, shape: [count, 5, 6], to: folder(prefix + "images-idx3-ubyte" + ending))
        try IDXFile.write(
            (0..<count).map { UInt8($0 % 10) }, shape: [count], to: folder(prefix + "labels-idx1-ubyte" + ending))
    }

    private var turned: String { "\(folder.path): its pictures are dark on light and are turned round" }

    @Test(arguments: [(255, 0), (240, 20), (200, 120)] as [(UInt8, UInt8)], ["", ".gz"])
    func darkIDXIsTurned(tones: (UInt8, UInt8), ending: String) throws {
        try write("train-", 40, paper: tones.0, ink: tones.1, ending: ending)
        try write("t10k-", 10, paper: tones.0, ink: tones.1, ending: ending)
        let collection = try CharacterCollection.read(folder.path)
        for index in 0..<40 {
            #expect(collection.picture(index).pixels == pixels(index, paper: 0, ink: 255))
            #expect(collection.label(index) == Character("\(index % 10)"))
        }
        #expect(collection.picture(43).pixels == pixels(3, paper: 0, ink: 255))
        #expect(collection.notes == [turned])
    }

    @Test func darkEMNISTIsTurnedAndTransposed() throws {
        try write("emnist-digits-train-", 40, paper: 255, ink: 0)
        let picture = try CharacterCollection.read(folder.path).picture(7)
        let stored = pixels(7, paper: 0, ink: 255)
        #expect((picture.width, picture.height) == (5, 6))
        for y in 0..<6 {
            for x in 0..<5 { #expect(picture[x, y] == stored[x * 6 + y]) }
        }
    }

    @Test func darkNPZIsTurned() throws {
        let writer = try NPZWriter(to: folder("mnist.npz"))
        for (name, count) in [("train", 50), ("test", 10)] {
            let pictures = (0..<count).flatMap { pixels($0, paper: 250, ink: 5) }
            try writer.add("x_" + name, NPYArray.encode(pictures, shape: [count, 5, 6]))
            try writer.add("y_" + name, NPYArray.encode((0..<count).map { Int64($0 % 10) }, shape: [count]))
        }
        try writer.finish()
        let collection = try CharacterCollection.read(folder("mnist.npz"))
        #expect(collection.picture(41).pixels == pixels(41, paper: 0, ink: 255))
        #expect(collection.picture(55).pixels == pixels(5, paper: 0, ink: 255))
        #expect(collection.notes == ["\(folder("mnist.npz")): its pictures are dark on light and are turned round"])
    }

    /// The same pictures are the same collection, whichever way they are stored.
    @Test func bothWaysAreOneCollection() throws {
        try write("train-", 40, paper: 255, ink: 0)
        let dark = try CharacterCollection.read(folder.path)
        try write("train-", 40, paper: 0, ink: 255)
        let light = try CharacterCollection.read(folder.path)
        #expect(dark.sha256 == light.sha256)
        #expect(light.notes.isEmpty)
    }

    @Test func lightOnBlackStaysAsItIs() throws {
        try write("train-", 40, paper: 0, ink: 190)
        let collection = try CharacterCollection.read(folder.path)
        #expect(collection.picture(3).pixels == pixels(3, paper: 0, ink: 190))
        #expect(collection.notes.isEmpty)
    }

    @Test func lightOnGreyIsLevelled() throws {
        try write("train-", 40, paper: 60, ink: 220)
        let collection = try CharacterCollection.read(folder.path)
        #expect(collection.picture(3).pixels == pixels(3, paper: 0, ink: 255))
        #expect(collection.notes == ["\(folder.path): its pictures are on grey, which is taken for paper"])
    }

    @Test func collectionsOfBothKindsAreRefused() throws {
        try write("train-", 40, paper: 255, ink: 0, strays: 15)
        #expect(
            failure(.badData) { _ = try CharacterCollection.read(folder.path) }
                == "\(folder.path): of 40 pictures of the training part 25 are dark on light, the others light on dark: "
                + "make them all of one kind")
        try write("train-", 40, paper: 255, ink: 0)
        try write("t10k-", 10, paper: 0, ink: 255)
        #expect(
            failure(.badData) { _ = try CharacterCollection.read(folder.path) }
                == "\(folder.path): the pictures of one part are dark on light and those of the other light on dark: "
                + "make them all of one kind")
    }

    @Test func picturesWithoutInkAreRefused() throws {
        try write("train-", 40, paper: 100, ink: 110)
        #expect(
            failure(.badData) { _ = try CharacterCollection.read(folder.path) }
                == "\(folder.path): ink and paper cannot be told apart in the pictures of the training part")
        try write("train-", 40, paper: 255, ink: 0, strays: 2)
        #expect(
            failure(.badData) { _ = try CharacterCollection.read(folder.path) }
                == "\(folder.path): ink and paper cannot be told apart in picture 0 of the training part: remove it")
    }
}
