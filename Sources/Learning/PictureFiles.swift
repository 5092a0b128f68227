import Datasets
import Foundation
import Imaging
package import Recognition
import Samples

/// The pictures that arguments name: files, and those in folders and below, in the order of their names.
package struct PictureFiles: Sendable {
    /// Their paths.
    package let paths: [String]
    /// What was passed over, folder by folder.
    package let notes: [String]
    /// What is written on pictures, by their paths: where a folder holds a dataset whose annotations name them.
    package let labels: [String: String]

    /// Finds them.
    ///
    /// - Throws: `RecognitionError`, if a path does not exist or a folder holds no picture.
    package init(_ arguments: [String]) throws(RecognitionError) {
        var (found, notes): ([String], [String]) = ([], [])
        var labels: [String: String] = [:]
        for argument in arguments {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: argument, isDirectory: &isFolder) else {
                throw RecognitionError(.missing, "\(argument): there is no such file or folder")
            }
            guard isFolder.boolValue else {
                found.append(argument)
                continue
            }
            let held: PictureList
            do {
                held = PictureList(among: try FileTree.files(below: argument))
            } catch {
                throw RecognitionError(.missing, error.message)
            }
            guard !held.names.isEmpty else {
                throw RecognitionError(
                    .missing,
                    "\(argument): no \(PictureFormat.readNames) pictures in this folder"
                        + (held.note.map { "; \($0)" } ?? ""))
            }
            if let note = held.note { notes.append("\(argument): \(note)") }
            let folder = argument.hasSuffix("/") ? argument : argument + "/"
            found += held.names.map { folder + $0 }
            labels.merge(Self.labels(in: argument)) { first, _ in first }
        }
        paths = found
        self.notes = notes
        self.labels = labels
    }

    /// The labels of a dataset; none where a folder holds pictures alone, or annotations that can't be read.
    private static func labels(in folder: String) -> [String: String] {
        guard let dataset = try? StoredDataset(folder, onProblem: .leaveOut), dataset.format.listsPictures,
            // A page has no label of its own.
            !dataset.cutsPictures
        else {
            return [:]
        }
        var labels: [String: String] = [:]
        for split in dataset.isWhole ? [.train] : dataset.splits {
            for index in 0..<(dataset.count(of: split) ?? 0) {
                guard let path = try? dataset.imagePath(at: index, in: split),
                    let label = try? dataset.label(at: index, in: split)
                else { continue }
                labels[Self.plain(path)] = label
            }
        }
        return labels
    }

    /// What is written on a picture; nil where nobody says.
    package func label(of path: String) -> String? { labels[Self.plain(path)] }

    /// A path without `.` and doubled slashes.
    private static func plain(_ path: String) -> String { (path as NSString).standardizingPath }
}

extension Array {
    /// Its elements, so many at a time.
    package func chunks(of size: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
    }
}
