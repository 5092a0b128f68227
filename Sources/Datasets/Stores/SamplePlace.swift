/// Where a sample's picture is: a file of its own, or a part of a file of many.
enum SamplePlace: Sendable, Hashable {
    /// The file's path in the dataset's folder, as the record has it.
    case file(String)
    case slice(SampleSlice)
}

/// A part of a file.
struct SampleSlice: Sendable, Hashable {
    /// The file's name in the dataset's folder.
    var container: String
    /// The first byte.
    var offset: Int
    /// How many bytes.
    var count: Int
}
