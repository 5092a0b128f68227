import Foundation
import Imaging

/// A folder with pictures in it, and what lies beside them.
struct PictureFolder {
    let path: String
    /// What is in it, hidden names left out, sorted.
    let names: [String]
    /// Those that are pictures, without the masks.
    let pictures: [String]
    /// Masks of pictures in the folder: `hello_0_mask.png` beside `hello_0.jpg`.
    let masks: [String]

    /// Those that are none.
    let others: [String]

    /// - Parameter names: all names in the folder.
    init(path: String, names: [String]) {
        self.path = path
        self.names = names.filter { !FileTree.isHidden($0) }
        let all = self.names.filter(ImageFile.isPicture)
        masks = Self.masks(among: all)
        let found = Set(masks)
        pictures = found.isEmpty ? all : all.filter { !found.contains($0) }
        others = self.names.filter { !ImageFile.isPicture(named: $0) }
    }

    private static func masks(among pictures: [String]) -> [String] {
        let named = pictures.filter { $0.hasSuffix(maskEnding) }
        guard !named.isEmpty else { return [] }
        let stems = Set(pictures.map { ImagePaths.stemName(of: $0) })
        return named.filter { stems.contains(String($0.dropLast(maskEnding.count))) }
    }

    /// What names of masks end in, in the place of their pictures' extensions.
    static let maskEnding = "_mask.png"

    /// Endings of files that may hold labels.
    private static let endings: Set = [
        "txt", "tsv", "csv", "json", "jsonl", "ndjson", "xml", "box", "lst", "hocr", "parquet", "arrow", "mdb", "mat",
        "xls",
        "xlsx", "ods",
    ]
    /// Beginnings of files that hold none.
    private static let papers = [
        "readme", "licen", "copying", "notice", "changelog", "authors", "source", "lexicon.txt",
    ]

    /// A file beside the pictures that may say what is on them, in a way that nobody reads: taking the pictures' names for
    /// labels would be a silent mistake.
    private var doubt: String? {
        others.first { name in
            let lower = name.lowercased()
            guard !Self.papers.contains(where: lower.hasPrefix) else { return false }
            guard let dot = lower.lastIndex(of: ".") else { return format(of: name) != nil }
            let ending = lower[lower.index(after: dot)...]
            return Self.endings.contains(String(ending))
        }
    }

    /// The format of a file in the folder; nil where it is none that is known.
    private func format(of name: String) -> DatasetFormat? {
        guard (try? FileKind(of: path + "/" + name)) == .file else { return nil }
        return try? FileHead(try Descriptor.reading(path + "/" + name)).format
    }

    /// - Throws: `DatasetError`, where a file may hold labels that are not read.
    func requireNoDoubt() throws {
        guard let name = doubt else { return }
        if let format = format(of: name) {
            throw DatasetError(
                .missing,
                "\(path)/\(name) looks like annotations (\(format.name)) but has no name that is known: give that file, "
                    + "or the format file_name if the images are named after their labels")
        }
        throw DatasetError(
            .missing,
            "\(path)/\(name) lies beside the images and may hold their labels, but it is of no format that is known: turn it "
                + "into one (\(Self.known)) and give that file, or give the format file_name if the images are named after "
                + "their labels"
        ).ofNoAnnotations(doubtful: true)
    }

    private static var known: String {
        DatasetFormat.all.filter { $0.definition is any ListFormat && $0 != .platen && !$0.definition.isVariant }
            .map(\.name).joined(separator: ", ")
    }
}
