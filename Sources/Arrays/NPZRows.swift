import CZip
import Glibc
import Synchronization

/// The rows of an array of numbers in an NPZ file.
///
/// What is stored as it is, is read from its place in the file. What is packed is unpacked once, into a file without a name in
/// the folder for temporary files.
package final class NPZRows: ArrayRows {
    package let shape: [Int]
    private let name: String
    private let type: ElementType
    private let isBigEndian: Bool
    /// Elements of a row.
    private let rowCount: Int
    /// Where the first row begins.
    private let start: Int
    private let member: Mutex<NPZMember>

    /// Opens an array.
    ///
    /// - Parameters:
    ///   - path: the NPZ file.
    ///   - array: the array's name.
    /// - Throws: `ArrayError`.
    package init(_ path: String, array: String) throws {
        let name = "\(path), \(array).npy"
        let member = try NPZMember(path, array: array, name: name)
        // The longest head of version 1.
        let head = try member.read(count: min(member.count, 10 + 1 << 16), at: 0)
        let (header, start) = try NPYHeader.decode(head, name: name)
        guard case .numbers(let type) = header.content else {
            throw ArrayError(.unsupported, "\(name): it holds texts, and numbers are needed")
        }
        guard !header.shape.isEmpty, let rowCount = elementCount(Array(header.shape.dropFirst()), size: type.size),
            let count = elementCount(header.shape, size: type.size)
        else { throw ArrayError(.damaged, "\(name): no file has rows of \(shapeText(header.shape)) elements") }
        let end = start + count * type.size
        guard member.count == end else {
            throw ArrayError(
                .damaged,
                "\(name): it has \(member.count) bytes, but \(shapeText(header.shape)) elements take up \(end): get the "
                    + "file again")
        }
        (shape, isBigEndian) = (header.shape, header.isBigEndian)
        (self.name, self.type, self.rowCount, self.start) = (name, type, rowCount, start)
        self.member = Mutex(member)
    }

    package func read(_ rows: Range<Int>) throws -> StoredArray {
        precondition(rows.lowerBound >= 0 && rows.upperBound <= count, "no such rows")
        let size = rowCount * type.size
        let bytes = try member.withLock { try $0.read(count: rows.count * size, at: start + rows.lowerBound * size) }
        return StoredArray(
            type: type, shape: [rows.count] + shape.dropFirst(), count: rows.count * rowCount, bytes: bytes, start: 0,
            isBigEndian: isBigEndian)
    }
}

/// One file of a zip archive, of which any bytes can be read.
///
/// Not for two threads at once.
private final class NPZMember {
    /// How long it is, bytes.
    let count: Int
    private let name: String
    private let archive: OpaquePointer
    private var source: Source

    private enum Source {
        /// Stored as it is.
        case member(OpaquePointer)
        /// Unpacked, under the system's number of an open file.
        case unpacked(Int32)
    }

    init(_ path: String, array: String, name: String) throws {
        var code: Int32 = 0
        guard let archive = zip_open(path, ZIP_RDONLY, &code) else { throw ZipFailure.opening(path, code) }
        do {
            var status = zip_stat_t()
            let needed = [ZIP_STAT_SIZE, ZIP_STAT_COMP_SIZE, ZIP_STAT_COMP_METHOD].reduce(0) { $0 | UInt64($1) }
            let place = zip_name_locate(archive, array + ".npy", 0)
            guard place >= 0, zip_stat_index(archive, UInt64(place), 0, &status) == 0 else {
                throw ArrayError(.damaged, "\(path): there is no array '\(array)'")
            }
            // Deflate packs 1032 to 1 at best: more is a trap, or damage.
            guard status.valid & needed == needed, status.size / 1032 <= status.comp_size,
                status.size < UInt64(Int.max)
            else { throw ArrayError(.damaged, "\(name): the zip archive does not say how long it is, or says wrongly") }
            guard let member = zip_fopen_index(archive, UInt64(place), 0) else {
                throw ArrayError(.damaged, "\(name): \(ZipFailure.text(zip_get_error(archive)))")
            }
            (self.name, count) = (name, Int(status.size))
            if Int32(status.comp_method) == ZIP_CM_STORE {
                source = .member(member)
            } else {
                defer { zip_fclose(member) }
                source = .unpacked(try Self.unpack(member, count: Int(status.size), name: name))
            }
        } catch {
            zip_discard(archive)
            throw error
        }
        self.archive = archive
    }

    deinit {
        switch source {
        case .member(let member): zip_fclose(member)
        case .unpacked(let file): close(file)
        }
        zip_discard(archive)
    }

    /// Unpacks a member into a file without a name; returns the system's number of it.
    private static func unpack(_ member: OpaquePointer, count: Int, name: String) throws -> Int32 {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        func failed(_ number: Int32) -> ArrayError {
            ArrayError(
                .failed,
                "cannot unpack \(name) in \(folder): \(ArrayError.reason(number)): set TMPDIR to a folder with "
                    + "\(count) bytes of room, or save the arrays unpacked (numpy.savez)")
        }
        var template = Array("\(folder)/platen-XXXXXX".utf8CString)
        let file = mkstemp(&template)
        guard file >= 0 else { throw failed(errno) }
        _ = fcntl(file, F_SETFD, FD_CLOEXEC)
        unlink(template)
        do {
            var block = [UInt8](repeating: 0, count: 1 << 18)
            var rest = count
            while true {
                // Up to the end, where the checksum is compared.
                let got = Int(zip_fread(member, &block, UInt64(block.count)))
                guard got >= 0, got <= rest else {
                    throw ArrayError(
                        .damaged, "\(name): \(ZipFailure.text(zip_file_get_error(member))): get the file again")
                }
                if got == 0 { break }
                rest -= got
                let failure = block.withUnsafeBytes {
                    ArrayFile.write(UnsafeRawBufferPointer(rebasing: $0[..<got]), to: file)
                }
                guard failure == 0 else { throw failed(failure) }
            }
            guard rest == 0 else { throw ArrayError(.damaged, "\(name): the data is cut short: get the file again") }
        } catch {
            close(file)
            throw error
        }
        return file
    }

    /// Reads bytes, which must be there.
    func read(count: Int, at offset: Int) throws -> [UInt8] {
        if case .member(let member) = source, zip_fseek(member, Int64(offset), SEEK_SET) != 0 {
            throw ArrayError(.damaged, "\(name): \(ZipFailure.text(zip_file_get_error(member)))")
        }
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count, let base = buffer.baseAddress {
                let got =
                    switch source {
                    case .member(let member): Int(zip_fread(member, base + filled, UInt64(count - filled)))
                    case .unpacked(let file): pread(file, base + filled, count - filled, off_t(offset + filled))
                    }
                if got <= 0 { return }
                filled += got
            }
        }
        guard bytes.count == count else {
            throw ArrayError(.damaged, "\(name): it ends at byte \(offset + bytes.count): get the file again")
        }
        return bytes
    }
}
