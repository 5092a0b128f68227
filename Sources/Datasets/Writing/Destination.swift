import Glibc
import Samples

/// The folder that a dataset goes to, and what may happen to the files in it.
struct Destination {
    let directory: String
    let plan: DatasetPlan
    /// What the samples come from: nothing of it is removed.
    let source: any SampleSource
    /// How files get to the disk.
    let disk: DiskSync
    /// Whether all images are read, and not only looked at.
    let verifies: Bool
    /// Is told what was lost and is drawn again.
    let note: (String) -> Void

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
            if let state = try resume(root, names) { return state }
            try requireFree(names.filter { $0 != plan.workName })
        case .overwrite:
            if let workspace = try overwrite(root, names) { return .open(workspace) }
        }
        try requireNothingInTheWay(root)
        return .open(try Workspace(root: root, plan: plan, disk: disk))
    }

    /// Goes on with what is there; nil where there is nothing yet.
    private func resume(_ root: Descriptor, _ names: [String]) throws -> State? {
        if let manifest = try Manifest.read(for: plan.shard, in: root) {
            var stored = manifest.plan
            stored.recipe = try root.contents(of: plan.recipeName).map { String(decoding: $0, as: UTF8.self) }
            if let difference = PlanRecord(plan).with(recipe: plan.recipe).difference(from: stored) {
                throw DatasetError.otherPlan(in: directory, difference)
            }
            let finished = FinishedSet(root: root, plan: plan, manifest: manifest)
            let losses = try finished.losses(byHash: verifies)
            if losses.isEmpty {
                try WorkFolder.remove(plan.workName, in: root)
                return .finished(manifest)
            }
            // Of images the writer tells.
            let others = FinishedSet.Losses(annotations: losses.annotations, others: losses.others)
            if !others.isEmpty { note("\(directory): \(others.text)") }
            try finished.reopen(losses, disk)
        } else if let (work, stored) = try WorkFolder.open(plan.workName, in: root) {
            // What was being removed is what is wanted now, unless it is another dataset.
            let isSame = stored?.difference(from: PlanRecord(plan)) == nil && Shard.found(among: names) == [plan.shard]
            guard isSame || !work.has(WorkFolder.clearingName) else {
                throw DatasetError(
                    .exists,
                    "an older dataset was being removed from \(directory) when the run was stopped: say --overwrite again"
                )
            }
            // What is left of the older one is not for going on with: its files still have their names.
            if work.has(WorkFolder.clearingName), stored != nil, let workspace = try overwrite(root, names) {
                return .open(workspace)
            }
            try work.remove(WorkFolder.clearingName)
            // Killed before the plan was kept.
            if stored == nil { return nil }
        } else {
            return nil
        }
        return .open(try Workspace(root: root, plan: plan, disk: disk, verifies: verifies))
    }

    /// Removes the datasets that are there and begins the new one; nil where there is nothing to be removed.
    ///
    /// The mark of a dataset stays in the folder all the time, so that the same can be said again after a kill.
    private func overwrite(_ root: Descriptor, _ names: [String]) throws -> Workspace? {
        let found = Shard.found(among: names).filter { plan.shard.isWhole || $0 == plan.shard }
        guard !found.isEmpty else {
            if names.isEmpty { return nil }
            guard plan.shard.isWhole else {
                try requireFree(names)
                return nil
            }
            throw DatasetError(
                .exists,
                "\(directory) is not empty and holds no dataset of Platen's, so nothing in it is overwritten "
                    + "(it has \(Self.list(names))): choose another folder")
        }
        var removals = try found.map { try DatasetRemoval(root: root, shard: $0) }
        try requireNothingInTheWay(root, except: removals.reduce(into: []) { $0.formUnion(try $1.names) })
        var inputs = try InputCheck(root: root, removals: removals)
        try inputs.require(plan, source)

        let (work, _) = try WorkFolder.make(plan.workName, in: root)
        var journal = removals.lazy.compactMap { $0.shard == plan.shard ? $0.journal : nil }.first
        if journal == nil { journal = try Journal(in: work) }
        try disk.force(try Descriptor.file(WorkFolder.clearingName, in: work, flags: O_WRONLY | O_CREAT))
        try disk.force(work)
        try disk.force(root)
        for place in removals.indices {
            let isOurs = removals[place].shard == plan.shard
            if isOurs { removals[place].take(work, journal) }
            try removals[place].run(keepsWork: isOurs, disk)
        }
        if plan.shard.isWhole { try WorkFolder.remove(ShardMerge.workName, in: root) }
        if !plan.shard.isWhole { try requireFree(try root.names().filter { $0 != plan.workName }) }
        try requireNothingInTheWay(root)
        return try Workspace(root: root, plan: plan, disk: disk, journal: journal, replaces: true)
    }

    /// Clears what a run left that failed before its first sample was done: a mistake in a recipe, put right, needs no
    /// word about the folder.
    private func withoutFalseStart(_ names: [String], _ root: Descriptor) throws -> [String] {
        guard names == [plan.workName], let (work, _) = try WorkFolder.open(plan.workName, in: root),
            work.size(of: Journal.name) ?? 0 == 0, !work.has(WorkFolder.clearingName)
        else { return names }
        var removal = try DatasetRemoval(root: root, shard: plan.shard)
        try removal.run(keepsWork: false, disk)
        return try root.names()
    }

    /// Checks that the folder is empty, or holds nothing but other shards.
    private func requireFree(_ names: [String]) throws {
        let siblings = Set(Shard.found(among: names).filter { $0.of == plan.shard.of && $0 != plan.shard })
        let folders = siblings.isEmpty ? [] : plan.sampleFolders
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
    private func requireNothingInTheWay(_ root: Descriptor, except ours: Set<String> = []) throws {
        let store = plan.store(in: root)
        let names = store.names + [plan.recipeName, plan.manifestName]
        let more = try store.possibleNames()
        let taken = (names.filter(root.has) + more).filter { !ours.contains($0) }
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

extension Manifest {
    /// The manifest of a shard in a folder, which is not reached by a link; nil where there is none.
    static func read(for shard: Shard, in root: Descriptor) throws -> Manifest? {
        let name = shard.fileName("platen", "json")
        guard let bytes = try root.contents(of: name) else { return nil }
        let manifest = try decode(bytes, name, root)
        let found = manifest.plan.shard
        guard found == shard else {
            throw DatasetError(
                .damaged, "\(root.path)/\(name) speaks of shard \(found.number) of \(found.of): was it renamed?")
        }
        return manifest
    }

    /// The manifest of that name in a folder that is only read; nil where there is none.
    static func read(_ name: String, in folder: Descriptor) throws -> Manifest? {
        guard folder.has(name) else { return nil }
        return try decode(try Descriptor.reading(folder.path + "/" + name).readAll(), name, folder)
    }

    private static func decode(_ bytes: [UInt8], _ name: String, _ root: Descriptor) throws -> Manifest {
        let manifest = try StoredJSON.decode(Manifest.self, from: bytes, path: root.path + "/" + name)
        guard manifest.format == currentFormat else {
            throw DatasetError(
                .damaged,
                "\(root.path)/\(name) is of format \(manifest.format), and this program knows \(currentFormat): "
                    + "use the program that wrote it")
        }
        let path = root.path + "/" + name
        if let flaw = manifest.plan.flaw {
            throw DatasetError(.damaged, "\(path) is not what Platen wrote: it has \(flaw)")
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
