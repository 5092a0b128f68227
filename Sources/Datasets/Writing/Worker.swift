import Imaging
import Samples

/// Draws samples and stages them, with a reader, encoders and buffers of its own.
///
/// Not for two threads at once.
final class Worker {
    private let plan: DatasetPlan
    private let reader: any SampleReader
    private let stage: any SampleStage
    private let pixels: PixelStore?
    private let paths: ImagePaths
    private let lists: [AnnotationFile]
    private let lexicon: (any SampleLexicon)?
    private let mindsPlainLabels: Bool
    private let sampleFiles: [(format: AnnotationFormat, place: SampleFilePlace)]
    private let png: PNGEncoder
    private let jpeg: JPEGEncoder
    /// The size of the dataset's first image; nil where sizes may differ.
    private let shape: ImageShape?
    private var record = SampleRecord()
    private var imageBytes: [UInt8] = []
    private var maskBytes: [UInt8] = []
    private var fileBytes: [UInt8] = []
    private var filePath: [UInt8] = []
    private var marks: [Int] = []

    init(plan: DatasetPlan, source: any SampleSource, stage: any SampleStage, pixels: PixelStore? = nil) throws {
        self.plan = plan
        self.stage = stage
        self.pixels = pixels
        reader = try source.makeReader()
        paths = ImagePaths(plan)
        lists = plan.annotationFiles
        lexicon = source.lexicon
        mindsPlainLabels = plan.annotations.contains { $0.writer?.mindsPlainLabels ?? false }
        sampleFiles = plan.annotations.compactMap { format in format.sampleFile.map { (format, $0) } }
        png = try PNGEncoder()
        jpeg = try JPEGEncoder()
        shape = try plan.arrays.isEmpty ? nil : Self.firstShape(plan, reader)
    }

    /// The size of the dataset's first image, whatever part of it this run writes.
    private static func firstShape(_ plan: DatasetPlan, _ reader: any SampleReader) throws -> ImageShape {
        let (split, index) = plan.position(0)
        do {
            return ImageShape(of: try reader.sample(at: index, in: split).image)
        } catch let error as CancellationError {
            throw error
        } catch {
            throw DatasetError(.sample, "sample \(split) \(index): \(error)", cause: error)
        }
    }

    /// Draws consecutive samples and makes them ready to be committed.
    ///
    /// - Throws: `CancellationError` soon after the task is cancelled; `DatasetError` otherwise. No sample is in
    ///   place then, unless it is the disk that fails.
    func draw(_ ordinals: Range<Int>) throws -> Chunk {
        let start = ContinuousClock.now
        stage.clear()
        marks.removeAll()
        var statistics = Statistics(plan.annotations)
        var additions = [[UInt8]](repeating: [], count: lists.count)
        for ordinal in ordinals {
            try Task.checkCancellation()
            try add(ordinal, to: &additions, &statistics)
        }
        let staged = try stage.publish(ordinals)
        return Chunk(
            ordinals: ordinals, additions: additions, marks: marks, staged: staged, statistics: statistics,
            duration: ContinuousClock.now - start)
    }

    private func add(_ ordinal: Int, to additions: inout [[UInt8]], _ statistics: inout Statistics) throws {
        let (split, index) = plan.position(ordinal)
        let (sample, ending) = try self.sample(at: index, in: split)
        if !sample.texts.isEmpty { try checkPages(split, index) }
        for text in sample.texts { try checkLabel(text.label, split, index) }
        if sample.texts.isEmpty { try checkLabel(sample.label, split, index) }
        try shape?.check(sample.image, split, index)
        pixels?.keep(sample.image, at: ordinal)

        var path: [UInt8] = []
        let line = try lexiconLine(of: sample, ordinal, split, index)
        paths.append(split: split, index: index, line: line, label: sample.label, ending: ending, to: &path)
        let quality = plan.image.quality(for: sample.key)
        do {
            if let quality {
                try jpeg.encode(sample.image, quality: quality, into: &imageBytes)
            } else if ending == nil {
                try png.encode(sample.image, into: &imageBytes)
            }
            if plan.writesMasks { try png.encode(sample.mask, into: &maskBytes) }
        } catch {
            throw DatasetError(.sample, "sample \(split) \(index): \(error)", cause: error)
        }
        try stage.add(.picture, imageBytes, path: path)
        let image = SampleRecord.File(path: path, digest: Digest(of: imageBytes), byteCount: imageBytes.count)
        var mask: SampleRecord.File?
        if plan.writesMasks {
            var maskPath: [UInt8] = []
            ImagePaths.appendMask(of: path, to: &maskPath)
            try stage.add(.mask, maskBytes, path: maskPath)
            mask = SampleRecord.File(path: maskPath, digest: Digest(of: maskBytes), byteCount: maskBytes.count)
        }
        let entry = SampleEntry(
            path: path, label: sample.label, split: split, index: index, ordinal: ordinal, line: line, lexicon: lexicon,
            quad: sample.textQuad, characters: sample.characters, texts: sample.texts, mask: sample.mask,
            digest: image.digest,
            isFirst: index == plan.first[split], isLast: index == plan.indices(of: split).upperBound - 1,
            width: sample.image.width, height: sample.image.height)
        try checkLacks(of: entry)
        for (place, (format, rule)) in sampleFiles.enumerated() {
            fileBytes.removeAll(keepingCapacity: true)
            filePath.removeAll(keepingCapacity: true)
            try format.writer?.appendFile(of: entry, format.style, into: &fileBytes)
            rule.appendPath(of: path, split: split, to: &filePath)
            try stage.add(.annotation(stream: place), fileBytes, path: filePath)
        }

        for (place, file) in lists.enumerated() where file.split == nil || file.split == split {
            switch file.content {
            case .records:
                let start = additions[place].count
                marks.append(
                    record.append(
                        sample, split: split, index: index, image: image, mask: mask, quality: quality,
                        to: &additions[place]))
                try stage.close(
                    ClosedSample(
                        split: split, index: index, label: sample.label,
                        ending: ending ?? plan.image.fileExtension),
                    record: additions[place][start..<additions[place].count - 1])
            case .lines(let format):
                format.writer?.append(entry, to: file.stem, format.style, into: &additions[place])
            }
        }
        statistics.add(
            split: split, labels: sample.allTexts.map(\.label), byteCount: image.byteCount + (mask?.byteCount ?? 0),
            fonts: record.fonts, hands: record.hands, sources: record.sources, em: record.em,
            isUnread: record.isUnread, rejections: sample.rejections)
    }

    /// A sample, and what its picture's name ends in where its file is kept as it is: `imageBytes` then.
    private func sample(at index: Int, in split: Split) throws -> (sample: Sample, ending: String?) {
        do {
            guard plan.image == .kept else { return (try reader.sample(at: index, in: split), nil) }
            guard let stored = reader as? any StoredPictureReader else {
                throw DatasetError(
                    .plan, "pictures that are drawn can't be kept as they are: store them as PNG or JPEG")
            }
            let kept = try stored.picture(at: index, in: split)
            imageBytes = kept.bytes
            return (kept.sample, kept.ending)
        } catch let error as CancellationError {
            throw error
        } catch {
            // What is stored begins with its place already, which the sample's name has too.
            let stored = (reader as? any StoredPictureReader)?.place(at: index, in: split).map { $0 + ": " } ?? ""
            throw DatasetError(
                .sample, "\(place(split, index)): \("\(error)".trimmingPrefix(stored))", cause: error)
        }
    }

    /// What a sample is called in messages: also where it is stored, where it is.
    private func place(_ split: Split, _ index: Int) -> String {
        let name = "sample \(split) \(index)"
        return (reader as? any StoredPictureReader)?.place(at: index, in: split).map { "\(name) (\($0))" } ?? name
    }

    private func checkLacks(of entry: SampleEntry) throws {
        for format in plan.annotations {
            guard let lack = format.writer?.lack(in: entry) else { continue }
            throw DatasetError(
                .plan, "\(place(entry.split, entry.index)): the format \(format.name) needs \(lack): leave it out")
        }
    }

    /// Checks that all that is written can hold a page of several texts.
    private func checkPages(_ split: Split, _ index: Int) throws {
        guard let what = plan.reasonItHoldsNoPages else { return }
        throw DatasetError(.plan, "\(place(split, index)) is a page of several texts: \(what)")
    }

    /// Where the label stands in the file `lexicon`.
    private func lexiconLine(of sample: Sample, _ ordinal: Int, _ split: Split, _ index: Int) throws -> Int {
        guard let lexicon else { return ordinal }
        guard let line = sample.lexiconLine, (0..<lexicon.count).contains(line) else {
            throw DatasetError(
                .sample,
                "sample \(split) \(index): the source has a lexicon of \(lexicon.count) words, but does not tell which of "
                    + "them \(sample.label.quotedForMessage) is")
        }
        return line
    }

    private func checkLabel(_ label: String, _ split: Split, _ index: Int) throws {
        // Letters and digits suit most formats, so as a rule only a layout may mind how many there are.
        if mindsPlainLabels || !label.isPlain {
            for format in plan.annotations {
                if let reason = format.reasonItCannotHold(label) {
                    throw labelError(label, split, index, "format \(format.name)", reason)
                }
            }
        }
        for format in plan.arrays {
            if let reason = format.reasonItCannotHold(label) {
                throw labelError(label, split, index, "format \(format.rawValue)", reason)
            }
        }
        if let reason = plan.layout.reasonItCannotHold(label) {
            throw labelError(label, split, index, "layout \(plan.layout.rawValue)", reason)
        }
    }

    private func labelError(
        _ label: String, _ split: Split, _ index: Int, _ format: String, _ reason: String
    ) -> DatasetError {
        DatasetError(
            .label,
            "\(place(split, index)): the \(format) cannot hold the label \(label.quotedForMessage): \(reason)")
    }
}
