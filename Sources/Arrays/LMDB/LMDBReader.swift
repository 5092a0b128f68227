import CLMDB
import Glibc

/// Reads a database of LMDB: a file such as `data.mdb`.
///
/// No lock is taken and nothing is written beside the file, which nobody may change meanwhile.
public final class LMDBReader: @unchecked Sendable {
    // LMDB lets any number of threads begin read transactions of one environment, each of which belongs to the thread that
    // began it (MDB_NOTLS); the environment and the handle of the database are never changed after `init`.
    private let path: String
    private let environment: OpaquePointer
    private let database: MDB_dbi

    /// What the file begins with, behind the head of its first page.
    private static let magic: [UInt8] = [0xDE, 0xC0, 0xEF, 0xBE]
    /// Where that stands, bytes.
    private static let magicOffset = 16

    /// Whether the first bytes of a file are those of a database.
    public static func isDatabase(_ bytes: [UInt8]) -> Bool {
        bytes.count >= 24 && bytes[magicOffset..<magicOffset + 4].elementsEqual(magic)
    }

    /// Opens a database.
    ///
    /// - Throws: `ArrayError` where the file cannot be read, is none, or is cut short.
    public init(_ path: String) throws {
        var opened: OpaquePointer?
        guard mdb_env_create(&opened) == 0, let opened else {
            throw ArrayError(.failed, "cannot read \(path): no memory for LMDB")
        }
        var handle: MDB_dbi = 0
        do {
            try Self.open(opened, path, &handle)
        } catch {
            mdb_env_close(opened)
            throw error
        }
        self.path = path
        environment = opened
        database = handle
    }

    private static func open(_ environment: OpaquePointer, _ path: String, _ handle: inout MDB_dbi) throws {
        let flags = MDB_NOSUBDIR | MDB_NOLOCK | MDB_RDONLY | MDB_NOTLS | MDB_NORDAHEAD
        var result = mdb_env_open(environment, path, UInt32(flags), 0o666)
        guard result == 0 else {
            let isSystem = result > 0
            throw ArrayError(
                isSystem ? .unreadable : .damaged,
                "cannot read \(path): \(isSystem ? String(cString: strerror(result)) : "it is no database of LMDB, or is damaged")"
            )
        }
        // A page behind the file's end would be a page of memory that is not there.
        var (information, statistics, status) = (MDB_envinfo(), MDB_stat(), stat())
        mdb_env_info(environment, &information)
        mdb_env_stat(environment, &statistics)
        // Both numbers are the file's own, and may be any.
        let (last, isEndless) = information.me_last_pgno.addingReportingOverflow(1)
        let (wanted, isTooLarge) = last.multipliedReportingOverflow(by: Int(statistics.ms_psize))
        guard !isEndless, !isTooLarge, last > 0, wanted > 0 else {
            throw ArrayError(.damaged, "cannot read \(path): its number of pages can't be")
        }
        guard stat(path, &status) == 0, Int(status.st_size) >= wanted else {
            throw ArrayError(
                .damaged, "\(path) is cut short: it has \(Int(status.st_size)) bytes of at least \(wanted)")
        }
        var transaction: OpaquePointer?
        result = mdb_txn_begin(environment, nil, UInt32(MDB_RDONLY), &transaction)
        if result == 0 { result = mdb_dbi_open(transaction, nil, 0, &handle) }
        // Committed, so that the handle stays.
        if result == 0 {
            result = mdb_txn_commit(transaction)
        } else if transaction != nil {
            mdb_txn_abort(transaction)
        }
        guard result == 0 else { throw error(result, path) }
    }

    deinit { mdb_env_close(environment) }

    /// The value of a key; nil where there is none.
    ///
    /// - Throws: `ArrayError`.
    public func value(of key: String) throws -> [UInt8]? {
        var transaction: OpaquePointer?
        let begun = mdb_txn_begin(environment, nil, UInt32(MDB_RDONLY), &transaction)
        guard begun == 0 else { throw Self.error(begun, path) }
        defer { mdb_txn_abort(transaction) }
        var name = Array(key.utf8)
        var data = MDB_val()
        let result = name.withUnsafeMutableBytes { name in
            var key = MDB_val(mv_size: name.count, mv_data: name.baseAddress)
            return mdb_get(transaction, database, &key, &data)
        }
        if result == MDB_NOTFOUND { return nil }
        guard result == 0 else { throw Self.error(result, path) }
        return [UInt8](UnsafeRawBufferPointer(start: data.mv_data, count: data.mv_size))
    }

    private static func error(_ result: Int32, _ path: String) -> ArrayError {
        ArrayError(.damaged, "cannot read \(path): \(String(cString: mdb_strerror(result)))")
    }
}
