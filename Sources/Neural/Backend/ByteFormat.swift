import CDNNL

/// What the elements of a tensor of whole numbers of 8 bits are.
enum ByteFormat: Sendable, Hashable {
    /// -128...127
    case signed
    /// 0...255
    case unsigned

    var native: dnnl_data_type_t { self == .signed ? dnnl_s8 : dnnl_u8 }
    /// The largest number whose negative is there too, or the largest one.
    var largest: Float { self == .signed ? 127 : 255 }

    /// The format of one of oneDNN's types; nil for others.
    init?(_ native: dnnl_data_type_t) {
        switch native {
        case dnnl_s8: self = .signed
        case dnnl_u8: self = .unsigned
        default: return nil
        }
    }
}

/// What whole numbers of 8 bits stand for: multiples of a unit.
struct ByteScale: Sendable, Hashable {
    let format: ByteFormat
    let unit: Float

    /// Multiples that reach over a range: without negative ones where there are none in it.
    init(_ range: InputRange) {
        format = range.low < 0 ? .signed : .unsigned
        let largest = max(range.high, -range.low)
        unit = largest > 0 ? largest / format.largest : 1
    }
}
