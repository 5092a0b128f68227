import Foundation
import Imaging
import TestSupport

extension TemporaryFolder {
    /// Writes a file, and the folders above it.
    func put(_ name: String, _ bytes: [UInt8]) throws {
        let path = self(name)
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    /// Writes a file of text.
    func put(_ name: String, _ text: String) throws { try put(name, Array(text.utf8)) }

    /// Writes images of 3x2 px.
    func putImages(_ names: String...) throws {
        var bytes: [UInt8] = []
        try PNGEncoder().encode(Bitmap(width: 3, height: 2, filledWith: 200), into: &bytes)
        for name in names { try put(name, bytes) }
    }
}
