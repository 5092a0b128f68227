import Imaging
import Samples

/// Pictures of texts that a tiny network learns in a moment: each digit is a pattern of bars, 16 px wide.
struct BarSource: SampleSource {
    var counts: [Split: Int]?
    var hasUniqueLabels: Bool { false }
    /// The label of a sample.
    var label: @Sendable (Split, Int) -> String = { split, index in
        let key = SampleKey(seed: 3, split: split, index: index)
        var generator = key.generator("label")
        let length = 1 + Int(generator.nextWord() % 4)
        return String((0..<length).map { _ in Character("\(generator.nextWord() % 3)") })
    }

    /// The picture of a label.
    var picture: @Sendable (String) -> Bitmap = BarSource.picture
    /// Where the characters of a label stand; none where that is not known.
    var boxes: @Sendable (String) -> [Sample.CharacterBox] = { _ in [] }

    func count(of split: Split) -> Int? { counts.map { $0[split] ?? 0 } }
    func makeReader() throws -> any SampleReader { Reader(source: self) }

    private final class Reader: SampleReader {
        let source: BarSource

        init(source: BarSource) { self.source = source }

        func sample(at index: Int, in split: Split) throws -> Sample {
            let label = source.label(split, index)
            let image = source.picture(label)
            return Sample(
                key: SampleKey(seed: 3, split: split, index: index), image: image, label: label,
                mask: Bitmap(width: 0, height: 0),
                textQuad: Quad(Rect(left: 0, top: 0, right: Double(image.width), bottom: 32)),
                characters: source.boxes(label))
        }
    }

    /// The picture of a text of the characters 0, 1 and 2.
    static func picture(_ label: String) -> Bitmap {
        let digits = Array(label)
        var image = Bitmap(width: 16 * max(1, digits.count), height: 32, filledWith: 255)
        for (place, digit) in digits.enumerated() {
            let rows =
                switch digit {
                case "0": 4..<12;
                case "1": 12..<20;
                default: 20..<28
                }
            for y in rows { for x in 4..<12 { image[16 * place + x, y] = 0 } }
        }
        return image
    }
}
