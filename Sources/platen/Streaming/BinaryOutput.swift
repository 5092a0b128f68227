import Foundation

/// Standard output for bytes that another program reads.
struct BinaryOutput {
    /// Thrown where the reader has closed its end: it has all that it wanted.
    struct ReaderLeft: Error {}

    /// How much a pipe is asked to hold, bytes: what the system grants anyone.
    private static let pipeSize: Int32 = 1 << 20
    /// Linux's `F_SETPIPE_SZ`, which Swift's module of the C library lacks.
    private static let setPipeSize: Int32 = 1031

    /// Makes standard output ready.
    ///
    /// - Throws: `UsageError`, where it is a terminal.
    init() throws {
        guard isatty(STDOUT_FILENO) == 0 else {
            throw UsageError(
                "a stream is for programs, not for terminals: pipe it into one, or send it to a file with '> FILE'")
        }
        // A pipe without a reader is to be told from other failures, and the program to end as it should.
        signal(SIGPIPE, SIG_IGN)
        // A larger pipe spares both sides waiting; where it is refused, or this is a file, all works as well.
        _ = fcntl(STDOUT_FILENO, Self.setPipeSize, Self.pipeSize)
    }

    /// Writes all of the bytes.
    ///
    /// - Throws: `ReaderLeft`, `Terminal.OutputError`.
    func write(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = Glibc.write(STDOUT_FILENO, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count >= 0 {
                    rest = rest.dropFirst(count)
                } else if errno == EPIPE {
                    throw ReaderLeft()
                } else if errno != EINTR {
                    let reason = WriteFailure(number: errno).reason
                    throw Terminal.OutputError(description: "cannot write to standard output: \(reason)")
                }
            }
        }
    }
}
