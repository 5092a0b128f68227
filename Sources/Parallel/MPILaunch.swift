/// What `mpirun` of Open MPI tells the processes that it starts, by their variables.
package struct MPILaunch: Sendable, Hashable {
    /// How many processes there are; 1 where mpirun did not start this one.
    package let count: Int
    /// How many of them are on this machine.
    package let countHere: Int

    static let countVariable = "OMPI_COMM_WORLD_SIZE"
    static let countHereVariable = "OMPI_COMM_WORLD_LOCAL_SIZE"

    /// Reads the variables.
    ///
    /// - Throws: `ParallelError`, where they hold no such numbers.
    package init(_ environment: [String: String]) throws(ParallelError) {
        func number(_ name: String, in range: ClosedRange<Int>) throws(ParallelError) -> Int? {
            guard let text = environment[name], !text.isEmpty else { return nil }
            guard let number = Int(text), range.contains(number) else {
                throw ParallelError(
                    .launch, "\(name) must be \(range.lowerBound)...\(range.upperBound), and is '\(text)'")
            }
            return number
        }
        count = try number(Self.countVariable, in: 1...100_000) ?? 1
        countHere = try number(Self.countHereVariable, in: 1...count) ?? 1
    }

    /// The processes, joined; the library is loaded only where there are several.
    ///
    /// - Throws: `ParallelError`, where it can't be loaded.
    package func join() throws(ParallelError) -> any Ranks {
        guard count > 1 else { return OneRank() }
        return try MPIRanks(try MPILibrary(), self)
    }
}
