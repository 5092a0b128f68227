import Imaging
package import Samples

/// Turns samples into members of a tar archive: the same bytes as in the shards of the dataset that the plan is of.
///
/// Not for two threads at once.
package final class TarSampleEncoder {
    private let plan: DatasetPlan
    private let paths: ImagePaths
    private let png: PNGEncoder
    private let jpeg: JPEGEncoder
    private var members = TarMembers()
    private var record = SampleRecord()
    private var picture: [UInt8] = []

    /// What an archive ends with.
    package static let end = TarMembers.end

    /// - Parameter plan: of a dataset of tar shards alone.
    package init(_ plan: DatasetPlan) throws {
        self.plan = plan
        paths = ImagePaths(plan)
        (png, jpeg) = (try PNGEncoder(), try JPEGEncoder())
    }

    /// Checks that a plan's archives can be had as a stream.
    ///
    /// - Throws: `DatasetError` with code `.plan`, where a sample is more than its members.
    package static func check(_ plan: DatasetPlan) throws {
        func refuse(_ what: String) -> DatasetError {
            DatasetError(.plan, "a stream of tar members \(what)")
        }
        guard plan.annotations.map(\.kind) == [.webDataset] else {
            throw refuse("holds pictures, labels and records: ask for --format webdataset alone")
        }
        if plan.writesMasks { throw refuse("has no masks, which are files beside it: set output.masks=false") }
        if !plan.arrays.isEmpty { throw refuse("has no arrays, which are made last: set output.arrays=[]") }
        if plan.layout == .mjsynth {
            throw refuse("has no lexicon, which the layout mjsynth needs: set output.layout=fanned")
        }
    }

    /// Appends a sample's members.
    ///
    /// - Throws: `DatasetError`, where the label does not fit, or the picture can't be encoded.
    package func append(_ sample: Sample, to bytes: inout [UInt8]) throws {
        let (split, index) = (sample.key.split, sample.key.index)
        if let reason = AnnotationFormat(.webDataset).reasonItCannotHold(sample.label) {
            throw refusal(sample, "format webdataset", reason)
        }
        if let reason = plan.layout.reasonItCannotHold(sample.label) {
            throw refusal(sample, "layout \(plan.layout.rawValue)", reason)
        }
        var path: [UInt8] = []
        paths.append(split: split, index: index, line: index, label: sample.label, to: &path)
        let quality = plan.image.quality(for: sample.key)
        if let quality {
            try jpeg.encode(sample.image, quality: quality, into: &picture)
        } else {
            try png.encode(sample.image, into: &picture)
        }
        let file = SampleRecord.File(path: path, digest: Digest(of: picture), byteCount: picture.count)
        var line: [UInt8] = []
        record.append(sample, split: split, index: index, image: file, mask: nil, quality: quality, to: &line)
        try members.append(
            index: index, pictureEnding: plan.image.fileExtension, picture: picture, label: sample.label,
            record: line.dropLast(), to: &bytes)
    }

    private func refusal(_ sample: Sample, _ what: String, _ reason: String) -> DatasetError {
        DatasetError(
            .label, "the \(what) cannot hold the label \(sample.label.quotedForMessage): \(reason)")
    }
}
