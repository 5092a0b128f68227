import Configs
import Foundation

/// A TensorBoard event file that grows by one record at a time.
///
/// Record = length (8 bytes), its masked CRC-32C, the data, theirs; all little-endian. Each record is handed to the
/// system at once, so that a killed run loses none.
final class EventFile {
    /// Where it lies.
    let path: String
    private let descriptor: Int32

    /// Opens a new file in a folder, which is made where it is missing; a resumed run gets a file of its own.
    ///
    /// - Parameter time: seconds since 1970, a part of the name.
    /// - Throws: `RecognitionError` where it can't be written.
    init(in folder: String, time: Double) throws(RecognitionError) {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw RecognitionError(
                .unwritable, "\(folder): the folder of the event files can't be made: \(error.systemReason)")
        }
        var name = [CChar](repeating: 0, count: 256)
        let host =
            gethostname(&name, name.count - 1) == 0
            ? String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self) : "host"
        let stem = "\(folder)/events.out.tfevents.\(Int(time)).\(host).\(getpid())"
        var number = 0
        while true {
            let path = "\(stem).\(number)"
            let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
            if descriptor >= 0 {
                self.path = path
                self.descriptor = descriptor
                return
            }
            guard errno == EEXIST else {
                throw RecognitionError(
                    .unwritable,
                    "\(path): the event file can't be made: \(String(cString: strerror(errno))); "
                        + "check the folder's permissions and space")
            }
            number += 1
        }
    }

    deinit { close(descriptor) }

    /// Brings all records to the disk.
    func synchronize() throws(RecognitionError) {
        guard fsync(descriptor) == 0 else {
            throw RecognitionError(.inputOutput, "cannot write \(path): \(systemReason())")
        }
    }

    /// Adds a record.
    func append(_ data: [UInt8]) throws(RecognitionError) {
        let length = UInt64(data.count).littleEndianBytes
        let record =
            length + CRC32C.masked(length).littleEndianBytes + data + CRC32C.masked(data).littleEndianBytes
        var written = 0
        while written < record.count {
            let count = record[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw RecognitionError(
                    .inputOutput,
                    "\(path): writing an event failed: \(String(cString: strerror(errno))); check the space on the disk"
                )
            }
            written += count
        }
    }
}

extension FixedWidthInteger {
    /// Its bytes, the lowest first.
    var littleEndianBytes: [UInt8] { withUnsafeBytes(of: littleEndian, Array.init) }
}
