import Samples

extension StoredRecord {
    /// All files that belong to the sample alone.
    func paths(_ plan: DatasetPlan) -> [String] {
        var paths = [path]
        if let mask { paths.append(mask) }
        for format in plan.annotations {
            guard let folder = format.sampleFolder else { continue }
            var file: [UInt8] = []
            ImagePaths.appendAnnotation(of: [UInt8](path.utf8), folder: folder, split: split, to: &file)
            paths.append(String(decoding: file, as: UTF8.self))
        }
        return paths
    }
    /// The first of the sample's files that is not there, or not of the size that it was written with.
    func missingFile(in root: Descriptor, _ plan: DatasetPlan) -> (path: String, isThere: Bool)? {
        for path in paths(plan) {
            let wanted = path == self.path ? byteCount : path == mask ? maskByteCount : nil
            guard let size = root.size(of: path) else { return (path, false) }
            if let wanted, size != wanted { return (path, true) }
        }
        return nil
    }
}
