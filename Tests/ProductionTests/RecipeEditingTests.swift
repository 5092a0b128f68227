import Configs
import Foundation
import Production
import Testing

/// Recipes of `configs` that are changed key by key, as a page with sliders does it.
@Suite struct RecipeEditingTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "configs").path

    /// A value that the key can have.
    private func value(_ control: ConfigControl) -> String? {
        switch control.kind {
        case .toggle: control.value == "true" ? "false" : "true"
        case .words: control.words?.last
        case .integer, .count: "\(Int(max(control.lower ?? 1, 1)))"
        case .number: "\(control.upper ?? 0.5)"
        case .quantity: "\(control.lower ?? 0.1)..\((control.lower ?? 0.1) + 0.25)"
        case .text, .group, .stages: nil
        }
    }

    private func all(_ control: ConfigControl) -> [ConfigControl] { [control] + (control.controls ?? []).flatMap(all) }

    @Test(arguments: ["numbers-paper", "dates-arabic", "handwritten", "plates", "receipts"])
    func aChangeOfTheTextIsTheChangeThatAnOverrideMakes(_ name: String) throws {
        let path = "\(Self.folder)/\(name).yml"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let start = try ConfigEditor(text, as: DatasetRecipe.self, name: path, baseDirectory: Self.folder)
        let controls = try start.controls().flatMap(all)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        var compared = 0
        for control in controls where control.isTame {
            guard let value = value(control) else { continue }
            var editor = start
            try editor.set(control.path, to: value)
            #expect(editor.gives(control.path), "\(control.path)")
            // At most one line is another or new; a list that was not written is one line as well.
            let difference = editor.yaml.split(separator: "\n", omittingEmptySubsequences: false).difference(
                from: lines)
            #expect(difference.insertions.count <= 1 && difference.removals.count <= 1, "\(control.path)")
            var document = try ConfigDocument(path: path)
            // What is short for a mapping, or comes from a preset, an override does not reach into.
            guard (try? document.override("\(control.path)=\(value)")) != nil else { continue }
            // Some values don't go with what else the recipe says: then neither may be read.
            let wanted = try? document.decode(DatasetRecipe.self).encoded
            let found = try? editor.document.decode(DatasetRecipe.self).encoded
            #expect(found == wanted, "\(control.path)")
            compared += 1
        }
        #expect(compared > 40)
    }

    @Test func noTameKeyNamesAFile() throws {
        let path = "\(Self.folder)/numbers-paper.yml"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let editor = try ConfigEditor(text, as: DatasetRecipe.self, name: path, baseDirectory: Self.folder)
        let tame = try editor.controls().compactMap(\.tame).flatMap(all)
        #expect(tame.contains { $0.path == "camera[1].blur.sigma" })
        // The path that a line of text follows is no file.
        for control in tame where control.path != "type.path" {
            #expect(control.value?.contains("/") != true, "\(control.path)")
            #expect(!["path", "folder", "file", "catalog", "family", "group"].contains(control.key), "\(control.path)")
        }
    }
}
