import Samples

extension StoredRecord {
    /// A file that belongs to one sample alone.
    struct File {
        var path: SafePath
        /// What is known of it; nil for annotation files, which are checked otherwise.
        var image: StoredImage?
    }

    /// All files that belong to the sample alone, the image first; nil where a path leads to where a dataset of this plan
    /// has no such files.
    func files(_ plan: DatasetPlan) -> [File]? {
        guard let image = SafePath(path), image.names.count > 1, image.names[0] == split.rawValue else { return nil }
        var files: [File] = []
        if plan.hasPictureFiles {
            let known = StoredImage(byteCount: byteCount, sha256: sha256, width: width, height: height)
            files.append(File(path: image, image: known))
        }
        if let mask {
            guard let path = SafePath(mask), path.names.count > 1, path.names[0] == ImagePaths.maskFolder else {
                return nil
            }
            files.append(
                File(
                    path: path,
                    image: StoredImage(byteCount: maskByteCount, sha256: maskSHA256, width: width, height: height)))
        }
        for place in plan.sampleFiles {
            guard let path = path(of: place) else { return nil }
            files.append(File(path: path))
        }
        return files
    }

    /// Where the sample's file of a format with a file an image lies.
    func path(of place: SampleFilePlace) -> SafePath? {
        var file: [UInt8] = []
        place.appendPath(of: [UInt8](path.utf8), split: split, to: &file)
        return SafePath(String(decoding: file, as: UTF8.self))
    }
}

extension DatasetPlan {
    /// Where files for single images lie: one place for each format that has such files.
    var sampleFiles: [SampleFilePlace] { annotations.compactMap(\.sampleFile) }
}
