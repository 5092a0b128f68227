import Glibc

/// A file's bytes with a place in them, for libraries that read through functions of ours.
///
/// Its owner keeps the bytes and itself alive for as long as a library may ask.
final class MemoryFile {
    private let bytes: UnsafeRawBufferPointer
    private let deadline: ContinuousClock.Instant?
    private var place = 0
    /// Whether bytes were asked for after the deadline.
    private(set) var isLate = false

    /// A file of bytes; after the deadline it has none left, so that a library that asks for more gives up.
    init(_ bytes: UnsafeRawBufferPointer, until deadline: ContinuousClock.Instant? = nil) {
        self.bytes = bytes
        self.deadline = deadline
    }

    var count: Int { bytes.count }

    /// Where the bytes lie, for a library that only reads them; nil where it must ask, so that it can be stopped.
    var start: UnsafeMutableRawPointer? {
        deadline == nil ? UnsafeMutableRawPointer(mutating: bytes.baseAddress) : nil
    }

    /// What a C library hands back to its functions.
    var handle: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

    /// The file behind a handle.
    static func behind(_ handle: UnsafeMutableRawPointer) -> MemoryFile {
        Unmanaged<MemoryFile>.fromOpaque(handle).takeUnretainedValue()
    }

    /// Copies up to so many bytes; returns how many were left to copy.
    func read(into target: UnsafeMutableRawPointer?, count: Int) -> Int {
        if let deadline, ContinuousClock.now >= deadline { isLate = true }
        guard !isLate, let target, let source = bytes.baseAddress, count > 0, place < bytes.count else { return 0 }
        let taken = min(count, bytes.count - place)
        target.copyMemory(from: source + place, byteCount: taken)
        place += taken
        return taken
    }

    /// Moves to a place, as `lseek` does.
    ///
    /// It may lie behind the end; nil where there is no such place.
    func seek(_ offset: Int, from origin: Int32) -> Int? {
        let base = origin == SEEK_SET ? 0 : origin == SEEK_CUR ? place : bytes.count
        let (target, overflow) = base.addingReportingOverflow(offset)
        guard !overflow, target >= 0 else { return nil }
        place = target
        return target
    }
}

extension [UInt8] {
    /// Lends the bytes as a file to a reader of a format, which must be done within the limits' time.
    func lend<Result>(
        name: String, _ limits: ImageLimits, to body: (MemoryFile) throws(ImagingError) -> Result
    ) throws(ImagingError) -> Result {
        try lend { bytes throws(ImagingError) in
            let file = MemoryFile(bytes, until: limits.deadline)
            do throws(ImagingError) { return try body(file) } catch {
                throw file.isLate ? limits.late(name: name) : error
            }
        }
    }

    /// Lends the bytes to a reader of a format, whose errors come through as what they are.
    func lend<Result>(
        to body: (UnsafeRawBufferPointer) throws(ImagingError) -> Result
    ) throws(ImagingError) -> Result {
        let result = withUnsafeBytes { bytes in
            Swift.Result { () throws(ImagingError) in try body(bytes) }
        }
        return try result.get()
    }
}
