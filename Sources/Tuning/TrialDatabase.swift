import Foundation
import GRDB

/// The trials of a search in a database of SQLite: all that a search goes on from.
///
/// Whatever happens to a trial is on the disk before the search goes on, so a killed one loses nothing. Several processes may share
/// a search: each reads what the others have written before it writes, and works on trials that it has claimed. Not for two
/// threads at once.
package final class TrialDatabase {
    /// The trials, by their numbers, as they were when this was last asked or told of one.
    package private(set) var trials: [Trial] = []
    private let path: String
    private let queue: DatabaseQueue
    /// The transaction that is open.
    private var open: Database?

    /// Tells our files from others ("PLTN"), and this layout of them from later ones.
    private static let (application, version) = (0x504C_544E, 1)
    /// How long another process may keep the file to itself, seconds.
    private static let patience = 60.0

    /// Opens a database.
    ///
    /// - Parameters:
    ///   - search: what is searched, in a text: another search can't go on with the file.
    ///   - resumes: goes on with the one that is there, or joins those who are at work on it; a new one is made where not.
    /// - Throws: `TuningError`.
    package init(_ path: String, search: String, resumes: Bool) throws {
        self.path = path
        let isThere = FileManager.default.fileExists(atPath: path)
        if resumes, !isThere {
            throw TuningError(.missing, "\(path): there is no search to go on with; leave --resume out")
        }
        let taken = TuningError(
            .exists, "\(path): there is a search already; give --resume to go on with it, or another folder")
        if !resumes, isThere { throw taken }
        var configuration = Configuration()
        configuration.busyMode = .timeout(Self.patience)
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
        } catch { throw Self.error(error, path) }
        try transaction { open in
            let known = try Int.fetchOne(open, sql: "PRAGMA application_id") ?? 0
            // Killed before its first transaction was whole: nothing was tried.
            if known == 0, try open.isEmpty {
                // What is less than a page is no database for SQLite, and nothing for it to read.
                let attributes = try? FileManager.default.attributesOfItem(atPath: path)
                guard (attributes?[.size] as? NSNumber)?.intValue ?? 0 == 0 else {
                    throw TuningError(
                        .data, "\(path): this is no database of a search, or it is damaged; give another folder")
                }
                try Self.makeTables(open, search)
            } else if !resumes {
                throw taken
            }
            try Self.check(open, search, path)
            trials = try Self.trials(in: open)
        }
    }

    private static func makeTables(_ open: Database, _ search: String) throws {
        try open.execute(
            sql: """
                PRAGMA application_id = \(application);
                PRAGMA user_version = \(version);
                CREATE TABLE search (what TEXT NOT NULL) STRICT;
                CREATE TABLE trial (number INTEGER PRIMARY KEY, point TEXT NOT NULL, state TEXT NOT NULL, cost REAL) STRICT;
                CREATE TABLE report (trial INTEGER NOT NULL REFERENCES trial, step INTEGER NOT NULL, cost REAL,
                    PRIMARY KEY (trial, step)) STRICT, WITHOUT ROWID;
                """)
        try open.execute(sql: "INSERT INTO search VALUES (?)", arguments: [search])
    }

    /// Makes sure that a database is that of a search.
    private static func check(_ open: Database, _ search: String, _ path: String) throws {
        guard try Int.fetchOne(open, sql: "PRAGMA application_id") == application else {
            throw TuningError(.data, "\(path): this is no database of a search")
        }
        guard try Int.fetchOne(open, sql: "PRAGMA user_version") == version else {
            throw TuningError(.data, "\(path): a later version wrote it; go on with that, or give another folder")
        }
        let flaw = try String.fetchOne(open, sql: "PRAGMA quick_check") ?? ""
        guard flaw == "ok" else {
            throw TuningError(.data, "\(path): the database is damaged: \(flaw); give another folder")
        }
        guard try String.fetchOne(open, sql: "SELECT what FROM search") == search else {
            throw TuningError(
                .data,
                "\(path): these are the trials of another search: the space, the seed or the training differs; give the config "
                    + "with which it was begun, or another folder")
        }
    }

    /// Does something while no other process writes, after what they wrote was read.
    package func exclusively<Result>(_ body: () throws -> Result) throws -> Result {
        try transaction { _ in try body() }
    }

    private func transaction<Result>(_ body: (Database) throws -> Result) throws -> Result {
        if let open { return try body(open) }
        var result: Result?
        do {
            try queue.inDatabase { database in
                try database.inTransaction(.immediate) {
                    open = database
                    defer { open = nil }
                    if try database.tableExists("trial") { trials = try Self.trials(in: database) }
                    result = try body(database)
                    return .commit
                }
            }
        } catch { throw Self.error(error, path) }
        guard let result else { throw TuningError(.inputOutput, "cannot write \(path)") }
        return result
    }

    /// All trials, in their order.
    private static func trials(in open: Database) throws -> [Trial] {
        let decoder = JSONDecoder()
        var trials: [Trial] = []
        for row in try Row.fetchAll(open, sql: "SELECT number, point, state, cost FROM trial ORDER BY number") {
            guard Int.fromDatabaseValue(row["number"]) == trials.count,
                let point = String.fromDatabaseValue(row["point"]),
                let state = String.fromDatabaseValue(row["state"]).flatMap(Trial.State.init(rawValue:)),
                let values = try? decoder.decode([String: TrialValue].self, from: Data(point.utf8))
            else {
                throw TuningError(.data, "trial \(trials.count) is damaged: begin the search anew in another folder")
            }
            trials.append(Trial(trials.count, values, state: state, cost: Double.fromDatabaseValue(row["cost"])))
        }
        for row in try Row.fetchAll(open, sql: "SELECT trial, step, cost FROM report ORDER BY trial, step") {
            guard let number = Int.fromDatabaseValue(row["trial"]), trials.indices.contains(number),
                let step = Int.fromDatabaseValue(row["step"])
            else { throw TuningError(.data, "a report of no trial is in it: begin the search anew in another folder") }
            let cost = Double.fromDatabaseValue(row["cost"]) ?? .nan
            trials[number].reports.append(Trial.Report(step: step, cost: cost))
        }
        return trials
    }

    /// Writes something, and reads what is there then.
    private func write(_ statements: (Database) throws -> Void) throws {
        try transaction { open in
            try statements(open)
            trials = try Self.trials(in: open)
        }
    }

    // MARK: - Trials

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

    private func claim(_ number: Int) throws -> TrialClaim? { try TrialClaim(lock(of: number)) }

    private func lock(of number: Int) -> String { "\(path).\(number).lock" }

    /// A trial begins; it gets the next number.
    package func begin(_ values: [String: TrialValue]) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let point = String(decoding: try encoder.encode(values), as: UTF8.self)
        try write { open in
            try open.execute(
                sql: "INSERT INTO trial VALUES (?, ?, ?, NULL)",
                arguments: [trials.count, point, Trial.State.running.rawValue])
        }
    }

    /// A trial has come to something on its way.
    package func report(_ number: Int, step: Int, cost: Double) throws {
        try write { open in
            // A trial that goes on from a checkpoint comes to some steps again.
            try open.execute(sql: "DELETE FROM report WHERE trial = ? AND step >= ?", arguments: [number, step])
            try open.execute(
                sql: "INSERT INTO report VALUES (?, ?, ?)", arguments: [number, step, cost.isFinite ? cost : nil])
        }
    }

    /// A trial is over.
    package func end(_ number: Int, _ state: Trial.State, cost: Double? = nil) throws {
        try write { open in
            try open.execute(
                sql: "UPDATE trial SET state = ?, cost = ? WHERE number = ?",
                arguments: [state.rawValue, cost.flatMap { $0.isFinite ? $0 : nil }, number])
        }
        unlink(lock(of: number))
    }

    // MARK: - Errors

    /// What went wrong, for people.
    private static func error(_ error: any Error, _ path: String) -> any Error {
        if let error = error as? TuningError {
            return error.description.hasPrefix(path) ? error : TuningError(error.code, "\(path): \(error.description)")
        }
        guard let error = error as? DatabaseError else { return error }
        let reason = error.message ?? "SQLite failed with code \(error.resultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_NOTADB, .SQLITE_CORRUPT, .SQLITE_MISMATCH, .SQLITE_CONSTRAINT, .SQLITE_ERROR, .SQLITE_SCHEMA:
            return TuningError(
                .data, "\(path): this is no database of a search, or it is damaged: \(reason); give another folder")
        case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
            return TuningError(.unwritable, "cannot open \(path) to write it: \(reason)")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            return TuningError(
                .inputOutput,
                "\(path): another process has kept it to itself for \(Int(patience)) seconds; go on with --resume when it is over"
            )
        default:
            return TuningError(
                .inputOutput, "cannot write \(path): \(reason); free some space, then go on with --resume")
        }
    }
}

extension Database {
    /// Whether nothing is in it.
    fileprivate var isEmpty: Bool {
        get throws { try Int.fetchOne(self, sql: "SELECT count(*) FROM sqlite_master") == 0 }
    }
}
