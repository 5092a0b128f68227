/// Numbered rows that lie in one file or one folder.
protocol RowTable: Sendable {
    /// The folder that relative paths begin at.
    var folder: String { get }
    var count: Int { get }

    /// A row, and where it stands.
    func row(at number: Int) throws -> (row: StoredRow, place: RowPlace)

    /// Hands out rows in their order, with their numbers and places.
    func forEach(_ numbers: Range<Int>, _ body: (Int, StoredRow, RowPlace) throws -> Void) throws
}

/// Where a row stands: `file:line`, or the image itself.
struct RowPlace: CustomStringConvertible {
    let path: String
    /// From 1; nil where the file is an image.
    let line: Int?

    var description: String { line.map { "\(path):\($0)" } ?? path }
}

extension RowTable {
    /// Where a row's image lies.
    func imagePath(of row: StoredRow) -> String {
        if row.path.hasPrefix("/") { return row.path }
        let path = row.path.hasPrefix("./") ? row.path.dropFirst(2) : row.path[...]
        return folder == "/" ? "/" + path : folder + "/" + path
    }
}

/// The images of a folder, by name.
struct NameTable: RowTable {
    let folder: String
    private let names: [String]

    /// - Parameter names: of image files.
    init(folder: String, names: [String], policy: ProblemPolicy, problems: inout DatasetProblems) throws {
        self.folder = folder
        var good: [String] = []
        good.reserveCapacity(names.count)
        for name in names {
            do throws(RowProblem) {
                _ = try Self.row(name)
                good.append(name)
            } catch {
                try policy.meet(error.what, at: folder + "/" + name, in: &problems)
            }
        }
        self.names = good
    }

    var count: Int { names.count }

    func row(at number: Int) throws -> (row: StoredRow, place: RowPlace) {
        let row = try Self.row(names[number])
        return (row, RowPlace(path: imagePath(of: row), line: nil))
    }

    func forEach(_ numbers: Range<Int>, _ body: (Int, StoredRow, RowPlace) throws -> Void) throws {
        for number in numbers {
            let (row, place) = try row(at: number)
            try body(number, row, place)
        }
    }

    private static func row(_ name: String) throws(RowProblem) -> StoredRow {
        let result: Result<StoredRow, RowProblem> = Array(name.utf8).withUnsafeBytes { bytes in
            do throws(RowProblem) { return .success(try StoredFormat.fileName.row(of: bytes)) } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}
