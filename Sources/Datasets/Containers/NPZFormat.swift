import Arrays
import Samples

extension DatasetFormat {
    /// `arrays_train.npz`: what `ArrayFormat.npz` writes, read.
    public static let npz = DatasetFormat(NPZFormat())
}

/// NPZ files with the array `images`, and the labels in `texts`, or in `labels` as places in `alphabet`.
struct NPZFormat: ContainerFormat {
    let name = "npz"
    let fileExtensions = ["npz"]
    let example = "arrays_train.npz with images [N, H, W] and texts [N], or labels [N, L] and alphabet"

    /// Whether it is a zip archive whose first member is an array.
    func recognizes(_ bytes: [UInt8]) -> Bool {
        guard bytes.count > 30, bytes.starts(with: [0x50, 0x4B, 3, 4]) else { return false }
        return bytes[30...].prefix(Int(bytes[26]) + Int(bytes[27]) << 8).suffix(4).elementsEqual(".npy".utf8)
    }

    func files(among names: [String], in folder: String) throws -> [Split?: [String]] { arrays(among: names) }

    func table(of path: String, _ findings: inout Findings) throws -> any RowTable {
        let part = try ArrayTable.reading {
            let archive = try NPZArchive(path)
            let names = archive.names
            guard names.contains("images"),
                names.contains("texts") || names.contains("labels") && names.contains("alphabet")
            else {
                throw DatasetError(
                    .damaged,
                    "\(path) has the arrays \(names.joined(separator: ", ")): a dataset has images, and texts or labels and "
                        + "alphabet")
            }
            return ArrayTable.Part(
                place: path, pictures: try ArrayPictures(try NPZRows(path, array: "images"), name: "\(path), images"),
                labels: try Self.labels(archive, path))
        }
        return try ArrayTable(path, [part], &findings)
    }

    private static func labels(_ archive: NPZArchive, _ path: String) throws -> any ArrayLabels {
        func texts(_ name: String) throws -> [String] {
            guard case .texts(let texts, let shape) = try archive.array(name), shape.count == 1 else {
                throw DatasetError(
                    .damaged, "\(path), \(name): it is no list of texts: give one as numpy.array([...]) makes it")
            }
            return texts
        }
        if archive.names.contains("texts") { return TextLabels(texts: try texts("texts")) }
        return try NumberedLabels(
            try NPZRows(path, array: "labels"), alphabet: texts("alphabet"), name: "\(path), labels")
    }
}
