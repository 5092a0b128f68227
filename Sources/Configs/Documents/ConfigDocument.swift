import Foundation

/// A config as it was written: a YAML file, and the overrides that were laid over it.
public struct ConfigDocument: Sendable {
    /// How large a config file may be, in bytes.
    static let largestFile = 4 << 20

    var root: Tree

    /// Reads a file; relative paths in it start at its folder.
    public init(path: String) throws(ConfigError) {
        func unreadable(_ message: String, hint: String? = nil) -> ConfigError {
            ConfigError(code: .unreadable, place: path, keyPath: "", message: message, hint: hint)
        }
        var isDirectory: ObjCBool = false
        let files = FileManager.default
        guard files.fileExists(atPath: path, isDirectory: &isDirectory) else {
            throw unreadable("there is no such file", hint: "the working directory is \(files.currentDirectoryPath)")
        }
        if isDirectory.boolValue { throw unreadable("this is a folder, not a config file") }
        let data: Data
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? handle.close() }
            data = try handle.read(upToCount: Self.largestFile + 1) ?? Data()
        } catch {
            throw unreadable("the file cannot be read: \(error.systemReason)")
        }
        if data.count > Self.largestFile { throw unreadable("the file is larger than \(Self.largestFile >> 20) MB") }
        guard let yaml = String(validating: data, as: UTF8.self) else {
            throw ConfigError(
                code: .syntax, place: Self.firstBadByte(in: data, of: path), keyPath: "",
                message: "the file is not UTF-8 text",
                hint: "save it as UTF-8; if it is Latin-1: iconv -f LATIN1 -t UTF-8")
        }
        let folder = URL(fileURLWithPath: ConfigPath.resolve(path, in: files.currentDirectoryPath))
            .deletingLastPathComponent()
        try self.init(yaml: yaml, name: path, baseDirectory: folder.path)
    }

    /// Where a file stops being UTF-8: `configs/x.yml:12:7`.
    private static func firstBadByte(in data: Data, of path: String) -> String {
        var (decoder, rest) = (UTF8(), data.makeIterator())
        var (line, column) = (1, 1)
        while case .scalarValue(let scalar) = decoder.decode(&rest) {
            (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
        }
        return "\(path):\(line):\(column)"
    }

    /// Reads a text.
    /// - Parameters:
    ///   - yaml: the config, YAML.
    ///   - name: what error messages call it.
    ///   - baseDirectory: where relative paths in it start.
    public init(yaml: String, name: String, baseDirectory: String) throws(ConfigError) {
        let folder = ConfigPath.resolve(baseDirectory, in: FileManager.default.currentDirectoryPath)
        let origin = Origin(name: name, baseDirectory: folder)
        let empty = Tree(content: .mapping([]), place: Place(origin: origin, line: 1))
        let text = yaml.unicodeScalars.first == "\u{FEFF}" ? String(yaml.unicodeScalars.dropFirst()) : yaml
        let tree = try TreeReader.read(text, origin: origin) ?? empty
        root = tree.isNull ? empty : tree
        if case .mapping = root.content { return }
        throw ConfigNode(root, keyPath: "").error(
            .syntax, "a config is a mapping, got \(ConfigNode(root, keyPath: "").shown)")
    }

    /// Lays one value over what is written: `camera.blur.sigma=0..2`.
    ///
    /// The part before the first `=` is the path of the key. Its steps are keys, numbers of list items (`camera[0]` or
    /// `camera.0`), or the names of list items. Missing mappings are made. The part behind it is YAML in flow style.
    public mutating func override(_ assignment: String) throws(ConfigError) {
        try override(ConfigOverride(assignment))
    }

    /// Applies overrides such as `fonts.size=20..30`, in order.
    /// - Throws: `ConfigError`, with all that is wrong with them.
    public mutating func override(_ assignments: [String]) throws(ConfigError) {
        try override(assignments.map { ConfigOverride($0) })
    }

    /// Applies overrides, in order.
    /// - Throws: `ConfigError`, with all that is wrong with them.
    public mutating func override(_ changes: [ConfigOverride]) throws(ConfigError) {
        var slips = ConfigSlips()
        for change in changes {
            do { try override(change) } catch { slips.add(error) }
        }
        try slips.check()
    }

    /// The same for a change that another config says.
    public mutating func override(_ change: ConfigOverride) throws(ConfigError) {
        let directory = change.baseDirectory ?? root.place.origin.baseDirectory
        root = try Override(change.assignment, baseDirectory: directory).applied(to: root)
    }

    /// The config as a record.
    public func decode<R: ConfigRecord>(_ type: R.Type) throws(ConfigError) -> R {
        try R(from: ConfigNode(root, keyPath: ""))
    }
}
