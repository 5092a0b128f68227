import Foundation
import Yams

/// The list of fonts that `scripts/setup` installs, in groups: `serif`, `mono`, `handwriting` ...
public struct FontCatalog: Sendable, Hashable {
    /// One family of the catalogue.
    public struct Family: Sendable, Hashable, Codable {
        /// The family's name, as installed.
        public var family: String
        /// The Debian package that holds it.
        public var package: String
        /// The licence's short name.
        public var licence: String
        /// Where its files lie, the last part of the path with `*` and `?`: for bitmap fonts, which fontconfig hides on many
        /// machines; nil where fontconfig knows the family.
        public var files: String?

        /// Where to look for it.
        public var place: FontQuery.Place { files.map { .files($0) } ?? .family(family) }

        /// Whether it is there.
        /// - Parameter installed: the families that fontconfig knows.
        public func isInstalled(_ installed: Set<String>) -> Bool {
            files.map { !FontLibrary.fontFiles(like: $0).isEmpty } ?? installed.contains(family)
        }
    }

    private struct Group: Sendable, Hashable {
        var name: String
        var families: [Family]
    }

    private let lists: [Group]

    /// Reads a catalogue.
    ///
    /// - Throws: `TypographyError` that names the file and, for bad YAML, the line.
    public init(path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw TypographyError(.invalidCatalog, "Font catalogue '\(path)' cannot be read.")
        }
        do {
            guard let root = try Yams.compose(yaml: String(decoding: data, as: UTF8.self))?.mapping else {
                throw TypographyError(.invalidCatalog, "Font catalogue '\(path)' is not a list of groups.")
            }
            lists = try root.map { key, value in
                let decoder = YAMLDecoder()
                return Group(name: key.string ?? "", families: try decoder.decode([Family].self, from: value))
            }
        } catch let error as TypographyError {
            throw error
        } catch {
            throw TypographyError(.invalidCatalog, "Font catalogue '\(path)': \(error)")
        }
    }

    /// The groups' names, in the file's order.
    public var groups: [String] { lists.map(\.name) }

    /// The families of a group, in the file's order; `nil` where there is no such group.
    public func families(inGroup group: String) -> [Family]? {
        lists.first { $0.name == group }?.families
    }
}
