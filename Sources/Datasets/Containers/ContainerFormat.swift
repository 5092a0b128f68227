import Samples

/// A format of files that hold pictures and labels together, of which a dataset has one or several.
protocol ContainerFormat: FormatDefinition {
    /// Whether a file is one of them, by its first bytes.
    func recognizes(_ bytes: [UInt8]) -> Bool

    /// Whether such a file holds no pictures, but lists some.
    func isList(_ file: Descriptor) throws -> Bool

    /// The names of such files in a folder of these names, by split; those of all rows under nil.
    func files(among names: [String], in folder: String) throws -> [Split?: [String]]

    /// Opens a file.
    ///
    /// - Throws: `DatasetError`.
    func table(of path: String, _ findings: inout Findings) throws -> any RowTable
}

/// A container that datasets are written in.
protocol WrittenContainer: ContainerFormat, AssembledFormat {}

/// A container whose files can grow with the samples: where nothing else is asked for, these go straight into them.
protocol GrowingFormat: WrittenContainer {
    /// The store of a dataset that is such files.
    func makeStore(_ plan: DatasetPlan, in root: Descriptor) -> any SampleStore
}

extension ContainerFormat {
    func isList(_ file: Descriptor) throws -> Bool { false }
}

extension WrittenContainer {
    var holdsPictures: Bool { true }
}

extension ContainerFormat {
    /// All containers, in the order of the registry.
    static func sorted(_ names: [String], endingIn ending: String) -> [Split?: [String]] {
        var files: [Split?: [String]] = [:]
        for name in names where name.hasSuffix(ending) && !name.hasPrefix(".") {
            let split = Split.allCases.first { split in
                split.names.contains { word in
                    name.lowercased().hasPrefix(word) && !(name.dropFirst(word.count).first?.isLetter ?? false)
                }
            }
            files[split, default: []].append(name)
        }
        return files
    }

    /// Files of arrays, by split: `arrays_train.npz` or `train.npz`; `arrays.npz` is of all rows.
    ///
    /// Other names say nothing: any numbers may be in such files.
    func arrays(among names: [String]) -> [Split?: [String]] {
        var files: [Split?: [String]] = [:]
        for name in names {
            guard let ending = fileExtensions.first(where: { name.hasSuffix("." + $0) }) else { continue }
            let stem = name.dropLast(ending.count + 1)
            if stem == "arrays" {
                files[nil, default: []].append(name)
            } else if let split = Split(word: stem.hasPrefix("arrays_") ? stem.dropFirst(7) : stem) {
                files[split, default: []].append(name)
            }
        }
        return files
    }
}

extension DatasetFormat {
    /// All formats of containers.
    static let containers = all.filter { $0.definition is any ContainerFormat }

    var container: (any ContainerFormat)? { definition as? any ContainerFormat }
}

extension DatasetPlan {
    /// The numbers of a split's samples that each of its container files has.
    func packs(of split: Split) -> [Range<Int>] {
        stride(from: 0, to: counts[split], by: packSize).map { $0..<min($0 + packSize, counts[split]) }
    }
}
