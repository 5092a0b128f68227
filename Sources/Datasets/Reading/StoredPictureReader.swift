import Samples

/// A reader of samples that are stored: their pictures can be had as the files that they are.
protocol StoredPictureReader: SampleReader {
    /// A sample with its picture's file.
    func picture(at index: Int, in split: Split) throws -> StoredPicture

    /// Where a sample is stored: a file and its line, for messages.
    func place(at index: Int, in split: Split) -> String?
}

/// A sample that is stored, and its picture's file.
struct StoredPicture {
    var sample: Sample
    /// The file.
    var bytes: [UInt8]
    /// What the file's name ends in: `png`.
    var ending: String
}
