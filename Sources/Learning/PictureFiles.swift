import Foundation
import Imaging
package import Recognition

/// The pictures that arguments name: files, and those in folders and below, in the order of their names.
package struct PictureFiles: Sendable {
    /// Their paths.
    package let paths: [String]
    /// What was passed over, folder by folder.
    package let notes: [String]

    /// Finds them.
    ///
    /// - Throws: `RecognitionError`, if a path does not exist or a folder holds no picture.
    package init(_ arguments: [String]) throws(RecognitionError) {
        var (found, notes): ([String], [String]) = ([], [])
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
        }
        paths = found
        self.notes = notes
    }
}

extension Array {
    /// Its elements, so many at a time.
    package func chunks(of size: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
    }
}
