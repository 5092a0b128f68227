import Samples

/// One of the files that grow with every sample: where it lies and what a sample adds to it.
struct AnnotationFile: Sendable {
    /// What a line says.
    enum Content: Sendable {
        /// Everything: `SampleRecord`.
        case record
        /// `path label`.
        case pathAndLabel
        /// `./path line`.
        case pathAndLexiconLine
        /// `./path`.
        case path
        /// The source's list of words, whole, behind the dataset's first sample; without a list, a `label` a sample.
        case lexicon
        /// `path, "label"`.
        case quotedWord(AnnotationFormat)
    }

    /// The name without the shard's number and the extension.
    let stem: String
    let fileExtension: String
    /// The split whose samples it lists; nil for all.
    let split: Split?
    let content: Content

    /// The file's name in the dataset's folder.
    func name(for shard: Shard) -> String {
        shard.fileName(stem, fileExtension)
    }

    /// Appends what a sample adds, which must not be a record and must be of the file's split.
    /// - Parameters:
    ///   - line: of the file `lexicon`.
    ///   - lexicon: the source's list; nil where it has none.
    func appendLine(
        path: [UInt8], label: String, index: Int, ordinal: Int, line: Int, lexicon: (any SampleLexicon)?,
        to bytes: inout [UInt8]
    ) {
        switch content {
        case .record:
            break
        case .pathAndLabel:
            bytes.append(contentsOf: path)
            bytes.append(.space)
            bytes.append(label)
            bytes.append(.lineFeed)
        case .pathAndLexiconLine:
            bytes.append("./")
            bytes.append(contentsOf: path)
            bytes.append(.space)
            bytes.append(decimal: line)
            bytes.append(.lineFeed)
        case .path:
            bytes.append("./")
            bytes.append(contentsOf: path)
            bytes.append(.lineFeed)
        case .lexicon:
            guard let lexicon else {
                bytes.append(label)
                bytes.append(.lineFeed)
                return
            }
            // Whole with the first sample, so that pieces of the file can be joined as they are.
            guard ordinal == 0 else { return }
            for line in 0..<lexicon.count {
                bytes.append(contentsOf: lexicon.word(atLine: line))
                bytes.append(.lineFeed)
            }
        case .quotedWord(let format):
            // The mark belongs to the split's first sample, so pieces of a file can be joined as they are.
            if index == 0 && format.hasByteOrderMark { bytes.appendByteOrderMark() }
            bytes.append(contentsOf: path)
            bytes.append(", ")
            bytes.append(quoted: label)
            bytes.appendLineEnd(of: format)
        }
    }
}

extension DatasetPlan {
    /// The file that lists every sample with all that is known about it.
    static let records = AnnotationFile(stem: "samples", fileExtension: "jsonl", split: nil, content: .record)

    /// All files that grow with every sample, the records first.
    var annotationFiles: [AnnotationFile] {
        var files = [Self.records]
        func perSplit(_ stem: String, _ content: AnnotationFile.Content) {
            for split in splits {
                files.append(
                    AnnotationFile(stem: "\(stem)_\(split)", fileExtension: "txt", split: split, content: content))
            }
        }
        func whole(_ stem: String, _ content: AnnotationFile.Content) {
            files.append(AnnotationFile(stem: stem, fileExtension: "txt", split: nil, content: content))
        }
        for format in annotations {
            switch format.kind {
            case .simple:
                perSplit("labels", .pathAndLabel)
            case .mjsynth:
                perSplit("annotation", .pathAndLexiconLine)
                whole("annotation", .pathAndLexiconLine)
                whole("imlist", .path)
                // Without a list of words one line a sample: the line's number is the sample's own, so shards need not
                // know each other's words.
                whole("lexicon", .lexicon)
            case .icdar2013, .icdar2015:
                perSplit(format.name, .quotedWord(format))
            case .icdar2013Detection, .icdar2015Detection:
                break
            }
        }
        return files
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

extension [UInt8] {
    /// Appends a label in quotation marks, with `\` before quotation marks and backslashes.
    mutating func append(quoted label: String) {
        append(.quotationMark)
        for byte in label.utf8 {
            if byte == .quotationMark || byte == .backslash { append(.backslash) }
            append(byte)
        }
        append(.quotationMark)
    }

    mutating func appendByteOrderMark() {
        append(contentsOf: [0xEF, 0xBB, 0xBF])
    }

    mutating func appendLineEnd(of format: AnnotationFormat) {
        if format.hasCRLF { append(.carriageReturn) }
        append(.lineFeed)
    }
}
