import Samples

/// Splits that a column of a table tells, such as `split` in a CSV file.
extension DatasetFinder {
    /// The rows of tables: by split, where the tables themselves tell of splits.
    mutating func rows(of tables: [any RowTable]) throws -> StoredDataset.Rows {
        let whole = StoredDataset.Rows.whole(RowSet(tables.map { RowSet.Stretch(table: $0, rows: 0..<$0.count) }))
        if tables.count == 1, let splits = (tables[0] as? PageTable)?.splits, !splits.isEmpty {
            return .divided(splits.mapValues { RowSet([RowSet.Stretch(table: tables[0], rows: $0)]) })
        }
        guard tables.contains(where: \.tellsSplits) else { return whole }
        var sets: [Split: [RowSet.Stretch]] = [:]
        var stranger: RowPlace?
        for table in tables {
            var rows: [Split: [Int]] = [:]
            try table.forEach(0..<table.count) { number, row, place in
                if let split = row.split {
                    rows[split, default: []].append(number)
                } else if stranger == nil {
                    stranger = place
                }
            }
            for (split, rows) in rows {
                sets[split, default: []].append(
                    RowSet.Stretch(table: SelectedTable(table, rows: rows), rows: 0..<rows.count))
            }
        }
        if let stranger {
            findings.note(
                "\(stranger): the column split has no split's name here (\(Split.allNames)), so that the column is not read "
                    + "and all rows are of one set: name a split in each row, or make a list of each")
            return whole
        }
        return .divided(sets.mapValues { RowSet($0) })
    }

    /// Notes a row that its column gives to another split than its file's or its folder's name does.
    mutating func compareColumn(of set: RowSet, with split: Split) throws {
        guard set.hasTables(where: \.tellsSplits) else { return }
        var (count, first): (Int, RowPlace?) = (0, nil)
        try set.forEach { _, row, place, table in
            guard table.tellsSplits, row.split != split else { return }
            count += 1
            first = first ?? place
        }
        guard let first else { return }
        findings.note(
            "\(first): the column split says another split than \(split), which the name of the file or of its folder says "
                + "and which counts; so it is in \(count == 1 ? "this row" : "\(count) rows"): give that file alone to have its "
                + "column read")
    }
}

extension Split {
    /// The split of a word, in whatever case; nil where it is none's.
    init?(word: some StringProtocol) {
        let word = word.lowercased()
        guard let split = Split.allCases.first(where: { $0.names.contains(word) }) else { return nil }
        self = split
    }

    /// For messages.
    static var allNames: String { Split.allCases.map(\.rawValue).joined(separator: ", ") }
}
