import Glibc
import Imaging
import Samples

/// Writes lists of pictures that lie elsewhere, by their whole paths.
struct ListWriter {
    private let format: any WrittenFormat
    /// Whether paths stand in quotation marks that hold any character.
    private let quotes: Bool

    /// nil where lists are not written in a format.
    init?(_ format: DatasetFormat) {
        guard DatasetDivision.formats.contains(format) else { return nil }
        if format == .jsonLines {
            self.format = WrittenJSONLines(name: format.name, stem: "labels", pathKey: "file_name")
        } else if let writer = format.definition as? any WrittenFormat {
            self.format = writer
        } else {
            return nil
        }
        quotes = [.jsonLines, .mmocrJSONLines, .mmocr].contains(format)
    }

    /// Why a label can't stand in the list; nil where it can.
    func reasonItCannotHold(label: String) -> String? { format.reasonItCannotHold(label) }

    /// Why a path can't stand in the list; nil where it can.
    func reasonItCannotHold(path: String) -> String? {
        if quotes { return nil }
        if path.utf8.contains(where: { $0 == .lineFeed || $0 == .carriageReturn }) { return "it has a line break" }
        guard format.name != DatasetFormat.trocr.name else { return nil }
        if path.utf8.contains(.tab) { return "it has a tab" }
        if format.name == DatasetFormat.simple.name, path.utf8.contains(.space) {
            return "readers end it at the first space; use \(DatasetFormat.jsonLines) or \(DatasetFormat.tabbed)"
        }
        return nil
    }

    /// What a split's list is called.
    func fileName(of split: Split) -> String {
        let stem = format.files(for: [split]).first?.stem ?? "labels_\(split)"
        return "\(stem).\(format.fileExtensions.first ?? "txt")"
    }

    /// Writes a split's list.
    ///
    /// - Parameter step: called behind each sample.
    func write(
        _ split: Split, of dataset: StoredDataset, count: Int, to file: Descriptor, step: () -> Void
    ) throws {
        let stem = format.files(for: [split]).first?.stem ?? ""
        var output = BufferedOutput(file)
        var folders: [String: String] = [:]
        for index in 0..<count {
            if index % 1024 == 0 { try Task.checkCancellation() }
            let (row, _, table) = try dataset.row(at: index, in: split)
            let path = try Self.wholePath(of: row, table, &folders)
            var entry = SampleEntry(
                path: Array(path.utf8), label: row.label, split: split, index: index, ordinal: index, line: 0,
                quad: Quad(Rect(left: 0, top: 0, right: 0, bottom: 0)), width: 0, height: 0)
            entry.isFirst = index == 0
            entry.isLast = index == count - 1
            format.append(entry, to: stem, TextStyle(), into: &output.bytes)
            try output.flushIfFull()
            step()
        }
        try output.finish()
    }

    /// Where a row's picture lies, from the root on: lists may be read from anywhere.
    private static func wholePath(
        of row: StoredRow, _ table: any RowTable, _ folders: inout [String: String]
    ) throws -> String {
        if row.path.hasPrefix("/") { return row.path }
        let folder = try folders[table.folder] ?? whole(table.folder)
        folders[table.folder] = folder
        let path = row.path.hasPrefix("./") ? row.path.dropFirst(2) : row.path[...]
        return folder == "/" ? "/" + path : folder + "/" + path
    }

    private static func whole(_ folder: String) throws -> String {
        guard let found = realpath(folder, nil) else { throw DatasetError.system(errno, "look at", folder) }
        defer { free(found) }
        return String(cString: found)
    }
}
