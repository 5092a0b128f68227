import HTTPTypes
import Hummingbird
import NIOCore

/// Reads bodies, no longer ones than allowed and no slower ones.
struct BodyReader: Sendable {
    let limits: ServiceLimits

    /// The body of a request.
    ///
    /// - Throws: `Problem`: too long, which is known before it is read where the head tells its length; too slow; cut short.
    func bytes(of request: Request) async throws -> [UInt8] {
        let limit = limits.bodyBytes
        let length = request.headers[.contentLength].flatMap { Int($0) }.map { max(0, $0) }
        if let length, length > limit { throw Problem.bodyTooLarge(limit) }
        let seconds = limits.bodySeconds
        let body = request.body
        return try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
            group.addTask {
                do { return try await Self.collected(body, length: length, limit: limit) } catch {
                    throw error is Problem || error is CancellationError ? error : Problem.brokenBody
                }
            }
            group.addTask {
                try await Task.sleep(for: .seconds(seconds))
                return nil
            }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let bytes = first else { throw Problem.tooSlow }
            guard length == nil || length == bytes.count else {
                throw Problem.badRequest("cut_short", "the body is shorter than its head says")
            }
            return bytes
        }
    }

    private static func collected(_ body: RequestBody, length: Int?, limit: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(length ?? 0)
        for try await chunk in body {
            guard bytes.count + chunk.readableBytes <= limit else { throw Problem.bodyTooLarge(limit) }
            bytes.append(contentsOf: chunk.readableBytesView)
        }
        return bytes
    }
}
