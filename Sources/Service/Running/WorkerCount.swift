import Foundation

/// How many workers each model usually gets.
package enum WorkerCount {
    /// What a worker needs besides its copy of the network: numbers between layers, and a picture while it is decoded.
    private static let bytesBetweenLayers = 64_000_000
    private static let bytesPerPixel = 8
    /// A network takes as much as its file, as much again as its layers lay it out, and while another is loaded both.
    private static let copiesOfFile = 4

    /// One for each processor, but no more than fit into half of the memory that is free.
    package static func usual(for settings: ServiceSettings) -> Int {
        let processors = max(1, ProcessInfo.processInfo.activeProcessorCount / max(1, settings.threads))
        let files = settings.models.map { model -> Int in
            let attributes = try? FileManager.default.attributesOfItem(atPath: model.path)
            return (attributes?[.size] as? NSNumber)?.intValue ?? 0
        }
        let each = files.reduce(0) { sum, bytes in
            sum + copiesOfFile * bytes + bytesBetweenLayers + bytesPerPixel * settings.limits.pixels
        }
        guard let free = freeBytes, each > 0 else { return processors }
        return usual(processors: processors, bytesEach: each, freeBytes: free)
    }

    static func usual(processors: Int, bytesEach: Int, freeBytes: Int) -> Int {
        max(1, min(processors, freeBytes / 2 / bytesEach))
    }

    /// What the system, and the group of processes that this one belongs to, have left; nil where that is not known.
    private static var freeBytes: Int? {
        func number(_ path: String) -> Int? {
            (try? String(contentsOfFile: path, encoding: .utf8)).flatMap {
                Int($0.trimmingCharacters(in: .whitespacesAndNewlines))
            }
        }
        let group = "/sys/fs/cgroup/memory"
        let left = number("\(group).max").flatMap { most in number("\(group).current").map { max(0, most - $0) } }
        let memory = try? String(contentsOfFile: "/proc/meminfo", encoding: .utf8)
        let free = memory.flatMap { freeBytes(inMeminfo: $0) }
        return [left, free].compactMap(\.self).min()
    }

    /// `MemAvailable` of `/proc/meminfo`, which is in kB of 1024 bytes.
    static func freeBytes(inMeminfo text: String) -> Int? {
        guard let line = text.split(whereSeparator: \.isNewline).first(where: { $0.hasPrefix("MemAvailable:") })
        else { return nil }
        return line.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * 1024 }
    }
}
