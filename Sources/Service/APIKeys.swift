import Crypto
import Foundation

/// The keys that requests may carry.
///
/// Hashes of them are kept and compared, in a time that tells nothing of how much of a key is right.
package struct APIKeys: Sendable {
    private let digests: [SHA256.Digest]

    /// Keys shorter than this could be guessed.
    private static let shortest = 16

    /// The keys of a file: one a line; empty lines and those that begin with `#` are passed over.
    ///
    /// - Throws: `ServiceError`, if it can't be read, has no key, or has one that is too short.
    package init(path: String) throws(ServiceError) {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw ServiceError(.missing, "cannot read the API keys in \(path)")
        }
        let lines = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
        let keys = lines.filter { !$0.isEmpty && !$0.hasPrefix("#") }
        guard !keys.isEmpty else { throw ServiceError(.data, "\(path): there is no API key in this file") }
        guard keys.allSatisfy({ $0.utf8.count >= Self.shortest }) else {
            throw ServiceError(
                .data,
                "\(path): an API key is shorter than \(Self.shortest) characters; make one with 'openssl rand -hex 24'")
        }
        self.init(keys)
    }

    init(_ keys: [String]) { digests = keys.map { SHA256.hash(data: Data($0.utf8)) } }

    /// Whether a key is one of them.
    func contain(_ key: some StringProtocol) -> Bool {
        let digest = SHA256.hash(data: Data(key.utf8))
        // All are compared, whichever fits, and digests are compared in constant time.
        return digests.reduce(false) { found, other in (other == digest) || found }
    }
}
