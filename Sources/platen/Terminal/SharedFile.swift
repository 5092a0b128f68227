import Foundation

/// Files that come along with the program.
enum SharedFile {
    /// Where a file lies, such as `fonts/catalog.yml`: in the working folder, as in Platen's sources, or beside the program, where
    /// packages have it; nil where it is in neither.
    static func path(of name: String) -> String? {
        let program = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent()
        let beside = program?.deletingLastPathComponent().appendingPathComponent("share/platen/\(name)").path
        return ([name] + (beside.map { [$0] } ?? [])).first { FileManager.default.fileExists(atPath: $0) }
    }
}
