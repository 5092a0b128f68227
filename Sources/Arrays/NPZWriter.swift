import CZip
import Glibc

/// Writes an NPZ file: a zip of NPY files, the same bytes for the same arrays.
///
/// The file is written when it is finished; until then nothing is there. Not for two threads at once.
package final class NPZWriter {
    /// How the arrays are stored.
    package enum Compression: Sendable, Hashable {
        /// As they are.
        case stored
        /// Deflated: at level 1, as higher ones save little on pictures and take long.
        case deflated
    }

    private var archive: OpaquePointer?
    private let path: String
    private let compression: Compression

    /// Begins a file.
    ///
    /// - Throws: `ArrayError`.
    package init(to path: String, _ compression: Compression = .deflated) throws {
        var code: Int32 = 0
        guard let archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code) else {
            throw ArrayError(.unwritable, ZipFailure.opening(path, code).message)
        }
        self.archive = archive
        self.path = path
        self.compression = compression
    }

    deinit { if let archive { zip_discard(archive) } }

    /// Adds an array by the bytes of its NPY file.
    package func add(_ name: String, _ bytes: [UInt8]) throws {
        // libzip reads them when the file is finished, and frees them then.
        guard let copy = malloc(max(1, bytes.count)) else {
            throw ArrayError(.failed, "cannot write \(path): no memory for the array '\(name)'")
        }
        bytes.withUnsafeBytes { if let start = $0.baseAddress { memcpy(copy, start, $0.count) } }
        guard let source = zip_source_buffer(archive, copy, UInt64(bytes.count), 1) else {
            free(copy)
            throw failure()
        }
        try add(name, source)
    }

    /// Adds an array by its NPY file, which must be there until this one is finished.
    package func add(_ name: String, file: String) throws {
        guard let source = zip_source_file(archive, file, 0, -1) else { throw failure() }
        try add(name, source)
    }

    private func add(_ name: String, _ source: OpaquePointer) throws {
        let place = zip_file_add(archive, name + ".npy", source, UInt32(ZIP_FL_ENC_UTF_8))
        guard place >= 0 else {
            zip_source_free(source)
            throw failure()
        }
        let method = compression == .stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE
        guard zip_set_file_compression(archive, UInt64(place), method, 1) == 0,
            // The first day that zip knows: the time of writing must not show.
            zip_file_set_dostime(archive, UInt64(place), 0, 1 << 5 | 1, 0) == 0
        else { throw failure() }
    }

    /// Writes the file.
    ///
    /// - Throws: `ArrayError`; nothing new is at the path then.
    package func finish() throws {
        guard zip_close(archive) == 0 else { throw failure() }
        archive = nil
    }

    private func failure() -> ArrayError {
        let error = zip_get_error(archive)
        let number = zip_error_code_system(error)
        if number != 0 { return ArrayError.writing(path, number) }
        return ArrayError(.failed, "cannot write \(path): \(ZipFailure.text(error))")
    }
}
