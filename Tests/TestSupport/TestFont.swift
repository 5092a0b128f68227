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
        var file = Data.words(1, 0, tables.count, 0, 0, 0)
        var start = 12 + 16 * tables.count
        for table in tables {
            file.add(Data(table.name.utf8), .long(0), .long(start), .long(table.bytes.count))
            start += table.bytes.padded.count
        }
        for table in tables { file.add(table.bytes.padded) }
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
            for box in letter.boxes.indices { glyph.add(.words(4 * box + 3)) }
            glyph.add(.words(0), Data(repeating: 1, count: points.count))
            for values in [xs, ys] {
                var last = 0
                for value in values {
                    glyph.add(.words(value - last))
                    last = value
                }
            }
            return glyph.padded
        }
    }

    private func places(of outlines: [Data]) -> Data {
        outlines.ends.map { Data.long($0) }.joined
    }

    private var advances: Data {
        glyphs.map { Data.words($0.advance, $0.boxes.map(\.left).min() ?? 0) }.joined
    }

    // MARK: - Tables

    private var head: Data {
        .of(
            .words(1, 0, 1, 0, 0, 0, 0x5F0F, 0x3CF5, 0, 1000), Data(count: 16), .words(0, -200, 1000, 800),
            .words(0, 8, 2, 1, 0))
    }

    private var horizontal: Data {
        .of(.words(1, 0, 800, -200, 0, 1000, 0, 0, 1000, 1), Data(count: 14), .words(glyphs.count))
    }

    private var maximum: Data {
        .of(.words(1, 0, glyphs.count, 64, 16, 0, 0, 2), Data(count: 16))
    }

    private var metrics: Data {
        .of(
            .words(4, 500, weight, 5, 0), Data(count: 48), Data("TEST".utf8),
            .words(0x40, 0x20, 0x39, 800, -200, 0, 800, 200), Data(count: 8), .words(0, 0, 0, 0x20, 0))
    }

    private var post: Data { .of(.words(3, 0), Data(count: 28)) }

    private var map: Data {
        let codes = (Array(letters.keys) + Array(aliases.keys)).sorted { $0.value < $1.value }
        // A group for each character.
        var table = Data.words(0, 1, 3, 10, 0, 12, 12, 0)
        table.add(.long(16 + 12 * codes.count), .long(0), .long(codes.count))
        for code in codes { table.add(.long(Int(code.value)), .long(Int(code.value)), .long(glyph(of: code))) }
        return table
    }

    private var names: Data {
        var texts = [(1, family), (2, style), (4, family + " " + style), (6, "Test-" + style)]
        for (number, instance) in instances.enumerated() { texts.append((256 + number, instance.name)) }
        for (number, axis) in axes.enumerated() { texts.append((512 + number, axis.tag)) }
        var list = Data.words(0, texts.count, 6 + 12 * texts.count)
        var storage = Data()
        for (id, text) in texts {
            let bytes = text.utf16.map { Data.words(Int($0)) }.joined
            list.add(.words(3, 1, 0x409, id, bytes.count, storage.count))
            storage.add(bytes)
        }
        return .of(list, storage)
    }

    /// One lookup of the kind that puts one glyph in the place of another, in every script.
    private var replacements: Data {
        let pairs = substitutions.map { (glyph(of: $0), glyph(of: $1)) }.sorted { $0.0 < $1.0 }
        let before = pairs.map { Data.words($0.0) }.joined
        let after = pairs.map { Data.words($0.1) }.joined
        let scripts = Data.of(.words(1), Data("DFLT".utf8), .words(8, 4, 0, 0, 0xFFFF, 1, 0))
        let features = Data.of(.words(1), Data(feature.utf8), .words(8, 0, 1, 0))
        let lookups = Data.of(
            .words(1, 4, 1, 0, 1, 8), .words(2, 6 + 2 * pairs.count, pairs.count), after, .words(1, pairs.count), before
        )
        let places = [10, 10 + scripts.count, 10 + scripts.count + features.count]
        return .of(.words(1, 0, places[0], places[1], places[2]), scripts, features, lookups)
    }

    // MARK: - Variation

    private var variations: Data {
        var table = Data.words(1, 0, 16, 2, axes.count, 20, instances.count, 4 * axes.count + 4)
        for (number, axis) in axes.enumerated() {
            table.add(Data(axis.tag.utf8), .fixed(axis.least), .fixed(axis.usual), .fixed(axis.most))
            table.add(.words(0, 512 + number))
        }
        for (number, instance) in instances.enumerated() {
            table.add(.words(256 + number, 0), instance.values.map { Data.fixed($0) }.joined)
        }
        return table
    }

    private var deltas: Data {
        let glyphs = glyphs.map { deltas(of: $0) }
        let places = glyphs.ends
        let start = 20 + 4 * places.count
        return .of(
            .words(1, 0, axes.count, 0), .long(start), .words(glyphs.count, 1), .long(start),
            places.map { Data.long($0) }.joined, glyphs.joined)
    }

    /// How a letter's points move, and after them the four of its metrics, at either end of each axis.
    private func deltas(of letter: Letter) -> Data {
        var headers = Data()
        var bodies = Data()
        for (number, axis) in axes.enumerated() {
            for end in [1, -1] {
                let growth = end * axis.growth
                var moves: [Int] = []
                for _ in letter.boxes { moves += [0, 0, growth, growth] }
                moves += [0, growth, 0, 0]
                // For all points: their moves to the right, 64 at most at once, and none upwards.
                var body = Data([0])
                for start in stride(from: 0, to: moves.count, by: 64) {
                    let part = moves[start..<min(start + 64, moves.count)]
                    body.add(Data([0x40 | UInt8(part.count - 1)]), part.map { Data.words($0) }.joined)
                }
                for start in stride(from: 0, to: moves.count, by: 64) {
                    body.add(Data([0x80 | UInt8(min(64, moves.count - start) - 1)]))
                }
                headers.add(.words(body.count, 0xA000))
                for other in axes.indices { headers.add(.words(other == number ? end * 0x4000 : 0)) }
                bodies.add(body)
            }
        }
        return Data.of(.words(2 * axes.count, 4 + headers.count), headers, bodies).padded
    }
}

extension Data {
    fileprivate static func words(_ values: Int...) -> Data {
        var data = Data()
        for value in values {
            data.append(UInt8(truncatingIfNeeded: value >> 8))
            data.append(UInt8(truncatingIfNeeded: value))
        }
        return data
    }

    fileprivate static func long(_ value: Int) -> Data { words(value >> 16, value) }

    /// A number with 16 binary places.
    fileprivate static func fixed(_ value: Double) -> Data { long(Int((value * 65536).rounded())) }

    fileprivate static func of(_ parts: Data...) -> Data { parts.joined }

    fileprivate mutating func add(_ parts: Data...) { append(parts.joined) }

    /// With as many zeros as fill up its last four bytes.
    fileprivate var padded: Data { .of(self, Data(count: -count & 3)) }
}

extension [Data] {
    fileprivate var joined: Data {
        var all = Data()
        for part in self { all.append(part) }
        return all
    }

    /// Where each begins, one after the other, and where the last ends.
    fileprivate var ends: [Int] {
        var ends = [0]
        for part in self { ends.append((ends.last ?? 0) + part.count) }
        return ends
    }
}
