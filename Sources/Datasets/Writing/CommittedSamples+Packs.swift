import Dispatch
import Glibc
import Samples
import Synchronization

extension CommittedSamples {
    /// The samples of one file of several.
    struct Pack: Sendable {
        let split: Split
        /// Which of the split's files it is.
        let number: Int
        fileprivate var stretch: Stretch
    }

    /// Where each file's samples are: one look at the heads of all records.
    func packs() throws -> [Pack] {
        var packs: [Pack] = []
        var (line, picture) = (0, 0)
        try forEach { sample in
            let record = sample.record
            let place = record.index - plan.first[record.split]
            if place % plan.packSize == 0 {
                let stretch = Stretch(lines: line..<line, pictures: picture)
                packs.append(Pack(split: record.split, number: place / plan.packSize, stretch: stretch))
            }
            line += sample.line.count + 1
            picture += record.byteCount
            guard let last = packs.indices.last else {
                throw DatasetError(
                    .damaged, "\(root.path): the records do not begin with a first sample: overwrite the dataset")
            }
            packs[last].stretch.lines = packs[last].stretch.lines.lowerBound..<line
        }
        return packs
    }

    /// Writes a file of each pack, several at a time.
    ///
    /// - Parameters:
    ///   - name: The file's name.
    ///   - write: Puts a pack's samples, which it gets one by one, into its file.
    /// - Returns: What the files are, by their names.
    /// - Throws: What went wrong with the first of them; `CancellationError` soon after the task is cancelled.
    func writePacks(
        named name: @Sendable @escaping (Pack) -> String,
        _ write:
            @Sendable @escaping (Pack, _ forEach: ((Committed) throws -> Void) throws -> Void, inout BufferedOutput)
            throws -> Void
    ) throws -> [String: FileRecord] {
        let packs = try packs()
        let state = Mutex(Writing())
        @Sendable func writeSome(_ samples: CommittedSamples) {
            while let place = state.withLock({ $0.take(of: packs.count) }) {
                do {
                    let name = name(packs[place])
                    var output = BufferedOutput(
                        try Descriptor.file(WorkFolder.partName(name), in: work, flags: O_WRONLY | O_CREAT | O_TRUNC))
                    try write(packs[place], { try samples.forEach(in: packs[place].stretch, $0) }, &output)
                    let file = try output.end()
                    state.withLock { $0.files[name] = file }
                } catch {
                    state.withLock { $0.note(error, at: place) }
                }
            }
        }
        // This thread alone knows whether its task is cancelled.
        var others = self
        others.check = { if state.withLock({ $0.failure != nil }) { throw CancellationError() } }
        let group = DispatchGroup()
        for _ in 1..<max(1, min(jobs, packs.count)) {
            DispatchQueue.global().async(group: group) { [others] in writeSome(others) }
        }
        writeSome(self)
        while group.wait(timeout: .now() + .milliseconds(50)) == .timedOut {
            if Task.isCancelled { state.withLock { $0.stop() } }
        }
        return try state.withLock { state in
            if let failure = state.failure { throw failure.error }
            return state.files
        }
    }

    /// How far the files are.
    private struct Writing {
        var next = 0
        var files: [String: FileRecord] = [:]
        /// What went wrong with the first of them; nothing more is begun then.
        var failure: (place: Int, error: any Error)?

        mutating func take(of count: Int) -> Int? {
            guard failure == nil, next < count else { return nil }
            next += 1
            return next - 1
        }

        mutating func stop() { failure = failure ?? (-1, CancellationError()) }

        mutating func note(_ error: any Error, at place: Int) {
            // Who was stopped because of another has nothing to add.
            guard failure == nil || !(error is CancellationError), place < failure?.place ?? .max else { return }
            failure = (place, error)
        }
    }
}
