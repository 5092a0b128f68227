import Parallel

/// Does the work of a command in this process, which may be one of several that mpirun has started.
///
/// What all of them know of is told by the first one alone. What fails in one, while the others wait for it, is told by that one
/// and ends all.
func work(among ranks: any Ranks, _ body: () throws -> Void) throws {
    guard ranks.count > 1 else { return try body() }
    do {
        try body()
        ranks.finish()
    } catch let failure as SharedFailure {
        // mpirun ends the others as soon as the first one is gone, and they have nothing to say of that.
        if ranks.number > 0 { Interruption.hold() }
        ranks.finish()
        if ranks.number == 0 { throw failure.cause }
    } catch {
        Terminal.errors(
            ranks.number == 0
                ? error : ParallelError(.elsewhere, "process \(ranks.number + 1) of \(ranks.count): \(error)"))
        ranks.abort(error.exitCode)
    }
}
