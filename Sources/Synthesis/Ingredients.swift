import Crypto
import Foundation
import Imaging
import Samples

/// The files that a recipe draws on: read once, and listed for the manifest.
struct Ingredients: Sendable {
    /// A background picture in both colour models.
    struct Picture: Sendable {
        /// The file's name.
        var name: String
        /// Where it lies.
        var path: String
        /// The file's SHA-256, hex.
        var sha256: String
        /// One channel.
        var grey: Bitmap
        /// Three channels.
        var color: Bitmap
    }

    /// The pictures read so far.
    private(set) var pictures: [Picture] = []
    /// What a person should know of folders: the pictures of kinds that are not read.
    private(set) var notes: [String] = []

    /// No files yet.
    init() {}

    /// Reads a picture, or all pictures in a folder, sorted by path.
    mutating func pictures(at path: String) throws -> [Picture] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw SynthesisError(.missingInput, "\(path): no such file or folder of pictures")
        }
        let list = isFolder.boolValue ? PictureList(among: try FileTree.files(below: path)) : nil
        let paths = list?.names.map { path + "/" + $0 } ?? [path]
        guard !paths.isEmpty else {
            throw SynthesisError(
                .missingInput,
                "\(path): holds no \(PictureFormat.readNames) picture" + (list?.note.map { "; \($0)" } ?? ""))
        }
        if let note = list?.note.map({ "\(path): \($0)" }), !notes.contains(note) { notes.append(note) }
        let read = try paths.map(picture)
        pictures += read.filter { new in !pictures.contains { $0.path == new.path } }
        return read
    }

    private func picture(_ path: String) throws -> Picture {
        if let known = pictures.first(where: { $0.path == path }) { return known }
        let image = try ImageFile.read(path: path)
        guard let data = FileManager.default.contents(atPath: path) else {
            throw SynthesisError(.missingInput, "\(path): can't be read")
        }
        let digest = SHA256.hash(data: data).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }
        return Picture(
            name: (path as NSString).lastPathComponent, path: path, sha256: digest.joined(), grey: image.grey,
            color: image.rgb)
    }
}

/// Things of which a share is kept from train: val and test use that share alone.
struct Shelf<Item: Sendable>: Sendable {
    private let common: [Item]
    private let heldOut: [Item]

    /// - Parameters:
    ///   - holdout: the share to keep from train, 0...1; above 0 it is at least one thing, and never all.
    ///   - digest: what decides: those with the least digests are held out, whatever their order. Things of one
    ///     digest are copies of each other and stay together.
    init(_ items: [Item], holdout: Double, digest: (Item) -> String) {
        let digests = Set(items.map(digest)).sorted()
        guard holdout > 0, digests.count > 1 else {
            common = items
            heldOut = []
            return
        }
        let wanted = (Double(digests.count) * holdout).rounded()
        let chosen = Set(digests.prefix(max(1, min(digests.count - 1, Int(wanted)))))
        heldOut = items.filter { chosen.contains(digest($0)) }
        common = items.filter { !chosen.contains(digest($0)) }
    }

    /// What a split may use.
    func items(for split: Split) -> [Item] {
        split == .train || heldOut.isEmpty ? common : heldOut
    }
}
