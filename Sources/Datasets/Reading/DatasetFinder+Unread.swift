import Imaging
import Samples

/// What lies beside that which is read and may be samples too: it is told, so that nothing is left out in silence.
extension DatasetFinder {
    /// How many files or folders are told of, and how many files are looked into.
    private static let most = 5

    /// Notes lists of names that are no split's, and lists that are left out because of others.
    mutating func noteUnread(
        beside used: [String], of list: AnnotationList, isBySplit: Bool, among names: [String], in folder: String
    ) {
        guard let first = used.first else { return }
        let others = AnnotationList.all(of: DatasetFormat.read.filter { $0.definition is any ListFormat })
            .filter { $0.stem != list.stem }
        let known = Set(others.flatMap { $0.files(bySplitAmong: names).values.joined() + $0.files(among: names) })
        for name in names where !used.contains(name) && !known.contains(name) {
            guard let word = list.word(in: name) else { continue }
            if word.isEmpty {
                // MJSynth's `annotation.txt` has the rows of all its lists.
                guard isBySplit, list.stem != "annotation" else { continue }
                findings.note(
                    "\(folder)/\(name): it is not read, since \(first) is of a split: give it alone to have its rows")
            } else if Split(word: word) == nil, isBySplit {
                findings.note(
                    "\(folder)/\(name): '\(word)' is no split's name (\(Split.allNames)), so it is not read: rename it, or "
                        + "give it alone")
            }
        }
        guard forced == nil, !isBySplit, used.count == 1 else { return }
        noteLists(beside: first, except: known, among: names, in: folder)
    }

    /// Notes files of any name that list pictures as well.
    private mutating func noteLists(
        beside used: String, except known: Set<String>, among names: [String], in folder: String
    ) {
        let files = names.filter { name in
            name != used && !["coords.txt", "glyph_coords.txt"].contains(name) && !known.contains(name)
                && !FileTree.isHidden(name)
                && ["txt", "tsv", "csv", "jsonl"].contains(name.split(separator: ".").last?.lowercased() ?? "")
        }
        // Where there are many, they are of one picture each.
        guard files.count <= Self.most else { return }
        for name in files {
            let path = folder + "/" + name
            guard let format = try? FileHead(try Descriptor.reading(path)).format, format != .platen,
                ![.icdar2013Detection, .icdar2015Detection].contains(format)
            else { continue }
            findings.note(
                "\(path) looks like a list of pictures (\(format.name)), and \(used) alone is read: give it alone, or join "
                    + "the two")
        }
    }

    /// Notes folders and pictures beside folders of splits.
    mutating func noteUnread(besideFolders used: [String], unopened: [String], among names: [String], in path: String) {
        for name in unopened {
            findings.note(
                "\(path)/\(name): there is no dataset in it that is read (pictures, or one list of them), so the split has "
                    + "no samples")
        }
        let known = Set(used + unopened + ["masks", "images", "data"])
        var strangers: [String] = []
        for name in names where !known.contains(name) && !FileTree.isHidden(name) {
            guard strangers.count < Self.most, mayHoldSamples(path + "/" + name) else { continue }
            strangers.append(name)
        }
        for name in strangers {
            findings.note(
                "\(path)/\(name): a folder beside those of splits (\(used.joined(separator: ", "))), whose name is none's or "
                    + "comes twice; it is not read: rename it (\(Split.allNames)), or give it alone")
        }
        let loose = names.filter { !FileTree.isHidden($0) && ImageFile.isPicture(named: $0) }
        if let first = loose.first {
            findings.note(
                "\(path)/\(first): \(loose.count == 1 ? "a picture" : "\(loose.count) pictures") beside the folders of splits, "
                    + "this is the first; they are not read")
        }
    }

    /// Whether there are pictures in a folder, or files that may list or hold some.
    private func mayHoldSamples(_ path: String) -> Bool {
        guard FileKind.isFolder(path), let names = try? Descriptor.reading(path).names() else { return false }
        if names.contains(where: { !FileTree.isHidden($0) && ImageFile.isPicture(named: $0) }) { return true }
        let lists = AnnotationList.all(of: DatasetFormat.read.filter { $0.definition is any ListFormat })
        return lists.contains { !$0.files(bySplitAmong: names).isEmpty || !$0.files(among: names).isEmpty }
            || DatasetFormat.containers.contains { format in
                let files = try? format.container?.files(among: names, in: path)
                return files.map { !$0.isEmpty } ?? false
            }
    }
}
