import Foundation
import Recognition

/// A CSV file (RFC 4180) of readings.
struct ReadingTable {
    private var text: String

    init(columns: [String]) { text = columns.map(\.asCSVField).joined(separator: ",") + "\n" }

    mutating func add(_ fields: [String]) { text += fields.map(\.asCSVField).joined(separator: ",") + "\n" }

    /// Writes the file: whole, or not at all.
    func write(to path: String) throws {
        do { try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic) } catch {
            throw RecognitionError(.unwritable, "cannot write \(path): \(error.localizedDescription)")
        }
    }
}
