import Configs
import Foundation

/// A config with every kind of value.
struct Plan: ConfigRecord, Equatable {
    var name = "untitled"
    var title: String?
    var seed: UInt64 = 1
    var copies = 3
    var share = 0.5
    var ratio: Double?
    var isFast = false
    var mode = Mode.plain
    var modes: [Mode] = [.plain]
    var size: Quantity = 32
    var shift: Quantity?
    var digits: Count = 9
    var weights: [Double] = []
    var prefix = Alternatives("")
    var range = Span()
    var file: ConfigPath?
    var faces: [Face] = [Face(family: "Serif")]
    var source = OneOf<Sources>(Words())
    var papers: [OneOf<Papers>] = [OneOf(Plain())]
    var stages: [OneOf<Stages>] = []

    enum Mode: String, ConfigEnum {
        case plain, fancy
        case xHeight = "x_height"
    }

    static let summary = "A plan."
    static var fields: [Field<Plan>] {
        [
            Field("name", \.name, "Its name."),
            Field("title", \.title, "Its title, or none."),
            Field("seed", \.seed, "The seed."),
            Field("copies", \.copies, in: 0...1e12, "How many."),
            Field("share", \.share, in: 0...1, "A share."),
            Field("ratio", \.ratio, in: 0.5..., "A ratio."),
            Field("fast", \.isFast, "Whether it is fast."),
            Field("mode", \.mode, "How it is done."),
            Field("modes", \.modes, count: 0...2, "How else | it may be done."),
            Field("size", \.size, in: 2...1024, unit: "px", "The size."),
            Field("shift", \.shift, "A shift."),
            Field("digits", \.digits, in: 1...64, "How many digits."),
            Field("weights", \.weights, in: 0..., "The weights."),
            Field("prefix", \.prefix, "What stands before."),
            Field("range", \.range, "From where to where."),
            Field("file", \.file, "A file."),
            Field("faces", \.faces, count: 1...3, "The faces."),
            Field("source", \.source, "What is written."),
            Field("papers", \.papers, count: 1...8, "What it is written on."),
            Field("stages", \.stages, "What happens to it."),
        ]
    }

    static func == (left: Plan, right: Plan) -> Bool { left.encoded == right.encoded }
}

struct Span: ConfigRecord, Equatable {
    var low = 0.0
    var high = 1.0

    static let summary = "From here to there."
    static var fields: [Field<Span>] {
        [Field("low", \.low, "The lower end."), Field("high", \.high, "The upper end.")]
    }

    func validate() throws(ConfigProblem) {
        if low > high { throw ConfigProblem(key: "high", "must not be below 'low'") }
    }
}

struct Face: ConfigRecord, Equatable {
    var family: String?
    var weight = 1.0

    init() {}
    init(family: String) { self.family = family }

    static let summary = "A face; a bare word is its family."
    static let shorthand: String? = "family"
    static var fields: [Field<Face>] {
        [Field("family", \.family, "Its family."), Field("weight", \.weight, in: 0..., "How often it is drawn.")]
    }

    func validate() throws(ConfigProblem) {
        if family == nil { throw ConfigProblem(key: "family", "give a family") }
    }
}

enum Sources: ConfigFamily {
    static let title = "source"
    static let modifier = ConfigModifier.none
    static var members: [FamilyMember<any ConfigMember>] {
        [FamilyMember(Words.self) { $0 }, FamilyMember(Lines.self) { $0 }, FamilyMember(Mixture.self) { $0 }]
    }
    static func record(_ member: any ConfigMember) -> any ConfigMember { member }
}

struct Words: ConfigMember {
    var count: Count = 1
    static let name = "words"
    static let summary = "Words."
    static var fields: [Field<Words>] { [Field("count", \.count, in: 1..., "How many.")] }
}

struct Lines: ConfigMember {
    var text = ""
    static let name = "lines"
    static let summary = "Lines of a text."
    static let shorthand: String? = "text"
    static var fields: [Field<Lines>] { [Field("text", \.text, required: true, "The text.")] }
}

/// A member that holds members of its own family.
struct Mixture: ConfigMember {
    var parts: [OneOf<Sources>] = []
    static let name = "mixture"
    static let summary = "Several sources in turn."
    static var fields: [Field<Mixture>] { [Field("parts", \.parts, "The sources.")] }
}

enum Papers: ConfigFamily {
    static let title = "paper"
    static let modifier = ConfigModifier.weight
    static var members: [FamilyMember<any ConfigMember>] {
        [FamilyMember(Plain.self) { $0 }]
    }
    static func record(_ member: any ConfigMember) -> any ConfigMember { member }
}

struct Plain: ConfigMember {
    var tone: Quantity = 1
    static let name = "plain"
    static let summary = "Paper of one tone."
    static let shorthand: String? = "tone"
    static var fields: [Field<Plain>] { [Field("tone", \.tone, in: 0...1, "How light it is.")] }
}

enum Stages: ConfigFamily {
    static let title = "stage"
    static let modifier = ConfigModifier.probability
    static var members: [FamilyMember<any ConfigMember>] {
        [FamilyMember(Blur.self) { $0 }, FamilyMember(Invert.self) { $0 }, FamilyMember(Noise.self) { $0 }]
    }
    static func record(_ member: any ConfigMember) -> any ConfigMember { member }
}

struct Blur: ConfigMember {
    var sigma = Quantity(0...1)
    static let name = "blur"
    static let summary = "Blurs."
    static let shorthand: String? = "sigma"
    static var fields: [Field<Blur>] { [Field("sigma", \.sigma, in: 0...50, unit: "px", "How much.")] }
}

struct Invert: ConfigMember {
    static let name = "invert"
    static let summary = "Swaps black and white."
    static var fields: [Field<Invert>] { [] }
}

struct Noise: ConfigMember {
    var amount: Quantity = 0.1
    var colored = false
    static let name = "noise"
    static let summary = "Adds noise."
    static var fields: [Field<Noise>] {
        [Field("amount", \.amount, in: 0..., "How much."), Field("colored", \.colored, "Whether it has colours.")]
    }
}

/// The plan that a text describes, with overrides laid over it.
func plan(_ yaml: String, overrides: [String] = [], in folder: String = "/") throws(ConfigError) -> Plan {
    var document = try ConfigDocument(yaml: yaml, name: "plan.yml", baseDirectory: folder)
    for override in overrides { try document.override(override) }
    return try document.decode(Plan.self)
}

/// The message of the error that reading a text ends in; nil when it can be read.
func message(_ yaml: String, overrides: [String] = []) -> String? {
    do throws(ConfigError) {
        _ = try plan(yaml, overrides: overrides)
        return nil
    } catch {
        return "\(error)"
    }
}

/// Runs `body` with a new folder, and removes the folder.
func withTemporaryFolder<R>(_ body: (String) throws -> R) throws -> R {
    let folder = FileManager.default.temporaryDirectory.appending(path: "configuration-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder.resolvingSymlinksInPath().path)
}

/// SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
struct TestGenerator: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}
