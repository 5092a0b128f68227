import Foundation
import Imaging
import Testing

@testable import Typography

/// Damaged copies of real fonts may be refused but never bring the process down.
@Suite struct BrokenFontTests {
    @Test(arguments: ["Liberation Sans", "EB Garamond", "Lohit Devanagari"])
    func cutFilesAreRefused(family: String) throws {
        let whole = try Fixture.bytes(Fixture.face(family))
        try Fixture.withFolder { folder in
            let path = folder.appendingPathComponent("cut.otf").path
            for step in 0..<50 {
                try whole.prefix(whole.count * step / 50).write(to: URL(fileURLWithPath: path))
                let found = try FontLibrary.resolve([.file(path)])
                #expect(found.faces == [[]])
                #expect(found.skipped.count == 1)
            }
        }
    }

    @Test(arguments: ["Liberation Sans", "EB Garamond", "Amiri"])
    func flippedBytesNeverCrash(family: String) throws {
        let whole = try Fixture.bytes(Fixture.face(family))
        var random = SplitMix(state: 42)
        var survivors = 0
        try Fixture.withFolder { folder in
            let path = folder.appendingPathComponent("flipped.otf").path
            let handles = HandleCount()
            for step in 0..<100 {
                var bytes = whole
                // Half of the hits go to the tables' list and the tables right behind it.
                let end = step % 2 == 0 ? bytes.count : min(bytes.count, 4096)
                for _ in 0..<(1 + step % 8) {
                    bytes[Int.random(in: 4..<end, using: &random)] ^= UInt8.random(in: 1...255, using: &random)
                }
                try bytes.write(to: URL(fileURLWithPath: path))
                guard let font = try FontLibrary.resolve([.file(path)]).faces.first?.first else { continue }
                let setter = try Typesetter(handles: handles)
                guard let face = try? setter.open(font) else { continue }
                survivors += 1
                for text in ["0123456789 fiAV", "السلام ١٢", "x\u{302}"] {
                    let shaped = setter.shape(text, face: face)
                    #expect(shaped.clusters == text.map { String($0) })
                    let run = layOut(shaped, face: face, style: TypeStyle(sizePixels: 37.5))
                    #expect(run.cells.count == shaped.clusters.count)
                    for glyph in shaped.glyphs {
                        if let mask = try? setter.mask(glyph.id, of: face, sizePixels: 37.5) {
                            #expect(mask.bitmap.width >= 2 && mask.bitmap.height >= 2)
                        }
                    }
                }
            }
            #expect(handles.live == 0)
        }
        // Otherwise nothing but the refusal has been tried.
        #expect(survivors > 10)
    }

    @Test func aFileThatChangedSinceItWasFoundIsAnErrorWithItsName() throws {
        let good = try Fixture.face("Liberation Sans")
        try Fixture.withFolder { folder in
            let path = folder.appendingPathComponent("later.ttf").path
            try Fixture.bytes(good).write(to: URL(fileURLWithPath: path))
            let face = try #require(FontLibrary.resolve([.file(path)]).faces.first?.first)
            try Data("gone".utf8).write(to: URL(fileURLWithPath: path))
            let setter = try Typesetter()
            let error = try #require(throws: TypographyError.self) { try setter.open(face) }
            #expect("\(error)" == "Font file '\(path)' cannot be used: not a font file.")
        }
    }
}

/// A small generator for tests: the same numbers from the same state.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
