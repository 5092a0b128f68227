import Crypto
import Samples

/// Into which tar shards samples go, one after the other, and what these hold so far.
struct TarPacks {
    /// A shard to which samples are added.
    struct Pack {
        var name: String
        var split: Split
        var number: Int
        /// Samples.
        var count = 0
        /// Bytes, without the end mark.
        var length = 0
        var hash = SHA256()
    }

    private let shard: Shard
    private let mostSamples: Int
    private let mostBytes: Int
    /// Shards that have all their samples, in their order; the lengths are without the end marks.
    private(set) var ended: [(name: String, length: Int, file: FileRecord)] = []
    /// The last one; nil before the first sample.
    private(set) var open: Pack?

    init(_ plan: DatasetPlan) {
        shard = plan.shard
        mostSamples = plan.packSize
        mostBytes = plan.packBytes ?? .max
    }

    /// All shards with their lengths, bytes, without end marks.
    var lengths: [(name: String, length: Int)] {
        ended.map { ($0.name, $0.length) } + (open.map { [($0.name, $0.length)] } ?? [])
    }

    /// Whether the next sample is the first of a shard.
    ///
    /// - Parameters:
    ///   - bytes: of samples before it that are not added yet.
    ///   - samples: how many these are.
    func begins(_ sample: StagedSample, behind bytes: Int = 0, samples: Int = 0) -> Bool {
        guard let pack = open, pack.split == sample.split, pack.count + samples < mostSamples else { return true }
        // A sample that is larger than a shard may be has one of its own.
        return pack.length + bytes > mostBytes - TarMembers.end.count - sample.count
    }

    /// Ends the open shard and opens the next one.
    mutating func begin(_ split: Split) {
        let number = open.map { $0.split == split ? $0.number + 1 : 0 } ?? 0
        end()
        open = Pack(name: Self.name(split, number, shard), split: split, number: number)
    }

    /// Notes samples that were added to the open shard.
    mutating func add(_ bytes: UnsafeRawBufferPointer, samples: Int) {
        open?.hash.update(bufferPointer: bytes)
        open?.length += bytes.count
        open?.count += samples
    }

    /// Ends the open shard.
    mutating func end() {
        guard var pack = open else { return }
        pack.hash.update(TarMembers.end)
        let file = FileRecord(bytes: pack.length + TarMembers.end.count, sha256: Digest(pack.hash).hexadecimal)
        ended.append((pack.name, pack.length, file))
        open = nil
    }

    // MARK: Names

    /// `train-000000.tar`, or of a shard of the dataset `train-000000.1-of-3.tar`.
    static func name(_ split: Split, _ number: Int, _ shard: Shard = Shard()) -> String {
        var stem = Array("\(split)-".utf8)
        stem.append(decimal: number, width: 6)
        return shard.fileName(String(decoding: stem, as: UTF8.self), "tar")
    }

    /// Whether a name is such a one.
    static func isName(_ name: String, of shard: Shard) -> Bool {
        guard let dash = name.firstIndex(of: "-"), let split = Split(rawValue: String(name[..<dash])) else {
            return false
        }
        let digits = name[name.index(after: dash)...].prefix { $0.isASCII && $0.isNumber }
        guard digits.count >= 6, let number = Int(digits) else { return false }
        return name == Self.name(split, number, shard)
    }
}
