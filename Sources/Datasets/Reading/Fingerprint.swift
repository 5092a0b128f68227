import Crypto
import Foundation
package import Imaging

/// Eight bytes that stand for a text or for a picture's pixels: the first of a SHA-256.
///
/// They are what is kept of each of millions. Of nine million different ones, two share them in one set of half a million.
package struct Fingerprint: Sendable, Hashable {
    /// The bytes as a number.
    package let value: UInt64

    /// The fingerprint of a text; another one for each seed.
    ///
    /// Texts that are equal but for how their characters are composed have the same: nobody can tell them apart.
    package init(of text: String, seed: UInt64 = 0) {
        var hash = SHA256()
        withUnsafeBytes(of: seed.littleEndian) { hash.update(bufferPointer: $0) }
        var text = text.utf8.contains { $0 >= 0x80 } ? text.precomposedStringWithCanonicalMapping : text
        text.withUTF8 { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
        self.init(hash)
    }

    /// The fingerprint of a picture's size and pixels, whatever kind of file they are stored in.
    package init(of image: Bitmap) {
        var hash = SHA256()
        let shape = [image.width, image.height, image.channels].map { Int64($0).littleEndian }
        shape.withUnsafeBytes { hash.update(bufferPointer: $0) }
        image.withPixels { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
        self.init(hash)
    }

    private init(_ hash: SHA256) {
        value = hash.finalize().prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
