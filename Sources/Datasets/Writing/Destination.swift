import Samples

/// The folder that a dataset goes to, and what may happen to the files in it.
struct Destination {
    let directory: String
    let plan: DatasetPlan

    /// What there is to do.
    enum State {
        /// Nothing: the dataset is complete.
        case finished(Manifest)
        /// Write what is missing.
        case open(Workspace)
    }

    /// Makes the folder ready.
    ///
    /// - Throws: `DatasetError`; its code is `.exists` where files are in the way, `.cannotCreate` where the folder
    ///   cannot be made or written to.
    func prepare(_ existing: ExistingFiles) throws -> State {
        let root = try Descriptor.makingFolder(directory.withoutTrailingSlashes)
        let names = try root.names()
        switch existing {
        case .refuse:
            try requireFree(try withoutFalseStart(names, root))
        case .resume:
            if let manifest = try Manifest.read(plan.manifestName, in: root) {
                var stored = manifest.plan
                stored.recipe = try root.contents(of: plan.recipeName).map { String(decoding: $0, as: UTF8.self) }
                if let difference = PlanRecord(plan).with(recipe: plan.recipe).difference(from: stored) {
                    throw DatasetError.otherPlan(in: directory, difference)
                }
                try root.removeTree(plan.workName)
                return .finished(manifest)
            }
            if names.contains(plan.workName) {
                return .open(try Workspace(root: root, plan: plan))
            }
            try requireFree(names)
        case .overwrite:
            if !names.isEmpty { try overwrite(root, names) }
        }
        try requireNothingInTheWay(root)
        return .open(try Workspace(root: root, plan: plan))
    }

    private func overwrite(_ root: Descriptor, _ names: [String]) throws {
        let found = Shard.found(among: names)
        if plan.shard.isWhole {
            guard !found.isEmpty else {
                throw DatasetError(
                    .exists,
                    "\(directory) is not empty and holds no dataset of Platen's, so nothing in it is overwritten "
                        + "(it has \(Self.list(names))): choose another folder")
            }
            for shard in found { try DatasetRemoval(root: root, shard: shard).run() }
            try root.removeTree(ShardMerge.workName)
        } else {
            if found.contains(plan.shard) { try DatasetRemoval(root: root, shard: plan.shard).run() }
            try requireFree(try root.names())
        }
    }

    /// Clears what a run left that failed before its first sample was done: a mistake in a recipe, put right, needs no
    /// word about the folder.
    private func withoutFalseStart(_ names: [String], _ root: Descriptor) throws -> [String] {
        guard names == [plan.workName] else { return names }
        let journal = try Descriptor.folder(plan.workName, in: root).contents(of: Journal.name)
        guard journal?.isEmpty ?? true else { return names }
        try DatasetRemoval(root: root, shard: plan.shard).run()
        return try root.names()
    }

    /// Checks that the folder is empty, or holds nothing but other shards.
    private func requireFree(_ names: [String]) throws {
        let siblings = Set(Shard.found(among: names).filter { $0.of == plan.shard.of && $0 != plan.shard })
        let folders = siblings.isEmpty ? [] : plan.imageFolders
        let strangers = names.filter { name in
            !folders.contains(name) && !(Shard(inName: name).map(siblings.contains) ?? false)
        }
        guard strangers.isEmpty else {
            throw DatasetError(
                .exists,
                "\(directory) is not empty (it has \(Self.list(strangers))): resume the dataset in it with --resume, "
                    + "replace it with --overwrite, or choose another folder")
        }
    }

    /// Checks that no file of ours would replace one that is not.
    private func requireNothingInTheWay(_ root: Descriptor) throws {
        let names =
            plan.annotationFiles.map { $0.name(for: plan.shard) } + plan.arrayFileNames(for: plan.shard)
            + [plan.recipeName, plan.manifestName]
        let taken = names.filter(root.has)
        guard taken.isEmpty else {
            throw DatasetError(
                .exists,
                "\(directory) has \(Self.list(taken)), which the dataset would replace: move it away, "
                    + "or choose another folder")
        }
    }

    private static func list(_ names: [String]) -> String {
        let shown = names.prefix(3).joined(separator: ", ")
        return names.count > 3 ? "\(shown) and \(names.count - 3) more" : shown
    }
}

extension DatasetPlan {
    /// The folders in the dataset's folder that may hold images or files of one image each.
    var imageFolders: Set<String> {
        Set(Split.allCases.map(\.rawValue) + [ImagePaths.maskFolder] + annotations.compactMap(\.sampleFolder))
    }
}

extension Manifest {
    /// The manifest of that name in a folder; nil where there is none.
    static func read(_ name: String, in root: Descriptor) throws -> Manifest? {
        guard let bytes = try root.contents(of: name) else { return nil }
        let manifest = try StoredJSON.decode(Manifest.self, from: bytes, path: root.path + "/" + name)
        guard manifest.format == currentFormat else {
            throw DatasetError(
                .damaged,
                "\(root.path)/\(name) is of format \(manifest.format), and this program knows \(currentFormat): "
                    + "use the program that wrote it")
        }
        return manifest
    }
}

extension Shard {
    /// The shards, finished or not, whose manifests or working folders are among these names.
    static func found(among names: [String]) -> [Shard] {
        var shards: Set<Shard> = []
        for name in names {
            let shard = Shard(inName: name) ?? Shard()
            if name == shard.workName || name == shard.fileName("platen", "json") { shards.insert(shard) }
        }
        return shards.sorted { ($0.of, $0.number) < ($1.of, $1.number) }
    }

    /// The shard that a file's or a working folder's name speaks of: `labels_train.2-of-8.txt`, `.platen-2-of-8`.
    init?(inName name: String) {
        let prefix = ".platen-"
        let middle: Substring
        if name.hasPrefix(prefix) {
            middle = name.dropFirst(prefix.count)
        } else {
            let parts = name.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count == 3 else { return nil }
            middle = parts[1]
        }
        let numbers = middle.split(separator: "-", omittingEmptySubsequences: false)
        guard numbers.count == 3, numbers[1] == "of", let number = Int(numbers[0]), let of = Int(numbers[2]),
            of > 1, (1...of).contains(number)
        else { return nil }
        self.init(number: number, of: of)
    }
}

extension String {
    /// `out/` is `out`, `/` stays.
    var withoutTrailingSlashes: String {
        var text = self
        while text.count > 1 && text.hasSuffix("/") { text.removeLast() }
        return text
    }
}
