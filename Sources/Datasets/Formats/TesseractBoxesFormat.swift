import Imaging
import Samples

extension DatasetFormat {
    /// `train/000001.box` beside the picture: `a x1 y1 x2 y2 0` for each character, from the bottom left.
    public static let tesseractBoxes = DatasetFormat(TesseractBoxesFormat())
}

/// Tesseract's box files, as TextRecognitionDataGenerator writes them with `-obb 2`: px from the bottom left, and the page.
struct TesseractBoxesFormat: WrittenFormat {
    let name = "tesseract_boxes"
    let example = "0 5 9 15 21 0"
    let holdsPages = true

    var sampleFile: SampleFilePlace? { .besidePicture(key: name, ending: ".box") }

    func appendFile(of sample: SampleEntry, _ style: TextStyle, into bytes: inout [UInt8]) {
        for text in sample.allTexts {
            let labels = characters(of: text) ?? text.characters.map(\.text)
            for (character, label) in zip(text.characters, labels) {
                let box = PixelBox(character.quad, in: sample)
                let (bottom, top) = (sample.height - box.bottom, sample.height - box.top)
                bytes.append("\(label) \(box.left) \(bottom) \(box.right) \(top) 0\n")
            }
            // A text's end has a line of its own: behind the only text, or behind this one of several.
            if sample.texts.isEmpty {
                bytes.append("\t \(sample.width) 0 \(sample.width + 1) \(sample.height) 0\n")
            } else {
                let box = PixelBox(text.quad, in: sample)
                let (bottom, top) = (sample.height - box.bottom, sample.height - box.top)
                bytes.append("\t \(box.right) \(bottom) \(box.right + 1) \(top) 0\n")
            }
        }
    }

    /// A character of the label for each box: what is drawn may be other digits than the label has.
    private func characters(of text: Sample.Text) -> [String]? {
        guard text.characters.map(\.text).joined() != text.label else { return text.characters.map(\.text) }
        let own = text.label.map(String.init)
        return own.count == text.characters.count ? own : nil
    }

    func lack(in sample: SampleEntry) -> String? {
        sample.lackOfBoxes
            ?? (sample.allTexts.allSatisfy { characters(of: $0) != nil }
                ? nil : "boxes of the characters of its label: others are drawn, and not as many")
    }

    func reasonItCannotHold(_ label: String) -> String? { label.reasonItIsNoLine }
}
