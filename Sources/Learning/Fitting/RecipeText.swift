package import Configs
import Foundation
package import Production

/// The text of a recipe, to be changed and written somewhere.
package enum RecipeText {
    /// Reads a recipe's file, with changes.
    ///
    /// - Parameter overrides: `key.path=value`.
    /// - Throws: `ConfigError`, where it can't be read or changed.
    package static func editor(path: String, overrides: [String]) throws -> ConfigEditor<DatasetRecipe> {
        // Says what is wrong with the file itself.
        _ = try RecipeFile(path: path).load()
        let file = URL(fileURLWithPath: path).standardizedFileURL
        let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        var editor = try ConfigEditor(
            text, as: DatasetRecipe.self, name: path, baseDirectory: file.deletingLastPathComponent().path)
        for override in overrides {
            let parts = override.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else {
                throw ConfigError(
                    code: .override, place: "override '\(override)'", keyPath: "",
                    message: "an override is 'key=value'",
                    hint: "write the whole path of the key, then '=' and the value")
            }
            try editor.set(String(parts[0]), to: String(parts[1]))
        }
        return editor
    }

    /// The text as it must be in another place, so that it finds the same files.
    ///
    /// - Throws: `ConfigError`, where they can't be named from there.
    package static func text(
        of editor: ConfigEditor<DatasetRecipe>, from path: String, for output: String
    ) throws -> String {
        func folder(_ path: String) -> URL {
            URL(fileURLWithPath: path).standardizedFileURL.deletingLastPathComponent()
        }
        let (old, new) = (folder(path), folder(output))
        if old.path == new.path { return editor.yaml }
        let wanted = try editor.document.decode(DatasetRecipe.self).encoded
        func agrees(_ text: String) -> Bool {
            let document = try? ConfigDocument(yaml: text, name: output, baseDirectory: new.path)
            return (try? document?.decode(DatasetRecipe.self))?.encoded == wanted
        }
        if agrees(editor.yaml) { return editor.yaml }
        var moved = editor
        for (key, file) in files(in: wanted, at: "") where moved.gives(key) {
            try moved.set(key, to: "'\(relative(file, to: new.path).replacing("'", with: "''"))'")
        }
        // While it was changed, the files were looked for from the old place.
        guard agrees(moved.yaml) else {
            throw ConfigError(
                code: .value, place: path, keyPath: "",
                message: "names files that can't be named from \(new.path)",
                hint: "write the result into \(old.path)")
        }
        return moved.yaml
    }

    /// The files and folders that a value names, with the paths of their keys.
    private static func files(in value: ConfigValue, at path: String) -> [(key: String, file: String)] {
        switch value {
        case .string(let text):
            text.count > 1 && text.hasPrefix("/") && FileManager.default.fileExists(atPath: text) ? [(path, text)] : []
        case .list(let items): items.enumerated().flatMap { files(in: $1, at: "\(path)[\($0)]") }
        case .mapping(let entries):
            entries.flatMap { files(in: $0.value, at: path.isEmpty ? $0.key : path + "." + $0.key) }
        default: []
        }
    }

    /// A file's path as seen from a folder.
    private static func relative(_ file: String, to folder: String) -> String {
        let (steps, from) = (file.split(separator: "/"), folder.split(separator: "/"))
        let shared = zip(steps, from).prefix { $0 == $1 }.count
        // What has nothing in common but the root is better named in full.
        if shared == 0 { return file }
        return ([String](repeating: "..", count: from.count - shared) + steps.dropFirst(shared).map(String.init))
            .joined(separator: "/")
    }
}
