import Imaging
import Samples
import Synthesis

extension SyntheticSource {
    /// Draws samples of the train split, and what each is like: the same for any number of jobs.
    ///
    /// - Throws: what went wrong in drawing; `CancellationError`.
    func traits(of indices: Range<Int>, jobs: Int) async throws -> [PictureTraits] {
        try await inParallel(indices.count, jobs: jobs) {
            let reader = try self.makeReader()
            return { try PictureTraits(reader.sample(at: indices.lowerBound + $0, in: .train).image) }
        }
    }
}

/// Makes so many values on several threads; they come in the order of their numbers.
///
/// - Parameter makeWorker: what one thread makes values by.
func inParallel<Value: Sendable>(
    _ count: Int, jobs: Int, _ makeWorker: @escaping @Sendable () throws -> (Int) throws -> Value
) async throws -> [Value] {
    let workers = max(1, min(jobs, count))
    return try await withThrowingTaskGroup(of: [(Int, Value)].self) { group in
        for worker in 0..<workers {
            group.addTask {
                let make = try makeWorker()
                return try stride(from: worker, to: count, by: workers).map { number -> (Int, Value) in
                    try Task.checkCancellation()
                    return (number, try make(number))
                }
            }
        }
        var values = [Value?](repeating: nil, count: count)
        for try await part in group { for (number, value) in part { values[number] = value } }
        return values.compactMap { $0 }
    }
}
