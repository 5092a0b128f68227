import Samples

/// Parts of a dataset that are not there.
extension DatasetFinder {
    /// Notes files of a numbered set of which some are missing: `train-00000-of-00003.parquet` alone.
    mutating func noteMissingFiles(among names: [String], in folder: String) throws {
        var found: [Series: Set<Int>] = [:]
        for name in names {
            guard let (series, number) = Series.parse(name) else { continue }
            found[series, default: []].insert(number)
        }
        for (series, numbers) in found.sorted(by: { $0.key.prefix < $1.key.prefix }) where numbers.count < series.count
        {
            try findings.noteGap(
                "\(numbers.count) of \(series.count) files \(series.prefix)-...-of-\(series.total) are there: bring the others, "
                    + "or what is read is a part of the dataset",
                of: folder)
        }
    }

    /// A numbered set of files, as their names tell.
    private struct Series: Hashable {
        /// What stands before the number.
        let prefix: String
        /// How many there are, as it is written.
        let total: String
        let count: Int

        /// The set and the number of a name such as `train-00000-of-00003.parquet`, from 0.
        static func parse(_ name: String) -> (Series, Int)? {
            let stem = name.split(separator: "/").last?.split(separator: ".").first ?? ""
            let parts = stem.split(separator: "-", omittingEmptySubsequences: false)
            guard let place = parts.lastIndex(of: "of"), place > 1, place + 1 < parts.count,
                let number = Int(parts[place - 1]), let count = Int(parts[place + 1]), (0..<count).contains(number)
            else { return nil }
            let prefix = parts[..<(place - 1)].joined(separator: "-")
            return (Series(prefix: prefix, total: String(parts[place + 1]), count: count), number)
        }
    }
}

extension Findings {
    /// Tells that a part of the dataset is not there: what is there can be read, and is not all.
    mutating func noteGap(_ what: String, of path: String) throws {
        switch policy {
        case .refuse: note("\(path): \(what)")
        // Where broken things are listed, this is one of them.
        case .leaveOut: try meet(what, ofFile: path)
        }
    }
}
