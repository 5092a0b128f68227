import Crypto
import Glibc
import Samples

/// A finished dataset, or shard, that is compared with what its manifest says.
struct FinishedSet {
    let root: Descriptor
    let plan: DatasetPlan
    let manifest: Manifest

    private var store: any SampleStore { plan.store(in: root) }
    /// The lists, and the files that hold samples.
    private var ownNames: [String] {
        plan.annotationFiles.map { $0.name(for: plan.shard) } + store.fileNames(in: manifest)
    }

    /// What is no longer there.
    struct Losses {
        /// Annotation files, or folders of such, that are missing or incomplete.
        var annotations: [String] = []
        /// Files of arrays, or the recipe.
        var others: [String] = []
        /// Images and masks that are missing, or not as they were written; the first, and how many samples.
        var images: (first: String, count: Int)?

        var isEmpty: Bool { annotations.isEmpty && others.isEmpty && images == nil }

        /// What was lost, and what resuming does about it.
        var text: String {
            var texts: [String] = []
            if let name = annotations.first { texts.append("\(name) is missing, so all samples are to be drawn again") }
            if let name = others.first { texts.append("\(name) is missing, and is to be written again") }
            if let images {
                let samples = images.count == 1 ? "1 sample is" : "\(images.count) samples are"
                texts.append("\(images.first), and \(samples) to be drawn again")
            }
            return texts.joined(separator: "; ")
        }
    }

    /// Looks at all files.
    ///
    /// - Parameter byHash: Whether images and arrays are read, too; annotation files are in any case.
    /// - Throws: `DatasetError` with code `.damaged` where a file beside the images was changed: it may be someone's work,
    ///   so it is not replaced.
    func losses(byHash: Bool) throws -> Losses {
        var losses = Losses()
        for name in ownNames {
            // What the whole's samples lie in is as large as these.
            let isLarge = plan.shard.isWhole && store.isOwn(name)
            if try !isThere(name, byHash: byHash || !isLarge) { losses.annotations.append(name) }
        }
        for name in plan.lateFileNames(for: plan.shard) {
            if try !isThere(name, byHash: byHash) { losses.others.append(name) }
        }
        // What holds the pictures can't be made anew without them.
        if !store.keepsPictures {
            losses.annotations += losses.others
            losses.others = []
        }
        if try isThere(plan.recipeName, byHash: false), let recipe = try root.contents(of: plan.recipeName) {
            guard Digest(of: recipe).hexadecimal == manifest.plan.recipeSHA256 else { throw changed(plan.recipeName) }
        } else if store.keepsPictures {
            losses.others.append(plan.recipeName)
        } else {
            losses.annotations.append(plan.recipeName)
        }
        if losses.annotations.isEmpty { try readRecords(byHash, &losses) }
        return losses
    }

    /// Whether a file is there, which is compared with the manifest then.
    private func isThere(_ name: String, byHash: Bool) throws -> Bool {
        guard let kind = root.kind(of: name) else { return false }
        if kind == .link { throw DatasetError.link(root.path + "/" + name) }
        guard kind == .file else { throw changed(name) }
        guard let known = manifest.files?[name] else { return true }
        let file = try Descriptor.file(name, in: root, flags: O_RDONLY | O_NONBLOCK)
        guard try file.size() == known.bytes, try !byHash || file.hash().hexadecimal == known.sha256 else {
            throw changed(name)
        }
        return true
    }

    private func changed(_ name: String, of stream: StoreStream? = nil) -> DatasetError {
        let place =
            stream.map { "a file \($0.ownFolder.map { "in \(root.path)/\($0)" } ?? "of \($0.key) in \(root.path)")" }
            ?? "\(root.path)/\(name)"
        return DatasetError(
            .damaged,
            "\(place) is not what was written: bring it back, or move it away and resume, so that it is written again")
    }

    /// Looks at what each sample has for itself alone.
    private func readRecords(_ byHash: Bool, _ losses: inout Losses) throws {
        let name = DatasetPlan.records.name(for: plan.shard)
        var reader = LineReader(try Descriptor.file(name, in: root, flags: O_RDONLY))
        let (store, walk) = (store, store.makeWalk())
        let streams = store.streams
        // Files that hold samples are compared as a whole.
        let hasSingles = streams.contains(where: \.isOfSingles)
        var hashes = GrowingHashes(count: 1 + streams.count)
        var missing: Set<String> = []
        while try reader.next({ line in
            try Task.checkCancellation()
            guard let record = StoredRecord(line), store.mayHold(record) else { throw changed(name) }
            hashes.add(line, at: 0)
            hashes.add([.lineFeed], at: 0)
            if let flaw = try walk.flaw(of: record, byHash: byHash) {
                losses.images = (losses.images?.first ?? "\(flaw)", (losses.images?.count ?? 0) + 1)
            }
            guard hasSingles else { return }
            for (place, addition) in try walk.additions(of: record, line).enumerated() {
                if let addition {
                    hashes.add(addition, at: 1 + place)
                } else if missing.insert(streams[place].key).inserted {
                    losses.annotations.append("a file of \(streams[place].key)")
                }
            }
        }) {}
        // Datasets of earlier versions know this hash alone.
        guard hashes.file(at: 0).sha256 == manifest.summary.contentHash else { throw changed(name) }
        for (place, stream) in streams.enumerated() where stream.isOfSingles && !missing.contains(stream.key) {
            guard let known = manifest.files?[stream.key] else { continue }
            if hashes.file(at: 1 + place) != known { throw changed("", of: stream) }
        }
    }

    /// Makes an unfinished dataset of it, which is then resumed.
    func reopen(_ losses: Losses, _ disk: DiskSync) throws {
        let (work, _) = try WorkFolder.make(plan.workName, in: root)
        var journal = try Journal(in: work)
        try WorkFolder.clear(work)
        try journal.keep(0, disk)
        let bytes = try StoredJSON.encode(PlanRecord(plan).with(recipe: plan.recipe))
        try work.writeWhole(WorkFolder.planName, bytes, by: work, disk)
        try disk.force(root)
        let entry = losses.annotations.isEmpty ? try entry() : nil
        if let entry {
            try journal.append(entry)
            try journal.markForced(plan.ordinals.upperBound, disk)
        } else {
            // All are written again; what is there of them is as it was written.
            for name in ownNames { try root.remove(name) }
        }
        let arrays = plan.lateFileNames(for: plan.shard)
        if entry == nil || !arrays.allSatisfy(root.has) {
            for name in arrays { try root.remove(name) }
        }
        // Until here the dataset is a finished one, that lost something.
        try root.remove(plan.manifestName)
    }

    /// The line of a journal that says that all samples are there; nil where they are not as a run of this version writes them.
    private func entry() throws -> Journal.Entry? {
        var isWhole = true
        let (lists, streams) = (plan.annotationFiles, store.streams)
        var hashes = GrowingHashes(count: lists.count + streams.count)
        for (place, file) in lists.enumerated() {
            let name = file.name(for: plan.shard)
            try Descriptor.file(name, in: root, flags: O_RDONLY).forEachBlock { hashes.add($0, at: place) }
        }
        if !streams.isEmpty {
            let walk = store.makeWalk()
            let name = DatasetPlan.records.name(for: plan.shard)
            var reader = LineReader(try Descriptor.file(name, in: root, flags: O_RDONLY))
            while try reader.next({ line in
                guard let record = StoredRecord(line) else { return }
                for (place, addition) in try walk.additions(of: record, line).enumerated() {
                    if let addition { hashes.add(addition, at: lists.count + place) } else { isWhole = false }
                }
            }) {}
        }
        let next = plan.ordinals.upperBound
        guard isWhole else { return nil }
        return Journal.Entry(
            next: next, lengths: hashes.lengths, seal: hashes.seal(next: next))
    }
}

extension Descriptor {
    /// Hands out everything from the file's position on, a block at a time.
    func forEachBlock(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        var block = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = try block.withUnsafeMutableBytes { try read(into: $0) }
            if count == 0 { return }
            try block.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
        }
    }

    /// The SHA-256 of everything from the file's position on.
    func hash() throws -> Digest {
        var hash = SHA256()
        try forEachBlock { hash.update(bufferPointer: $0) }
        return Digest(hash)
    }
}
