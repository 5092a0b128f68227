import Foundation
import Handwriting
import Imaging
import Samples
import TestSupport
import Testing

@Suite struct FolderTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func add(_ path: String, _ picture: Bitmap) throws {
        let url = URL(fileURLWithPath: folder(path))
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try ImageFile.write(picture, path: url.path)
    }

    /// A bar of ink on paper.
    private func crop(_ width: Int, paper: UInt8, ink: UInt8, channels: Int = 1) -> Bitmap {
        var picture = Bitmap(width: width, height: 9, channels: channels, filledWith: paper)
        for y in 2..<7 {
            for c in 0..<channels { picture[width / 2, y, c] = ink }
        }
        return picture
    }

    @Test(arguments: [(250, 30), (255, 0), (20, 200), (0, 255), (128, 90)] as [(UInt8, UInt8)])
    func inkIsFoundOnAnyPaper(paper: UInt8, ink: UInt8) throws {
        try add("7/a.png", crop(9, paper: paper, ink: ink))
        try add("7/b.png", crop(13, paper: paper, ink: ink, channels: 3))
        let collection = try CharacterCollection.read(folder.path)
        #expect((0..<2).map { collection.picture($0).width } == [9, 13])
        #expect(collection.picture(0) == crop(9, paper: 0, ink: 255))
        #expect(collection.picture(1) == crop(13, paper: 0, ink: 255))
    }

    @Test func classesByTheirFolders() throws {
        for (number, name) in ["0", "٣", "comma", "slash", "a"].enumerated() {
            try add("\(name)/\(number).png", crop(9, paper: 255, ink: 0))
            try add("\(name)/\(number).jpg", crop(12, paper: 255, ink: 0))
        }
        try Data("x".utf8).write(to: URL(fileURLWithPath: folder("0/notes.txt")))
        let collection = try CharacterCollection.read(folder.path)
        #expect(Set(collection.alphabet) == ["0", "٣", ",", "/", "a"])
        #expect(collection.count == 10)
        for index in 0..<10 { #expect(collection.alphabet.contains(collection.label(index))) }
    }

    @Test func picturesOfUnreadKindsAreSaid() throws {
        try add("7/a.png", crop(9, paper: 255, ink: 0))
        for name in ["7/b.heic", "7/c.heic"] { try Data("x".utf8).write(to: URL(fileURLWithPath: folder(name))) }
        let collection = try CharacterCollection.read(folder.path)
        #expect(collection.count == 1)
        #expect(
            collection.notes == [
                "\(folder.path): 2 pictures are of kinds that are not read and are passed over: "
                    + "2 HEIF (such as 7/b.heic)"
            ])
        try FileManager.default.removeItem(atPath: folder("7/a.png"))
        #expect(
            failure(.noPicture) { _ = try CharacterCollection.read(folder.path) }
                .hasSuffix(
                    "or remove the folder (2 pictures are of kinds that are not read and are passed over: "
                        + "2 HEIF (such as b.heic))"))
    }

    @Test func hiddenFilesAreNoPicturesAndLinkedFoldersAre() throws {
        try add("set/7/a.png", crop(9, paper: 255, ink: 0))
        try add("more/b.png", crop(12, paper: 255, ink: 0))
        try add("set/.cache/c.png", crop(12, paper: 255, ink: 0))
        for name in ["set/7/._a.png", "set/._train-images-idx3-ubyte"] {
            try Data("none".utf8).write(to: URL(fileURLWithPath: folder(name)))
        }
        try FileManager.default.createSymbolicLink(atPath: folder("set/8"), withDestinationPath: "../more")
        let collection = try CharacterCollection.read(folder("set"))
        #expect((0..<collection.count).map { collection.label($0) } == ["7", "8"])
    }

    @Test func partsByTheirFolders() throws {
        for number in 0..<10 {
            try add("train/1/\(number).png", crop(9 + number, paper: 255, ink: 0))
            try add("test/1/\(number).png", crop(30 + number, paper: 255, ink: 0))
        }
        let collection = try CharacterCollection.read(folder.path)
        #expect(Split.allCases.map { collection.indices(of: "1", in: $0).count } == [8, 2, 10])
        #expect(collection.indices(of: "1", in: .test).allSatisfy { collection.picture($0).width >= 30 })
    }

    @Test func whatIsWrongIsNamed() throws {
        #expect(
            failure(.missingInput) { _ = try CharacterCollection.read(folder("none")) }
                == "\(folder("none")): there is no such file or folder")
        #expect(
            failure(.badData) { _ = try CharacterCollection.read(folder.path) }
                .hasPrefix("\(folder.path) holds no pictures of characters: neither IDX files"))
        try FileManager.default.createDirectory(atPath: folder("3"), withIntermediateDirectories: true)
        #expect(
            failure(.noPicture) { _ = try CharacterCollection.read(folder.path) }
                == "\(folder("3")) holds no PNG, JPEG, WebP, TIFF, BMP or GIF picture: add some, or remove the folder")
        try add("3/a.png", Bitmap(width: 5, height: 5, filledWith: 200))
        #expect(
            failure(.badData) { _ = try CharacterCollection.read(folder.path) }
                == "\(folder("3/a.png")): ink and paper cannot be told apart: remove the picture")
        try Data("no picture".utf8).write(to: URL(fileURLWithPath: folder("3/a.png")))
        #expect(
            failure(.badData) { _ = try CharacterCollection.read(folder.path) }
                .hasPrefix("\(folder("3/a.png")): not a PNG, JPEG, WebP, TIFF, BMP or GIF file"))
        try FileManager.default.removeItem(atPath: folder("3"))
        try add("three/a.png", crop(9, paper: 255, ink: 0))
        #expect(
            failure(.badData) { _ = try CharacterCollection.read(folder.path) }
                .hasPrefix(
                    "\(folder.path)/three: a folder of pictures is named by its character, such as 7, or by one of"))
    }
}
