import Foundation

/// Fetches one file whose content is known beforehand, from the first mirror that has it.
struct FileFetch {
    /// Folders on the web, in the order in which they are asked.
    let mirrors: [URL]
    let name: String
    /// The folder that it goes to.
    let folder: String
    let byteCount: Int
    /// In hexadecimal.
    let sha256: String
    /// How often a mirror that breaks off is asked again.
    var tries = 4
    /// The pause after the first try; each further one is twice as long.
    var pause = Duration.milliseconds(500)

    var path: String { folder + "/" + name }

    /// Whether the file is there.
    ///
    /// - Throws: `FetchError` where it has another content.
    func isThere() throws -> Bool {
        guard FileManager.default.fileExists(atPath: path) else { return false }
        guard try fileSHA256(path) == sha256 else {
            throw FetchError(
                .cannotCreate, "\(path) is there, but it is not what is published: remove it, and fetch it again")
        }
        return true
    }

    /// Fetches the file, or what is missing of it.
    ///
    /// - Parameter received: called with the bytes that are there, whenever some came.
    /// - Throws: `FetchError`, or `CancellationError`; what came is kept then.
    func run(received: @escaping @Sendable (Int) -> Void) async throws {
        let file = try PartialFile(of: path)
        if file.count > byteCount { try file.clear() }
        var reasons: [String] = []
        var isWrong = false
        for mirror in mirrors {
            let url = mirror.appendingPathComponent(name)
            var reason = ""
            for number in 0..<tries {
                if number > 0 { try await Task.sleep(for: pause * (1 << (number - 1))) }
                let isResumed = file.count > 0
                var end = Transfer.End.complete
                if file.count < byteCount {
                    end = await Transfer.run(url, to: file, byteCount: byteCount, received: received)
                    try Task.checkCancellation()
                }
                switch end {
                case .failed(let error): throw error
                case .broken(let text):
                    reason = text
                    continue
                case .refused(let text):
                    reason = text
                case .complete where file.count < byteCount:
                    reason = "it breaks off after \(file.count) of \(byteCount) bytes"
                    continue
                case .complete:
                    if try file.finish(sha256: sha256) { return }
                    isWrong = true
                    reason = "its file has another SHA-256"
                    // The first bytes may be another mirror's.
                    if isResumed { continue }
                }
                break
            }
            reasons.append("\(url): \(reason)")
        }
        throw FetchError(
            isWrong ? .wrongContent : .unreachable,
            "cannot fetch \(name): \(reasons.joined(separator: "; ")). Try again later, name another folder on the web "
                + "with --mirror, or put the file into \(folder) yourself")
    }
}
