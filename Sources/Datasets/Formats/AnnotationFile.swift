import Samples

/// One of the files that list samples and grow with every sample: where it lies and what a sample adds to it.
struct AnnotationFile: Sendable {
    /// What is in it.
    enum Content: Sendable {
        /// `SampleRecord`s, which say everything.
        case records
        /// The lines of a format.
        case lines(AnnotationFormat)
    }

    /// The path in the dataset's folder, without the shard's number and the extension.
    let stem: String
    let fileExtension: String
    /// The split whose samples it lists; nil for all.
    let split: Split?
    let content: Content

    /// The file's path in the dataset's folder.
    func name(for shard: Shard) -> String {
        shard.fileName(stem, fileExtension)
    }
}

extension DatasetPlan {
    /// The file that lists every sample with all that is known about it.
    static let records = AnnotationFile(stem: "samples", fileExtension: "jsonl", split: nil, content: .records)

    /// All files that list samples and grow with every sample, the records first.
    var annotationFiles: [AnnotationFile] {
        let lines = annotations.flatMap { format in
            (format.writer?.files(for: splits) ?? []).map { file in
                AnnotationFile(
                    stem: file.stem, fileExtension: format.writer?.fileExtensions.first ?? "txt", split: file.split,
                    content: .lines(format))
            }
        }
        return [Self.records] + lines
    }

    /// The plan of all shards together.
    var whole: DatasetPlan {
        var plan = self
        plan.shard = Shard()
        return plan
    }

    /// Whether each picture is a file of its own.
    ///
    /// It is not where all that was asked for are files that hold the pictures themselves.
    var hasPictureFiles: Bool {
        annotations.isEmpty || !annotations.allSatisfy { $0.assembled?.holdsPictures ?? false }
    }

    /// The formats whose files are made when all samples are committed.
    var assembledFormats: [any AssembledFormat] {
        growing == nil ? annotations.compactMap(\.assembled) : []
    }

    /// Whether there are files that hold many samples.
    var hasPacks: Bool { annotations.contains { $0.assembled?.holdsPictures ?? false } }

    /// The recipe's file.
    var recipeName: String { shard.fileName("recipe", "yml") }
    /// The manifest's file, which marks a finished dataset.
    var manifestName: String { shard.fileName("platen", "json") }
    /// The folder of an unfinished dataset.
    var workName: String { shard.workName }
}

extension AnnotationFormat {
    /// What makes the format's files when all samples are committed; nil where it has none of that kind.
    var assembled: (any AssembledFormat)? { kind.definition as? any AssembledFormat }
}

extension Shard {
    /// A file's name: with the shard's number before the extension, unless the shard is everything.
    func fileName(_ stem: String, _ fileExtension: String) -> String {
        isWhole ? "\(stem).\(fileExtension)" : "\(stem).\(number)-of-\(of).\(fileExtension)"
    }

    /// The folder of an unfinished run.
    var workName: String { isWhole ? ".platen" : ".platen-\(number)-of-\(of)" }
}
