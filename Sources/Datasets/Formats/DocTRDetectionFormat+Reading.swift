import Imaging
import Samples

extension DocTRDetectionFormat: PlaceFormat {
    /// What its files are called: as this program writes them, and as docTR's examples have them.
    private static let fileNames = ["detection.json", "labels.json"]

    func isThere(in root: String) throws -> Bool { try !files(in: root).isEmpty }

    func places(in root: String) throws -> any PlaceSource {
        let found = try files(in: root)
        guard !found.isEmpty else {
            throw DatasetError(
                .missing, "\(root) has no file of outlines, such as train/detection.json: \(example)")
        }
        return try DocTROutlines(files: found, example: example)
    }

    /// Its files in a dataset's folder and in the folders of splits.
    private func files(in root: String) throws -> [String] {
        let folders = [root] + Split.allCases.flatMap(\.names).map { root + "/" + $0 }
        return try folders.flatMap { folder in
            try Self.fileNames.map { folder + "/" + $0 }.filter { path in
                guard try FileKind(of: path) == .file else { return false }
                return try Self.begins(Descriptor.reading(path))
            }
        }
    }

    /// Whether a document's first picture has an object, and no text.
    static func begins(_ file: Descriptor) throws -> Bool {
        try file.read(count: 1 << 12, at: 0).withUnsafeBytes { bytes in
            var cursor = JSONCursor(bytes)
            guard cursor.take(UInt8(ascii: "{")), let key = cursor.string(), Array(key.utf8).endsInExtension else {
                return false
            }
            return cursor.take(UInt8(ascii: ":")) && cursor.take(UInt8(ascii: "{"))
        }
    }
}

/// The outlines of texts, by pictures.
private struct DocTROutlines: PlaceSource {
    /// What a document says of a picture.
    private enum Outline {
        case one(Quad)
        /// So many, or numbers that are none.
        case other(Int)
    }

    private var outlines: [String: Outline] = [:]
    private let files: [String]

    /// - Throws: `DatasetError` where a document is damaged.
    init(files: [String], example: String) throws {
        self.files = files
        for path in files {
            let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
            let bytes = try Descriptor.reading(path).readDocument()
            var found: [String: Outline] = [:]
            let isWhole = bytes.withUnsafeBytes { bytes in
                var cursor = JSONCursor(bytes)
                return cursor.members { key, cursor in
                    guard let outline = Self.outline(&cursor) else { return false }
                    found[key] = outline
                    return true
                } && cursor.isAtEndOfText
            }
            guard isWhole else {
                throw DatasetError(
                    .damaged, "\(path): the JSON is damaged or cut short; it is to be like \(example)")
            }
            for (key, outline) in found {
                // docTR is told of the pictures' folder, which is beside the file in its own examples.
                for picture in [folder + "/" + key, folder + "/images/" + key] { outlines[picture] = outline }
            }
        }
    }

    /// What a picture's object says; nil where it is none.
    private static func outline(_ cursor: inout JSONCursor) -> Outline? {
        var polygons: [[Double]] = []
        func read(_ cursor: inout JSONCursor) -> Bool {
            cursor.elements { cursor in
                var numbers: [Double] = []
                guard cursor.numbers(into: &numbers) else { return false }
                polygons.append(numbers)
                return true
            }
        }
        let isWhole = cursor.members { key, cursor in
            guard key == "polygons" else { return cursor.skipValue() }
            cursor.skipSpace()
            // With several classes, there is a list for each.
            if cursor.next == UInt8(ascii: "{") { return cursor.members { _, cursor in read(&cursor) } }
            return read(&cursor)
        }
        guard isWhole else { return nil }
        guard polygons.count == 1, let numbers = polygons.first else { return .other(polygons.count) }
        guard numbers.allSatisfy({ $0.isFinite && abs($0) < 1e9 }) else { return .other(0) }
        if numbers.count == 4 {
            return .one(Quad(Rect(left: numbers[0], top: numbers[1], right: numbers[2], bottom: numbers[3])))
        }
        guard numbers.count >= 6, numbers.count.isMultiple(of: 2) else { return .other(0) }
        return .one(Quad(corners: numbers) ?? Quad(around: numbers))
    }

    func add(to row: inout StoredRow, picture: String, place: RowPlace) throws(RowProblem) {
        let names = files.joined(separator: ", ")
        switch outlines[picture] {
        case .none: throw RowProblem("\(picture) has no outline in \(names): add it")
        case .one(let quad)?: row.quad = quad
        case .other(0)?: throw RowProblem("\(picture) has an outline in \(names) that is none")
        case .other(let count)?:
            throw RowProblem(
                "\(picture) has \(count) outlines in \(names), and one label: nothing tells which is meant")
        }
    }
}
