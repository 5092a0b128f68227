import Configs
import Foundation
import Recognition

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
    ///
    /// A folder of that name which holds no model, such as the one that `platen new receipts` made, is not meant.
    ///
    /// - Throws: `RecognitionError` where neither is there, with the names of those that came along.
    static func model(_ argument: String) throws(RecognitionError) -> String {
        let isName = !argument.isEmpty && argument.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
        guard isName else { return argument }
        var isFolder: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: argument, isDirectory: &isFolder)
        if isThere, !isFolder.boolValue || holdsModel(argument) { return argument }
        if let path = path(of: "models/\(argument).safetensors") { return path }
        // What opens the folder says what is wrong with it.
        if isThere { return argument }
        let names = models
        let near = nearestName(to: argument, among: names).map { "did you mean '\($0)'? " } ?? ""
        throw RecognitionError(
            .missing,
            "\(argument): there is no such file, and no model of that name came with the program; \(near)"
                + (names.isEmpty ? "none came with it" : "there are \(names.joined(separator: ", "))"))
    }

    /// The names of the models that came along, sorted.
    static var models: [String] {
        let names = ["models", besideProgram("models")].compactMap { $0 }.flatMap {
            (try? FileManager.default.contentsOfDirectory(atPath: $0)) ?? []
        }
        return Set(names.filter { $0.hasSuffix(".safetensors") }.map { String($0.dropLast(".safetensors".count)) })
            .sorted()
    }

    /// Whether a folder is that of a run, with a model in it.
    private static func holdsModel(_ folder: String) -> Bool {
        [RunFolder.bestName, RunFolder.checkpointName].contains {
            FileManager.default.fileExists(atPath: folder + "/" + $0)
        }
    }
}
