import Foundation
import Imaging

/// Folders of class sub-folders with a picture for each character: `7/0001.png`, or `train/7/0001.png`.
extension CollectionReader {
    /// Names of folders for characters that cannot name one, or that not every system allows in names.
    private static let names: [String: Character] = [
        "comma": ",", "dot": ".", "period": ".", "slash": "/", "minus": "-", "plus": "+", "colon": ":",
        "percent": "%", "dollar": "$", "euro": "€", "pound": "£", "yen": "¥", "rupee": "₹",
    ]
    private static let trainNames = ["train", "training"]
    private static let testNames = ["test", "testing"]

    /// All pictures together may take this many bytes.
    private static let maxBytes = 1 << 30

    func readFolders(_ names: [String]) throws -> Contents {
        let folders = names.filter { isFolder(path + "/" + $0) }
        let parts = folders.filter { (Self.trainNames + Self.testNames).contains($0) }
        let places = parts.isEmpty ? [path] : parts.map { path + "/" + $0 }
        var found: [(folder: String, isTest: Bool, character: Character)] = []
        for (place, name) in zip(places, parts.isEmpty ? ["train"] : parts) {
            for folder in try self.names(in: place) where isFolder(place + "/" + folder) {
                found.append(
                    (place + "/" + folder, Self.testNames.contains(name), try character(folder, in: place)))
            }
        }
        guard !found.isEmpty else {
            throw HandwritingError(
                .badData,
                "\(path) holds no pictures of characters: neither IDX files (train-images-idx3-ubyte), nor mnist.npz, "
                    + "nor a folder for each character (0, 1, ... comma, slash)")
        }
        let alphabet = Array(Set(found.map(\.character))).sorted()
        guard alphabet.count <= 256 else {
            throw HandwritingError(.badData, "\(path) has folders for \(alphabet.count) characters: 256 are the most")
        }
        var read: [CollectionPart] = []
        var files: [String] = []
        for isTest in [false, true] where found.contains(where: { $0.isTest == isTest }) {
            var part = CollectionPart(isTest: isTest, pixels: [], start: 0, frames: .each([]), classes: [])
            var frames: [CollectionPart.Frame] = []
            for entry in found where entry.isTest == isTest {
                let number = alphabet.firstIndex(of: entry.character) ?? 0
                try readPictures(entry.folder, UInt8(truncatingIfNeeded: number), into: &part, &frames, &files)
            }
            part.frames = .each(frames)
            let own = zip(parts, places).filter { Self.testNames.contains($0.0) == isTest }.map(\.1)
            part.name = own.isEmpty ? path : own.joined(separator: " and ")
            read.append(part)
        }
        return Contents(
            alphabet: alphabet, parts: read, notes: PictureList(among: files).note.map { ["\(path): \($0)"] } ?? [])
    }

    private func readPictures(
        _ folder: String, _ number: UInt8, into part: inout CollectionPart, _ frames: inout [CollectionPart.Frame],
        _ files: inout [String]
    ) throws {
        let before = part.count
        let names = try self.names(in: folder)
        files += names.map { "\(folder.dropFirst(path.count + 1))/\($0)" }
        let pictures = PictureList(among: names)
        for name in pictures.names {
            let file = folder + "/" + name
            let picture: Bitmap
            do {
                picture = try ImageFile.read(path: file)
            } catch let error as ImagingError {
                throw HandwritingError(.badData, error.message, cause: error)
            }
            guard part.pixels.count + picture.width * picture.height <= Self.maxBytes else {
                throw HandwritingError(
                    .badData, "\(file): with this picture they take more than \(Self.maxBytes) bytes: make them smaller"
                )
            }
            guard let ink = InkCoverage(options.ink).coverage(of: picture) else {
                throw HandwritingError(.badData, "\(file): ink and paper cannot be told apart: remove the picture")
            }
            frames.append(
                CollectionPart.Frame(offset: part.pixels.count, width: picture.width, height: picture.height))
            part.pixels.append(contentsOf: ink)
            part.classes.append(number)
        }
        guard part.count > before else {
            throw HandwritingError(
                .noPicture,
                "\(folder) holds no \(PictureFormat.readNames) picture: add some, or remove the folder"
                    + (pictures.note.map { " (\($0))" } ?? ""))
        }
    }

    private func character(_ folder: String, in place: String) throws -> Character {
        if let character = Self.names[folder.lowercased()] { return character }
        guard folder.count == 1, let character = folder.first else {
            throw HandwritingError(
                .badData,
                "\(place)/\(folder): a folder of pictures is named by its character, such as 7, or by one of "
                    + Self.names.keys.sorted().joined(separator: ", "))
        }
        return character
    }

    private func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
}
