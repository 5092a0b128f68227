/// The pages that the objects of an array in a JSON document are.
///
/// The document is in memory, as its objects may be of any size.
struct ElementPages: PageSource {
    private let path: String
    private let bytes: [UInt8]
    /// Where each object lies.
    private let elements: [Range<Int>]
    private let parse: @Sendable (UnsafeRawBufferPointer) throws(RowProblem) -> Page

    /// Reads a document.
    ///
    /// - Parameters:
    ///   - key: of the array, in the document's object.
    ///   - parse: the page of an object.
    /// - Throws: `DatasetError` where it is no such document.
    init(
        _ file: Descriptor, key: String, example: String,
        parse: @escaping @Sendable (UnsafeRawBufferPointer) throws(RowProblem) -> Page
    ) throws {
        (path, self.parse) = (file.path, parse)
        bytes = try file.readDocument()
        var found: [Range<Int>] = []
        let isWhole = bytes.withUnsafeBytes { bytes in
            var cursor = JSONCursor(bytes)
            return cursor.members { name, cursor in
                guard name == key else { return cursor.skipValue() }
                return cursor.elements { cursor in
                    cursor.skipSpace()
                    let start = cursor.offset
                    guard cursor.skipValue() else { return false }
                    found.append(start..<cursor.offset)
                    return true
                }
            }
        }
        guard isWhole else {
            throw DatasetError(.damaged, "\(path): the JSON is damaged or cut short; it is to be like \(example)")
        }
        elements = found
    }

    var count: Int { elements.count }

    func page(at number: Int) throws(RowProblem) -> Page {
        let result = bytes.withUnsafeBytes { bytes -> Result<Page, RowProblem> in
            do throws(RowProblem) {
                return .success(try parse(UnsafeRawBufferPointer(rebasing: bytes[elements[number]])))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    func place(of number: Int) -> RowPlace { RowPlace(path: "\(path), picture \(number + 1)", line: nil) }
}

extension Descriptor {
    /// The longest document that is read as a whole, bytes.
    private static let longestDocument = 1 << 32

    /// A document as a whole, without a byte order mark.
    ///
    /// - Throws: `DatasetError` where it is too long.
    func readDocument() throws -> [UInt8] {
        guard try size() <= Self.longestDocument else {
            throw DatasetError(.damaged, "\(path) has more than \(Self.longestDocument) bytes: divide it")
        }
        try rewind()
        var bytes = try readAll()
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        return bytes
    }
}
