import CLMDB
import Glibc

/// Writes a database of LMDB as one file, such as `data.mdb`: the same bytes for the same values in the same order.
///
/// Not for two threads at once.
public final class LMDBWriter {
    private let path: String
    private let environment: OpaquePointer
    private var transaction: OpaquePointer?
    private var database: MDB_dbi = 0
    private var waiting = 0

    /// How many values a transaction holds.
    private static let batch = 2000

    /// Begins a file, in place of one that is there.
    ///
    /// - Parameter capacity: The most bytes that the file may grow to; nothing is taken up before it is needed.
    /// - Throws: `ArrayError`.
    public init(to path: String, capacity: Int) throws {
        unlink(path)
        var opened: OpaquePointer?
        guard mdb_env_create(&opened) == 0, let opened else {
            throw ArrayError(.failed, "cannot write \(path): no memory for LMDB")
        }
        // A multiple of any page.
        let size = (max(capacity, 1 << 20) / 65536 + 1) * 65536
        var result = mdb_env_set_mapsize(opened, size)
        if result == 0 {
            result = mdb_env_open(opened, path, UInt32(MDB_NOSUBDIR | MDB_NOLOCK | MDB_NOSYNC), 0o666)
        }
        guard result == 0 else {
            mdb_env_close(opened)
            throw Self.error(result, path, .unwritable)
        }
        self.path = path
        environment = opened
    }

    deinit {
        if let transaction { mdb_txn_abort(transaction) }
        mdb_env_close(environment)
    }

    /// Puts a value under a key.
    ///
    /// - Throws: `ArrayError`.
    public func put(_ value: [UInt8], at key: String) throws {
        if transaction == nil {
            try check(mdb_txn_begin(environment, nil, 0, &transaction))
            try check(mdb_dbi_open(transaction, nil, 0, &database))
        }
        var name = Array(key.utf8)
        var value = value
        let result = name.withUnsafeMutableBytes { name in
            value.withUnsafeMutableBytes { value in
                var key = MDB_val(mv_size: name.count, mv_data: name.baseAddress)
                var data = MDB_val(mv_size: value.count, mv_data: value.baseAddress)
                return mdb_put(transaction, database, &key, &data, 0)
            }
        }
        try check(result)
        waiting += 1
        if waiting == Self.batch { try commit() }
    }

    private func commit() throws {
        guard let open = transaction else { return }
        // It is gone, whether it succeeds or not.
        transaction = nil
        waiting = 0
        try check(mdb_txn_commit(open))
    }

    /// Writes what is left and forces it to the disk.
    ///
    /// - Throws: `ArrayError`.
    public func finish() throws {
        try commit()
        try check(mdb_env_sync(environment, 1))
    }

    private func check(_ result: Int32) throws {
        if result != 0 { throw Self.error(result, path, .failed) }
    }

    private static func error(_ result: Int32, _ path: String, _ code: ArrayError.Code) -> ArrayError {
        ArrayError(code, "cannot write \(path): \(String(cString: mdb_strerror(result)))")
    }
}
