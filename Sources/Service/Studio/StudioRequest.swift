import Configs
import Foundation
import HTTPTypes
import Production
import Samples
import Synthesis

/// What a page asks a studio for.
struct StudioRequest: Decodable, Sendable {
    /// A change of the recipe.
    enum Edit: Decodable, Sendable {
        /// A key gets a value, in YAML's flow style.
        case set(String, to: String)
        /// A stage is added to a list.
        case add(String, to: String)
        /// A stage of a list goes.
        case remove(String)
        /// A key is no longer given.
        case reset(String)

        private enum Key: String, CodingKey { case set, to, add, remove, reset }

        init(from decoder: any Decoder) throws {
            let keys = try decoder.container(keyedBy: Key.self)
            if let path = try keys.decodeIfPresent(String.self, forKey: .set) {
                self = .set(path, to: try keys.decode(String.self, forKey: .to))
            } else if let member = try keys.decodeIfPresent(String.self, forKey: .add) {
                self = .add(member, to: try keys.decode(String.self, forKey: .to))
            } else if let path = try keys.decodeIfPresent(String.self, forKey: .remove) {
                self = .remove(path)
            } else {
                self = .reset(try keys.decode(String.self, forKey: .reset))
            }
        }
    }

    /// The recipe's name.
    let recipe: String
    /// The revision of the text that is changed.
    let base: String
    private let edits: [Edit]?
    private let seed: UInt64?
    private let split: String?
    private let start: Int?
    private let count: Int?
    /// The sample that is shown large; none where it is not given.
    let large: Int?
    /// Tells pages from each other: of one page the newest request is answered.
    private let page: String?
    private let controls: Bool?

    /// The changes, in the order in which they were made.
    var changes: [Edit] { edits ?? [] }
    /// Takes the place of the recipe's seed.
    var ownSeed: UInt64? { seed }
    /// The first sample.
    var first: Int { start ?? 0 }
    /// How many samples.
    var number: Int { count ?? 0 }
    /// The page that asks.
    var asker: String { page ?? "" }
    /// Whether the keys are wanted as well.
    var wantsControls: Bool { controls ?? false }
    /// The split.
    private(set) var ofSplit = Split.train

    private enum CodingKeys: String, CodingKey {
        case recipe, base, edits, seed, split, start, count, large, page, controls
    }

    private static let largestIndex = 1_000_000_000

    /// - Throws: `Problem`, where it is malformed or asks for too much.
    static func read(_ body: [UInt8], limits: StudioLimits) throws(Problem) -> StudioRequest {
        var request: StudioRequest
        do { request = try JSONDecoder().decode(StudioRequest.self, from: Data(body)) } catch {
            throw .badRequest(
                "malformed_json", "the body must be a JSON object with 'recipe', 'base', 'edits', 'count' and 'large'")
        }
        func check(_ value: Int, _ name: String, _ range: ClosedRange<Int>) throws(Problem) {
            guard range.contains(value) else {
                throw .badRequest(name, "'\(name)' must be \(range.lowerBound) to \(range.upperBound)")
            }
        }
        try check(request.changes.count, "edits", 0...limits.edits)
        try check(request.number, "count", 0...limits.samples)
        try check(request.first, "start", 0...largestIndex)
        if let large = request.large { try check(large, "large", 0...largestIndex) }
        try check(request.asker.utf8.count, "page", 0...64)
        guard let split = Split(rawValue: request.split ?? "train") else {
            throw .badRequest("split", "'split' must be train, val or test")
        }
        request.ofSplit = split
        return request
    }
}

/// A recipe on its way through changes.
struct StudioText: Sendable {
    private(set) var editor: ConfigEditor<DatasetRecipe>
    private let isOpen: Bool

    /// - Throws: `ConfigError`, where the text is not YAML.
    init(_ yaml: String, _ entry: StudioRecipes.Entry, isOpen: Bool) throws {
        let file = URL(fileURLWithPath: entry.path)
        editor = try ConfigEditor(
            yaml, as: DatasetRecipe.self, name: file.lastPathComponent,
            baseDirectory: file.deletingLastPathComponent().path)
        self.isOpen = isOpen
    }

    /// Makes a change.
    ///
    /// - Throws: `ConfigError`, or `Problem` where the key is none that this studio changes.
    mutating func apply(_ edit: StudioRequest.Edit) throws {
        if !isOpen { try check(edit) }
        switch edit {
        case .set(let path, let value): try editor.set(path, to: value)
        case .add(let member, let path): try editor.append(member, to: path)
        case .remove(let path): try editor.remove(path)
        case .reset(let path): try editor.remove(path)
        }
    }

    /// The keys, those that could name a file left out unless the studio is its owner's.
    func controls() throws(ConfigError) -> [ConfigControl] {
        let all = try editor.controls()
        return isOpen ? all : Self.shown(all)
    }

    private static func shown(_ all: [ConfigControl]) -> [ConfigControl] {
        // How a dataset is stored is of no use to who can't store one.
        all.filter { $0.key != Recipe.outputKey && $0.key != "include" }.compactMap(\.tame)
    }

    /// Whatever comes from elsewhere: numbers, switches and words at keys that are there, and stages by their names.
    private func check(_ edit: StudioRequest.Edit) throws {
        let controls = Self.shown(try editor.controls())
        func control(_ path: String) throws -> ConfigControl {
            for control in controls { if let found = control.control(at: path) { return found } }
            throw Problem(.forbidden, "no_such_key", "'\(path.prefix(100))' is no key that can be changed here")
        }
        switch edit {
        case .set(let path, let value):
            let control = try control(path)
            // A part that was left out may come in with its defaults.
            guard control.isTame, control.kind != .stages, control.controls == nil || value == "{}" || value == "null"
            else {
                throw Problem(.forbidden, "no_such_key", "'\(path.prefix(100))' can't be given a value here")
            }
        case .reset(let path):
            guard try control(path).isTame else {
                throw Problem(.forbidden, "no_such_key", "'\(path.prefix(100))' can't be changed here")
            }
        case .add(let member, let path):
            guard try control(path).members?.contains(where: { $0.name == member }) == true else {
                throw Problem(.forbidden, "no_such_stage", "'\(member.prefix(100))' is no stage that can be added here")
            }
        case .remove(let path):
            let list = path.lastIndex(of: "[").map { String(path[..<$0]) } ?? ""
            guard try control(list).kind == .stages else {
                throw Problem(
                    .forbidden, "no_such_stage", "'\(path.prefix(100))' is no stage that can be taken away here")
            }
        }
    }
}
