import Samples

/// A plan as it is kept in a dataset: the recipe by its hash, the rest as it is.
struct PlanRecord: Codable, Equatable {
    struct Annotation: Codable, Equatable {
        var format: DatasetFormat
        var byteOrderMark: Bool
        var crlf: Bool
    }

    var counts: SplitCounts
    /// The index of each split's first sample; left out where all are 0.
    var first: SplitCounts?
    var seed: UInt64
    var shard: Shard
    var image: String
    var quality: [Int]?
    var layout: Layout
    var annotations: [Annotation]
    /// Left out where there are none, as in datasets from before there were any.
    var arrays: [ArrayFormat]?
    /// Whether arrays are packed; left out where there are none.
    var packed: Bool?
    /// How many samples a file of many has; left out where there are none.
    var packSize: Int?
    /// The most bytes of a file of many; left out where there is no limit.
    var packBytes: Int?
    var masks: Bool
    var recipeSHA256: String
    /// The recipe's text, while the dataset is not finished: to tell in what another one differs.
    var recipe: String?
    var ingredients: [Ingredient]
    var versions: [ToolVersion]

    init(_ plan: DatasetPlan) {
        counts = plan.counts
        first = plan.first == SplitCounts() ? nil : plan.first
        seed = plan.seed
        shard = plan.shard
        switch plan.image {
        case .png:
            image = "png"
        case .jpeg(let range):
            image = "jpeg"
            quality = [range.lowerBound, range.upperBound]
        case .kept:
            image = "kept"
        }
        layout = plan.layout
        annotations = plan.annotations.map {
            Annotation(format: $0.kind, byteOrderMark: $0.hasByteOrderMark, crlf: $0.hasCRLF)
        }
        arrays = plan.arrays.isEmpty ? nil : plan.arrays
        packed = plan.arrays.isEmpty ? nil : plan.packsArrays
        packSize = plan.hasPacks ? plan.packSize : nil
        packBytes = plan.packBytes
        masks = plan.writesMasks
        recipeSHA256 = Digest(of: [UInt8](plan.recipe.utf8)).hexadecimal
        ingredients = plan.ingredients
        versions = plan.versions
    }

    /// Why no plan can be like this; nil where one can.
    ///
    /// A file may say anything.
    var flaw: String? {
        for count in [counts.train, counts.val, counts.test] where !(0...DatasetPlan.mostSamples).contains(count) {
            return "a split of \(count) samples"
        }
        if let first {
            for split in Split.allCases where !(0...DatasetPlan.mostSamples - counts[split]).contains(first[split]) {
                return "a split that begins with sample \(first[split])"
            }
        }
        if counts.total == 0 { return "no samples" }
        if let packSize, packSize < 1 { return "files of \(packSize) samples" }
        if let packBytes, packBytes < 1 { return "files of \(packBytes) bytes" }
        guard (1...DatasetPlan.mostShards).contains(shard.of), (1...shard.of).contains(shard.number) else {
            return "shard \(shard.number) of \(shard.of)"
        }
        if Set(annotations.map(\.format)).count < annotations.count || Set(arrays ?? []).count < (arrays ?? []).count {
            return "a format that is listed twice"
        }
        return nil
    }

    /// The plan again, with the recipe's text from elsewhere.
    func plan(recipe: String = "") -> DatasetPlan {
        var image = ImageEncoding.png
        if self.image == "jpeg", let quality, quality.count == 2, quality[0] <= quality[1] {
            image = .jpeg(quality: quality[0]...quality[1])
        } else if self.image == "kept" {
            image = .kept
        }
        var plan = DatasetPlan(
            counts: counts, seed: seed, shard: shard, image: image, layout: layout,
            annotations: annotations.map {
                AnnotationFormat($0.format, byteOrderMark: $0.byteOrderMark, crlf: $0.crlf)
            },
            // Where it is not said, it was written when all were packed.
            arrays: arrays ?? [], packsArrays: packed ?? (arrays != nil), writesMasks: masks, recipe: recipe,
            ingredients: ingredients, versions: versions)
        if let packSize { plan.packSize = packSize }
        plan.packBytes = packBytes
        if let first { plan.first = first }
        return plan
    }

    /// The same plan with another recipe.
    func with(recipe: String) -> PlanRecord {
        var record = self
        record.recipeSHA256 = Digest(of: [UInt8](recipe.utf8)).hexadecimal
        record.recipe = recipe
        return record
    }

    /// The first thing in which this plan and another differ, as "the seed is 1, not 2"; nil where they are equal.
    func difference(from other: PlanRecord) -> String? {
        func differ<Value: Equatable>(_ name: String, _ path: (PlanRecord) -> Value) -> String? {
            let (mine, theirs) = (path(self), path(other))
            return mine == theirs ? nil : "the \(name) is \(mine), not \(theirs)"
        }
        if recipeSHA256 != other.recipeSHA256 {
            let known = recipe.flatMap { recipe in other.recipe.flatMap { RecipeDifference(recipe, from: $0).text } }
            return known ?? "the recipe differs"
        }
        if let text = differ("seed", \.seed) { return text }
        if let text = differ("number of training samples", \.counts.train) { return text }
        if let text = differ("number of validation samples", \.counts.val) { return text }
        if let text = differ("number of test samples", \.counts.test) { return text }
        for split in Split.allCases {
            if let text = differ("number of the first \(split) sample", { ($0.first ?? SplitCounts())[split] }) {
                return text
            }
        }
        if let text = differ("shard", { "\($0.shard.number) of \($0.shard.of)" }) { return text }
        if let text = differ("image format", \.image) { return text }
        if let text = differ("JPEG quality", { $0.quality.map { "\($0)" } ?? "none" }) { return text }
        if let text = differ("layout", \.layout.rawValue) { return text }
        if annotations.map(\.format) != other.annotations.map(\.format) {
            return differ("list of annotation formats", { $0.annotations.map(\.format.name) })
        }
        if annotations != other.annotations { return "the annotation formats' byte order marks or line ends differ" }
        if arrays != other.arrays { return differ("list of arrays", { ($0.arrays ?? []).map(\.rawValue) }) }
        if packed != other.packed { return packed == true ? "arrays are packed" : "arrays are not packed" }
        if let text = differ("number of samples in a file", { $0.packSize ?? 0 }) { return text }
        if let text = differ("size of a file, bytes,", { $0.packBytes.map { "\($0)" } ?? "without limit" }) {
            return text
        }
        if masks != other.masks { return masks ? "masks are written" : "masks are not written" }
        if ingredients != other.ingredients {
            let changed = zip(ingredients, other.ingredients).first { $0 != $1 }?.0
            let missing = ingredients.dropFirst(other.ingredients.count).first ?? other.ingredients.last
            return "the \(changed?.kind ?? missing?.kind ?? "list of files") "
                + "'\(changed?.name ?? missing?.name ?? "")' differs"
        }
        if versions != other.versions {
            let changed = zip(versions, other.versions).first { $0 != $1 }
            if let (mine, theirs) = changed, mine.name == theirs.name {
                return "the version of \(mine.name) is \(mine.version), not \(theirs.version)"
            }
            return "the list of library versions differs"
        }
        return nil
    }
}
