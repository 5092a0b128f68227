import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// A response's body in one piece.
final class CollectedBody: Sendable {
    private let storage = Mutex<[UInt8]>([])

    /// What was written.
    var bytes: [UInt8] { storage.withLock { $0 } }

    func append(_ buffer: ByteBuffer) { storage.withLock { $0.append(contentsOf: buffer.readableBytesView) } }
}

/// Writes a response's body to memory.
struct CollectingWriter: ResponseBodyWriter {
    let body: CollectedBody

    func write(_ buffer: ByteBuffer) async throws { body.append(buffer) }

    consuming func finish(_ trailers: HTTPFields?) async throws {}
}
