import Samples

/// Boxes and masks that lie beside a dataset's pictures.
extension DatasetFinder {
    /// The rows with what files beside their pictures tell of boxes and masks, where these are wanted and nobody named a
    /// format.
    mutating func withPlacesBeside(_ found: Found, _ path: String) throws -> StoredDataset.Rows {
        guard forced == nil, findings.readsBoxes, !findings.cutsPictures, found.format != .platen,
            !found.format.holdsPictures
        else { return found.rows }
        let root = try FileKind(of: path) == .folder ? path : Self.parent(of: path)
        var rows = found.rows
        for format in DatasetFormat.read {
            guard let places = format.definition as? any PlaceFormat, try places.isThere(in: root) else { continue }
            findings.note(
                "\(root): there are files of the format \(format.name) as well, and what they tell goes along; give the format "
                    + "\(found.format.name) for the labels alone")
            rows = try placed(rows, by: places.places(in: root))
        }
        return rows
    }

    /// The rows with the places that a source tells.
    mutating func placed(
        _ rows: StoredDataset.Rows, by source: any PlaceSource
    ) throws -> StoredDataset.Rows {
        switch rows {
        case .whole(let set): return .whole(try set.placed(by: source, &findings))
        case .divided(let sets):
            var placed: [Split: RowSet] = [:]
            for split in Split.allCases { placed[split] = try sets[split]?.placed(by: source, &findings) }
            return .divided(placed)
        }
    }

    /// The folder that a path lies in.
    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
