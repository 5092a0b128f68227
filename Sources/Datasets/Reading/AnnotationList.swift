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

    /// What stands behind the stem and a `_` in a file's name, nothing where it is the stem alone; nil where the file is none
    /// of these.
    func word(in name: String) -> Substring? {
        guard name.hasPrefix(stem), let ending = fileExtensions.first(where: { name.hasSuffix("." + $0) }) else {
            return nil
        }
        let rest = name.dropFirst(stem.count).dropLast(ending.count + 1)
        return rest.isEmpty ? rest : rest.first == "_" && rest.count > 1 ? rest.dropFirst() : nil
    }

    /// The files of each split: `labels_train.txt`, `labels_val.1-of-2.txt`, whatever the case of the split's name.
    func files(bySplitAmong names: [String]) -> [Split: [String]] {
        var files: [Split: [String]] = [:]
        for split in Split.allCases {
            for name in split.names where files[split] == nil {
                var found = matches("\(stem)_\(name)", among: names)
                if found.isEmpty, let other = names.first(where: { word(in: $0)?.lowercased() == name }) {
                    found = [other]
                }
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
