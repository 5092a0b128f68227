package import Samples

/// How images are stored.
public enum ImageEncoding: Sendable, Hashable {
    /// Without loss.
    case png
    /// With loss; each sample draws its quality, 1...100, from this range.
    case jpeg(quality: ClosedRange<Int>)
    /// As the source has them, byte for byte: for datasets that are stored already.
    case kept

    /// The kinds of image files.
    public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
        /// Lossless.
        case png
        /// Lossy, and faster to write.
        case jpeg
    }

    /// What file names end in; nothing where each image has its own ending.
    public var fileExtension: String {
        switch self {
        case .png: "png"
        case .jpeg: "jpg"
        case .kept: ""
        }
    }

    /// The quality that a sample's image is stored at, or nil where there is no such choice.
    package func quality(for key: SampleKey) -> Int? {
        guard case .jpeg(let range) = self else { return nil }
        var generator = key.generator("output.quality")
        let steps = UInt64(range.upperBound - range.lowerBound + 1)
        return range.lowerBound + Int((UInt64(generator.nextWord()) * steps) >> 32)
    }
}
