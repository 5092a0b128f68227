/// Collects what is wrong with what a recipe draws on, so that all of it is said at once.
struct RecipeSlips {
    private var found: [any Error] = []

    /// What a body gives; nil where it throws, which is kept.
    mutating func attempt<Value>(_ body: () throws -> Value) -> Value? {
        do { return try body() } catch {
            found.append(error)
            return nil
        }
    }

    /// - Throws: what was found; where that is one error, this very one.
    func check() throws {
        guard let first = found.first else { return }
        guard found.count > 1 else { throw first }
        // Several keys may name one thing.
        var seen = Set<String>()
        let all = found.flatMap { Self.parts(of: $0) }.filter { seen.insert($0.description).inserted }
        var error = all[0]
        error.others = Array(all.dropFirst())
        throw error
    }

    /// An error as errors of recipes that hold one thing each.
    private static func parts(of error: any Error) -> [SynthesisError] {
        guard var error = error as? SynthesisError else { return [SynthesisError(.missingInput, "\(error)")] }
        let others = error.others
        error.others = []
        return [error] + others
    }
}
