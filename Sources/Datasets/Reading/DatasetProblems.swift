/// What is done with lines and images of a stored dataset that cannot be read.
public enum ProblemPolicy: Sendable, Hashable {
    /// The first one is an error.
    case refuse
    /// They are left out, counted, and listed in `problems`.
    case leaveOut
}

/// The lines and images of a stored dataset that were left out, and what is wrong with whole files of it.
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
    /// How many of them are of a whole file: it is cut short, or another than the one that was written.
    public private(set) var fileCount = 0
    /// The first of these, 100 at most.
    public private(set) var ofFiles: [Problem] = []
    /// How many samples there should be besides those that are there and those that are broken, as far as that is known.
    public internal(set) var missingSamples = 0
    /// The first of them, 100 at most.
    public private(set) var first: [Problem] = []

    private static let listed = 100

    /// No problems.
    public init() {}

    /// How many lines and images are broken.
    public var lineCount: Int { count - fileCount }

    /// How many samples were left out: those that are broken, and those that are not there.
    public var leftOut: Int { lineCount + missingSamples }

    /// How many samples were left out, as a sentence.
    package var leftOutText: String { leftOut == 1 ? "1 sample was left out" : "\(leftOut) samples were left out" }

    mutating func add(_ problem: Problem, isOfFile: Bool = false) {
        count += 1
        if first.count < Self.listed { first.append(problem) }
        guard isOfFile else { return }
        fileCount += 1
        if ofFiles.count < Self.listed { ofFiles.append(problem) }
    }
}

extension ProblemPolicy {
    /// Throws a problem or adds it to the list.
    func meet(
        _ what: String, at place: String, code: DatasetError.Code = .damaged, isOfFile: Bool = false,
        in problems: inout DatasetProblems
    ) throws {
        let problem = DatasetProblems.Problem(place: place, what: what)
        switch self {
        case .refuse: throw DatasetError(code, problem.description)
        case .leaveOut: problems.add(problem, isOfFile: isOfFile)
        }
    }
}
