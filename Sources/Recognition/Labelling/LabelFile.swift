import Datasets
import Foundation

/// The file of a table of labels, which is written anew with each answer: whole, or not at all.
///
/// Its folder is locked for as long as this value is there, so that no two programs write it.
package final class LabelFile: Sendable {
    /// Where it lies.
    package let path: String
    private let folder: OpenFolder
    private let name: String

    /// A file that may be there already.
    ///
    /// - Throws: `RecognitionError`, if its folder is not there or another program writes labels in it.
    package init(path: String) throws(RecognitionError) {
        let url = URL(fileURLWithPath: path).standardizedFileURL
        self.path = url.path
        name = url.lastPathComponent
        folder = try OpenFolder(url.deletingLastPathComponent().path)
        guard folder.lock() else {
            throw RecognitionError(
                .exists, "another program writes labels in \(folder.path): end it first, or give another folder with -o"
            )
        }
        if let kind = folder.kind(of: name), kind != .file {
            throw RecognitionError(.exists, "\(path) is not a file; give another name with -o")
        }
    }

    /// The rows that it holds; none where it is not there.
    package func rows() throws -> [LabelRow] {
        guard folder.kind(of: name) != nil else { return [] }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw RecognitionError(.missing, "\(path): the file can't be read")
        }
        return try LabelTable.rows(of: String(decoding: data, as: UTF8.self), name: path)
    }

    /// Writes the table.
    package func save(_ table: String) throws(RecognitionError) { try folder.write(Data(table.utf8), to: name) }
}

extension [LabelRow] {
    /// These readings with what a person said of the same pictures before.
    ///
    /// Rows of pictures that are not among these are kept where somebody spoke of them: no work is lost.
    package func joined(with known: [LabelRow]) -> [LabelRow] {
        let said = Dictionary(known.filter { $0.state != .read }.map { ($0.path, $0) }) { first, _ in first }
        let paths = Set(map(\.path))
        return map { row in
            guard let old = said[row.path] else { return row }
            var row = row
            row.state = old.state == .skipped ? .skipped : old.text == row.reading ? .accepted : .corrected
            if old.state != .skipped { row.text = old.text }
            return row
        } + known.filter { $0.state != .read && !paths.contains($0.path) }
    }
}
