import Crypto

/// The SHA-256, so far, of everything that grows with the samples: each list, and each stream of the store, such as all files
/// of a format with a file an image, one after the other.
///
/// Of pictures that are on their way into files of many it is that of nothing: each has its own in its record.
struct GrowingHashes {
    private var hashes: [SHA256]
    /// The bytes of each so far.
    private(set) var lengths: [Int]

    init(count: Int) {
        hashes = Array(repeating: SHA256(), count: count)
        lengths = Array(repeating: 0, count: count)
    }

    /// Adds what a file gets next.
    mutating func add(_ bytes: UnsafeRawBufferPointer, at place: Int) {
        hashes[place].update(bufferPointer: bytes)
        lengths[place] += bytes.count
    }

    /// Adds what a file gets next.
    mutating func add(_ bytes: [UInt8], at place: Int) {
        bytes.withUnsafeBytes { add($0, at: place) }
    }

    /// Adds what a stream gets next.
    mutating func add(_ addition: StreamAddition, at place: Int) {
        switch addition {
        case .bytes(let bytes): add(bytes, at: place)
        case .count(let count): add(count: count, at: place)
        }
    }

    /// Notes that a file gets bytes next which are not hashed here: the records have their hashes.
    mutating func add(count: Int, at place: Int) { lengths[place] += count }

    /// One hash for the next ordinal and all files.
    func seal(next: Int) -> String {
        var text: [UInt8] = []
        text.append(decimal: next)
        for (hash, length) in zip(hashes, lengths) {
            text.append(.space)
            text.append(decimal: length)
            text.append(.space)
            text.append(Digest(hash))
        }
        return Digest(of: text).hexadecimal
    }

    /// What a file holds now.
    func file(at place: Int) -> FileRecord {
        FileRecord(bytes: lengths[place], sha256: Digest(hashes[place]).hexadecimal)
    }
}
