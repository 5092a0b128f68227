package import Samples

/// Writes what was drawn for samples as JSON objects, the same as `choices` in `samples.jsonl`.
package struct ChoiceText: Sendable {
    private var record = SampleRecord()

    /// A writer that has met no names yet.
    package init() {}

    /// Appends an object: `{"camera.blur.sigma":0.4,...}`.
    package mutating func append(_ choices: [Sample.Choice], to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "{"))
        record.append(choices: choices, quality: nil, to: &bytes)
        bytes.append(UInt8(ascii: "}"))
    }
}
