import Foundation

/// Files that come along with the program.
enum SharedFile {
    /// Where a file lies, such as `fonts/catalog.yml`: in the working folder, as in Platen's sources, or beside the program, where
    /// packages have it; nil where it is in neither.
    static func path(of name: String) -> String? {
        FileManager.default.fileExists(atPath: name) ? name : besideProgram(name)
    }

    /// Where a file of the package lies that the program is from; nil where there is none.
    static func besideProgram(_ name: String) -> String? {
        let program = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent()
        let path = program?.deletingLastPathComponent().appendingPathComponent("share/platen/\(name)").path
        return path.flatMap { FileManager.default.fileExists(atPath: $0) ? $0 : nil }
    }
}
