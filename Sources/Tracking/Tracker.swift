package import Configs

/// The kinds of servers that a training can be told to.
///
/// A new one is one file: its keys, and a `TrackingServer`.
package enum Trackers: ConfigFamily {
    package static let title = "tracking"
    package static let modifier = ConfigModifier.none
    package static var members: [FamilyMember<any Tracker>] { [of(MLflowConfig.self)] }

    package static func record(_ tracker: any Tracker) -> any ConfigMember { tracker }

    private static func of<Record: Tracker>(_ type: Record.Type) -> FamilyMember<any Tracker> {
        FamilyMember(type) { $0 }
    }
}

/// The settings of a tracking server.
package protocol Tracker: ConfigMember {
    /// Where it is, for people.
    var address: String { get }
    /// How long the end of a training waits for it, seconds.
    var wait: Double { get }

    /// The same settings for another server.
    func at(_ address: String) -> Self

    /// The server; nothing is sent yet.
    ///
    /// - Parameter environment: where names, passwords and tokens come from, so that no file has them.
    /// - Throws: `TrackingError`, if its address is none.
    func makeServer(environment: [String: String]) throws(TrackingError) -> any TrackingServer
}

/// A place that keeps what is told of runs.
package protocol TrackingServer: Sendable {
    /// Tells it entries of a run, in their order. What was told before is told again where an answer was lost: the server
    /// must come to the same then.
    ///
    /// - Parameters:
    ///   - head: which run it is.
    ///   - folder: where files lie that entries name.
    ///   - place: what the server calls the run; set as soon as it is known.
    func deliver(
        _ entries: [TrackedEntry], of head: TrackedRun, in folder: String, to place: inout TrackedPlace
    ) throws(DeliveryFailure)
}

/// What stands in front of a run's journal.
package struct TrackedRun: Codable, Sendable, Hashable {
    /// Tells the run from all others, so that it is made once on a server.
    package var journal: String
    /// The run's name.
    package var name: String
    /// When it began, milliseconds since 1970.
    package var start: Int
}

/// What a server calls a run.
package struct TrackedPlace: Codable, Sendable, Hashable {
    /// The server's address.
    package var address: String
    /// The experiment there; empty where it is not known yet.
    package var experiment = ""
    /// The run there; empty where it is not known yet.
    package var run = ""
    /// Where the server keeps the run's files; empty where that is not known yet.
    package var files = ""
}

/// One line of a run's journal: what happened, and when.
package struct TrackedEntry: Codable, Sendable, Hashable {
    /// Milliseconds since 1970.
    package var time: Int
    /// Steps that were made.
    package var step: Int?
    /// What was measured, by name.
    package var metrics: [String: Double]?
    /// Settings that stay as they are.
    package var params: [String: String]?
    /// Facts that may change.
    package var tags: [String: String]?
    /// A file of the run's folder.
    package var file: String?
    /// How the run goes.
    package var status: Status?

    /// How a run goes.
    package enum Status: String, Codable, Sendable {
        case running = "RUNNING"
        case finished = "FINISHED"
        case failed = "FAILED"
        case stopped = "KILLED"
    }

    /// An entry of a moment.
    package init(time: Int) { self.time = time }
}
