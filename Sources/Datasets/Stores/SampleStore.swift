import Samples

/// Where the samples of a dataset lie: each as files of its own in folders, or within files of many.
///
/// The writer, its recovery, merges, checks and removals ask it for all that belongs to single samples, and know no paths of
/// these. Lists of samples, and what is made of all of them at the end, are not its matter.
///
/// Stores are values for any thread; what they make is for one thread at a time.
protocol SampleStore: Sendable {
    /// The plan of the dataset, or of the shard, whose samples these are.
    var plan: DatasetPlan { get }
    /// The dataset's folder.
    var root: Descriptor { get }
    /// What grows with the samples, besides the lists, so that every commit seals it.
    var streams: [StoreStream] { get }
    /// The files of a finished dataset, or shard, that hold its samples; none where nobody knows beforehand how many there are.
    var fileNames: [String] { get }
    /// Whether a finished dataset, or shard, has its pictures also without what is made at the end.
    var keepsPictures: Bool { get }

    /// Whether a name in the dataset's folder is one that a file of this store may have, however many there are.
    func isOwn(_ name: String) -> Bool

    /// Whether a record can be one of this store's: it leads to no other place than where samples lie here.
    func mayHold(_ record: StoredRecord) -> Bool

    /// Where one worker's samples wait until their chunk is whole.
    func makeStage(_ number: Int, in work: Descriptor) throws -> any SampleStage

    /// Where chunks are added, in their order.
    func makeTail(in work: Descriptor) -> any StoreTail

    /// A way through the samples.
    ///
    /// - Parameters:
    ///   - work: the working folder of a dataset that is not finished; nil where it is.
    ///   - bytes: how large the pictures before the first sample are together, as their records say.
    func makeWalk(in work: Descriptor?, behind bytes: Int) -> any StoreWalk

    /// What takes over the samples of this store's shards, for a merge with a working folder.
    func makeJoin(by work: Descriptor) throws -> any StoreJoin

    /// Removes what chunks brought that were never committed.
    func removeStaged(in work: Descriptor, _ folders: inout EmptiedFolders) throws
}

extension SampleStore {
    /// The files of a finished dataset, or shard, that are of several samples: the lists, those that hold samples, and those
    /// that are made at the end.
    var names: [String] {
        plan.annotationFiles.map { $0.name(for: plan.shard) } + fileNames + plan.lateFileNames(for: plan.shard)
    }

    /// Where nobody knows beforehand how many files hold the samples, all in the dataset's folder that have such a name.
    func possibleNames() throws -> [String] { fileNames.isEmpty ? try root.names().filter(isOwn) : [] }

    /// The files that hold the samples of a finished dataset, or shard: those that its manifest tells of, where it does.
    func fileNames(in manifest: Manifest) -> [String] {
        let told = (manifest.files ?? [:]).keys.filter(isOwn)
        return told.isEmpty ? fileNames : told.sorted()
    }

    /// A way through the samples from the first one on.
    func makeWalk(in work: Descriptor? = nil) -> any StoreWalk { makeWalk(in: work, behind: 0) }
}

extension DatasetPlan {
    /// Where its samples lie in a dataset's folder.
    func store(in root: Descriptor) -> any SampleStore {
        if let growing { return growing.makeStore(self, in: root) }
        return hasPictureFiles ? FolderStore(plan: self, root: root) : PassingStore(plan: self, root: root)
    }

    /// The format whose files grow with the samples, so that these need no other store; nil where there is none, or more is asked
    /// for.
    var growing: (any GrowingFormat)? {
        annotations.count == 1 ? annotations[0].kind.definition as? any GrowingFormat : nil
    }
}

/// Something that grows with the samples of a store.
struct StoreStream: Sendable {
    /// What the manifest calls it.
    let key: String
    /// Whether it is hashed, and the manifest of a finished dataset, or shard, has it.
    let isListed: Bool
    /// Whether it is the files of single samples, one after the other; if not, it is in the store's own files.
    let isOfSingles: Bool
    /// The folder that its files have for themselves, where they do.
    var ownFolder: String?
}

/// What a sample adds to a stream.
enum StreamAddition: Sendable {
    case bytes([UInt8])
    /// Bytes that need no hash, as the records have it.
    case count(Int)
}

// MARK: Writing

/// What belongs to a sample besides its line.
enum SamplePart {
    case picture, mask
    /// What the sample adds to a stream.
    case annotation(stream: Int)
}

/// What is known of a sample when all its parts are added.
struct ClosedSample {
    var split: Split
    var index: Int
    var label: String
    /// What the picture's name ends in.
    var ending: String
}

/// Where the samples of one chunk wait until all of them are drawn.
protocol SampleStage: AnyObject {
    /// Forgets what waits.
    func clear()

    /// Adds a part of a sample.
    ///
    /// - Parameter path: the name that the dataset's lists give it.
    func add(_ part: SamplePart, _ bytes: [UInt8], path: [UInt8]) throws

    /// Ends a sample.
    ///
    /// - Parameter record: its line among the records, without the line end.
    func close(_ sample: ClosedSample, record: ArraySlice<UInt8>) throws

    /// Ends a chunk, whose samples are as good as there then: nothing but the commit is missing.
    func publish(_ ordinals: Range<Int>) throws -> StagedChunk
}

extension SampleStage {
    func close(_ sample: ClosedSample, record: ArraySlice<UInt8>) {}
}

/// The samples of a chunk that are ready to be committed.
struct StagedChunk: Sendable {
    /// What is to be added to each of the store's streams.
    var additions: [[UInt8]]
    /// What stands for the chunk in the working folder until it is committed; nil where nothing does.
    var note: String?
    /// The samples, where the store needs to know one from the other.
    var samples: [StagedSample] = []
}

/// A sample in what a chunk adds to a stream.
struct StagedSample: Sendable {
    var split: Split
    /// All that it adds, bytes.
    var count: Int
    /// How many of these its picture is.
    var pictureCount: Int
}

/// The end of a store that grows.
///
/// A chunk is first committed, then noted in the journal, then settled: what is killed on the way can be told.
protocol StoreTail: AnyObject {
    /// A way through the samples that were committed, which finds how far they are as they were written.
    func makeRecovery() -> any StoreWalk

    /// Cuts away what the journal does not speak of, and what that way did not keep, and makes ready to go on.
    ///
    /// - Parameters:
    ///   - lengths: of the streams.
    ///   - isComplete: whether no sample is missing.
    func cut(to lengths: [Int], isComplete: Bool) throws

    /// Adds a chunk; tells where its pictures are, where records are to say so.
    func commit(_ chunk: StagedChunk) throws -> [SampleSlice]

    /// Ends what was kept in case that the chunk would not be noted.
    func settle(_ chunk: StagedChunk) throws

    /// Ends all files, and tells what they are; it can be done again.
    func end() throws -> [String: FileRecord]
}

extension StoreTail {
    func end() -> [String: FileRecord] { [:] }
}

// MARK: Reading

/// A way through a store's samples.
///
/// Records are given in their order, each to one of `place(of:)` and `additions(of:)`.
protocol StoreWalk: AnyObject {
    /// Where a sample's picture is.
    func place(of record: StoredRecord) -> SamplePlace

    /// The bytes of a picture.
    ///
    /// - Throws: `DatasetError` with code `.damaged`, where it is not there.
    func open(_ place: SamplePlace) throws -> [UInt8]

    /// What a sample has added to each of the streams; nil where that is not there as it was written.
    ///
    /// - Parameter line: the line of the record, without its line end.
    func additions(of record: StoredRecord, _ line: UnsafeRawBufferPointer) throws -> [StreamAddition?]

    /// Notes that all samples so far count.
    func keep()

    /// What is wrong with the images that a sample has as files of its own; nil where nothing is.
    ///
    /// - Parameter byHash: whether all bytes are read, and not only the size, the beginning and the end looked at.
    func flaw(of record: StoredRecord, byHash: Bool) throws -> SampleFlaw?

    /// Removes what a sample has for itself alone.
    func remove(_ record: StoredRecord, _ folders: inout EmptiedFolders) throws
}

extension StoreWalk {
    func keep() {}
}

/// What is wrong with something that a sample has.
struct SampleFlaw: Sendable, CustomStringConvertible {
    var path: String
    var flaw: StoredImage.Flaw

    var description: String { "\(path) is \(flaw.rawValue)" }
}

/// What takes the samples of shards over into one store.
protocol StoreJoin: AnyObject {
    /// The samples that follow are those of a shard.
    func begin(_ shard: any SampleStore) throws

    /// Takes the shard's next sample over, if it is as it was written.
    ///
    /// - Parameter line: the line of the record, without its line end.
    func take(_ record: StoredRecord, _ line: UnsafeRawBufferPointer, byHash: Bool) throws -> JoinedSample

    /// Ends what was written; tells what the files are that hold samples.
    func end() throws -> [String: FileRecord]
}

/// What became of a shard's sample.
enum JoinedSample {
    /// It is there, with what it adds to each of the streams, and where its picture is now, where its record is to say so.
    case taken([StreamAddition], SampleSlice?)
    case flawed(SampleFlaw)
}
