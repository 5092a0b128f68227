import Glibc

/// What a line's bytes tell before it is parsed.
///
/// To parse a line takes some hundred times as long as to run over its bytes. Nearly all lines are as their format has them;
/// those need not be parsed to be counted.
enum LineGlance: Hashable {
    /// It is a row, and nothing is to be said about it.
    case row
    /// It is one if the lexicon, where one was given, has a word on this line, from 0.
    case word(Int)
    /// Only `parse` can tell.
    case unclear
}

extension UnsafeRawBufferPointer {
    /// Whether these bytes are UTF-8 without control characters, and without white space but the space itself.
    ///
    /// False for some that are: what begins like a space of another width.
    var isPlainText: Bool {
        var place = 0
        var isASCII = true
        while place + 8 <= count {
            let word = loadUnaligned(fromByteOffset: place, as: UInt64.self)
            if word & 0x8080_8080_8080_8080 != 0 {
                isASCII = false
                break
            }
            // A byte below 0x20 borrows from its highest bit, which is not set in any.
            if (word &- 0x2020_2020_2020_2020) & 0x8080_8080_8080_8080 != 0 { return false }
            place += 8
        }
        while isASCII, place < count {
            if self[place] < 0x20 { return false }
            if self[place] >= 0x80 { isASCII = false }
            place += 1
        }
        return isASCII || isPlainUnicode
    }

    /// The same for text of any script.
    private var isPlainUnicode: Bool {
        for place in indices {
            switch self[place] {
            case ..<0x20: return false
            // U+0085 and U+00A0, U+1680, U+2000 to U+205F, U+3000: by the bytes that they begin with.
            case 0xC2 where place + 1 < count && (self[place + 1] == 0x85 || self[place + 1] == 0xA0): return false
            case 0xE1 where place + 1 < count && self[place + 1] == 0x9A: return false
            case 0xE2 where place + 1 < count && (self[place + 1] == 0x80 || self[place + 1] == 0x81): return false
            case 0xE3 where place + 2 < count && self[place + 1] == 0x80 && self[place + 2] == 0x80: return false
            default: continue
            }
        }
        return (try? UTF8Span(validating: bindMemory(to: UInt8.self).span)) != nil
    }

    /// A part of the bytes.
    func part(_ range: Range<Int>) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: self[range]) }

    /// Where a byte is first; nil where it is nowhere.
    func place(of byte: UInt8) -> Int? {
        guard let base = baseAddress, let found = memchr(base, Int32(byte), count) else { return nil }
        return UnsafeRawPointer(found) - base
    }

    /// Whether these bytes, which are plain text, are a label that needs no second look: not empty, without spaces at its
    /// ends, and nothing that may be JSON.
    var isPlainLabel: Bool {
        guard let first, let last else { return false }
        return first != .space && last != .space && first != UInt8(ascii: "{") && first != UInt8(ascii: "[")
    }
}
