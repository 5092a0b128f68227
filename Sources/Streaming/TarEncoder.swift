package import Datasets
package import Samples

/// Turns samples into members of a tar archive.
package struct TarEncoder: SampleEncoder {
    private let encoder: TarSampleEncoder

    /// What an archive ends with.
    package static let end = TarSampleEncoder.end

    /// An encoder of the dataset that a plan is of.
    package init(_ plan: DatasetPlan) throws { encoder = try TarSampleEncoder(plan) }

    /// Appends a sample's members.
    package mutating func append(_ sample: Sample, to bytes: inout [UInt8]) throws {
        try encoder.append(sample, to: &bytes)
    }
}
