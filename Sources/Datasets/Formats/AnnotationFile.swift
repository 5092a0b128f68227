import Samples

/// One of the files that grow with every sample: where it lies and what a sample adds to it.
struct AnnotationFile: Sendable {
    /// The name without the shard's number and the extension.
    let stem: String
    let fileExtension: String
    /// The split whose samples it lists; nil for all.
    let split: Split?
    /// What it is written in; nil for `SampleRecord`s, which say everything.
    let format: AnnotationFormat?

    /// The file's name in the dataset's folder.
    func name(for shard: Shard) -> String {
        shard.fileName(stem, fileExtension)
    }

    /// Appends what a sample of the file's split adds, which is no record.
    func append(_ sample: SampleEntry, into bytes: inout [UInt8]) {
        guard let format else { return }
        format.writer?.append(sample, to: stem, format.style, into: &bytes)
    }
}

extension DatasetPlan {
    /// The file that lists every sample with all that is known about it.
    static let records = AnnotationFile(stem: "samples", fileExtension: "jsonl", split: nil, format: nil)

    /// All files that grow with every sample, the records first.
    var annotationFiles: [AnnotationFile] {
        [Self.records]
            + annotations.flatMap { format in
                (format.writer?.files(for: splits) ?? []).map { file in
                    AnnotationFile(
                        stem: file.stem, fileExtension: format.writer?.fileExtensions.first ?? "txt", split: file.split,
                        format: format)
                }
            }
    }

    /// The recipe's file.
    var recipeName: String { shard.fileName("recipe", "yml") }
    /// The manifest's file, which marks a finished dataset.
    var manifestName: String { shard.fileName("platen", "json") }
    /// The folder of an unfinished dataset.
    var workName: String { shard.workName }
}

extension Shard {
    /// A file's name: with the shard's number before the extension, unless the shard is everything.
    func fileName(_ stem: String, _ fileExtension: String) -> String {
        isWhole ? "\(stem).\(fileExtension)" : "\(stem).\(number)-of-\(of).\(fileExtension)"
    }

    /// The folder of an unfinished run.
    var workName: String { isWhole ? ".platen" : ".platen-\(number)-of-\(of)" }
}
