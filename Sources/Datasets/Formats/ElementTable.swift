/// The rows of an array of objects in a JSON document.
///
/// The document is in memory, as its objects may be of any size.
struct ElementTable: RowTable {
    let folder: String
    private let path: String
    private let bytes: [UInt8]
    /// Where each object lies.
    private let elements: [Range<Int>]
    private let row: @Sendable (UnsafeRawBufferPointer) throws(RowProblem) -> StoredRow
    private let keepsBlanks: Bool

    /// The longest document that is read, bytes.
    private static let longest = 1 << 32

    /// Reads a document.
    ///
    /// - Parameters:
    ///   - key: of the array, in the document's object.
    ///   - row: the row of an object.
    /// - Throws: `DatasetError` where it is no such document, or an object is broken and broken ones are refused.
    init(
        _ file: Descriptor, folder: String, key: String, example: String, _ findings: inout Findings,
        row: @escaping @Sendable (UnsafeRawBufferPointer) throws(RowProblem) -> StoredRow
    ) throws {
        self.folder = folder
        self.row = row
        path = file.path
        keepsBlanks = findings.keepsBlanks
        guard try file.size() <= Self.longest else {
            throw DatasetError(.damaged, "\(path) has more than \(Self.longest) bytes: divide it")
        }
        try file.rewind()
        bytes = try file.readAll()
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
        var good: [Range<Int>] = []
        for (number, element) in found.enumerated() {
            do throws(RowProblem) {
                let row = try Self.row(bytes, element, keepsBlanks, row)
                if row.isTrimmed { findings.noteBlanks(at: "\(path), \(row.path)", in: path) }
                good.append(element)
            } catch {
                try findings.meet(error.what, at: "\(path), picture \(number + 1)")
            }
        }
        elements = good
    }

    private static func row(
        _ bytes: [UInt8], _ element: Range<Int>, _ keepsBlanks: Bool,
        _ row: (UnsafeRawBufferPointer) throws(RowProblem) -> StoredRow
    ) throws(RowProblem) -> StoredRow {
        let result = bytes.withUnsafeBytes { bytes -> Result<StoredRow, RowProblem> in
            do throws(RowProblem) {
                let parsed = try row(UnsafeRawBufferPointer(rebasing: bytes[element]))
                return .success(try parsed.checked(keepingBlanks: keepsBlanks, example: "1.png") { parsed.path })
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    var count: Int { elements.count }

    func row(at number: Int) throws -> (row: StoredRow, place: RowPlace) {
        do throws(RowProblem) {
            let row = try Self.row(bytes, elements[number], keepsBlanks, row)
            return (row, RowPlace(path: "\(path), \(row.path)", line: nil))
        } catch {
            throw DatasetError(.damaged, "\(path), picture \(number + 1): \(error.what)")
        }
    }

    func forEach(_ numbers: Range<Int>, _ body: (Int, StoredRow, RowPlace) throws -> Void) throws {
        for number in numbers {
            let (row, place) = try row(at: number)
            try body(number, row, place)
        }
    }
}
