import Imaging
import Samples

/// Folders of pictures whose files of texts lie in folders of their own, as those of the ICDAR challenges do.
extension DatasetFinder {
    /// Pictures and texts in two folders.
    private struct Pair {
        var pictures: String
        var texts: String
        var split: Split?
    }

    /// A folder: which split its name tells, and which pictures and texts it has, by their names without what all have.
    private struct Folder {
        var path: String
        var split: Split?
        var pictures: Set<Substring>
        var texts: Set<Substring>
    }

    /// `icdar2015_detection/train/gt_1.txt` of `train/1.png`, or any two folders of which one has `gt_1.txt` and the other
    /// `1.png`.
    mutating func openBoxFolders(_ path: String, _ names: [String]) throws -> Found? {
        let formats: [DatasetFormat] = [.icdar2015Detection, .icdar2013Detection]
        for format in formats where forced == nil || forced == format {
            guard let definition = format.definition as? ICDARDetectionFormat else { continue }
            var pairs = try written(by: definition, path, names)
            if pairs.isEmpty { pairs = try published(path, names) }
            if pairs.isEmpty, let images, names.contains(where: Self.isBoxFile) {
                pairs = [Pair(pictures: images, texts: path, split: nil)]
            }
            guard let first = pairs.first else { continue }
            // What nobody named must look like it.
            if forced == nil {
                // Some pages may have no text.
                let texts = try Descriptor.reading(first.texts).names().filter(Self.isBoxFile).prefix(100)
                guard texts.contains(where: { definition.isWritten(in: first.texts + "/" + $0) }) else { continue }
            }
            var sets: [(split: Split?, set: RowSet)] = []
            for pair in pairs {
                files.append(pair.texts)
                let pictures = try FileTree.files(below: pair.pictures).filter(ImageFile.isPicture)
                let texts = try Descriptor.reading(pair.texts).names()
                let table = try definition.table(
                    pictures: pictures, in: pair.pictures, texts: texts, in: pair.texts, &findings)
                sets.append((pair.split, RowSet(table)))
            }
            if sets.count == 1, let only = sets.first, only.split == nil {
                return Found(format: format, rows: .whole(only.set))
            }
            var divided: [Split: RowSet] = [:]
            for (split, set) in sets {
                guard let split, divided.updateValue(set, forKey: split) == nil else {
                    throw DatasetError(
                        .damaged,
                        "\(path) has several folders of texts (\(pairs.map(\.texts).joined(separator: ", "))), and their names "
                            + "tell no splits such as train and test: give one of them, and its pictures by --images")
                }
            }
            return Found(format: format, rows: .divided(divided))
        }
        return nil
    }

    /// Whether a name is one of a file of texts.
    private static func isBoxFile(_ name: String) -> Bool {
        name.hasPrefix(ICDARDetectionFormat.prefix) && name.hasSuffix(".txt")
    }

    /// The folders that this program writes.
    private func written(by format: ICDARDetectionFormat, _ path: String, _ names: [String]) throws -> [Pair] {
        guard names.contains(format.name) else { return [] }
        return try Split.allCases.compactMap { split in
            let (texts, pictures) = ("\(path)/\(format.name)/\(split)", "\(images ?? path)/\(split)")
            guard try FileKind(of: texts) == .folder, try FileKind(of: pictures) == .folder else { return nil }
            return Pair(pictures: pictures, texts: texts, split: split)
        }
    }

    /// Folders of texts, each with the folder that has pictures of the same names.
    private func published(_ path: String, _ names: [String]) throws -> [Pair] {
        var listed: [(name: String, files: [String])] = []
        for name in names where try !FileTree.isHidden(name) && (FileKind(of: path + "/" + name)) == .folder {
            listed.append((name, try Descriptor.reading(path + "/" + name).names()))
        }
        // Most folders of pictures have none of these, and may be large.
        guard listed.contains(where: { $0.files.contains(where: Self.isBoxFile) }) else { return [] }
        let folders = listed.map { name, files in
            let texts = files.filter(Self.isBoxFile).map { $0.dropFirst(ICDARDetectionFormat.prefix.count).dropLast(4) }
            return Folder(
                path: path + "/" + name,
                split: Split.allCases.first { split in split.names.contains { name.lowercased().contains($0) } },
                pictures: Set(files.filter(ImageFile.isPicture).map { ICDARDetectionFormat.stem(of: $0) }),
                texts: Set(texts))
        }
        return try folders.filter { !$0.texts.isEmpty && $0.pictures.isDisjoint(with: $0.texts) }.compactMap { folder in
            // Splits number their pictures alike, so names alone tell little: those of the folders do.
            let held = folders.filter { !$0.pictures.isDisjoint(with: folder.texts) }
            let same = held.filter { $0.split == folder.split }
            guard let first = held.first else { return nil }
            if let only = same.first, same.count == 1 {
                return Pair(pictures: only.path, texts: folder.path, split: folder.split)
            }
            guard held.count == 1, first.split == nil || folder.split == nil else {
                throw DatasetError(
                    .damaged,
                    "\(folder.path) may be the texts of the pictures in \(held.map(\.path).joined(separator: " or in ")): give it "
                        + "alone, and its pictures by --images")
            }
            return Pair(pictures: first.path, texts: folder.path, split: folder.split ?? first.split)
        }
    }
}
