import Foundation

/// Does what waits for another program on a thread of its own.
///
/// The threads that run tasks are few, and a server in the same process needs them.
public func aside<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread { continuation.resume(with: Result { try body() }) }.start()
    }
}
