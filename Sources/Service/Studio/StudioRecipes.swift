import Configs
import Crypto
import Foundation
import HTTPTypes
import Production

/// The recipes of a studio, by name.
///
/// No request can name a file.
struct StudioRecipes: Sendable {
    /// A recipe's file.
    struct Entry: Sendable {
        let name: String
        let path: String
        /// What its first comment says.
        let summary: String
    }

    let entries: [Entry]
    /// Whether every key may be changed, and the file saved.
    let isOpen: Bool
    /// Changes that are laid over it at the start: `key.path=value`.
    let changes: [String]
    let seed: UInt64?

    /// - Throws: `ConfigError`, if a file can't be read; `ServiceError`, if a folder holds no recipe.
    init(_ settings: StudioSettings) throws {
        switch settings.recipes {
        case .file(let path, let changes, let seed):
            // Says at once what is wrong with it.
            _ = try RecipeFile(path: path, overrides: changes, seed: seed).load()
            entries = [Entry(name: Self.name(of: path), path: path, summary: Self.summary(of: try Self.text(path)))]
            (isOpen, self.changes, self.seed) = (true, changes, seed)
        case .folder(let folder):
            guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
                throw ServiceError(.missing, "\(folder): there is no such folder of recipes")
            }
            entries = names.sorted().filter { $0.hasSuffix(".yml") || $0.hasSuffix(".yaml") }.compactMap { file in
                let path = folder + "/" + file
                // Other configs may lie there as well.
                guard (try? RecipeFile(path: path).load()) != nil, let text = try? Self.text(path) else { return nil }
                return Entry(name: Self.name(of: path), path: path, summary: Self.summary(of: text))
            }
            guard !entries.isEmpty else { throw ServiceError(.missing, "\(folder): this folder holds no recipe") }
            (isOpen, changes, seed) = (false, [], nil)
        }
    }

    /// The recipe of a name.
    ///
    /// - Throws: `Problem`.
    func entry(_ name: String) throws(Problem) -> Entry {
        guard let entry = entries.first(where: { $0.name == name }) else {
            throw Problem(.notFound, "no_such_recipe", "there is no recipe of this name; /recipes lists what there is")
        }
        return entry
    }

    private static func name(of path: String) -> String {
        URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
    }

    /// The text of a recipe's file.
    static func text(_ path: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: path), let text = String(data: data, encoding: .utf8)
        else { throw Problem(.unprocessableContent, "unreadable", "the recipe's file can't be read any more") }
        return text
    }

    /// The first sentence of the comment that the text begins with.
    private static func summary(of text: String) -> String {
        var comment = ""
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            guard line.hasPrefix("#"), !line.hasPrefix("# yaml-language-server") else { break }
            let words = line.drop { $0 == "#" }.trimmingCharacters(in: .whitespaces)
            if words.isEmpty, !comment.isEmpty { break }
            comment += (comment.isEmpty ? "" : " ") + words
        }
        return comment.firstRange(of: ". ").map { String(comment[..<$0.lowerBound]) + "." } ?? comment
    }

    /// What tells a text from another.
    static func revision(of text: String) -> String {
        SHA256.hash(data: Data(text.utf8)).prefix(8).reduce(into: "") { digits, byte in
            digits += (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
    }
}
