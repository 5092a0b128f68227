import ArgumentParser
import Recognition

/// What becomes of lines and pictures that cannot be read: `--broken`.
///
/// A config writes `leave_out`, which is taken as well.
enum BrokenArgument: String, ExpressibleByArgument, CaseIterable {
    case refuse
    case leaveOut = "leave-out"

    init?(argument: String) { self.init(rawValue: argument.replacing("_", with: "-")) }

    /// As a config says it.
    var policy: DataSourceConfig.Broken { self == .refuse ? .refuse : .leaveOut }
}
