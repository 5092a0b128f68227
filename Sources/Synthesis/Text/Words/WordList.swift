import Samples

/// Many words in little memory: their UTF-8 in one buffer, four bytes for the place of each.
///
/// Shared by all threads once it is built.
struct WordList: Sendable {
    private var bytes: [UInt8] = []
    /// Where each word ends in `bytes`.
    private var ends: [UInt32] = []

    /// The most bytes of all words together.
    static let mostBytes = Int(UInt32.max)

    init() {}

    var count: Int { ends.count }

    /// A word's UTF-8.
    subscript(index: Int) -> ArraySlice<UInt8> {
        bytes[(index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])]
    }

    mutating func reserve(bytes count: Int) { bytes.reserveCapacity(min(Self.mostBytes, bytes.count + count)) }

    /// Adds a word.
    /// - Returns: false where it is full.
    mutating func append(_ word: some Collection<UInt8>) -> Bool {
        guard bytes.count + word.count <= Self.mostBytes else { return false }
        bytes.append(contentsOf: word)
        ends.append(UInt32(bytes.count))
        return true
    }

    /// The words, each once, in the order in which they first come.
    func withoutRepeats() -> WordList {
        // An open hash table of word numbers: eight bytes a word while it lasts.
        var slots = [UInt32](repeating: .max, count: max(16, (count * 2).nextPowerOfTwo))
        var list = WordList()
        list.reserve(bytes: bytes.count)
        for index in 0..<count {
            let word = self[index]
            var slot = word.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
            slot ^= slot >> 32
            while true {
                let place = Int(slot & UInt64(slots.count - 1))
                if slots[place] == .max {
                    slots[place] = UInt32(list.count)
                    // It fitted before.
                    _ = list.append(word)
                    break
                }
                if list[Int(slots[place])] == word { break }
                slot &+= 1
            }
        }
        return list
    }

    /// Every character that stands in a word, each once, in order of appearance.
    var alphabet: [Character] {
        var ascii = [Bool](repeating: false, count: 128)
        var others = Set<Character>()
        var found: [Character] = []
        for index in 0..<count {
            let word = self[index]
            if word.allSatisfy({ $0 < 0x80 }) {
                for byte in word where !ascii[Int(byte)] {
                    ascii[Int(byte)] = true
                    found.append(Character(Unicode.Scalar(byte)))
                }
                continue
            }
            for character in String(decoding: word, as: UTF8.self) {
                if let byte = character.asciiValue {
                    if !ascii[Int(byte)] { found.append(character) }
                    ascii[Int(byte)] = true
                } else if others.insert(character).inserted {
                    found.append(character)
                }
            }
        }
        return found
    }
}

extension Int {
    fileprivate var nextPowerOfTwo: Int { self <= 1 ? 1 : 1 << (Int.bitWidth - (self - 1).leadingZeroBitCount) }
}
