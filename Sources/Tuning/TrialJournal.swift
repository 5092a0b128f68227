import Foundation

/// The trials of a search in a file that only ever grows: a line of JSON for each thing that happened, on the disk before the
/// search goes on.
///
/// A killed search loses nothing but a line that was being written. One process at a time has the file. Not for two threads
/// at once.
package final class TrialJournal {
    /// The trials so far, by their numbers.
    package private(set) var trials: [Trial] = []
    private let path: String
    private let file: FileHandle

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
    ///   - resumes: goes on with the one that is there; a new one is made where not.
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
        guard flock(number, LOCK_EX | LOCK_NB) == 0 else {
            throw TuningError(.exists, "\(path): another program is at work on this search: wait for it, or stop it")
        }
        if resumes { try read(search) } else { try append(Line(search: search)) }
    }

    // MARK: - Reading

    private func read(_ search: String) throws {
        let data: Data
        do { data = try file.readToEnd() ?? Data() } catch {
            throw TuningError(.inputOutput, "cannot read \(path): \(error)")
        }
        // What has no line end was being written when the search was killed.
        let whole = data.lastIndex(of: UInt8(ascii: "\n")).map { data[...$0] } ?? Data()
        if whole.count < data.count, ftruncate(file.fileDescriptor, off_t(whole.count)) != 0 {
            throw TuningError(.inputOutput, "cannot cut \(path): \(String(cString: strerror(errno)).lowercased())")
        }
        let decoder = JSONDecoder()
        for (number, text) in whole.split(separator: UInt8(ascii: "\n")).enumerated() {
            guard let line = try? decoder.decode(Line.self, from: Data(text)), apply(line, isFirst: number == 0) else {
                throw TuningError(.data, "\(path):\(number + 1): this is no line of a search's journal")
            }
            if let found = line.search, found != search {
                throw TuningError(
                    .data,
                    "\(path): this is the journal of another search: the space, the seed or the training differs; give the "
                        + "config with which it was begun, or another folder")
            }
        }
        // Killed before its first line was whole: nothing was tried.
        if whole.isEmpty { try append(Line(search: search)) }
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

    private func append(_ line: Line) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            try file.write(contentsOf: try encoder.encode(line) + Data("\n".utf8))
            try file.synchronize()
        } catch {
            throw TuningError(.inputOutput, "cannot write \(path): \(error); free some space, then go on with --resume")
        }
    }

    private func record(_ line: Line) throws {
        try append(line)
        _ = apply(line, isFirst: false)
    }

    /// A trial begins; it gets the next number.
    package func begin(_ values: [String: TrialValue]) throws {
        try record(Line(trial: trials.count, values: values))
    }

    /// A trial has come to something on its way.
    package func report(_ number: Int, step: Int, cost: Double) throws {
        try record(Line(trial: number, step: step, cost: cost.isFinite ? cost : nil))
    }

    /// A trial is over.
    package func end(_ number: Int, _ state: Trial.State, cost: Double? = nil) throws {
        try record(Line(trial: number, state: state, cost: cost.flatMap { $0.isFinite ? $0 : nil }))
    }
}
