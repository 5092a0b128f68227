package import Recognition
package import Samples

/// The samples that models are measured on: those of a recipe, or stored ones.
///
/// It belongs to one thread at a time.
package final class TestSet {
    /// How many samples there are; broken ones are among them.
    package let count: Int
    private let opened: OpenedData
    private let reader: any SampleReader

    /// The samples of an opened source.
    ///
    /// - Parameter limit: how many of them are taken, at most.
    package init(_ opened: OpenedData, limit: Int? = nil) throws {
        self.opened = opened
        reader = try opened.source.source.makeReader()
        count = min(opened.source.count ?? .max, limit ?? .max)
    }

    /// The numbers of the samples, so many at a time.
    package func chunks(of size: Int) -> [Range<Int>] {
        stride(from: 0, to: count, by: size).map { $0..<min(count, $0 + size) }
    }

    /// A sample; nil where its picture is broken, and such are left out.
    package func sample(at index: Int) throws -> Sample? { try opened.source.sample(at: index, by: reader) }

    /// What a sample is called in lists: its picture's path, or a number.
    package func name(_ index: Int) -> String { opened.name(index) }

    /// The pictures that were left out so far: the first few, and how many there are, each in one line.
    package var brokenLines: [String] { opened.source.brokenLines }

    /// - Throws: `RecognitionError`, where there was nothing to read.
    package func requireRead(_ samples: Int) throws(RecognitionError) {
        guard samples == 0, let what = opened.source.broken?.first.first else { return }
        throw RecognitionError(.data, "\(opened.source.name): none of its pictures can be read, such as \(what)")
    }
}
