import Glibc

/// Bytes for one or several tensors, on a 64-byte boundary; they go back to the pool when the last one is done.
final class Storage {
    let bytes: UnsafeMutableRawPointer
    let byteCount: Int
    private let pool: StoragePool

    fileprivate init(bytes: UnsafeMutableRawPointer, byteCount: Int, pool: StoragePool) {
        self.bytes = bytes
        self.byteCount = byteCount
        self.pool = pool
    }

    deinit { pool.take(back: bytes, byteCount: byteCount) }
}

/// Memory that is kept for the next tensor of about the same size, since asking the system for it is slow.
final class StoragePool {
    private var free: [Int: [UnsafeMutableRawPointer]] = [:]
    /// Bytes that the system has given, in use or not.
    private(set) var reservedByteCount = 0
    /// Storages in use.
    private(set) var liveCount = 0

    deinit { drain() }

    /// A storage with room for at least so many bytes; what they hold is not said.
    func storage(byteCount wanted: Int) throws(NeuralError) -> Storage {
        let size = StoragePool.roomy(wanted)
        liveCount += 1
        if let bytes = free[size]?.popLast() { return Storage(bytes: bytes, byteCount: size, pool: self) }
        var bytes: UnsafeMutableRawPointer?
        guard posix_memalign(&bytes, 64, size) == 0, let bytes else {
            liveCount -= 1
            throw NeuralError(.engine, "no memory for a tensor of \(wanted) bytes; use smaller batches")
        }
        reservedByteCount += size
        return Storage(bytes: bytes, byteCount: size, pool: self)
    }

    /// Gives memory that is not in use back to the system.
    func drain() {
        for (size, list) in free {
            reservedByteCount -= size * list.count
            for bytes in list { Glibc.free(bytes) }
        }
        free = [:]
    }

    fileprivate func take(back bytes: UnsafeMutableRawPointer, byteCount: Int) {
        liveCount -= 1
        free[byteCount, default: []].append(bytes)
    }

    /// The next of eight sizes in every power of two, so that batches of nearly the same width share memory.
    static func roomy(_ wanted: Int) -> Int {
        let wanted = max(wanted, 64)
        let step = max(64, (1 << (Int.bitWidth - 1 - wanted.leadingZeroBitCount)) / 8)
        return (wanted + step - 1) / step * step
    }
}
