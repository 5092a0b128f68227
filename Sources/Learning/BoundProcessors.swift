import Foundation

/// The processors that the system lets this process run on, fewer than the machine has where it was bound to some.
enum BoundProcessors {
    /// How many there are; nil where the system does not say.
    static var count: Int? {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else { return nil }
        return count(status: status)
    }

    /// The bits of `Cpus_allowed`, hexadecimal digits with commas between.
    static func count(status: String) -> Int? {
        let name = "Cpus_allowed:"
        guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix(name) }) else { return nil }
        let count = line.dropFirst(name.count).reduce(0) { $0 + ($1.hexDigitValue ?? 0).nonzeroBitCount }
        return count > 0 ? count : nil
    }
}
