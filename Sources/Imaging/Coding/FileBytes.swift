import Glibc

/// Whole files as bytes.
enum FileBytes {
    /// The bytes of a regular file no longer than the limit.
    static func read(_ path: String, limits: ImageLimits) throws(ImagingError) -> [UInt8] {
        // Without O_NONBLOCK, opening a named pipe would wait for its other end.
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw ImagingError(.unreadable, "cannot read \(path): \(reason())") }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw ImagingError(.unreadable, "cannot read \(path): \(reason())") }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw ImagingError(.unreadable, "cannot read \(path): it is a directory")
        default: throw ImagingError(.unreadable, "cannot read \(path): it is not a regular file")
        }
        let count = Int(status.st_size)
        try limits.check(byteCount: count, name: path)
        var failure: String?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let got = Glibc.read(file, buffer.baseAddress.map { $0 + filled }, count - filled)
                if got < 0 && errno == EINTR { continue }
                if got < 0 { failure = reason() }
                if got <= 0 { break }
                filled += got
            }
        }
        if let failure { throw ImagingError(.unreadable, "cannot read \(path): \(failure)") }
        return bytes
    }

    /// Writes a file, which appears whole or not at all.
    static func write(_ bytes: [UInt8], to path: String) throws(ImagingError) {
        let output = OutputFile(path)
        let file = output.open()
        guard file >= 0 else { throw writing(path, errno) }
        var failure = write(bytes, to: file)
        if close(file) != 0, failure == 0 { failure = errno }
        if failure == 0, output.finish() != 0 { failure = errno }
        if failure != 0 {
            output.abandon()
            throw writing(path, failure)
        }
    }

    /// The failure of a write: the disk, or the place.
    private static func writing(_ path: String, _ number: Int32) -> ImagingError {
        let isFull = [ENOSPC, EDQUOT, EFBIG, EIO, EMFILE, ENFILE].contains(number)
        return ImagingError(isFull ? .io : .unwritable, "cannot write \(path): \(reason(number))")
    }

    /// Writes all bytes to an open file; returns the number of the error, or 0.
    private static func write(_ bytes: [UInt8], to file: Int32) -> Int32 {
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let count = Glibc.write(file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count < 0 && errno == EINTR { continue }
                if count < 0 { return errno }
                rest = rest.dropFirst(count)
            }
            return 0
        }
    }

    /// What the system says about a failure, in lower case.
    private static func reason(_ number: Int32 = errno) -> String {
        if number == EMFILE || number == ENFILE { return "too many open files: raise the limit with ulimit -n" }
        if number == ENOSPC || number == EDQUOT { return "the disk is full" }
        guard let text = strerror(number) else { return "error \(number)" }
        return String(cString: text).lowercased()
    }
}
