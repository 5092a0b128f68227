import Imaging
import Samples
import Scripts

extension DatasetFormat {
    /// `train/gt.txt`, `train/coords.txt` and `train/glyph_coords.txt`: labels and boxes as SynthTIGER writes them.
    public static let synthTIGER = DatasetFormat(SynthTIGERFormat())
}

/// SynthTIGER's lists: `path<TAB>label`, and `path<TAB>x1,y1,x2,y2<TAB>...` with a box for each character, spaces included,
/// in the order in which they stand in the line.
///
/// The label of a page of several texts is all of them with a space between each and the next, as its own example of many texts
/// has it; the space has an empty box.
///
/// Platen's boxes go round the ink, which is the same with and without what is done to it, so both lists of boxes are alike.
struct SynthTIGERFormat: WrittenFormat {
    let name = "synthtiger"
    let fileExtensions = ["txt"]
    let example = "000001.png<TAB>6,9,17,31<TAB>18,9,30,31"
    let holdsPages = true

    func files(for splits: [Split]) -> [(stem: String, split: Split?)] {
        splits.flatMap { split in ["gt", "coords", "glyph_coords"].map { ("\(split)/\($0)", split) } }
    }

    func append(_ sample: SampleEntry, to stem: String, _ style: TextStyle, into bytes: inout [UInt8]) {
        bytes.append(contentsOf: sample.pathInSplit)
        if stem.hasSuffix("/gt") {
            bytes.append(.tab)
            bytes.append(sample.allTexts.map(\.label).joined(separator: " "))
        } else {
            for box in sample.boxesInLine {
                bytes.append(.tab)
                let edges = [box.left, box.top, box.left + box.width, box.top + box.height]
                for (place, edge) in edges.enumerated() {
                    if place > 0 { bytes.append(.comma) }
                    bytes.append(decimal: edge.isFinite && abs(edge) < 1e9 ? Int(edge) : 0)
                }
            }
        }
        bytes.append(.lineFeed)
    }

    func lack(in sample: SampleEntry) -> String? { sample.lackOfBoxes }

    func reasonItCannotHold(_ label: String) -> String? { TabbedFormat().reasonItCannotHold(label) }
}

extension SampleEntry {
    /// The characters of each text from left to right: the order of the text, unless some of it runs to the left.
    var charactersInLine: [Sample.CharacterBox] {
        guard label.unicodeScalars.contains(where: \.runsToTheLeft) else { return characters }
        return allTexts.flatMap { text in
            text.characters.sorted { $0.quad.bounds.center.x < $1.quad.bounds.center.x }
        }
    }

    /// The characters' boxes as the label has them: of a page of several texts with an empty box between each and the next, which
    /// is that of the space there, and in the order in which the whole label would stand in a line.
    fileprivate var boxesInLine: [Rect] {
        let texts = allTexts
        guard texts.count > 1 else { return charactersInLine.map(\.quad.bounds) }
        var boxes: [Rect] = []
        for text in texts {
            if let last = boxes.last {
                boxes.append(Rect(left: last.right, top: last.top, right: last.right, bottom: last.bottom))
            }
            boxes += text.characters.map(\.quad.bounds)
        }
        let seen = TextOrder().seen(texts.map(\.label).joined(separator: " "))
        guard seen.count == boxes.count, Set(seen.map(\.place)) == Set(boxes.indices) else { return boxes }
        return seen.map { boxes[$0.place] }
    }

    /// What is said of a sample without boxes.
    var lackOfBoxes: String? {
        characters.isEmpty && !label.isEmpty ? "the boxes of the characters, which are not known" : nil
    }
}

extension Unicode.Scalar {
    /// Whether it is of a script that runs to the left: Hebrew, Arabic, Syriac, Thaana, N'Ko and others of these blocks.
    fileprivate var runsToTheLeft: Bool {
        switch value {
        case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
        default: false
        }
    }
}
