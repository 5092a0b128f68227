/// A kind of file that holds the pixels of all images, for readers that take arrays.
///
/// Images must be of one size. The files are written when all samples are committed, and hold what the stored images hold.
public enum ArrayFormat: String, Sendable, Hashable, CaseIterable, Codable {
    /// `arrays_{split}.npz`: `images` u1 `[N, H, W]`, `[N, H, W, 3]` for RGB; `texts`; `labels` i4 `[N, L]`, which are
    /// places in `alphabet`, filled up with its length.
    case npz
    /// `arrays.h5`: `X_{split}` f4 `[N, H, W]`, `[N, H, W, 3]` for RGB, 0 black to 1 white; `y_{split}` i1 `[N, L]`,
    /// digits, filled up with 10.
    case hdf5

    /// Why the format has no way to hold a label, or nil where it has.
    package func reasonItCannotHold(_ label: String) -> String? {
        guard self == .hdf5 else { return nil }
        for character in label where Self.digit(character) == nil {
            return "\(character.quoted) is no digit from 0 to 9, and its y has digits alone; npz takes any label"
        }
        return nil
    }

    /// The number of a digit from 0 to 9.
    static func digit(_ character: Character) -> Int8? {
        guard character.utf8.count == 1, let byte = character.utf8.first, (0x30...0x39).contains(byte) else {
            return nil
        }
        return Int8(byte - 0x30)
    }
}

extension DatasetPlan {
    /// The names of the files that are written when all samples are there: those of arrays, and of assembled formats.
    ///
    /// A shard has none: they are written when all are merged.
    func lateFileNames(for shard: Shard) -> [String] {
        guard shard.isWhole else { return [] }
        let assembled = assembledFormats.flatMap { $0.assembledNames(self) }
        return assembled
            + arrays.flatMap { format in
                switch format {
                case .npz: splits.map { "arrays_\($0).npz" }
                case .hdf5: ["arrays.h5"]
                }
            }
    }
}
