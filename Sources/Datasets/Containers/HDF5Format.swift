import Arrays
import Samples

extension DatasetFormat {
    /// `arrays.h5`: what `ArrayFormat.hdf5` writes, read.
    public static let hdf5 = DatasetFormat(HDF5Format())
}

/// HDF5 files with `X_train`, `y_train` and so on, or `X` and `y` alone: pictures, and digits filled up with 10.
struct HDF5Format: ContainerFormat {
    let name = "hdf5"
    let otherNames = ["h5"]
    let fileExtensions = ["h5", "hdf5"]
    let example = "arrays.h5 with X_train [N, H, W] and y_train [N, L], ..., or X and y"

    func recognizes(_ bytes: [UInt8]) -> Bool { HDF5Reader.isHDF5(bytes) }

    func files(among names: [String], in folder: String) throws -> [Split?: [String]] { arrays(among: names) }

    func table(of path: String, _ findings: inout Findings) throws -> any RowTable {
        let parts = try ArrayTable.reading {
            let file = try HDF5Reader(path)
            func part(_ suffix: String, _ split: Split?) throws -> ArrayTable.Part {
                let (x, y) = ("X" + suffix, "y" + suffix)
                return ArrayTable.Part(
                    place: "\(path), \(x)", split: split,
                    pictures: try ArrayPictures(try file.rows(of: x), name: "\(path), \(x)"),
                    labels: try NumberedLabels(
                        try file.rows(of: y), alphabet: (0...9).map(String.init), name: "\(path), \(y)"))
            }
            func suffix(_ split: Split) -> String? {
                split.names.lazy.map { "_" + $0 }.first { file.has("X" + $0) || file.has("y" + $0) }
            }
            let splits = try Split.allCases.compactMap { split in try suffix(split).map { try part($0, split) } }
            if !splits.isEmpty { return splits }
            guard file.has("X"), file.has("y") else {
                throw DatasetError(
                    .damaged, "\(path) has neither X_train and y_train, or those of another split, nor X and y")
            }
            return [try part("", nil)]
        }
        return try ArrayTable(path, parts, &findings)
    }
}
