import Glibc
import Samples

/// Files that hold pictures, compared with what the manifest says of them.
extension DatasetFinder {
    /// How many records are looked at: all would take as long as reading the dataset.
    private static let comparedRecords = 1000

    /// Compares what was found with the manifest beside it: the files' sizes, how many samples they have, and the labels of
    /// the first records.
    ///
    /// - Throws: `DatasetError`, where problems are refused.
    mutating func compare(_ found: Found, with manifest: Manifest, in folder: Descriptor) throws {
        guard case .divided(let sets) = found.rows, let definition = found.format.definition as? any WrittenContainer
        else { return }
        let plan = manifest.plan.plan()
        let store = plan.store(in: folder)
        for name in plan.growing == nil ? definition.assembledNames(plan) : store.fileNames(in: manifest) {
            guard let known = manifest.files?[name] else { continue }
            let path = folder.path + "/" + name
            switch FileKind.size(of: path) {
            case known.bytes: break
            case .none: try findings.meet("it is missing, and platen.json lists it: bring it back", ofFile: path)
            case .some(let size):
                try findings.meet(
                    "it is not what was written: it has \(size) bytes, and platen.json says \(known.bytes); bring it back, "
                        + "or name the format \(found.format.name)",
                    ofFile: path)
            }
        }
        // Which split a broken sample is of is not known here.
        let broken = findings.problems.lineCount
        let wanted = manifest.summary.counts
        for split in Split.allCases {
            let count = sets[split]?.count ?? 0
            guard count > wanted[split] || count + broken < wanted[split] else { continue }
            try findings.meet(
                "it has \(count) \(split) samples, and platen.json says \(wanted[split]): bring back what was written",
                ofFile: folder.path)
        }
        let missing = Split.allCases.reduce(0) { $0 + max(0, wanted[$1] - (sets[$1]?.count ?? 0)) }
        findings.noteMissing(missing - broken)
        if broken == 0, missing == 0 { try compareLabels(of: sets, plan, in: folder) }
    }

    /// Files of another run may have the same sizes by chance.
    private mutating func compareLabels(of sets: [Split: RowSet], _ plan: DatasetPlan, in folder: Descriptor) throws {
        let name = DatasetPlan.records.name(for: plan.shard)
        guard folder.has(name) else { return }
        var reader = LineReader(try Descriptor.file(name, in: folder, flags: O_RDONLY))
        var (number, flaw): (Int, String?) = (0, nil)
        while number < Self.comparedRecords, flaw == nil,
            try reader.next({ line in
                guard number < plan.counts.total, let record = StoredRecord(headOf: line) else { return }
                let (split, index) = (record.split, record.index - plan.first[record.split])
                guard let set = sets[split], (0..<set.count).contains(index) else { return }
                let (row, place, _) = try set.row(at: index)
                let label = findings.keepsBlanks ? record.label : record.label.trimmed
                if row.label != label {
                    flaw =
                        "\(place) has the label \(row.label.quotedForMessage), and \(name) says "
                        + "\(label.quotedForMessage): it is a file of another dataset; bring back what was written"
                }
                number += 1
            })
        {}
        if let flaw { try findings.meet(flaw, ofFile: folder.path) }
    }
}
