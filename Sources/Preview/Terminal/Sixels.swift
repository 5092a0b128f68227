import Imaging

/// A picture as sixels: bands of six rows, in each a line for every colour that occurs there.
struct Sixels {
    /// The bytes, from the escape that begins them to a line end.
    private(set) var bytes: [UInt8] = []

    private static let bandHeight = 6

    init(_ picture: Bitmap) {
        let palette = Palette(picture, most: 256)
        write("\u{1B}P0;1;0q\"1;1;\(picture.width);\(picture.height)")
        for (number, colour) in palette.colours.enumerated() {
            // Levels are percents.
            let levels = [colour.red, colour.green, colour.blue].map { (Int($0) * 100 + 127) / 255 }
            write("#\(number);2;\(levels[0]);\(levels[1]);\(levels[2])")
        }
        for top in stride(from: 0, to: picture.height, by: Self.bandHeight) {
            band(palette, top..<min(top + Self.bandHeight, picture.height), width: picture.width)
        }
        write("\u{1B}\\\n")
    }

    private mutating func write(_ text: String) { bytes += Array(text.utf8) }

    private mutating func band(_ palette: Palette, _ rows: Range<Int>, width: Int) {
        var used = [Bool](repeating: false, count: palette.colours.count)
        for index in palette.indices[rows.lowerBound * width..<rows.upperBound * width] { used[Int(index)] = true }
        let colours = used.indices.filter { used[$0] }
        var lineOf = [Int](repeating: 0, count: used.count)
        for (line, colour) in colours.enumerated() { lineOf[colour] = line }
        var sixels = [UInt8](repeating: 0, count: colours.count * width)
        for (bit, y) in rows.enumerated() {
            for x in 0..<width { sixels[lineOf[Int(palette.indices[y * width + x])] * width + x] |= 1 << UInt8(bit) }
        }
        for (line, colour) in colours.enumerated() {
            write("#\(colour)")
            var (last, count) = (UInt8(0), 0)
            for sixel in sixels[line * width..<(line + 1) * width] {
                if count > 0, sixel != last {
                    run(last, count)
                    count = 0
                }
                last = sixel
                count += 1
            }
            // What is empty at the end of a line need not be written.
            if last != 0 { run(last, count) }
            write("$")
        }
        write("-")
    }

    private mutating func run(_ sixel: UInt8, _ count: Int) {
        let character = sixel + 63
        if count > 3 {
            write("!\(count)")
            bytes.append(character)
        } else {
            bytes += [UInt8](repeating: character, count: count)
        }
    }
}
