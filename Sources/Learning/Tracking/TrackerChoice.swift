package import Configs
package import Tracking

/// A tracking server and its settings by themselves, to be stored.
package struct TrackerChoice: ConfigRecord {
    package var tracking: OneOf<Trackers>?

    package init() {}

    /// A choice of a config.
    package init(_ tracking: OneOf<Trackers>) { self.tracking = tracking }

    package static let summary = "A tracking server and its settings."
    package static var fields: [Field<TrackerChoice>] { [Field("tracking", \.tracking, "The server.")] }
}
