/// What is done with lines and images of a stored dataset that cannot be read.
public enum ProblemPolicy: Sendable, Hashable {
    /// The first one is an error.
    case refuse
    /// They are left out, counted, and listed in `problems`.
    case leaveOut
}

/// The lines and images of a stored dataset that were left out.
public struct DatasetProblems: Sendable, Hashable {
    /// One of them.
    public struct Problem: Sendable, Hashable, CustomStringConvertible {
        /// `file:line`, or the file.
        public let place: String
        /// What is wrong, and what to do.
        public let what: String

        /// `file:line: what is wrong`.
        public var description: String { "\(place): \(what)" }
    }

    /// How many there are.
    public private(set) var count = 0
    /// The first of them, 100 at most.
    public private(set) var first: [Problem] = []

    private static let listed = 100

    /// No problems.
    public init() {}

    mutating func add(_ problem: Problem) {
        count += 1
        if first.count < Self.listed { first.append(problem) }
    }
}

extension ProblemPolicy {
    /// Throws a problem or adds it to the list.
    func meet(
        _ what: String, at place: String, code: DatasetError.Code = .damaged, in problems: inout DatasetProblems
    ) throws {
        let problem = DatasetProblems.Problem(place: place, what: what)
        switch self {
        case .refuse: throw DatasetError(code, problem.description)
        case .leaveOut: problems.add(problem)
        }
    }
}
