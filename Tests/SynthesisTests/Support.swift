import Configs
import Foundation
import Imaging
import Production
import Samples
import TestSupport
import Testing

@testable import Synthesis

/// What the suites share: recipes from YAML, and the parts of a sample that its key must decide.
enum Fixture {
    /// The repository's root.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// A recipe from YAML; relative paths start at the repository's root unless `folder` says otherwise.
    ///
    /// The whole file is read, with what it says of storing.
    static func recipe(_ yaml: String, in folder: String = root) throws -> Recipe {
        try ConfigDocument(yaml: yaml, name: "recipe.yml", baseDirectory: folder).decode(DatasetRecipe.self).recipe
    }

    /// A source from YAML.
    static func source(_ yaml: String, in folder: String = root) throws -> SyntheticSource {
        try SyntheticSource(recipe(yaml, in: folder))
    }

    /// One sample of a recipe.
    static func sample(_ yaml: String, _ index: Int = 0, _ split: Split = .train) throws -> Sample {
        try source(yaml).makeReader().sample(at: index, in: split)
    }

    /// The first samples of a recipe, from one reader.
    static func samples(_ yaml: String, _ count: Int, _ split: Split = .train) throws -> [Sample] {
        let reader = try source(yaml).makeReader()
        return try (0..<count).map { try reader.sample(at: $0, in: split) }
    }

    /// The labels alone, without drawing anything.
    static func labels(_ yaml: String, _ count: Int, _ split: Split = .train) throws -> [String] {
        let author = try author(yaml)
        let seed = try recipe(yaml).seed
        return try (0..<count).map {
            try author.writing(for: SampleKey(seed: seed, split: split, index: $0)).label
        }
    }

    /// What writes a recipe's labels.
    static func author(_ yaml: String) throws -> any Author {
        let recipe = try recipe(yaml)
        let text = recipe.text.value
        return try text.makeAuthor(seed: recipe.seed, sizes: recipe.samples)
    }

    /// The message of what `body` throws.
    static func message(_ body: () throws -> Void) -> String {
        do {
            try body()
            return "nothing was thrown"
        } catch {
            return "\(error)"
        }
    }
}

/// The repository's configs with all that they name, in a folder of their own: backgrounds are made up, so that
/// the tests do not depend on what somebody has dropped there.
struct ConfigTree {
    static let names = [
        "amounts", "bench", "captcha", "cheque-amounts", "dates", "dates-arabic", "digits-arabic-hand", "display",
        "drawn-digits", "forms", "handwritten", "handwritten-lines", "ids", "meter", "mnist-augmented", "mnist-drawn",
        "mnist-paper", "mnist-strings", "numbers", "numbers-canvas", "numbers-paper", "numbers-scaled",
        "numbers-worn", "odometer", "page-of-words", "plates", "receipts", "receipts-world", "scene-words", "stickers",
        "words",
    ]

    let folder: TemporaryFolder
    private let mnist: SmallMNIST

    init() throws {
        folder = try TemporaryFolder()
        mnist = try SmallMNIST()
        let files = FileManager.default
        for part in ["configs", "fonts"] {
            try files.copyItem(atPath: Fixture.root + "/" + part, toPath: folder(part))
        }
        try files.createDirectory(atPath: folder("backgrounds"), withIntermediateDirectories: true)
        for number in 0..<5 {
            let picture = Bitmap(width: 90 + number, height: 70, channels: 3) { pixels in
                for i in pixels.indices { pixels[i] = UInt8(180 + (i * (number + 3) / 7) % 60) }
            }
            try ImageFile.write(picture, path: folder("backgrounds/\(number).png"))
        }
    }

    /// A config, with overrides.
    func recipe(_ name: String, _ overrides: String...) throws -> Recipe {
        var document = try ConfigDocument(path: folder("configs/\(name).yml"))
        if name.hasPrefix("mnist") { try document.override("hand.mnist.folder=\(mnist.path)") }
        for text in overrides { try document.override(text) }
        return try document.decode(Recipe.self)
    }
}

/// All of a sample but its key: what two samples can be compared by.
struct Content: Equatable {
    var image: Bitmap
    var mask: Bitmap
    var label: String
    var textQuad: Quad
    var characters: [Sample.CharacterBox]
    var choices: [Sample.Choice]
    var rejections: [Sample.Rejection]

    init(_ sample: Sample) {
        image = sample.image
        mask = sample.mask
        label = sample.label
        textQuad = sample.textQuad
        characters = sample.characters
        choices = sample.choices
        rejections = sample.rejections
    }
}

extension Sample {
    /// What was drawn, by name.
    var choice: [String: Choice.Value] {
        Dictionary(choices.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    /// A drawn number.
    func number(_ name: String) throws -> Double {
        guard case .number(let value)? = choice[name] else {
            throw NoChoice(description: "no number '\(name)' among \(choices.map(\.name))")
        }
        return value
    }

    /// The font that was drawn.
    var font: String {
        if case .text(let name)? = choice["font"] { name } else { "" }
    }

    struct NoChoice: Error, CustomStringConvertible { let description: String }
}

extension Bitmap {
    /// All coverage added up, in full pixels.
    var inkSum: Double { Double(pixels.reduce(0) { $0 + Int($1) }) / 255 }

    /// The half-open box of the pixels above a value.
    func inkBounds(above level: UInt8 = 0) -> Rect {
        var box = Rect.empty
        for y in 0..<height {
            for x in 0..<width where self[x, y] > level {
                box = box.union(
                    Rect(left: Double(x), top: Double(y), right: Double(x) + 1, bottom: Double(y) + 1))
            }
        }
        return box
    }

    /// The mean of all values, grey levels.
    var mean: Double { Double(pixels.reduce(0) { $0 + Int($1) }) / Double(max(1, pixels.count)) }

    /// The standard deviation of all values, grey levels.
    var deviation: Double {
        let mean = self.mean
        let sum = pixels.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
        return (sum / Double(max(1, pixels.count))).squareRoot()
    }

    /// The mean absolute difference, grey levels.
    func distance(to other: Bitmap) -> Double {
        precondition(pixels.count == other.pixels.count, "images of two sizes")
        let sum = zip(pixels, other.pixels).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
        return Double(sum) / Double(max(1, pixels.count))
    }

    /// A picture with a bit of everything: a ramp, steps, and noise that is the same on every run.
    static func scene(width: Int, height: Int, channels: Int) -> Bitmap {
        Bitmap(width: width, height: height, channels: channels) { pixels in
            var state: UInt32 = 7
            for i in pixels.indices {
                state = state &* 1_664_525 &+ 1_013_904_223
                let (x, y) = (i / channels % width, i / channels / width)
                let step = (x / 8 + y / 8) % 2 == 0 ? 60 : 0
                pixels[i] = UInt8(60 + x * 60 / max(1, width) + step + Int(state >> 27))
            }
        }
    }
}

extension Rect {
    /// The box with every edge moved outwards.
    func grown(by margin: Double) -> Rect {
        Rect(left: left - margin, top: top - margin, right: right + margin, bottom: bottom + margin)
    }

    /// Whether the other box lies inside.
    func contains(_ other: Rect) -> Bool {
        left <= other.left && top <= other.top && right >= other.right && bottom >= other.bottom
    }
}

extension Quad {
    /// How far a point lies outside of the convex quad, px; negative inside.
    func distance(to point: Point) -> Double {
        let corners = self.corners
        var farthest = -Double.infinity
        for (number, a) in corners.enumerated() {
            let b = corners[(number + 1) % 4]
            let (dx, dy) = (b.x - a.x, b.y - a.y)
            let length = (dx * dx + dy * dy).squareRoot()
            guard length > 1e-9 else { continue }
            // Clockwise with y down: the inside lies to the right of each edge.
            farthest = max(farthest, (dy * (point.x - a.x) - dx * (point.y - a.y)) / length)
        }
        return farthest
    }

    /// The area, px².
    var area: Double {
        let corners = self.corners
        return abs(
            corners.indices.reduce(0) { sum, i in
                let (a, b) = (corners[i], corners[(i + 1) % 4])
                return sum + a.x * b.y - b.x * a.y
            }) / 2
    }
}

/// Pearson's statistic of counts that should stand in the proportions of `shares`.
func chiSquare(_ counts: [Int], shares: [Double]? = nil) -> Double {
    let total = Double(counts.reduce(0, +))
    let shares = shares ?? [Double](repeating: 1, count: counts.count)
    let whole = shares.reduce(0, +)
    return zip(counts, shares).reduce(0) { sum, pair in
        let expected = total * pair.1 / whole
        return expected == 0 ? sum : sum + (Double(pair.0) - expected) * (Double(pair.0) - expected) / expected
    }
}

/// What the statistic exceeds once in 10,000 samples, by its degrees of freedom (Wilson and Hilferty).
func chiSquareLimit(_ freedom: Int) -> Double {
    let k = Double(freedom)
    let root = 1 - 2 / (9 * k) + 3.719 * (2 / (9 * k)).squareRoot()
    return k * root * root * root
}
