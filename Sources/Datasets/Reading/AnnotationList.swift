import Samples

/// A name that annotation files go by: `labels.txt`, `labels_train.txt`, `labels_train.2-of-3.txt`.
struct AnnotationList {
    let stem: String
    /// What may be in such a file, where a format is asked for.
    let formats: Set<StoredFormat>

    /// The names, those that are taken first in front.
    ///
    /// A folder with several is read by the first of them.
    static let all = [
        AnnotationList(stem: "labels", formats: [.simple, .tabbed]),
        AnnotationList(stem: "annotation", formats: [.mjsynth, .simple, .tabbed]),
        AnnotationList(stem: "annotations", formats: [.mjsynth, .simple, .tabbed]),
        AnnotationList(stem: "icdar2015", formats: [.icdar]),
        AnnotationList(stem: "icdar2013", formats: [.icdar]),
        AnnotationList(stem: "gt", formats: [.icdar, .simple, .tabbed]),
        AnnotationList(stem: "imlist", formats: [.mjsynth]),
    ]

    private static let extensions = ["txt", "tsv"]

    /// The files of each split: `labels_train.txt`, `labels_val.1-of-2.txt`.
    func files(bySplitAmong names: [String]) -> [Split: [String]] {
        var files: [Split: [String]] = [:]
        for split in Split.allCases {
            for name in split.names where files[split] == nil {
                let found = matches("\(stem)_\(name)", among: names)
                if !found.isEmpty { files[split] = found }
            }
        }
        return files
    }

    /// The file of all rows, or one of each shard.
    func files(among names: [String]) -> [String] { matches(stem, among: names) }

    private func matches(_ stem: String, among names: [String]) -> [String] {
        for ending in Self.extensions {
            if names.contains("\(stem).\(ending)") { return ["\(stem).\(ending)"] }
            let shards = names.filter { $0.hasPrefix(stem + ".") && $0.hasSuffix("." + ending) }
                .compactMap { name in Shard(inName: name).map { (name, $0) } }
            if !shards.isEmpty { return shards.sorted { $0.1.number < $1.1.number }.map(\.0) }
        }
        return []
    }

    /// The names that a format's files may have, for messages.
    static func description(of format: StoredFormat?) -> String {
        all.filter { list in format.map(list.formats.contains) ?? true }
            .map { "\($0.stem).txt" }.joined(separator: ", ") + ", or by split, as \(all[0].stem)_train.txt"
    }
}

extension Split {
    /// What other programs call it.
    var names: [String] { self == .val ? ["val", "valid", "validation"] : [rawValue] }
}
