import Foundation
import Imaging
import Testing

@testable import Preview

@Suite struct TerminalPictureTests {
    private static func noise(width: Int, height: Int, channels: Int) -> Bitmap {
        Bitmap(width: width, height: height, channels: channels) { pixels in
            var state: UInt32 = 7
            for i in pixels.indices {
                state = state &* 1_664_525 &+ 1_013_904_223
                pixels[i] = UInt8(state >> 24)
            }
        }
    }

    @Test(arguments: [(1, 1, 1), (40, 30, 3), (64, 64, 3)])
    func kittyGetsThePNGInPieces(width: Int, height: Int, channels: Int) throws {
        let picture = Self.noise(width: width, height: height, channels: channels)
        let text = String(decoding: try TerminalPicture.kitty.bytes(picture), as: UTF8.self)
        let pieces = text.components(separatedBy: "\u{1B}\\")
        #expect(pieces.last == "\n")
        var base64 = ""
        for (number, piece) in pieces.dropLast().enumerated() {
            let parts = piece.components(separatedBy: ";")
            try #require(parts.count == 2)
            let isLast = number == pieces.count - 2
            #expect(parts[0] == "\u{1B}_G" + (number == 0 ? "a=T,f=100,q=2," : "") + (isLast ? "m=0" : "m=1"))
            #expect(isLast ? (1...4096).contains(parts[1].count) : parts[1].count == 4096)
            base64 += parts[1]
        }
        let file = [UInt8](try #require(Data(base64Encoded: base64)))
        #expect(try ImageFile.decode(file, name: "kitty") == picture)
    }

    /// Reads sixels as a terminal does; colours in percent.
    private func decode(_ bytes: [UInt8], width: Int, height: Int) throws -> [[Int]] {
        let text = String(decoding: bytes, as: UTF8.self)
        let start = "\u{1B}P0;1;0q\"1;1;\(width);\(height)"
        try #require(text.hasPrefix(start) && text.hasSuffix("\u{1B}\\\n"))
        var rest = Array(text.utf8.dropFirst(start.utf8.count).dropLast(3))[...]
        func number() -> Int {
            var value = 0
            while let digit = rest.first, (48...57).contains(digit) {
                value = value * 10 + Int(digit) - 48
                rest = rest.dropFirst()
            }
            return value
        }
        var colours: [Int: [Int]] = [:]
        var pixels = [[Int]](repeating: [], count: width * height)
        var (colour, x, top) = (0, 0, 0)
        func put(_ character: UInt8, _ count: Int) {
            for _ in 0..<count {
                for bit in 0..<6 where (Int(character) - 63) >> bit & 1 == 1 {
                    pixels[(top + bit) * width + x] = colours[colour] ?? []
                }
                x += 1
            }
        }
        while let character = rest.popFirst() {
            switch character {
            case UInt8(ascii: "#"):
                colour = number()
                if rest.first == UInt8(ascii: ";") {
                    rest = rest.dropFirst()
                    try #require(number() == 2)
                    colours[colour] = (0..<3).map { _ in
                        rest = rest.dropFirst()
                        return number()
                    }
                }
            case UInt8(ascii: "$"): x = 0
            case UInt8(ascii: "-"): (x, top) = (0, top + 6)
            case UInt8(ascii: "!"):
                let count = number()
                let next = rest.popFirst()
                put(try #require(next), count)
            default:
                try #require((63...126).contains(character))
                put(character, 1)
            }
        }
        #expect(colours.count <= 256)
        return pixels
    }

    @Test(arguments: [(1, 1), (5, 6), (30, 13), (9, 70)]) func sixelsOfFewColoursAreExact(
        width: Int, height: Int
    ) throws {
        let levels = [0, 51, 153, 204, 255]
        let picture = Bitmap(width: width, height: height, channels: 3) { pixels in
            for i in pixels.indices { pixels[i] = UInt8(levels[(i * i / 7 + i) % 5]) }
        }
        let pixels = try decode(TerminalPicture.sixel.bytes(picture), width: width, height: height)
        for pixel in pixels.indices {
            #expect(pixels[pixel] == (0..<3).map { Int(picture.pixels[3 * pixel + $0]) * 100 / 255 })
        }
    }

    @Test func greyPicturesAreGrey() throws {
        let picture = Self.noise(width: 40, height: 20, channels: 1)
        let pixels = try decode(TerminalPicture.sixel.bytes(picture), width: 40, height: 20)
        for (pixel, levels) in pixels.enumerated() {
            #expect(levels == [Int](repeating: (Int(picture.pixels[pixel]) * 100 + 127) / 255, count: 3))
        }
    }

    @Test func manyColoursBecomeTheNearestFew() throws {
        // Every colour of a smooth picture, about 30,000 of them.
        let picture = Bitmap(width: 180, height: 180, channels: 3) { pixels in
            for i in 0..<180 * 180 {
                (pixels[3 * i], pixels[3 * i + 1]) = (UInt8(i % 180), UInt8(i / 180))
                pixels[3 * i + 2] = UInt8((i % 180 + i / 180) / 2)
            }
        }
        let palette = Palette(picture, most: 256)
        #expect(palette.colours.count == 256)
        var sum = 0
        for pixel in 0..<180 * 180 {
            let colour = palette.colours[Int(palette.indices[pixel])]
            sum += abs(Int(colour.red) - Int(picture.pixels[3 * pixel]))
            sum += abs(Int(colour.green) - Int(picture.pixels[3 * pixel + 1]))
        }
        // 256 colours on a square of 180 x 180: cells about 11 wide, so at most 3 off in the mean, each way.
        #expect(Double(sum) / Double(180 * 180) < 8)
        #expect(Palette(picture, most: 256).indices == palette.indices)
    }

    @Test func palettesOfNoise() {
        let picture = Self.noise(width: 100, height: 100, channels: 3)
        for most in [2, 16, 256] {
            let palette = Palette(picture, most: most)
            #expect(palette.colours.count == most)
            #expect(Set(palette.indices).count == most, "every colour is used")
        }
    }

    @Test(arguments: [
        (["TERM": "xterm-kitty"], TerminalPicture.kitty), (["TERM": "xterm", "KITTY_WINDOW_ID": "1"], .kitty),
        (["TERM": "xterm-ghostty"], .kitty), (["TERM_PROGRAM": "WezTerm"], .kitty), (["TERM": "foot-extra"], .sixel),
        (["TERM": "mlterm"], .sixel), (["TERM_PROGRAM": "iTerm.app"], .sixel), (["TERM": "xterm-256color"], nil),
        (["TERM": "dumb"], nil), ([:], nil),
    ])
    func whatATerminalUnderstands(environment: [String: String], picture: TerminalPicture?) {
        #expect(TerminalPicture(environment: environment) == picture)
    }
}
