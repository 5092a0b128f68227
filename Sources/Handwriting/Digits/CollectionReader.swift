import Arrays
import Foundation
import Imaging

/// Reads a collection from the files that it comes in.
struct CollectionReader {
    /// What was read.
    struct Contents {
        var alphabet: [Character]
        var parts: [CollectionPart]
        /// What a person should know of them.
        var notes: [String] = []
    }

    let path: String
    let options: CollectionOptions

    func read() throws -> Contents {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw HandwritingError(.missingInput, "\(path): there is no such file or folder")
        }
        let contents: Contents
        if !isFolder.boolValue {
            guard path.hasSuffix(".npz") else {
                throw HandwritingError(
                    .badData, "\(path): pictures of characters come as a folder, or as an .npz file such as mnist.npz")
            }
            contents = try levelled(readNPZ(path))
        } else {
            let names = try names(in: path)
            let sets = try IDXPair.find(among: names, in: path)
            if !sets.isEmpty {
                contents = try levelled(Contents(alphabet: options.alphabet, parts: try sets.map(readIDX)))
            } else if names.contains("mnist.npz") {
                contents = try levelled(readNPZ(path + "/mnist.npz"))
            } else {
                contents = try readFolders(names)
            }
        }
        guard contents.parts.contains(where: { $0.count > 0 }) else {
            throw HandwritingError(.badData, "\(path) has no pictures: give a folder with some")
        }
        return contents
    }

    /// The names in a folder that are not hidden, sorted by their bytes.
    func names(in folder: String) throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder).filter { !FileTree.isHidden($0) }
                .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        } catch {
            throw HandwritingError(.missingInput, "\(folder): the folder cannot be read", cause: error)
        }
    }

    // MARK: - IDX

    private func readIDX(_ pair: IDXPair) throws -> CollectionPart {
        let images = try reading { try IDXFile.read(pair.images) }
        let labels = try reading { try IDXFile.read(pair.labels) }
        return try part(
            images, imagesName: pair.images, labels, labelsName: pair.labels, isTest: pair.isTest,
            isTransposed: options.isTransposed ?? pair.isEMNIST)
    }

    // MARK: - NPZ

    private func readNPZ(_ file: String) throws -> Contents {
        let archive = try reading { try NPZArchive(file) }
        func array(_ name: String) throws -> StoredArray {
            guard case .numbers(let array) = try reading({ try archive.array(name) }) else {
                throw HandwritingError(.badData, "\(file), \(name).npy: it holds texts where numbers must be")
            }
            return array
        }
        let parts = try [(name: "train", isTest: false), ("test", true)].map { part in
            let (images, labels) = ("x_" + part.name, "y_" + part.name)
            return try self.part(
                try array(images), imagesName: "\(file), \(images).npy", try array(labels),
                labelsName: "\(file), \(labels).npy", isTest: part.isTest,
                isTransposed: options.isTransposed ?? false)
        }
        return Contents(alphabet: options.alphabet, parts: parts)
    }

    /// One part from an array of images and one of labels, which must fit each other.
    private func part(
        _ images: StoredArray, imagesName: String, _ labels: StoredArray, labelsName: String, isTest: Bool,
        isTransposed: Bool
    ) throws -> CollectionPart {
        var shape = images.shape
        if shape.count == 4 && shape[3] == 1 { shape.removeLast() }
        guard images.type == .uint8, shape.count == 3, shape[1...].allSatisfy((1...4096).contains) else {
            throw HandwritingError(
                .badData,
                "\(imagesName): it holds \(images.shape.map(String.init).joined(separator: " x ")) numbers of the type "
                    + "\(images.type), where pictures must be: count x height x width bytes")
        }
        guard labels.shape.count == 1 else {
            throw HandwritingError(
                .badData,
                "\(labelsName): it holds \(labels.shape.map(String.init).joined(separator: " x ")) numbers, where "
                    + "there must be one label a picture")
        }
        guard labels.count == shape[0] else {
            throw HandwritingError(
                .badData,
                "\(imagesName) has \(shape[0]) pictures but \(labelsName) has \(labels.count) labels: "
                    + "they do not belong together")
        }
        let classes = try (0..<labels.count).map { place in
            guard let label = labels.integer(at: place), options.alphabet.indices.contains(label) else {
                let label = labels.integer(at: place).map(String.init) ?? "\(labels.number(at: place))"
                throw HandwritingError(
                    .badData,
                    "\(labelsName), byte \(labels.offset(of: place)): label \(place) is \(label), but the classes are "
                        + "0 to \(options.alphabet.count - 1)")
            }
            return UInt8(truncatingIfNeeded: label)
        }
        return CollectionPart(
            isTest: isTest, pixels: images.bytes, start: images.start,
            frames: .equal(
                width: isTransposed ? shape[1] : shape[2], height: isTransposed ? shape[2] : shape[1],
                isTransposed: isTransposed),
            isDark: options.ink == .dark, classes: classes, name: imagesName)
    }

    /// Runs `body`, whose errors become those of this target.
    private func reading<R>(_ body: () throws -> R) throws -> R {
        do {
            return try body()
        } catch let error as ArrayError {
            throw HandwritingError(error.code == .unreadable ? .missingInput : .badData, error.message, cause: error)
        }
    }
}

/// The two IDX files of one part of a collection.
struct IDXPair: Hashable {
    var images: String
    var labels: String
    var isTest: Bool
    var isEMNIST: Bool

    /// The pairs in a folder, the training part first.
    ///
    /// - Throws: `HandwritingError` where labels are missing or the files are of more than one set.
    static func find(among names: [String], in folder: String) throws -> [IDXPair] {
        var pairs: [IDXPair] = []
        var stems: Set<String> = []
        for name in names {
            let plain = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
            // Of a plain file and its packed one, the plain one is taken: names are sorted, so it is met first.
            guard let stem = stem(of: plain), stems.insert(stem).inserted else { continue }
            let choices = ["labels-idx1-ubyte", "labels.idx1-ubyte"].flatMap { [stem + $0, stem + $0 + ".gz"] }
            guard let labels = choices.first(where: names.contains) else {
                throw HandwritingError(
                    .missingInput, "\(folder)/\(name): its labels, \(choices[0]) or \(choices[1]), are not beside it")
            }
            pairs.append(
                IDXPair(
                    images: folder + "/" + name, labels: folder + "/" + labels,
                    isTest: stem.contains("t10k") || stem.contains("test"), isEMNIST: stem.hasPrefix("emnist-")))
        }
        for isTest in [false, true] {
            let same = pairs.filter { $0.isTest == isTest }
            guard same.count < 2 else {
                throw HandwritingError(
                    .badData,
                    "\(folder) holds more than one set of pictures, \(same[0].images) and \(same[1].images): keep one "
                        + "set in a folder")
            }
        }
        return pairs.sorted { !$0.isTest && $1.isTest }
    }

    /// What stands before `images-idx3-ubyte`; nil in other names.
    private static func stem(of name: String) -> String? {
        for ending in ["images-idx3-ubyte", "images.idx3-ubyte"] where name.hasSuffix(ending) {
            return String(name.dropLast(ending.count))
        }
        return nil
    }
}
