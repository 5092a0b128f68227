import Imaging

/// Numbered rows that lie in one file or one folder.
protocol RowTable: Sendable {
    /// The folder that relative paths begin at.
    var folder: String { get }
    var count: Int { get }
    /// Whether a column tells the rows' splits, which rows then have.
    var tellsSplits: Bool { get }

    /// A row, and where it stands.
    func row(at number: Int) throws -> (row: StoredRow, place: RowPlace)

    /// Hands out rows in their order, with their numbers and places: one after the other, unless a table knows a faster way.
    func forEach(_ numbers: Range<Int>, _ body: (Int, StoredRow, RowPlace) throws -> Void) throws

    /// The picture of a row: that of a file, unless the table holds pictures itself, as a container does.
    func image(of row: StoredRow, limits: ImageLimits) throws -> Bitmap

    /// The file that a row's picture is, byte for byte, and its name.
    func file(of row: StoredRow, limits: ImageLimits) throws -> (bytes: [UInt8], name: String)
}

/// Where a row stands: `file:line`, or the image itself.
struct RowPlace: CustomStringConvertible {
    let path: String
    /// From 1; nil where the file is an image.
    let line: Int?

    var description: String { line.map { "\(path):\($0)" } ?? path }
}

extension RowTable {
    var tellsSplits: Bool { false }

    func forEach(_ numbers: Range<Int>, _ body: (Int, StoredRow, RowPlace) throws -> Void) throws {
        for number in numbers {
            let (row, place) = try row(at: number)
            try body(number, row, place)
        }
    }

    func image(of row: StoredRow, limits: ImageLimits) throws -> Bitmap {
        let path = imagePath(of: row)
        if let wanted = row.byteCount, let size = FileKind.size(of: path), size != wanted {
            throw ImagingError(.corrupt, "\(path): it has \(size) bytes, and \(wanted) were written")
        }
        return try ImageFile.read(path: path, limits: limits)
    }

    func file(of row: StoredRow, limits: ImageLimits) throws -> (bytes: [UInt8], name: String) {
        let path = imagePath(of: row)
        guard try FileKind(of: path) == .file else {
            throw ImagingError(.unreadable, "cannot read \(path): there is no such file")
        }
        if let size = FileKind.size(of: path), size > limits.maxBytes {
            throw ImagingError(
                .tooLarge, "\(path): the file has \(size) bytes: more than \(limits.maxBytes) are refused")
        }
        let bytes = try Descriptor.reading(path).readAll()
        if let wanted = row.byteCount, bytes.count != wanted {
            throw ImagingError(.corrupt, "\(path): it has \(bytes.count) bytes, and \(wanted) were written")
        }
        return (bytes, path)
    }

    /// Where a row's image lies.
    func imagePath(of row: StoredRow) -> String { path(of: row.path) }

    /// Where a file lies that the dataset names.
    func path(of name: String) -> String {
        if name.hasPrefix("/") { return name }
        let path = name.hasPrefix("./") ? name.dropFirst(2) : name[...]
        return folder == "/" ? "/" + path : folder + "/" + path
    }
}
