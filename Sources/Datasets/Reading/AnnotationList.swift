import Samples

/// A name that annotation files go by: `labels.txt`, `labels_train.txt`, `labels_train.2-of-3.txt`.
struct AnnotationList {
    let stem: String
    /// What such files end in, those that are taken first in front.
    let fileExtensions: [String]

    /// The names that files of some formats go by, those that are taken first in front.
    ///
    /// A folder with several is read by the first of them.
    static func all(of formats: [DatasetFormat]) -> [AnnotationList] {
        var stems: [String] = []
        for stem in formats.flatMap(\.definition.fileStems) where !stems.contains(stem) { stems.append(stem) }
        return stems.map { stem in
            var endings: [String] = []
            for format in formats where format.definition.fileStems.contains(stem) {
                for ending in format.definition.fileExtensions where !endings.contains(ending) {
                    endings.append(ending)
                }
            }
            return AnnotationList(stem: stem, fileExtensions: endings)
        }
    }

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
        for ending in fileExtensions {
            if names.contains("\(stem).\(ending)") { return ["\(stem).\(ending)"] }
            let shards = names.filter { $0.hasPrefix(stem + ".") && $0.hasSuffix("." + ending) }
                .compactMap { name in Shard(inName: name).map { (name, $0) } }
            if !shards.isEmpty { return shards.sorted { $0.1.number < $1.1.number }.map(\.0) }
        }
        return []
    }

    /// The names that files of some formats may have, for messages.
    static func description(of formats: [DatasetFormat]) -> String {
        let lists = all(of: formats)
        let names = lists.map { list in "\(list.stem).\(list.fileExtensions.first ?? "txt")" }
        return names.joined(separator: ", ")
            + (lists.first.map { ", or by split, as \($0.stem)_train.\($0.fileExtensions.first ?? "txt")" } ?? "")
    }
}

extension Split {
    /// What other programs call it.
    var names: [String] { self == .val ? ["val", "valid", "validation"] : [rawValue] }
}
