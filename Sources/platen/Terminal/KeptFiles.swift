import Imaging
import Recognition

/// Files that a command reads: none that it writes may take their place.
enum KeptFiles {
    /// Checks that a file to be written is none that is read, whatever links lead there.
    ///
    /// - Parameters:
    ///   - output: the file to write; nil where none is.
    ///   - inputs: what the command reads, files and folders, as they were named. Of what lies in a folder nothing is replaced but a
    ///     page, which no command reads.
    /// - Throws: `RecognitionError` with the code of what can't be written.
    static func demand(_ output: String?, apartFrom inputs: [String?]) throws {
        guard let output, let written = FileIdentity(output), !written.isFolder else { return }
        for input in inputs.compactMap({ $0 }) {
            guard let read = FileIdentity(input) else { continue }
            if read == written {
                throw RecognitionError(
                    .unwritable, "\(output) is read by this command, and would be replaced: name another file")
            }
            guard read.isFolder, !output.lowercased().hasSuffix(".html"), read.holds(output) else { continue }
            throw RecognitionError(
                .unwritable,
                "\(output) is there already, in the folder \(input) that is read, and would be replaced: name another file, or "
                    + "take it away first")
        }
    }
}
