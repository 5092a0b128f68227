import Imaging
import Samples

/// Finds out what a folder or a file holds, and opens it.
struct DatasetFinder {
    private(set) var forced: DatasetFormat?
    /// The folder that paths begin at; nil for each file's own.
    let images: String?
    var files: [String] = []
    private(set) var ignoredFiles: [String] = []
    var findings: Findings
    /// The seed of the samples' keys.
    private(set) var seed: UInt64 = 0
    /// A file whose name is that of a container and whose bytes are not, and the format.
    private var unrecognized: (path: String, format: DatasetFormat)?

    init(
        forced: DatasetFormat?, images: String?, lexicon: StoredLexicon?, policy: ProblemPolicy,
        isForCopy: Bool = false,
        withChoices: Bool = false
    ) {
        self.forced = forced
        self.images = images
        findings = Findings(policy: policy, lexicon: lexicon)
        findings.keepsBlanks = isForCopy
        findings.readsBoxes = isForCopy
        findings.readsChoices = withChoices
    }

    /// What to tell of the dataset.
    var notes: [String] {
        let notes = findings.notes + [PictureList(among: ignoredFiles).note].compactMap(\.self)
        let others = ignoredFiles.filter { PictureFormat(named: $0) == nil }
        guard let first = others.first else { return notes }
        let more = others.count > 1 ? " and \((others.count - 1)) more" : ""
        return notes + ["\(first)\(more): no image, and not read"]
    }

    /// What was found.
    struct Found {
        var format: DatasetFormat
        var rows: StoredDataset.Rows
    }

    /// - Throws: `DatasetError`.
    mutating func open(_ path: String) throws -> Found {
        if let forced, !DatasetFormat.read.contains(forced) {
            throw DatasetError(
                .plan,
                "the format \(forced.name) is written and not read; there are "
                    + DatasetFormat.read.map(\.name).joined(separator: ", "))
        }
        var found: Found
        if let format = forced, let places = format.definition as? any PlaceFormat {
            forced = nil
            found = try openWhole(path)
            let root = try FileKind(of: path) == .folder ? path : Self.parent(of: path)
            findings.note("\(path): the labels are those of the format \(found.format.name)")
            found = Found(format: format, rows: try placed(found.rows, by: places.places(in: root)))
        } else {
            found = try openWhole(path)
            found.rows = try withPlacesBeside(found, path)
        }
        if findings.lexicon != nil && found.format != .mjsynth {
            throw DatasetError(
                .plan,
                "\(path) is of the format \(found.format.name), and only mjsynth has a lexicon: leave it out, "
                    + "or name the format")
        }
        guard found.rows.count > 0 else {
            let problems = findings.problems
            let error = DatasetError(
                .missing,
                "\(path) has no samples"
                    + (problems.count > 0
                        ? ": all \(problems.count) lines are broken, the first "
                            + "\(problems.first.first?.description ?? "")" : ""))
            throw forced == nil && found.format.isNamedAfterLabels ? error.ofNoAnnotations() : error
        }
        return found
    }

    private mutating func openWhole(_ path: String) throws -> Found {
        switch try FileKind(of: path) {
        case .none:
            throw DatasetError(.missing, "there is no \(path): give a dataset's folder or its annotation file")
                .ofNoAnnotations()
        case .folder: try openFolder(path)
        case .file: try openFile(path)
        case .other:
            throw DatasetError(.missing, "\(path) is neither a file nor a folder: give one of them")
        }
    }

    private mutating func openFile(_ path: String) throws -> Found {
        if let forced, forced.definition is any FolderFormat {
            throw DatasetError(.plan, "\(path) is a file: the format \(forced.name) takes a folder of images")
        }
        let name = path.split(separator: "/").last ?? ""
        if path.hasSuffix(".gt.txt") || name.hasPrefix(ICDARDetectionFormat.prefix) && isBoxFile(path) {
            throw DatasetError(.plan, "\(path) is of one image: give the folder in which it lies")
        }
        let file = try Descriptor.reading(path)
        if let format = try container(of: file) {
            files.append(path)
            guard let table = try format.container?.table(of: path, &findings) else {
                throw wrongContainer(path, format)
            }
            return Found(format: format, rows: try rows(of: [table]))
        }
        if try ImageFile.isPicture(named: path) || PictureFormat(of: file.read(count: 1024, at: 0))?.isRead ?? false {
            throw DatasetError(
                .missing,
                "\(path) is a picture, and no file that says what is on pictures: give such a file, or a folder"
            ).ofNoAnnotations()
        }
        let head = try FileHead(file)
        let format = try forced ?? head.format
        let folder = images ?? Self.parent(of: path)
        if format == .platen {
            return Found(format: format, rows: .divided(try records(file, folder: folder).mapValues { RowSet([$0]) }))
        }
        let listed = try table(file, head, folder: folder, format)
        return Found(format: format, rows: try rows(of: [listed]))
    }

    /// Whether a file's first line is a box and its text.
    private func isBoxFile(_ path: String) -> Bool {
        [DatasetFormat.icdar2015Detection, .icdar2013Detection].contains {
            ($0.definition as? ICDARDetectionFormat)?.isWritten(in: path) ?? false
        }
    }

    private mutating func openFolder(_ path: String) throws -> Found {
        let folder = try Descriptor.reading(path)
        let names = try folder.names()
        if forced == nil || forced == .platen, let found = try openRecords(folder, names) { return found }
        if let found = try openContainers(path, names) { return found }
        if let found = try openAnnotations(folder, names) { return found }
        if let found = try openBoxFolders(path, names) { return found }
        if let found = try openSplitFolders(path, names) { return found }
        if let found = try openImages(folder, names) { return found }
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
        var (held, total) = (0, 0)
        for shard in shards where shard.of == first.of {
            guard let manifest = try Manifest.read(shard.fileName("platen", "json"), in: folder) else { continue }
            let plan = manifest.plan.plan()
            (held, total) = (held + manifest.summary.counts.total, plan.counts.total)
            if !plan.hasPictureFiles {
                guard shard.isWhole else {
                    throw DatasetError(.missing, "\(folder.path) holds parts of a dataset: join them with merge first")
                }
                // The records tell of files that are not there; what holds the pictures has the labels as well.
                seed = plan.seed
                guard let found = try openContainers(folder.path, names, as: plan.annotations.first?.kind) else {
                    throw DatasetError(
                        .damaged,
                        "\(folder.path) lacks the files that hold the pictures, such as "
                            + "\((plan.store(in: folder).fileNames + plan.lateFileNames(for: shard)).first ?? "train-000000.tar")"
                            + ": bring them back")
                }
                try compare(found, with: manifest, in: folder)
                return found
            }
            seed = manifest.plan.seed
            let name = DatasetPlan.records.name(for: shard)
            guard folder.has(name) else {
                throw DatasetError(
                    .damaged, "\(folder.path)/\(name) is missing: bring it back, or name another format")
            }
            let file = try Descriptor.reading(folder.path + "/" + name)
            let found = try records(file, folder: images ?? folder.path)
            var isComplete = true
            let broken = findings.problems.lineCount
            for split in Split.allCases {
                let (wanted, count) = (manifest.summary.counts[split], found[split]?.rows.count ?? 0)
                if wanted != count {
                    isComplete = false
                    try findings.meet(
                        "it has \(count) \(split) samples, and \(shard.fileName("platen", "json")) says \(wanted)",
                        ofFile: file.path)
                }
                if let stretch = found[split] { stretches[split, default: []].append(stretch) }
            }
            if !isComplete {
                let held = found.values.reduce(0) { $0 + $1.rows.count }
                findings.noteMissing(manifest.summary.counts.total - held - broken)
            }
            try file.rewind()
            if isComplete, try file.hash().hexadecimal != manifest.summary.contentHash {
                try findings.meet(
                    "it is not what was written: its hash is not that in \(shard.fileName("platen", "json")); bring it back, "
                        + "or give this file itself",
                    ofFile: file.path)
            }
        }
        let parts = shards.count { $0.of == first.of }
        if parts < first.of {
            try findings.noteGap(
                "\(parts == 1 ? "one shard" : "\(parts) shards") of \(first.of) alone, \(held) of \(total) samples: join all of "
                    + "them by merge to have the whole dataset",
                of: folder.path)
        }
        return Found(format: .platen, rows: .divided(stretches.mapValues { RowSet($0) }))
    }

    /// The format of a file that holds pictures and labels together; nil where it is none.
    private func container(of file: Descriptor) throws -> DatasetFormat? {
        let head = try file.read(count: TarHeader.blockSize, at: 0)
        var found = DatasetFormat.containers.first { $0.container?.recognizes(head) ?? false }
        if forced?.container == nil, try found?.container?.isList(file) ?? false { found = nil }
        guard let found else {
            if let forced, forced.container != nil { throw wrongContainer(file.path, forced) }
            if head.starts(with: [0x1F, 0x8B]) {
                throw DatasetError(.damaged, "\(file.path) is packed by gzip: unpack it first")
            }
            return nil
        }
        if let forced, forced != found { throw wrongContainer(file.path, forced) }
        return found
    }

    private func wrongContainer(_ path: String, _ format: DatasetFormat) -> DatasetError {
        DatasetError(
            .damaged,
            "\(path) is no file of the format \(format.name), or its beginning is lost; one is like "
                + format.definition.example)
    }

    /// Files that hold pictures and labels together: some of each split, or of all.
    private mutating func openContainers(
        _ path: String, _ names: [String], as wanted: DatasetFormat? = nil
    ) throws -> Found? {
        // Beside pictures, such a file may be anything.
        if wanted == nil && forced == nil, names.contains(where: ImageFile.isPicture) { return nil }
        for format in DatasetFormat.containers where (wanted ?? forced ?? format) == format {
            guard let definition = format.container else { continue }
            let found = try definition.files(among: names, in: path)
            guard let first = found.values.joined().min() else { continue }
            // A name alone says little: what is no such file is looked at again as anything else.
            if wanted == nil && forced == nil {
                let head = try Descriptor.reading(path + "/" + first).read(count: TarHeader.blockSize, at: 0)
                guard definition.recognizes(head) else {
                    unrecognized = unrecognized ?? (path + "/" + first, format)
                    continue
                }
            }
            func tables(_ finder: inout DatasetFinder, _ names: [String]) throws -> [any RowTable] {
                try names.map { name in
                    let whole = path + "/" + name
                    finder.files.append(whole)
                    return try definition.table(of: whole, &finder.findings)
                }
            }
            // Where a manifest tells what there is to be, it is compared with that.
            if wanted == nil { try noteMissingFiles(among: found.values.flatMap { $0 }, in: path) }
            // Where some names tell a split and others don't, nobody can say what the others are.
            if let whole = found[nil], found.count == 1 {
                let all = try tables(&self, whole)
                return Found(format: format, rows: try rows(of: all))
            }
            if let stray = found[nil]?.first {
                throw DatasetError(
                    .damaged,
                    "\(path)/\(stray) stands beside files of splits and names none: call it train-..., val-... or test-..."
                )
            }
            var sets: [Split: RowSet] = [:]
            for (split, names) in found {
                guard let split else { continue }
                let set = RowSet(
                    try tables(&self, names).map { RowSet.Stretch(table: $0, rows: 0..<$0.count) })
                try compareColumn(of: set, with: split)
                sets[split] = set
            }
            return Found(format: format, rows: .divided(sets))
        }
        return nil
    }

    /// Annotation files with known names: one for each split, or one for all.
    private mutating func openAnnotations(_ folder: Descriptor, _ names: [String]) throws -> Found? {
        let base = images ?? folder.path
        for list in AnnotationList.all(of: listFormats) {
            let bySplit = list.files(bySplitAmong: names)
            let whole = bySplit.isEmpty ? list.files(among: names) : []
            guard !bySplit.isEmpty || !whole.isEmpty else { continue }
            var format = forced
            func table(_ finder: inout DatasetFinder, _ name: String) throws -> (any RowTable)? {
                let file = try Descriptor.reading(folder.path + "/" + name)
                // A shard may have no samples of a split.
                if Shard(inName: name) != nil, try file.size() == 0 {
                    finder.files.append(file.path)
                    return nil
                }
                let head = try FileHead(file)
                let found = try format ?? head.format
                format = found
                return try finder.table(file, head, folder: base, found)
            }
            func set(_ finder: inout DatasetFinder, _ names: [String]) throws -> RowSet {
                RowSet(
                    try names.compactMap { name -> RowSet.Stretch? in
                        guard let rows = try table(&finder, name) else { return nil }
                        return RowSet.Stretch(table: rows, rows: 0..<rows.count)
                    })
            }
            let rows: StoredDataset.Rows
            if bySplit.isEmpty {
                let tables = try whole.compactMap { try table(&self, $0) }
                rows = try self.rows(of: tables)
            } else {
                var sets: [Split: RowSet] = [:]
                for split in Split.allCases {
                    guard let names = bySplit[split] else { continue }
                    let set = try set(&self, names)
                    try compareColumn(of: set, with: split)
                    sets[split] = set
                }
                rows = .divided(sets)
            }
            noteUnread(
                beside: bySplit.isEmpty ? whole : Split.allCases.flatMap { bySplit[$0] ?? [] }, of: list,
                isBySplit: !bySplit.isEmpty, among: names, in: folder.path)
            return Found(format: format ?? .simple, rows: rows)
        }
        return nil
    }

    /// Folders `train`, `val` and `test`, each a dataset.
    private mutating func openSplitFolders(_ path: String, _ names: [String]) throws -> Found? {
        var sets: [Split: RowSet] = [:]
        var format: DatasetFormat?
        var (used, unopened): ([String], [String]) = ([], [])
        for split in Split.allCases {
            let candidates = names.filter { split.names.contains($0.lowercased()) }
            // As it is usually written, where there are several.
            let name = split.names.first(where: candidates.contains) ?? candidates.first
            guard let name, try FileKind(of: path + "/" + name) == .folder else { continue }
            let child = try Descriptor.reading(path + "/" + name)
            let inner = try child.names()
            guard
                let found = try openContainers(child.path, inner) ?? openAnnotations(child, inner)
                    ?? openImages(child, inner)
            else {
                if inner.contains(where: { !FileTree.isHidden($0) }) { unopened.append(name) }
                continue
            }
            // Lists of splits within a split's folder contradict it.
            guard let set = found.rows.joined else {
                unopened.append(name)
                continue
            }
            try compareColumn(of: set, with: split)
            format = format ?? found.format
            sets[split] = set
            used.append(name)
        }
        // A list beside the folders may be of their images.
        if format == .fileName && forced == nil { try PictureFolder(path: path, names: names).requireNoDoubt() }
        if format != nil { noteUnread(besideFolders: used, unopened: unopened, among: names, in: path) }
        return format.map { Found(format: $0, rows: .divided(sets)) }
    }

    /// A flat folder of images, whose names or the files beside them tell the labels.
    private mutating func openImages(_ folder: Descriptor, _ names: [String]) throws -> Found? {
        let pictures = PictureFolder(path: folder.path, names: names)
        guard !pictures.pictures.isEmpty else { return nil }
        let formats = DatasetFormat.ofFolders.reversed()
        for format in formats where forced == nil || forced == format {
            guard let definition = format.definition as? any FolderFormat,
                forced == format || definition.recognizes(pictures)
            else { continue }
            if forced == nil && format == .fileName { try pictures.requireNoDoubt() }
            files.append(folder.path)
            if let mask = pictures.masks.first {
                findings.note(
                    "\(folder.path)/\(mask): \(pictures.masks.count) files are masks of the pictures beside them and no samples, "
                        + "this is the first")
            }
            let table = try definition.table(of: pictures, &findings)
            ignoredFiles += pictures.others.filter { !definition.reads($0) }.map { folder.path + "/" + $0 }
            return Found(format: format, rows: .whole(RowSet(table)))
        }
        return nil
    }

    private func nothing(in path: String, _ names: [String]) -> DatasetError {
        // Deeper in the folder there may be pictures still.
        if let unrecognized {
            return wrongContainer(unrecognized.path, unrecognized.format).ofNoAnnotations(doubtful: true)
        }
        let shown = names.prefix(5).joined(separator: ", ") + (names.count > 5 ? " and \(names.count - 5) more" : "")
        let wanted =
            switch forced {
            case .platen: "no platen.json and samples.jsonl"
            case .none:
                "neither a finished dataset nor annotations (\(AnnotationList.description(of: DatasetFormat.read))) nor images"
            case .some(let format) where format.definition is any FolderFormat:
                "no images (\(PictureFormat.readNames))"
            case .some(let format) where format.holdsPictures:
                "no files of the format \(format.name), such as \(format.definition.example)"
            case .some(let format): "no annotations (\(AnnotationList.description(of: [format])))"
            }
        return DatasetError(
            .missing,
            "\(path) holds \(wanted); it has \(names.isEmpty ? "nothing" : shown): "
                + "give a dataset's folder or its annotation file"
        ).ofNoAnnotations()
    }

    /// The formats whose files are looked for.
    private var listFormats: [DatasetFormat] {
        (forced.map { [$0] } ?? DatasetFormat.read).filter { $0.definition is any ListFormat }
    }

    /// The rows of a file that lists images.
    private mutating func table(
        _ file: Descriptor, _ head: FileHead, folder: String, _ format: DatasetFormat
    ) throws -> any RowTable {
        guard let definition = format.definition as? any ListFormat else {
            throw DatasetError(.plan, "\(file.path) is a file: the format \(format.name) takes a folder of images")
        }
        files.append(file.path)
        return try definition.table(of: file, head, folder: folder, &findings)
    }

    /// The rows of a file of records, by split: one stretch each.
    private mutating func records(_ file: Descriptor, folder: String) throws -> [Split: RowSet.Stretch] {
        files.append(file.path)
        // Where the rows of each split begin.
        var starts: [(split: Split, row: Int)] = []
        let format = RecordFormat(readsBoxes: findings.readsBoxes, readsChoices: findings.readsChoices)
        let table = try LineTable(
            file, folder: folder, rule: RowRule(parser: format, example: format.example, lexicon: nil), &findings,
            visit: { row, split throws(RowProblem) in
                let last = starts.last?.split ?? .train
                guard split.number >= last.number else {
                    throw RowProblem(
                        "a \(split) sample stands behind one of \(last): the lines were put in another order")
                }
                if starts.last?.split != split { starts.append((split, row)) }
            })
        var stretches: [Split: RowSet.Stretch] = [:]
        for (place, start) in starts.enumerated() {
            let end = place + 1 < starts.count ? starts[place + 1].row : table.count
            stretches[start.split] = RowSet.Stretch(table: table, rows: start.row..<end)
        }
        return stretches
    }
}

extension StoredDataset.Rows {
    /// All rows as one set, train's first; nil where files and not a column tell of splits.
    fileprivate var joined: RowSet? {
        switch self {
        case .whole(let set): return set
        case .divided(let sets):
            guard sets.values.allSatisfy({ $0.hasTables { $0.tellsSplits } }) else { return nil }
            return RowSet(joining: Split.allCases.compactMap { sets[$0] })
        }
    }

    /// How many rows there are in all.
    fileprivate var count: Int {
        switch self {
        case .whole(let set): set.count
        case .divided(let sets): sets.values.reduce(0) { $0 + $1.count }
        }
    }
}
