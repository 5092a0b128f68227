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

    /// The file of a model that an argument means: the one that it names, or where there is none, the model of that name that
    /// came along with the program: `receipts` is `models/receipts.safetensors`.
    static func model(_ argument: String) -> String {
        let isName = !argument.isEmpty && argument.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
        guard isName, !FileManager.default.fileExists(atPath: argument) else { return argument }
        return path(of: "models/\(argument).safetensors") ?? argument
    }
}
