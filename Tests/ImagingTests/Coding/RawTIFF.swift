/// TIFF files made by hand: one strip, or tiles, without compression unless `compression` says so.
struct RawTIFF {
    var isBigEndian = false
    var width = 3
    var height = 2
    var bits = [8]
    /// 0 white is zero, 1 black is zero, 2 RGB, 3 palette, 5 CMYK.
    var photometric = 1
    var compression = 1
    var orientation: Int?
    /// 1 alpha that colours are multiplied by, 2 plain alpha.
    var alpha: Int?
    var palette: [Int] = []
    /// Width and height of tiles.
    var tile: (Int, Int)?
    /// Each strip or tile.
    var parts: [[UInt8]] = [[1, 2, 3, 4, 5, 6]]
    /// Tags besides, or in place of those above.
    var extra: [(tag: Int, type: Int, values: [Int])] = []
    /// How many pages there are, all alike but for their pixels, which are 9 from the second on.
    var pages = 1

    func number(_ value: Int, size: Int) -> [UInt8] {
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        return isBigEndian ? bytes.reversed() : bytes
    }

    private func tags(offsets: [Int]) -> [(tag: Int, type: Int, values: [Int])] {
        var tags: [(tag: Int, type: Int, values: [Int])] = [
            (256, 4, [width]), (257, 4, [height]), (258, 3, bits), (259, 3, [compression]), (262, 3, [photometric]),
            (277, 3, [bits.count]),
        ]
        let counts = parts.map(\.count)
        if let tile {
            tags += [(322, 4, [tile.0]), (323, 4, [tile.1]), (324, 4, offsets), (325, 4, counts)]
        } else {
            tags += [(273, 4, offsets), (278, 4, [height]), (279, 4, counts)]
        }
        if let orientation { tags.append((274, 3, [orientation])) }
        if let alpha { tags.append((338, 3, [alpha])) }
        if !palette.isEmpty { tags.append((320, 3, palette)) }
        tags.removeAll { old in extra.contains { $0.tag == old.tag } }
        return (tags + extra).sorted { $0.tag < $1.tag }
    }

    var bytes: [UInt8] {
        var file: [UInt8] = isBigEndian ? [0x4D, 0x4D, 0, 42] : [0x49, 0x49, 42, 0]
        var link = file.count
        file += number(0, size: 4)
        for page in 0..<pages {
            var offsets: [Int] = []
            for part in parts {
                offsets.append(file.count)
                file += page == 0 ? part : [UInt8](repeating: 9, count: part.count)
            }
            let tags = tags(offsets: offsets)
            var (entries, held): ([UInt8], [UInt8]) = ([], [])
            let behind = file.count + 2 + 12 * tags.count + 4
            for tag in tags {
                let size = tag.type == 3 ? 2 : 4
                var data = tag.values.flatMap { number($0, size: size) }
                if data.count > 4 {
                    let place = number(behind + held.count, size: 4)
                    held += data
                    data = place
                }
                data += [UInt8](repeating: 0, count: 4 - data.count)
                entries +=
                    number(tag.tag, size: 2) + number(tag.type, size: 2) + number(tag.values.count, size: 4) + data
            }
            file.replaceSubrange(link..<link + 4, with: number(file.count, size: 4))
            link = behind - 4
            file += number(tags.count, size: 2) + entries + number(0, size: 4) + held
        }
        return file
    }
}
