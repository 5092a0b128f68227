import Foundation

/// A small file system of the test's own, where the system lets one be mounted: by root, as a rule.
public final class ScratchDisk: Sendable {
    /// Why a test is skipped that needs one.
    public static let absence = "needs to mount a file system, which is root's alone"

    /// Whether file systems in memory can be mounted here.
    public static let isThere: Bool = {
        guard getuid() == 0, let folder = try? TemporaryFolder() else { return false }
        return (try? ScratchDisk(bytes: 1 << 20, at: folder("try"))) != nil
    }()

    /// Whether a file can be mounted as a disk here.
    public static let hasLoops: Bool = {
        guard isThere, let folder = try? TemporaryFolder() else { return false }
        guard (try? makeImage(folder("image"), megabytes: 8)) != nil else { return false }
        return (try? ScratchDisk(image: folder("image"), at: folder("try"))) != nil
    }()

    /// Where it is mounted.
    public let path: String

    /// Mounts a file system in memory that holds so many bytes.
    public convenience init(bytes: Int, at path: String) throws {
        try self.init(["-t", "tmpfs", "-o", "size=\(bytes)", "tmpfs", path], path)
    }

    /// Mounts the file system in an image.
    public convenience init(image: String, at path: String) throws {
        try self.init(["-o", "loop", image, path], path)
    }

    private init(_ arguments: [String], _ path: String) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try Self.run(["mount"] + arguments)
        self.path = path
    }

    deinit { try? Self.run(["umount", "--lazy", path]) }

    /// Gives it more room, or less; of those in memory only.
    public func resize(bytes: Int) throws { try Self.run(["mount", "-o", "remount,size=\(bytes)", path]) }

    /// Unmounts it and waits until that is done.
    public func unmount() throws { try Self.run(["umount", path]) }

    /// Makes an image with an empty ext4 file system.
    public static func makeImage(_ path: String, megabytes: Int) throws {
        try run(["truncate", "--size", "\(megabytes)M", path])
        try run(["mkfs.ext4", "-q", "-F", path])
    }

    /// A program that failed.
    public struct Failure: Error {
        let arguments: [String]
        let status: Int32
    }

    private static func run(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        process.environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(arguments: arguments, status: process.terminationStatus)
        }
    }
}
