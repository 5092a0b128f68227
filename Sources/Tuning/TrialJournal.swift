import Foundation

/// The trials of a search in a file that only ever grows: a line of JSON for each thing that happened, on the disk before the
/// search goes on.
///
/// A killed search loses nothing but a line that was being written. Several processes may share a search: each has the file's lock
/// while it reads what the others have written and adds a line of its own, and works on trials that it has claimed. Not for two
/// threads at once.
package final class TrialJournal {
    /// The trials so far, by their numbers.
    package private(set) var trials: [Trial] = []
    private let path: String
    private let file: FileHandle
    private let search: String
    /// How much of the file has been read.
    private var offset: UInt64 = 0
    /// Lines that have been read.
    private var lineCount = 0
    /// Whether this process has the file's lock.
    private var isLocked = false

    /// What a line says: what is searched, or one thing that happened to a trial.
    private struct Line: Codable {
        var search: String?
        var trial: Int?
        var values: [String: TrialValue]?
        var step: Int?
        var state: Trial.State?
        var cost: Double?
    }

    /// Opens a journal.
    ///
    /// - Parameters:
    ///   - search: what is searched, in a text: another search can't go on with the file.
    ///   - resumes: goes on with the one that is there, or joins those who are at work on it; a new one is made where not.
    /// - Throws: `TuningError`.
    package init(_ path: String, search: String, resumes: Bool) throws {
        self.path = path
        let number = open(path, O_RDWR | O_APPEND | O_CLOEXEC | (resumes ? 0 : O_CREAT | O_EXCL), 0o666)
        let reason = errno
        guard number >= 0 else {
            if resumes, reason == ENOENT {
                throw TuningError(.missing, "\(path): there is no search to go on with; leave --resume out")
            }
            throw reason == EEXIST
                ? TuningError(
                    .exists, "\(path): there is a search already; give --resume to go on with it, or another folder")
                : TuningError(.unwritable, "cannot open \(path): \(String(cString: strerror(reason)).lowercased())")
        }
        file = FileHandle(fileDescriptor: number, closeOnDealloc: true)
        self.search = search
        // Killed before its first line was whole: nothing was tried.
        try exclusively { if lineCount == 0 { try append(Line(search: search)) } }
    }

    /// Does something while no other process writes, after what they wrote was read.
    package func exclusively<Result>(_ body: () throws -> Result) throws -> Result {
        if isLocked { return try body() }
        while flock(file.fileDescriptor, LOCK_EX) != 0 {
            guard errno == EINTR else {
                throw TuningError(.inputOutput, "cannot lock \(path): \(String(cString: strerror(errno)).lowercased())")
            }
        }
        isLocked = true
        defer {
            isLocked = false
            flock(file.fileDescriptor, LOCK_UN)
        }
        try read()
        return try body()
    }

    // MARK: - Reading

    /// Reads what has been written since it was read last.
    private func read() throws {
        let data: Data
        do {
            try file.seek(toOffset: offset)
            data = try file.readToEnd() ?? Data()
        } catch {
            throw TuningError(.inputOutput, "cannot read \(path): \(error)")
        }
        // What has no line end was being written when its process was killed: nobody else writes now.
        let whole = data.lastIndex(of: UInt8(ascii: "\n")).map { data[...$0] } ?? Data()
        let end = offset + UInt64(whole.count)
        if whole.count < data.count, ftruncate(file.fileDescriptor, off_t(end)) != 0 {
            throw TuningError(.inputOutput, "cannot cut \(path): \(String(cString: strerror(errno)).lowercased())")
        }
        let decoder = JSONDecoder()
        for text in whole.split(separator: UInt8(ascii: "\n")) {
            lineCount += 1
            guard let line = try? decoder.decode(Line.self, from: Data(text)), apply(line, isFirst: lineCount == 1)
            else {
                throw TuningError(.data, "\(path):\(lineCount): this is no line of a search's journal")
            }
            if let found = line.search, found != search {
                throw TuningError(
                    .data,
                    "\(path): this is the journal of another search: the space, the seed or the training differs; give the "
                        + "config with which it was begun, or another folder")
            }
        }
        offset = end
    }

    /// Whether a line fits to those before it.
    private func apply(_ line: Line, isFirst: Bool) -> Bool {
        if line.search != nil { return isFirst }
        guard let number = line.trial, !isFirst else { return false }
        if let values = line.values {
            guard number == trials.count else { return false }
            trials.append(Trial(number, values))
        } else if trials.indices.contains(number) {
            if let state = line.state {
                (trials[number].state, trials[number].cost) = (state, line.cost)
            } else if let step = line.step {
                // A trial that goes on from a checkpoint comes to some steps again.
                trials[number].reports.removeAll { $0.step >= step }
                trials[number].reports.append(Trial.Report(step: step, cost: line.cost ?? .nan))
            }
        } else {
            return false
        }
        return true
    }

    // MARK: - Writing

    /// Adds a line; the lock is held.
    private func append(_ line: Line) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            let data = try encoder.encode(line) + Data("\n".utf8)
            try file.write(contentsOf: data)
            try file.synchronize()
            (offset, lineCount) = (offset + UInt64(data.count), lineCount + 1)
        } catch {
            throw TuningError(.inputOutput, "cannot write \(path): \(error); free some space, then go on with --resume")
        }
    }

    private func record(_ line: Line) throws {
        try exclusively {
            try append(line)
            _ = apply(line, isFirst: false)
        }
    }

    /// A trial to work on: one whose process was killed or stopped, or a new one.
    ///
    /// - Parameters:
    ///   - count: how many trials there are to be.
    ///   - suggestion: the point of a new one, by its number and the trials so far.
    /// - Returns: nil where nothing is left that nobody works on. The trial is ours for as long as the claim is there.
    package func take(
        of count: Int, _ suggestion: (Int, [Trial]) -> [String: TrialValue]
    ) throws -> (trial: Trial, claim: TrialClaim)? {
        try exclusively {
            for trial in trials where trial.state == .running {
                if let claim = try claim(trial.number) { return (trial, claim) }
            }
            guard trials.count < count else { return nil }
            try begin(suggestion(trials.count, trials))
            guard let trial = trials.last, let claim = try claim(trial.number) else { return nil }
            return (trial, claim)
        }
    }

    private func claim(_ number: Int) throws -> TrialClaim? { try TrialClaim("\(path).\(number).lock") }

    /// A trial begins; it gets the next number.
    package func begin(_ values: [String: TrialValue]) throws {
        try exclusively { try record(Line(trial: trials.count, values: values)) }
    }

    /// A trial has come to something on its way.
    package func report(_ number: Int, step: Int, cost: Double) throws {
        try record(Line(trial: number, step: step, cost: cost.isFinite ? cost : nil))
    }

    /// A trial is over.
    package func end(_ number: Int, _ state: Trial.State, cost: Double? = nil) throws {
        try record(Line(trial: number, state: state, cost: cost.flatMap { $0.isFinite ? $0 : nil }))
        unlink("\(path).\(number).lock")
    }
}
