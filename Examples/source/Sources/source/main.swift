// A source of samples of one's own: numbers in Morse code, as on a strip of paper. Whatever takes a `SampleSource` takes it:
// here a dataset is written from it, and read again.
//
//     swift run source FOLDER
import Datasets
import Imaging
import Samples

struct Morse: SampleSource {
    let seed: UInt64

    func count(of split: Split) -> Int? { nil }
    var hasUniqueLabels: Bool { false }
    func makeReader() -> any SampleReader { MorseReader(seed: seed) }
}

/// Each thread has a reader of its own, so that it may keep what it likes between samples.
final class MorseReader: SampleReader {
    private let seed: UInt64
    private let unit = 3

    init(seed: UInt64) { self.seed = seed }

    /// A sample depends on its key alone: every draw comes from a generator that the key makes for it by name.
    func sample(at index: Int, in split: Split) -> Sample {
        let key = SampleKey(seed: seed, split: split, index: index)
        var digits = key.generator("digits")
        let label = (0..<Int(2 + digits.next() % 4)).map { _ in Int(digits.next() % 10) }
        let height = 8 * unit
        let width = (label.count * 23 + 3) * unit
        var mask = Bitmap(width: width, height: height)
        var characters: [Sample.CharacterBox] = []
        var x = 3 * unit
        for digit in label {
            let start = x
            for mark in 0..<5 {
                // 0 is -----, 1 is .----, 5 is ....., 6 is -....
                let isDash = digit <= 5 ? mark >= digit : mark < digit - 5
                let end = x + (isDash ? 3 : 1) * unit
                for column in x..<end {
                    for row in 3 * unit..<5 * unit { mask[column, row] = 255 }
                }
                x = end + unit
            }
            let box = Rect(
                left: Double(start), top: Double(3 * unit), right: Double(x - unit), bottom: Double(5 * unit))
            characters.append(Sample.CharacterBox(text: "\(digit)", quad: Quad(box)))
            x += 2 * unit
        }
        var shade = key.generator("shade")
        let paper = 200 + Int(shade.next() % 50)
        let pixels = mask.pixels.map { UInt8(paper - Int($0) * (paper - 20) / 255) }
        let last = characters.last?.quad.bounds.right ?? 0
        let outline = Rect(left: Double(3 * unit), top: Double(3 * unit), right: last, bottom: Double(5 * unit))
        return Sample(
            key: key, image: Bitmap(width: width, height: height, pixels: pixels),
            label: label.map(String.init).joined(), mask: mask, textQuad: Quad(outline), characters: characters,
            choices: [Sample.Choice("paper", Double(paper))])
    }
}

let folder = CommandLine.arguments.dropFirst().first ?? "out/morse"
let plan = DatasetPlan(
    counts: SplitCounts(train: 80, val: 10, test: 10), seed: 1, annotations: [.simple, .icdar2015],
    recipe: "# Numbers in Morse code\n", versions: [ToolVersion(name: "morse", version: "1")])
let summary = try await DatasetWriter(plan: plan, directory: folder, existing: .overwrite)
    .write(from: Morse(seed: 1), jobs: 2, progress: { _ in })

let stored = try StoredDataset(folder)
let first = try stored.makeReader().sample(at: 0, in: .train)
print("\(folder): \(summary.counts.total) samples; the first says \(first.label) on \(first.image.width) columns")
