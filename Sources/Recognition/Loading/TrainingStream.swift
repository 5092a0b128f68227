import Configs
import Datasets
import Imaging
package import Samples

/// A source that a model learns from, and how much of it.
package struct StreamSource: Sendable {
    /// Its name in messages.
    package let name: String
    /// Where samples come from.
    package let source: any SampleSource
    /// The part.
    package let split: Split
    /// How many samples there are; nil where they never end.
    package let count: Int?
    /// How often it is drawn from, against the others.
    package let weight: Double
    /// The pictures that cannot be read, where these are left out; nil where the first one is an error.
    package let broken: BrokenPictures?
    /// What is done to its pictures before they are learnt from.
    package let distortion: Distortion

    /// A source from its parts.
    ///
    /// - Throws: `RecognitionError`, if it holds nothing.
    package init(
        name: String, source: any SampleSource, split: Split, count: Int?, weight: Double = 1,
        broken: BrokenPictures? = nil, distortion: Distortion = .none
    ) throws(RecognitionError) {
        guard count.map({ $0 > 0 }) ?? true else {
            throw RecognitionError(.data, "\(name) has no samples for \(split.rawValue)")
        }
        self.name = name
        self.source = source
        self.split = split
        self.count = count
        self.weight = weight
        self.broken = broken
        self.distortion = distortion
    }

    /// The same source, of which no more than the first so many samples are used.
    package func limited(to limit: Int) throws(RecognitionError) -> StreamSource {
        try StreamSource(
            name: name, source: source, split: split, count: min(limit, count ?? limit), weight: weight, broken: broken,
            distortion: distortion)
    }

    /// The pictures that were left out so far: the first few, and how many there are, each in one line.
    package var brokenLines: [String] {
        guard let broken, broken.count > 0 else { return [] }
        return Array(broken.first.prefix(5))
            + ["\(name), \(split.rawValue): \(broken.count.grouped) broken pictures were left out"]
    }

    /// A sample; nil where its picture is broken, and such are left out.
    package func sample(at index: Int, by reader: any SampleReader) throws -> Sample? {
        guard let broken else { return try reader.sample(at: index, in: split) }
        if broken.contains(index) { return nil }
        do {
            return try reader.sample(at: index, in: split)
        } catch let error as DatasetError where error.isBrokenPicture {
            broken.add(index, error.message)
            return nil
        }
    }
}

/// The endless sequence of batches that a model learns from.
///
/// It is cut into pools: so many batches whose examples are sorted by width, so that little is padded. A pool is a pure
/// function of the stream and the pool's number; so a stream can be resumed at any step.
package struct TrainingStream: Sendable {
    /// What is drawn from.
    package let sources: [StreamSource]
    /// What labels are written in.
    package let alphabet: Alphabet
    /// What becomes of characters that the alphabet lacks.
    package let unknown: AlphabetConfig.Unknown
    /// How images are prepared.
    package let input: InputPolicy
    /// Examples in a batch.
    package let batchSize: Int
    /// Batches in a pool.
    package let poolSize: Int
    /// The seed of the order.
    package let seed: UInt64

    /// A stream from its parts.
    ///
    /// - Throws: `RecognitionError`, if there is nothing to draw from.
    package init(
        sources: [StreamSource], alphabet: Alphabet, unknown: AlphabetConfig.Unknown, input: InputPolicy,
        batchSize: Int, poolSize: Int, seed: UInt64
    ) throws(RecognitionError) {
        guard sources.contains(where: { $0.weight > 0 }) else {
            throw RecognitionError(.config, "data.train: give at least one source with a weight above 0")
        }
        self.sources = sources
        self.alphabet = alphabet
        self.unknown = unknown
        self.input = input
        self.batchSize = batchSize
        self.poolSize = poolSize
        self.seed = seed
    }

    /// The place of an example: `number` counts all examples from the first step on.
    ///
    /// - Parameter replacing: how many pictures in a row were broken in its stead. What is drawn for a broken one comes
    ///   from elsewhere in the same round: from a place that the example's key draws, and then one by one behind it.
    package func place(ofExample number: Int, replacing: Int = 0) -> Example.Place {
        let source = pick(number)
        guard let count = sources[source].count else { return Example.Place(source: source, index: number) }
        // Each round through a dataset has an order of its own.
        let (round, position) = number.quotientAndRemainder(dividingBy: count)
        let order = KeyedPermutation(
            count: UInt64(count), seed: seed, salt: UInt32(truncatingIfNeeded: round &* 64 &+ source))
        guard replacing > 0 else { return Example.Place(source: source, index: Int(order(UInt64(position)))) }
        var generator = SampleKey(seed: seed, split: .train, index: number).generator("data.replacement")
        let jump = (UInt64(generator.nextWord()) &* UInt64(count)) >> 32
        let place = (UInt64(position) + jump + UInt64(replacing)) % UInt64(count)
        return Example.Place(source: source, index: Int(order(place)))
    }

    private func pick(_ number: Int) -> Int {
        guard sources.count > 1 else { return 0 }
        var generator = SampleKey(seed: seed, split: .train, index: number).generator("data.source")
        var left = Double(generator.nextWord()) * 0x1p-32 * sources.reduce(0) { $0 + $1.weight }
        for (index, source) in sources.enumerated() where source.weight > 0 {
            left -= source.weight
            if left < 0 { return index }
        }
        return sources.lastIndex { $0.weight > 0 } ?? 0
    }
}

/// Batches that belong together, and what their labels lost.
package struct Pool: Sendable {
    /// The batches, in the order in which they are learnt from.
    package let batches: [Batch]
    /// Characters that the alphabet lacks and that were left out of labels, with their numbers.
    package let dropped: [Character: Int]
}

/// Reads a stream: for the use of one thread at a time.
package final class StreamReader {
    private let stream: TrainingStream
    private let readers: [any SampleReader]

    /// A reader with caches and C handles of its own.
    package init(_ stream: TrainingStream) throws {
        self.stream = stream
        readers = try stream.sources.map { try $0.source.makeReader() }
    }

    /// The example at a place; nil where its picture is broken, and such are left out.
    ///
    /// The characters that its label lost are added to `dropped`.
    ///
    /// - Parameters:
    ///   - distortionKey: what the picture's distortion is drawn from; nil leaves the picture as it is.
    ///   - measuresInk: whether the share of the height that its ink fills is wanted.
    package func example(
        at place: Example.Place, dropped: inout [Character: Int], distortedBy distortionKey: SampleKey? = nil,
        measuresInk: Bool = false
    ) throws -> Example? {
        let source = stream.sources[place.source]
        guard let sample = try source.sample(at: place.index, by: readers[place.source]) else { return nil }
        let encoding = stream.alphabet.encode(sample.label)
        if let first = encoding.unknown.first, stream.unknown == .refuse {
            throw RecognitionError(
                .data,
                "\(source.name), \(source.split.rawValue) sample \(place.index): the label '\(sample.label)' has "
                    + stream.alphabet.explanation(ofMissing: first, in: sample.label))
        }
        for character in encoding.unknown { dropped[character, default: 0] += 1 }
        let image = distortionKey.map { source.distortion(sample.image, $0) } ?? sample.image
        return try Example(
            of: image, label: encoding.text, classes: encoding.classes, place: place, stream.input,
            isInOrder: sample.isInOrder(stream.alphabet.order), measuresInk: measuresInk)
    }

    /// The example of a number, or what stands in for one whose picture is broken.
    private func example(_ number: Int, dropped: inout [Character: Int]) throws -> Example {
        let source = stream.sources[stream.place(ofExample: number).source]
        for replacing in 0...max(1, source.count ?? 1) {
            let place = stream.place(ofExample: number, replacing: replacing)
            let key = SampleKey(seed: stream.seed, split: .train, index: number)
            if let example = try example(at: place, dropped: &dropped, distortedBy: key) { return example }
        }
        throw RecognitionError(
            .data,
            "\(source.name): none of the \(source.count ?? 0) pictures for \(source.split.rawValue) can be read, such as "
                + (source.broken?.first.first ?? ""))
    }

    /// A pool of the stream.
    package func pool(_ number: Int) throws -> Pool {
        var dropped: [Character: Int] = [:]
        let examples = try examples(ofPool: number, dropped: &dropped)
        return Pool(number, examples, stream, dropped: dropped)
    }

    /// What one of several processes draws of a pool: every n-th example.
    func examples(ofPool number: Int, _ process: Int, of processes: Int) throws -> [Example] {
        var dropped: [Character: Int] = [:]
        return try examples(ofPool: number, process, of: processes, dropped: &dropped)
    }

    private func examples(
        ofPool number: Int, _ process: Int = 0, of processes: Int = 1, dropped: inout [Character: Int]
    ) throws -> [Example] {
        let count = stream.batchSize * stream.poolSize
        var examples: [Example] = []
        examples.reserveCapacity(count / processes)
        for position in stride(from: number * count + process, to: (number + 1) * count, by: processes) {
            examples.append(try example(position, dropped: &dropped))
        }
        return examples
    }
}

extension Pool {
    /// A pool from its examples, in the order in which they were drawn.
    ///
    /// - Parameters:
    ///   - process: the process whose part of each batch is wanted, of so many that share it evenly.
    init(
        _ number: Int, _ examples: [Example], _ stream: TrainingStream, process: Int = 0, of processes: Int = 1,
        dropped: [Character: Int] = [:]
    ) {
        // Stable, so that the order is the same everywhere.
        let order = examples.indices.sorted { (examples[$0].image.width, $0) < (examples[$1].image.width, $1) }
        let shuffled = KeyedPermutation(
            count: UInt64(stream.poolSize), seed: stream.seed, salt: UInt32(truncatingIfNeeded: ~number))
        batches = (0..<stream.poolSize).map { place in
            let start = Int(shuffled(UInt64(place))) * stream.batchSize
            let chosen = order[start..<start + stream.batchSize].map { examples[$0] }
            let widest = chosen.reduce(0) { max($0, $1.image.width) }
            let own = chosen[chosen.count * process / processes..<chosen.count * (process + 1) / processes]
            return Batch(Array(own), width: stream.input.paddedWidth(widest), stream.input, partOf: chosen)
        }
        self.dropped = dropped
    }
}
