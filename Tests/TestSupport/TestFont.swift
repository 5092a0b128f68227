public import Foundation

/// A TrueType font whose letters are boxes, written by the test itself; a variable one where it has axes.
///
/// 1,000 units in one em. At an axis's end each box is `growth` units wider than in the middle, to the right, and so is
/// the advance.
public struct TestFont {
    /// A letter: its boxes, and how far it moves the pen.
    public struct Letter {
        /// The boxes, font units, y up.
        public var boxes: [(left: Int, bottom: Int, right: Int, top: Int)]
        /// How far it moves the pen, font units.
        public var advance: Int

        /// A letter of one box, 100 units from the pen.
        public init(width: Int = 300, bottom: Int = 0, top: Int = 700) {
            boxes = [(100, bottom, 100 + width, top)]
            advance = width + 200
        }
    }

    /// An axis of a variable font.
    public struct Axis {
        var tag: String
        var least: Double
        var usual: Double
        var most: Double
        var growth: Int

        /// - Parameter growth: how much wider boxes are at the axis's largest value, and narrower at its least, units.
        public init(_ tag: String, _ least: Double, _ usual: Double, _ most: Double, growth: Int) {
            self.tag = tag
            self.least = least
            self.usual = usual
            self.most = most
            self.growth = growth
        }
    }

    /// The family's name.
    public var family = "Boxes"
    /// The style's name, for the setting in which the font opens.
    public var style = "Regular"
    /// The weight that the font states.
    public var weight = 400
    /// The letters.
    public var letters: [Unicode.Scalar: Letter] = [:]
    /// Characters that have the glyph of another one.
    public var aliases: [Unicode.Scalar: Unicode.Scalar] = [:]
    /// The axes; none for a static font.
    public var axes: [Axis] = []
    /// Settings that have a name.
    public var instances: [(name: String, values: [Double])] = []
    /// Characters that become others, in any text, by `feature`.
    public var substitutions: [Unicode.Scalar: Unicode.Scalar] = [:]
    /// The OpenType feature of the substitutions; `calt` is on unless it is turned off.
    public var feature = "calt"

    /// A font without letters.
    public init() {}

    /// Digits as boxes, each a little narrower than the one before.
    public static var digits: [Unicode.Scalar: Letter] {
        Dictionary(
            uniqueKeysWithValues: (0..<10).compactMap { digit in
                Unicode.Scalar(0x30 + digit).map { ($0, Letter(width: 200 + 10 * digit)) }
            })
    }

    /// Latin letters as boxes of the heights that such letters have, each of another width.
    public static var latin: [Unicode.Scalar: Letter] {
        let letters = "abcdefghijklmnopqrstuvwxyz"
        var all: [Unicode.Scalar: Letter] = [:]
        for (number, letter) in letters.unicodeScalars.enumerated() {
            let isTall = "bdfhklt".unicodeScalars.contains(letter)
            let hasTail = "gjpqy".unicodeScalars.contains(letter)
            all[letter] = Letter(width: 200 + 4 * number, bottom: hasTail ? -200 : 0, top: isTall ? 700 : 500)
        }
        for (number, letter) in letters.uppercased().unicodeScalars.enumerated() {
            all[letter] = Letter(width: 202 + 4 * number)
        }
        return all
    }

    /// Writes the font to a file.
    public func write(_ path: String) throws { try bytes.write(to: URL(fileURLWithPath: path)) }

    /// The file.
    public var bytes: Data {
        var tables: [(name: String, bytes: Data)] = [
            ("OS/2", metrics), ("cmap", map), ("glyf", outlines.joined), ("head", head), ("hhea", horizontal),
            ("hmtx", advances), ("loca", places(of: outlines)), ("maxp", maximum), ("name", names), ("post", post),
        ]
        if !substitutions.isEmpty { tables.append(("GSUB", replacements)) }
        if !axes.isEmpty { tables += [("fvar", variations), ("gvar", deltas)] }
        tables.sort { $0.name < $1.name }
        var file = Data.words(0, 1, tables.count, 0, 0, 0)
        file.replaceSubrange(0..<4, with: Data([0, 1, 0, 0]))
        var start = 12 + 16 * tables.count
        for table in tables {
            file += Data(table.name.utf8) + Data.long(0) + Data.long(start) + Data.long(table.bytes.count)
            start += (table.bytes.count + 3) & ~3
        }
        for table in tables { file += table.bytes + Data(count: -table.bytes.count & 3) }
        return file
    }

    // MARK: - Glyphs

    /// The letters in the order of their glyphs, which count from 1.
    private var order: [Unicode.Scalar] { letters.keys.sorted { $0.value < $1.value } }
    private var glyphs: [Letter] {
        let box = Letter(width: 500, bottom: -50, top: 750)
        return [box] + order.compactMap { letters[$0] }
    }

    private func glyph(of scalar: Unicode.Scalar) -> Int {
        (order.firstIndex(of: aliases[scalar] ?? scalar) ?? -1) + 1
    }

    private var outlines: [Data] {
        glyphs.map { letter in
            guard !letter.boxes.isEmpty else { return Data() }
            let points = letter.boxes.flatMap { box in
                [(box.left, box.bottom), (box.left, box.top), (box.right, box.top), (box.right, box.bottom)]
            }
            let (xs, ys) = (points.map(\.0), points.map(\.1))
            var glyph = Data.words(
                letter.boxes.count, xs.min() ?? 0, ys.min() ?? 0, xs.max() ?? 0, ys.max() ?? 0)
            for box in letter.boxes.indices { glyph += Data.words(4 * box + 3) }
            glyph += Data.words(0) + Data(repeating: 1, count: points.count)
            for values in [xs, ys] {
                glyph += zip(values, [0] + values.dropLast()).map { Data.words($0 - $1) }.joined
            }
            return glyph + Data(count: -glyph.count & 3)
        }
    }

    private func places(of outlines: [Data]) -> Data {
        outlines.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }.map(Data.long).joined
    }

    private var advances: Data {
        glyphs.map { Data.words($0.advance, $0.boxes.map(\.left).min() ?? 0) }.joined
    }

    // MARK: - Tables

    private var head: Data {
        Data.long(0x10000) + Data.long(0x10000) + Data.long(0) + Data.long(0x5F0F_3CF5) + Data.words(0, 1000)
            + Data(count: 16)
            + Data.words(0, -200, 1000, 800, 0, 8, 2, 1, 0)
    }

    private var horizontal: Data {
        Data.long(0x10000) + Data.words(800, -200, 0, 1000, 0, 0, 1000, 1, 0, 0, 0, 0, 0, 0, 0, glyphs.count)
    }

    private var maximum: Data {
        Data.long(0x10000) + Data.words(glyphs.count, 64, 16, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0)
    }

    private var metrics: Data {
        Data.words(4, 500, weight, 5, 0) + Data(count: 20) + Data.words(0) + Data(count: 10) + Data(count: 16)
            + Data("TEST".utf8) + Data.words(0x40, 0x20, 0x39, 800, -200, 0, 800, 200) + Data(count: 8)
            + Data.words(0, 0, 0, 0x20, 0)
    }

    private var post: Data { Data.long(0x30000) + Data(count: 28) }

    private var map: Data {
        let codes = (Array(letters.keys) + Array(aliases.keys)).sorted { $0.value < $1.value }
        // A group for each character.
        let groups = codes.map { Data.long(Int($0.value)) + Data.long(Int($0.value)) + Data.long(glyph(of: $0)) }.joined
        return Data.words(0, 1, 3, 10) + Data.long(12) + Data.words(12, 0) + Data.long(16 + groups.count) + Data.long(0)
            + Data.long(codes.count) + groups
    }

    private var names: Data {
        let texts =
            [(1, family), (2, style), (4, "\(family) \(style)"), (6, family.filter { $0 != " " } + "-" + style)]
            + instances.enumerated().map { (256 + $0.offset, $0.element.name) }
            + axes.enumerated().map { (512 + $0.offset, $0.element.tag) }
        var list = Data.words(0, texts.count, 6 + 12 * texts.count)
        var storage = Data()
        for (id, text) in texts {
            let bytes = text.utf16.map { Data.words(Int($0)) }.joined
            list += Data.words(3, 1, 0x409, id, bytes.count, storage.count)
            storage += bytes
        }
        return list + storage
    }

    /// One lookup of the kind that puts one glyph in the place of another, in every script.
    private var replacements: Data {
        let pairs = substitutions.map { (glyph(of: $0), glyph(of: $1)) }.sorted { $0.0 < $1.0 }
        let script = Data.words(4, 0, 0, 0xFFFF, 1, 0)
        let scripts = Data.words(1) + Data("DFLT".utf8) + Data.words(8) + script
        let features = Data.words(1) + Data(feature.utf8) + Data.words(8, 0, 1, 0)
        let coverage = Data.words(1, pairs.count) + pairs.map { Data.words($0.0) }.joined
        let substitution = Data.words(2, 6 + 2 * pairs.count, pairs.count) + pairs.map { Data.words($0.1) }.joined
        let lookups = Data.words(1, 4, 1, 0, 1, 8) + substitution + coverage
        return Data.words(1, 0, 10, 10 + scripts.count, 10 + scripts.count + features.count) + scripts + features
            + lookups
    }

    // MARK: - Variation

    private var variations: Data {
        let size = 4 * axes.count + 4
        var table = Data.words(1, 0, 16, 2, axes.count, 20, instances.count, size)
        for (number, axis) in axes.enumerated() {
            table += Data(axis.tag.utf8) + Data.fixed(axis.least) + Data.fixed(axis.usual) + Data.fixed(axis.most)
            table += Data.words(0, 512 + number)
        }
        for (number, instance) in instances.enumerated() {
            table += Data.words(256 + number, 0) + instance.values.map(Data.fixed).joined
        }
        return table
    }

    private var deltas: Data {
        let glyphs = glyphs.map { letter -> Data in
            // A setting at the end of one axis, the others in the middle; points, then the four of the metrics.
            let ends = axes.indices.flatMap { axis in
                [1, -1].map { end in (peak: axes.indices.map { $0 == axis ? end : 0 }, end * axes[axis].growth) }
            }
            var headers = Data()
            var bodies = Data()
            for (peak, growth) in ends {
                let moves = letter.boxes.flatMap { _ in [0, 0, growth, growth] } + [0, growth, 0, 0]
                var body = Data([0])
                for start in stride(from: 0, to: moves.count, by: 64) {
                    let part = moves[start..<min(start + 64, moves.count)]
                    body += Data([UInt8(0x40 | (part.count - 1))]) + part.map { Data.words($0) }.joined
                }
                for start in stride(from: 0, to: moves.count, by: 64) {
                    body += Data([UInt8(0x80 | (min(64, moves.count - start) - 1))])
                }
                headers += Data.words(body.count, 0x8000 | 0x2000) + peak.map { Data.words($0 * 0x4000) }.joined
                bodies += body
            }
            let glyph = Data.words(ends.count, 4 + headers.count) + headers + bodies
            return glyph + Data(count: -glyph.count & 3)
        }
        let places = glyphs.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }
        let start = 20 + 4 * places.count
        return Data.words(1, 0, axes.count, 0) + Data.long(start) + Data.words(glyphs.count, 1) + Data.long(start)
            + places.map(Data.long).joined + glyphs.joined
    }
}

extension Data {
    fileprivate static func words(_ values: Int...) -> Data {
        Data(values.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] })
    }

    fileprivate static func long(_ value: Int) -> Data { words(value >> 16, value) }

    /// A number with 16 binary places.
    fileprivate static func fixed(_ value: Double) -> Data { long(Int((value * 65536).rounded())) }
}

extension [Data] {
    fileprivate var joined: Data { reduce(into: Data()) { $0 += $1 } }
}
