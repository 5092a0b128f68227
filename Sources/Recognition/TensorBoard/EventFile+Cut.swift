import Configs
import Foundation
import SwiftProtobuf

extension EventFile {
    /// The version that the first event of a file names.
    static let version = "brain.Event:2"

    /// Cuts the event files of a folder back to a step: what comes behind it will come again.
    ///
    /// Files that are not whole event files up to there are left as they are.
    static func cut(in folder: OpenFolder, after step: Int) throws {
        for name in try folder.names() where name.hasPrefix("events.out.tfevents.") {
            guard let handle = folder.handle(name) else { continue }
            do {
                guard let length = try sound(handle, upTo: step), try length < handle.seekToEnd() else { continue }
                try handle.truncate(atOffset: length)
                try handle.synchronize()
            } catch {
                throw RecognitionError(
                    .inputOutput, "cannot shorten \(folder.path)/\(name): \(error.systemReason)")
            }
        }
    }

    /// How many bytes of a file are whole events up to a step; nil where it is no event file of ours, or damaged.
    private static func sound(_ handle: FileHandle, upTo step: Int) throws -> UInt64? {
        var sound: UInt64 = 0
        let isOurs = try forEachEvent(of: handle) { event, end in
            guard event.step <= step else { return false }
            sound = end
            return true
        }
        return isOurs && sound > 0 ? sound : nil
    }

    /// Goes through the events of a file, up to one that was cut short; false where it is damaged, or not of ours.
    ///
    /// - Parameter body: is given an event and the place where it ends, and says whether to go on.
    static func forEachEvent(
        of handle: FileHandle, _ body: (TensorBoardEvent, UInt64) throws -> Bool
    ) throws -> Bool {
        let size = try handle.seekToEnd()
        try handle.seek(toOffset: 0)
        var end: UInt64 = 0
        while size - end >= 12 {
            guard let head = try handle.read(upToCount: 12), head.count == 12 else { return false }
            let length = head.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            guard CRC32C.masked(Array(head.prefix(8))).littleEndianBytes == Array(head.suffix(4)) else { return false }
            // The rest of the record was never written.
            guard length <= size - end - 12, size - end - 12 - length >= 4 else { return true }
            guard let data = try handle.read(upToCount: Int(length)), data.count == length,
                let sum = try handle.read(upToCount: 4), CRC32C.masked(Array(data)).littleEndianBytes == Array(sum),
                let event = try? TensorBoardEvent(serializedBytes: data), end > 0 || event.fileVersion == version
            else { return false }
            end += 12 + length + 4
            guard try body(event, end) else { return true }
        }
        return true
    }
}
