/// A failure that all processes know of, so that none waits for another.
package struct SharedFailure: Error, CustomStringConvertible {
    /// What failed.
    package let cause: any Error

    /// A failure that all know of.
    package init(_ cause: any Error) { self.cause = cause }

    /// What failed.
    package var description: String { "\(cause)" }
}

extension Ranks {
    /// An error that comes up in all processes alike; as it is where there is one alone.
    package func shared(_ error: any Error) -> any Error { count > 1 ? SharedFailure(error) : error }

    /// Does something at which each process may fail for itself.
    ///
    /// Where one does, all throw.
    ///
    /// What is done must not exchange anything, but for what fails in all of them alike.
    ///
    /// - Throws: `SharedFailure` with the error of the first that failed; what was thrown, where there is one process alone.
    package func together<Value>(_ body: () throws -> Value) throws -> Value {
        guard count > 1 else { return try body() }
        let outcome = Result { try body() }
        var words: [UInt8] = []
        if case .failure(let error) = outcome {
            if error is SharedFailure { throw error }
            // A failure without words is one as well.
            words = [UInt8(ascii: "!")] + Array("\(error)".utf8)
        }
        let all = gather(words)
        guard let first = all.firstIndex(where: { !$0.isEmpty }) else { return try outcome.get() }
        if first == number, case .failure(let error) = outcome { throw SharedFailure(error) }
        throw SharedFailure(
            ParallelError(
                .elsewhere,
                "process \(first + 1) of \(count): \(String(decoding: all[first].dropFirst(), as: UTF8.self))"))
    }

    /// Makes sure that all processes have the same text.
    ///
    /// - Parameter advice: what a process says that has another one than the first, and what to do.
    /// - Throws: `SharedFailure`.
    package func requireAlike(_ text: String, _ advice: String) throws {
        guard count > 1 else { return }
        let own = Array(text.utf8)
        let first = broadcast(own)
        try together { if first != own { throw ParallelError(.differs, advice) } }
    }
}
