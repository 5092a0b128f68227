import Glibc

/// A file's bytes with a place in them, for libraries that read through functions of ours.
///
/// Its owner keeps the bytes and itself alive for as long as a library may ask.
final class MemoryFile {
    private let bytes: UnsafeRawBufferPointer
    private var place = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var count: Int { bytes.count }

    /// Where the bytes lie, for a library that only reads them.
    var start: UnsafeMutableRawPointer? { UnsafeMutableRawPointer(mutating: bytes.baseAddress) }

    /// What a C library hands back to its functions.
    var handle: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

    /// The file behind a handle.
    static func behind(_ handle: UnsafeMutableRawPointer) -> MemoryFile {
        Unmanaged<MemoryFile>.fromOpaque(handle).takeUnretainedValue()
    }

    /// Copies up to so many bytes; returns how many were left to copy.
    func read(into target: UnsafeMutableRawPointer?, count: Int) -> Int {
        guard let target, let source = bytes.baseAddress, count > 0, place < bytes.count else { return 0 }
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
