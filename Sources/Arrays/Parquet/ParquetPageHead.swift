/// What stands before the bytes of a page.
struct ParquetPageHead {
    /// How many bytes it takes.
    let byteCount: Int
    /// How many bytes the page has in the file, and how many unpacked.
    let packed: Int
    let unpacked: Int
    /// How the values are written; as the format numbers the ways.
    let encoding: Int
    /// What pages of the second kind have besides; nil for those of the first.
    let second: Second?
    /// 0 and 3 for values, 2 for a dictionary.
    private let kind: Int
    private let count: Int?

    /// A page of the second kind has its levels before what is packed.
    struct Second {
        let repetitions: Int
        let levels: Int
        let isPacked: Bool
    }

    /// The head that bytes begin with; nil where they begin with none, or with a part of one.
    init?(_ bytes: ArraySlice<UInt8>) {
        var reader = ThriftReader(bytes)
        guard let header = try? reader.structure(), let kind = header[1]?.number, let unpacked = header[2]?.number,
            let packed = header[3]?.number, packed >= 0, unpacked >= 0
        else { return nil }
        (self.kind, self.packed, self.unpacked) = (kind, packed, unpacked)
        byteCount = reader.position - bytes.startIndex
        switch kind {
        case 0:
            (count, encoding, second) = (header[5]?[1]?.number, header[5]?[2]?.number ?? 0, nil)
        case 2:
            (count, encoding, second) = (header[7]?[1]?.number, 0, nil)
        case 3:
            guard let data = header[8], let levels = data[5]?.number, let repetitions = data[6]?.number, levels >= 0,
                repetitions >= 0, repetitions <= packed, levels <= packed - repetitions
            else { return nil }
            (count, encoding) = (data[1]?.number, data[4]?.number ?? 0)
            second = Second(repetitions: repetitions, levels: levels, isPacked: data[7]?.number ?? 1 == 1)
        default:
            (count, encoding, second) = (nil, 0, nil)
        }
    }

    var isDictionary: Bool { kind == 2 }
    var hasValues: Bool { kind == 0 || kind == 3 }

    /// How many values the page has, one at least; nil where nothing says so.
    var valueCount: Int? { count.flatMap { $0 > 0 ? $0 : nil } }
    /// How many values the dictionary has.
    var dictionaryCount: Int? { count.flatMap { $0 >= 0 ? $0 : nil } }
}
