/// The images of a folder, whose names, or files beside them, tell the labels.
struct NameTable: RowTable {
    let folder: String
    private let names: [String]
    private let row: @Sendable (String) throws(RowProblem) -> StoredRow

    /// - Parameters:
    ///   - names: of image files.
    ///   - row: the row of a name.
    init(
        folder: String, names: [String], _ findings: inout Findings,
        row: @escaping @Sendable (String) throws(RowProblem) -> StoredRow
    ) throws {
        self.folder = folder
        self.row = row
        var good: [String] = []
        good.reserveCapacity(names.count)
        for name in names {
            do throws(RowProblem) {
                if try row(name).isTrimmed { findings.noteBlanks(at: folder + "/" + name, in: folder) }
                good.append(name)
            } catch {
                try findings.meet(error.what, at: folder + "/" + name)
            }
        }
        self.names = good
    }

    var count: Int { names.count }

    func row(at number: Int) throws -> (row: StoredRow, place: RowPlace) {
        let path = folder + "/" + names[number]
        do throws(RowProblem) { return (try row(names[number]), RowPlace(path: path, line: nil)) } catch {
            throw DatasetError(.damaged, "\(path): \(error.what)")
        }
    }
}
