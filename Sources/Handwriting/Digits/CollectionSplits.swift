import Samples

/// Deals the pictures of a collection to the splits.
///
/// A share of the training part is held out for val and train gets the rest; test gets the test part. Where nothing is
/// stored for testing, val and test halve what is held out. Within each class the cut goes by a keyed hash of the pixels,
/// so copies of a picture are in one split, in whatever order the pictures are stored.
struct CollectionSplits: Sendable {
    /// The split of each picture; nil for one of the training part of which the test part has a copy.
    let splits: [Split?]

    init(_ parts: [CollectionPart], holdout: Double, seed: UInt64) {
        let hashes = parts.flatMap { part in (0..<part.count).map(part.hash) }
        let classes = parts.flatMap(\.classes)
        let isTest = parts.flatMap { part in repeatElement(part.isTest, count: part.count) }
        var splits = [Split?](repeating: nil, count: hashes.count)

        // The first of each picture, and for every picture which one that is.
        var order = Array(hashes.indices)
        order.sort { (hashes[$0], $0) < (hashes[$1], $1) }
        var first = Array(hashes.indices)
        var isTested = [Bool](repeating: false, count: hashes.count)
        for (one, next) in zip(order, order.dropFirst()) where hashes[one] == hashes[next] {
            first[next] = first[one]
        }
        for place in hashes.indices where isTest[place] {
            splits[place] = .test
            isTested[first[place]] = true
        }

        let hasTest = isTest.contains(true)
        var members: [UInt8: [(rank: UInt64, place: Int)]] = [:]
        for place in hashes.indices where first[place] == place && !isTest[place] && !isTested[place] {
            members[classes[place], default: []].append((Self.mixed(hashes[place], seed), place))
        }
        for pictures in members.values {
            let ranked = pictures.sorted { ($0.rank, $0.place) < ($1.rank, $1.place) }
            let train = Int((Double(ranked.count) * (1 - holdout)).rounded())
            let val = hasTest ? ranked.count : train + (ranked.count - train + 1) / 2
            for (number, picture) in ranked.enumerated() {
                splits[picture.place] = number < train ? .train : number < val ? .val : .test
            }
        }
        for place in hashes.indices where !isTest[place] && first[place] != place {
            splits[place] = isTested[first[place]] ? nil : splits[first[place]]
        }
        self.splits = splits
    }

    /// A number that depends on every bit of both.
    private static func mixed(_ hash: UInt64, _ seed: UInt64) -> UInt64 {
        var bits = hash ^ (seed &+ 0x9E37_79B9_7F4A_7C15) &* 0xD134_2543_DE82_EF95
        for factor in [0xFF51_AFD7_ED55_8CCD, 0xC4CE_B9FE_1A85_EC53] as [UInt64] {
            bits = (bits ^ bits >> 33) &* factor
        }
        return bits ^ bits >> 33
    }
}
