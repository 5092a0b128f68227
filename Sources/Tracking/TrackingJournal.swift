import Configs
import Foundation

/// The journal of a run: everything that a tracking server is told, in a file of the run's folder, before it is sent.
///
/// `tracking.jsonl` only grows; `tracking.json` says which server it goes to and how much of it has arrived. A process that is
/// killed loses a line at most, the one that it was writing.
package final class TrackingJournal: @unchecked Sendable {
    /// The run's folder.
    package let folder: String
    /// Which run it is.
    package let head: TrackedRun
    // Guarded by `lock`, as is the file's end.
    private let handle: FileHandle
    private var end: UInt64
    private let lock = NSLock()

    /// The names of the files in a run's folder.
    package static let (name, stateName) = ("tracking.jsonl", "tracking.json")

    /// The journal of a folder; a new one where there is none.
    ///
    /// - Parameter name: the run's name, for a new one.
    /// - Throws: `TrackingError`, if it can't be written or is no journal.
    package convenience init(in folder: String, named name: String) throws(TrackingError) {
        let path = folder + "/" + Self.name
        if !FileManager.default.fileExists(atPath: path) {
            let head = TrackedRun(journal: UUID().uuidString.lowercased(), name: name, start: Self.now)
            try Self.write(try Self.line(head), to: path)
        }
        try self.init(in: folder)
    }

    /// The journal of a folder that has one.
    ///
    /// - Throws: `TrackingError`, if there is none, or it is none.
    package init(in folder: String) throws(TrackingError) {
        let path = folder + "/" + Self.name
        guard FileManager.default.fileExists(atPath: path) else {
            throw TrackingError(
                .missing,
                "\(folder) has no \(Self.name): its training was told to no tracking server (set tracking in the "
                    + "training's config)")
        }
        guard let handle = FileHandle(forUpdatingAtPath: path) else {
            throw TrackingError(.unwritable, "cannot write \(path)")
        }
        do {
            let bytes = try handle.readToEnd() ?? Data()
            guard let first = bytes.firstIndex(of: UInt8(ascii: "\n")),
                let head = try? JSONDecoder().decode(TrackedRun.self, from: bytes[..<first])
            else { throw TrackingError(.data, "\(path) is not the journal of a run") }
            self.head = head
            // What was being written when a process was killed.
            end = UInt64((bytes.lastIndex(of: UInt8(ascii: "\n")) ?? first) + 1)
            if end < bytes.count { try handle.truncate(atOffset: end) }
        } catch let error as TrackingError {
            throw error
        } catch {
            throw TrackingError(.inputOutput, "cannot read \(path): \(error.systemReason)")
        }
        self.folder = folder
        self.handle = handle
    }

    deinit { try? handle.close() }

    static var now: Int { Int(Date().timeIntervalSince1970 * 1000) }

    /// An entry of this moment.
    package var entry: TrackedEntry { TrackedEntry(time: Self.now) }

    /// The offset behind the head, where entries begin.
    var beginning: UInt64 { UInt64((try? Self.line(head).count) ?? 0) }

    /// The offset behind the last entry.
    var length: UInt64 { lock.withLock { end } }

    /// Adds entries.
    package func append(_ entries: [TrackedEntry]) throws(TrackingError) {
        var data = Data()
        for entry in entries { data += try Self.line(entry) }
        let failure: (any Error)? = lock.withLock {
            do {
                try handle.seek(toOffset: end)
                try handle.write(contentsOf: data)
                end += UInt64(data.count)
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw cannotWrite(failure) }
    }

    /// Brings all entries to the disk.
    package func synchronize() throws(TrackingError) {
        do { try lock.withLock { try handle.synchronize() } } catch { throw cannotWrite(error) }
    }

    private func cannotWrite(_ error: any Error) -> TrackingError {
        TrackingError(
            .inputOutput,
            "cannot write \(folder)/\(Self.name): \(error.systemReason); free some space, then go on "
                + "with --resume")
    }

    /// Entries from an offset on, at most so many, and the offset behind each.
    func entries(from offset: UInt64, most: Int) throws(TrackingError) -> [(entry: TrackedEntry, end: UInt64)] {
        let found: Result<Data, any Error> = lock.withLock {
            Result {
                try handle.seek(toOffset: offset)
                return try handle.read(upToCount: Int(min(end - min(end, offset), 1 << 20))) ?? Data()
            }
        }
        let data: Data
        switch found {
        case .success(let read): data = read
        case .failure(let error):
            throw TrackingError(.inputOutput, "cannot read \(folder)/\(Self.name): \(error.systemReason)")
        }
        var entries: [(TrackedEntry, UInt64)] = []
        var place = data.startIndex
        while entries.count < most, let stop = data[place...].firstIndex(of: UInt8(ascii: "\n")) {
            let next = offset + UInt64(stop + 1 - data.startIndex)
            guard let entry = try? Self.decoder.decode(TrackedEntry.self, from: data[place..<stop]) else {
                throw TrackingError(.data, "\(folder)/\(Self.name): what stands at byte \(next) is no entry")
            }
            entries.append((entry, next))
            place = stop + 1
        }
        return entries
    }

    /// All entries.
    package func allEntries() throws(TrackingError) -> [TrackedEntry] {
        var (all, offset): ([TrackedEntry], UInt64) = ([], beginning)
        while true {
            let more = try entries(from: offset, most: 10_000)
            guard let last = more.last else { return all }
            all += more.map(\.entry)
            offset = last.end
        }
    }

    // MARK: - How much has arrived

    /// How much of the journal has arrived, and where.
    package struct Delivery: Codable, Sendable, Hashable {
        /// Where it goes.
        package var place: TrackedPlace
        /// The kind of server and its settings, as in the training's config.
        package var tracker: String
        /// Bytes of the journal that have arrived.
        package var bytes: UInt64
        /// Entries that the server never takes.
        package var refused = 0
        /// Why it did not take the last of these.
        package var refusal: String?
    }

    /// How much has arrived; nil where nothing was sent yet.
    package func delivery() throws(TrackingError) -> Delivery? {
        let path = folder + "/" + Self.stateName
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        guard let delivery = try? JSONDecoder().decode(Delivery.self, from: data) else {
            throw TrackingError(.data, "\(path) does not say how much was sent; remove it, and all is sent again")
        }
        return delivery
    }

    /// How many entries of a folder's journal have not arrived, and where it goes; nil where there is no journal.
    ///
    /// Nothing is changed: a training may be writing.
    package static func status(in folder: String) throws(TrackingError) -> (unsent: Int, place: TrackedPlace?)? {
        guard let bytes = FileManager.default.contents(atPath: folder + "/" + name) else { return nil }
        let line = UInt8(ascii: "\n")
        let delivery = FileManager.default.contents(atPath: folder + "/" + stateName).flatMap {
            try? JSONDecoder().decode(Delivery.self, from: $0)
        }
        let begin =
            delivery.map { Int(clamping: $0.bytes) } ?? (bytes.firstIndex(of: line).map { $0 + 1 } ?? bytes.count)
        return (bytes.dropFirst(begin).count { $0 == line }, delivery?.place)
    }

    /// Notes how much has arrived.
    func note(_ delivery: Delivery) throws(TrackingError) {
        try Self.write(try Self.line(delivery), to: folder + "/" + Self.stateName)
    }

    /// Writes a file, whole or not at all.
    private static func write(_ data: Data, to path: String) throws(TrackingError) {
        do { try data.write(to: URL(fileURLWithPath: path), options: .atomic) } catch {
            throw TrackingError(.unwritable, "cannot write \(path): \(error.systemReason)")
        }
    }

    private static func line(_ value: some Encodable) throws(TrackingError) -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
        do { return try encoder.encode(value) + Data("\n".utf8) } catch {
            throw TrackingError(.data, "what is tracked can't be written down: \(error)")
        }
    }

    private static var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
        return decoder
    }
}
