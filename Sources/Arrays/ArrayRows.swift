/// An array in a file, of which rows are read when they are asked for: memory does not grow with the array.
package protocol ArrayRows: Sendable {
    /// The sizes of the dimensions, the slowest, of the rows, first.
    var shape: [Int] { get }

    /// Rows one after the other; the numbers must be those of rows that there are.
    ///
    /// - Throws: `ArrayError`.
    func read(_ rows: Range<Int>) throws -> StoredArray
}

extension ArrayRows {
    /// How many rows there are.
    package var count: Int { shape.first ?? 0 }
    /// The shape for messages: `60000 x 28 x 28`.
    package var shapeInWords: String { shapeText(shape) }
}
