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
            try requireFree(names)
        case .resume:
            if let manifest = try Manifest.read(plan.manifestName, in: root) {
                if let difference = PlanRecord(plan).difference(from: manifest.plan) {
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
        } else {
            if found.contains(plan.shard) { try DatasetRemoval(root: root, shard: plan.shard).run() }
            try requireFree(try root.names())
        }
    }

    /// Checks that the folder is empty, or holds nothing but other shards.
    private func requireFree(_ names: [String]) throws {
        let strangers = names.filter { !mayStandBeside($0, Shard.found(among: names)) }
        guard strangers.isEmpty else {
            throw DatasetError(
                .exists,
                "\(directory) is not empty (it has \(Self.list(strangers))): resume the dataset in it with --resume, "
                    + "replace it with --overwrite, or choose another folder")
        }
    }

    /// Whether a name in the folder belongs to another shard of a dataset like this one.
    private func mayStandBeside(_ name: String, _ shards: [Shard]) -> Bool {
        let others = shards.filter { $0.of == plan.shard.of && $0 != plan.shard }
        guard !plan.shard.isWhole, !others.isEmpty else { return false }
        if plan.imageFolders.contains(name) { return true }
        return others.contains { name == $0.workName || name.contains(".\($0.number)-of-\($0.of).") }
    }

    /// Checks that no file of ours would replace one that is not.
    private func requireNothingInTheWay(_ root: Descriptor) throws {
        let names = plan.annotationFiles.map { $0.name(for: plan.shard) } + [plan.recipeName, plan.manifestName]
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
        Set(Split.allCases.map(\.rawValue) + [ImagePaths.maskFolder] + annotations.compactMap(\.detectionFolder))
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
            if name == "platen.json" || name == ".platen" {
                shards.insert(Shard())
                continue
            }
            var middle = Substring(name)
            if name.hasPrefix(".platen-") {
                middle = name.dropFirst(".platen-".count)
            } else if name.hasPrefix("platen."), name.hasSuffix(".json") {
                middle = name.dropFirst("platen.".count).dropLast(".json".count)
            } else {
                continue
            }
            let numbers = middle.split(separator: "-", omittingEmptySubsequences: false)
            if numbers.count == 3, numbers[1] == "of", let number = Int(numbers[0]), let of = Int(numbers[2]),
                of > 1, number >= 1, number <= of
            {
                shards.insert(Shard(number: number, of: of))
            }
        }
        return shards.sorted { ($0.of, $0.number) < ($1.of, $1.number) }
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
