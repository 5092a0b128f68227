import Samples

/// The words of some lists, those of one length together.
struct WordLengths: Sendable {
    /// For each length that there is, from the least: which words have it, as numbers through all lists.
    private let words: [[UInt32]]
    /// The number of each list's first word.
    private let starts: [Int]

    /// - Parameter lists: at least one word in all.
    init(_ lists: [WordList]) {
        var (byLength, starts, start) = ([Int: [UInt32]](), [Int](), 0)
        for list in lists {
            starts.append(start)
            for index in 0..<list.count {
                let word = list[index]
                let length = word.allSatisfy { $0 < 0x80 } ? word.count : String(decoding: word, as: UTF8.self).count
                byLength[length, default: []].append(UInt32(start + index))
            }
            start += list.count
        }
        self.starts = starts
        words = byLength.sorted { $0.key < $1.key }.map(\.value)
    }

    /// How many lengths there are.
    var count: Int { words.count }

    /// A word of a length, each equally likely.
    /// - Parameter length: its place among the lengths that there are.
    func draw(_ length: Int, _ generator: inout KeyedGenerator) -> (list: Int, word: Int) {
        let number = Int(words[length][generator.below(words[length].count)])
        let list = (starts.firstIndex { $0 > number } ?? starts.count) - 1
        return (list, number - starts[list])
    }
}
