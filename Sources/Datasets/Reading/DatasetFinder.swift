import Glibc
import Imaging
import Samples

/// Finds out what a folder or a file holds, and opens it.
struct DatasetFinder {
    let forced: StoredFormat?
    /// The folder that paths begin at; nil for each file's own.
    let images: String?
    /// The words that labels of MJSynth are; nil where they are as they are drawn.
    let lexicon: StoredLexicon?
    let policy: ProblemPolicy
    private(set) var files: [String] = []
    private(set) var ignoredFiles: [String] = []
    private(set) var problems = DatasetProblems()
    /// The seed of the samples' keys.
    private(set) var seed: UInt64 = 0

    init(forced: StoredFormat?, images: String?, lexicon: StoredLexicon?, policy: ProblemPolicy) {
        self.forced = forced
        self.images = images
        self.lexicon = lexicon
        self.policy = policy
    }

    /// What was found.
    struct Found {
        var format: StoredFormat
        var rows: StoredDataset.Rows
    }

    /// - Throws: `DatasetError`.
    mutating func open(_ path: String) throws -> Found {
        let found: Found
        switch try FileKind(of: path) {
        case .none:
            throw DatasetError(.missing, "there is no \(path): give a dataset's folder or its annotation file")
        case .folder: found = try openFolder(path)
        case .file: found = try openFile(path)
        case .other:
            throw DatasetError(.missing, "\(path) is neither a file nor a folder: give one of them")
        }
        if lexicon != nil && found.format != .mjsynth {
            throw DatasetError(
                .plan,
                "\(path) is of the format \(found.format.rawValue), and only mjsynth has a lexicon: leave it out, "
                    + "or name the format")
        }
        guard found.rows.count > 0 else {
            throw DatasetError(
                .missing,
                "\(path) has no samples"
                    + (problems.count > 0
                        ? ": all \(problems.count) lines are broken, the first "
                            + "\(problems.first.first?.description ?? "")" : ""))
        }
        return found
    }

    private mutating func openFile(_ path: String) throws -> Found {
        if forced == .fileName {
            throw DatasetError(.plan, "\(path) is a file: the format file_name takes a folder of images")
        }
        let file = try Descriptor.reading(path)
        let format = try forced ?? Self.format(of: file)
        let folder = images ?? Self.parent(of: path)
        if format == .platen {
            return Found(format: format, rows: .divided(try records(file, folder: folder).mapValues { RowSet([$0]) }))
        }
        return Found(format: format, rows: .whole(RowSet(try lines(file, folder: folder, format))))
    }

    private mutating func openFolder(_ path: String) throws -> Found {
        let folder = try Descriptor.reading(path)
        let names = try folder.names()
        if forced == nil || forced == .platen, let found = try openRecords(folder, names) { return found }
        if forced != .fileName, let found = try openAnnotations(folder, names) { return found }
        if let found = try openSplitFolders(path, names) { return found }
        if forced == nil || forced == .fileName, let found = try openImages(folder, names) { return found }
        throw nothing(in: path, names)
    }

    /// This program's own records: `platen.json` and `samples.jsonl`, or those of shards.
    private mutating func openRecords(_ folder: Descriptor, _ names: [String]) throws -> Found? {
        var shards: [Shard] = []
        for shard in Shard.found(among: names) where names.contains(shard.fileName("platen", "json")) {
            shards.append(shard)
        }
        guard let first = shards.first else {
            if let work = names.first(where: { $0 == ".platen" || $0.hasPrefix(".platen-") }), forced == nil {
                throw DatasetError(
                    .missing,
                    "the dataset in \(folder.path) is not finished (it has \(work)): resume it first, or name a format")
            }
            return nil
        }
        var stretches: [Split: [RowSet.Stretch]] = [:]
        for shard in shards where shard.of == first.of {
            guard let manifest = try Manifest.read(shard.fileName("platen", "json"), in: folder) else { continue }
            seed = manifest.plan.seed
            let name = DatasetPlan.records.name(for: shard)
            guard folder.has(name) else {
                throw DatasetError(
                    .damaged, "\(folder.path)/\(name) is missing: bring it back, or name another format")
            }
            let file = try Descriptor.reading(folder.path + "/" + name)
            let found = try records(file, folder: images ?? folder.path)
            for split in Split.allCases {
                let (wanted, count) = (manifest.summary.counts[split], found[split]?.rows.count ?? 0)
                if wanted != count {
                    try policy.meet(
                        "it has \(count) \(split) samples, and \(shard.fileName("platen", "json")) says \(wanted)",
                        at: file.path, in: &problems)
                }
                if let stretch = found[split] { stretches[split, default: []].append(stretch) }
            }
        }
        return Found(format: .platen, rows: .divided(stretches.mapValues { RowSet($0) }))
    }

    /// Annotation files with known names: one for each split, or one for all.
    private mutating func openAnnotations(_ folder: Descriptor, _ names: [String]) throws -> Found? {
        let base = images ?? folder.path
        for list in AnnotationList.all where forced.map(list.formats.contains) ?? true {
            let bySplit = list.files(bySplitAmong: names)
            let whole = bySplit.isEmpty ? list.files(among: names) : []
            guard !bySplit.isEmpty || !whole.isEmpty else { continue }
            var format = forced
            func table(_ finder: inout DatasetFinder, _ name: String) throws -> LineTable {
                let file = try Descriptor.reading(folder.path + "/" + name)
                let found = try format ?? Self.format(of: file)
                format = found
                return try finder.lines(file, folder: base, found)
            }
            func set(_ finder: inout DatasetFinder, _ names: [String]) throws -> RowSet {
                RowSet(
                    try names.map { name in
                        let table = try table(&finder, name)
                        return RowSet.Stretch(table: table, rows: 0..<table.count)
                    })
            }
            let rows: StoredDataset.Rows
            if bySplit.isEmpty {
                rows = .whole(try set(&self, whole))
            } else {
                var sets: [Split: RowSet] = [:]
                for split in Split.allCases { sets[split] = try bySplit[split].map { try set(&self, $0) } }
                rows = .divided(sets)
            }
            return Found(format: format ?? .simple, rows: rows)
        }
        return nil
    }

    /// Folders `train`, `val` and `test`, each a dataset.
    private mutating func openSplitFolders(_ path: String, _ names: [String]) throws -> Found? {
        var sets: [Split: RowSet] = [:]
        var format: StoredFormat?
        for split in Split.allCases {
            guard let name = split.names.first(where: names.contains),
                try FileKind(of: path + "/" + name) == .folder
            else { continue }
            let child = try Descriptor.reading(path + "/" + name)
            let inner = try child.names()
            var found = forced == .fileName ? nil : try openAnnotations(child, inner)
            if found == nil && (forced == nil || forced == .fileName) { found = try openImages(child, inner) }
            guard let found, case .whole(let set) = found.rows else { continue }
            format = format ?? found.format
            sets[split] = set
        }
        return format.map { Found(format: $0, rows: .divided(sets)) }
    }

    /// A flat folder of images that are named after their labels.
    private mutating func openImages(_ folder: Descriptor, _ names: [String]) throws -> Found? {
        let pictures = names.filter(ImageFile.isPicture)
        guard !pictures.isEmpty else { return nil }
        for name in names where !ImageFile.isPicture(named: name) && !FileTree.isHidden(name) {
            let path = folder.path + "/" + name
            // Taking names for labels where a file says otherwise would be a silent mistake.
            if forced == nil, [".txt", ".tsv"].contains(where: name.lowercased().hasSuffix), name != "lexicon.txt",
                let format = try? Self.format(of: try Descriptor.reading(path))
            {
                throw DatasetError(
                    .missing,
                    "\(path) looks like annotations (\(format.rawValue)) but has no name that is known: give that file, "
                        + "or the format file_name if the images are named after their labels")
            }
            ignoredFiles.append(path)
        }
        files.append(folder.path)
        let table = try NameTable(folder: folder.path, names: pictures, policy: policy, problems: &problems)
        return Found(format: .fileName, rows: .whole(RowSet(table)))
    }

    private func nothing(in path: String, _ names: [String]) -> DatasetError {
        let shown = names.prefix(5).joined(separator: ", ") + (names.count > 5 ? " and \(names.count - 5) more" : "")
        let wanted =
            switch forced {
            case .platen: "no platen.json and samples.jsonl"
            case .fileName: "no images (.png, .jpg)"
            case .none: "neither a finished dataset nor annotations (\(AnnotationList.description(of: nil))) nor images"
            case .some(let format): "no annotations (\(AnnotationList.description(of: format)))"
            }
        return DatasetError(
            .missing,
            "\(path) holds \(wanted); it has \(names.isEmpty ? "nothing" : shown): "
                + "give a dataset's folder or its annotation file")
    }

    private mutating func lines(_ file: Descriptor, folder: String, _ format: StoredFormat) throws -> LineTable {
        files.append(file.path)
        return try LineTable(
            file, folder: folder, rule: RowRule(format: format, lexicon: lexicon), policy: policy, problems: &problems)
    }

    /// The rows of a file of records, by split: one stretch each.
    private mutating func records(_ file: Descriptor, folder: String) throws -> [Split: RowSet.Stretch] {
        files.append(file.path)
        var counts = SplitCounts()
        var last = Split.train
        let table = try LineTable(
            file, folder: folder, rule: RowRule(format: .platen, lexicon: nil), policy: policy, problems: &problems,
            visit: { row throws(RowProblem) in
                let split = row.split ?? last
                guard split.number >= last.number else {
                    throw RowProblem(
                        "a \(split) sample stands behind one of \(last): the lines were put in another order")
                }
                last = split
                counts[split] += 1
            })
        var stretches: [Split: RowSet.Stretch] = [:]
        var start = 0
        for split in Split.allCases where counts[split] > 0 {
            stretches[split] = RowSet.Stretch(table: table, rows: start..<start + counts[split])
            start += counts[split]
        }
        return stretches
    }

    /// The format that a file's first line speaks of.
    private static func format(of file: Descriptor) throws -> StoredFormat {
        // A first line is short, but for records, of which the first byte tells enough.
        var block = [UInt8](repeating: 0, count: 1 << 14)
        let count = try block.withUnsafeMutableBytes { try file.read(into: $0) }
        try file.rewind()
        let bytes = block[..<count]
        if bytes.isEmpty { throw DatasetError(.damaged, "\(file.path) is empty: it should list images and labels") }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw DatasetError(.damaged, "\(file.path):1: the file is UTF-16: save it as UTF-8")
        }
        let line = bytes.prefix { $0 != .lineFeed }
        let content = Array(line).withUnsafeBytes { Array(LineTable.content($0, line: 1)) }
        if content.first == UInt8(ascii: "{") { return .platen }
        let shown = String(decoding: content.prefix(400), as: UTF8.self).quotedForMessage
        guard line.count < bytes.count || count < block.count, let text = String(validating: content, as: UTF8.self)
        else {
            throw DatasetError(
                .damaged, "\(file.path):1: the first line is no UTF-8 text of a moderate length: \(shown)")
        }
        guard let format = StoredFormat(firstLine: text) else {
            let known = StoredFormat.allCases.filter { $0 != .fileName && $0 != .platen }
            throw DatasetError(
                .damaged,
                "\(file.path):1: the first line is of no format that is known: \(shown); known are "
                    + known.map { "\($0.rawValue) (\($0.example))" }.joined(separator: ", "))
        }
        return format
    }

    private static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}

extension StoredDataset.Rows {
    /// How many rows there are in all.
    fileprivate var count: Int {
        switch self {
        case .whole(let set): set.count
        case .divided(let sets): sets.values.reduce(0) { $0 + $1.count }
        }
    }
}

/// What lies at a path.
enum FileKind {
    case none, file, folder, other

    init(of path: String) throws {
        var status = stat()
        guard stat(path, &status) == 0 else {
            guard errno == ENOENT || errno == ENOTDIR else { throw DatasetError.system(errno, "look at", path) }
            self = .none
            return
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: self = .file
        case S_IFDIR: self = .folder
        default: self = .other
        }
    }
}
