import Foundation
import Testing

@testable import Typography

/// What the suites share: installed faces, scratch folders.
enum Fixture {
    /// The repository's root.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// The upright regular of an installed family.
    static func face(_ family: String) throws -> FontFace {
        let faces = try FontLibrary.resolve([.family(family)]).faces
        return try #require(faces.first?.first)
    }

    /// Runs `body` with a folder that is gone afterwards.
    static func withFolder<R>(_ body: (URL) throws -> R) throws -> R {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("typography-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }

    /// The bytes of a face's file.
    static func bytes(_ face: FontFace) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: face.path)) }

    /// A collection of TrueType fonts, each with its own tables.
    static func collection(_ fonts: [Data]) -> Data {
        func word(_ value: Int) -> Data { Data((0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }) }
        var result = Data("ttcf".utf8) + word(0x10000) + word(fonts.count)
        var start = 12 + 4 * fonts.count
        for font in fonts {
            result += word(start)
            start += font.count
        }
        for font in fonts {
            // The tables' places are counted from the file's start.
            let shift = result.count
            var font = font
            let tables = Int(font[4]) << 8 | Int(font[5])
            for table in 0..<tables {
                let place = 12 + 16 * table + 8
                let offset = font[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
                font.replaceSubrange(place..<place + 4, with: word(offset + shift))
            }
            result += font
        }
        return result
    }
}
