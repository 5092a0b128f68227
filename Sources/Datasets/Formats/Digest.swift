import Crypto

/// A SHA-256.
struct Digest: Sendable, Hashable {
    let bytes: [UInt8]

    init(of content: [UInt8]) {
        var hash = SHA256()
        hash.update(content)
        self.init(hash)
    }

    init(_ hash: SHA256) {
        bytes = [UInt8](hash.finalize())
    }

    /// 64 hexadecimal digits.
    var hexadecimal: String {
        var text: [UInt8] = []
        text.append(self)
        return String(decoding: text, as: UTF8.self)
    }
}

extension SHA256 {
    mutating func update(_ content: [UInt8]) {
        content.withUnsafeBytes { update(bufferPointer: $0) }
    }
}

extension [UInt8] {
    /// Appends a digest in hexadecimal.
    mutating func append(_ digest: Digest) {
        for byte in digest.bytes { append(hex: byte) }
    }
}
