import Imaging
import Samples

extension DatasetFormat {
    /// `samples.jsonl`, as this program writes it.
    public static let platen = DatasetFormat(RecordFormat())
}

/// This program's own records: `SampleRecord` writes them, with every dataset.
struct RecordFormat: LineFormat {
    let name = "platen"
    let example = #"{"split":"train","index":0,"path":"train/000000.png","label":"12",...}"#
    let keepsBlanks = true
    /// Whether a row has the boxes and the mask as well, which takes reading the line to its end.
    var readsBoxes = false
    /// Whether a row has what was drawn for the sample, which takes as much.
    var readsChoices = false

    func recognizes(_ head: FileHead) -> Bool { head.firstLine.hasPrefix(#"{"split":"#) }

    /// Reads no more of a line than a row needs.
    func parse(_ line: UnsafeRawBufferPointer, number: Int) throws(RowProblem) -> StoredRow? {
        guard let row = row(line) else {
            throw RowProblem("the line is no record with split, path and label", line, example)
        }
        return row
    }

    private func row(_ line: UnsafeRawBufferPointer) -> StoredRow? {
        guard line.last == UInt8(ascii: "}") else { return nil }
        var cursor = JSONCursor(line)
        var (path, label, split, byteCount): (String?, String?, Split?, Int?)
        var row = StoredRow(path: "", label: "")
        var texts: [RecordedText] = []
        guard cursor.take(UInt8(ascii: "{")) else { return nil }
        repeat {
            guard let key = cursor.string(), cursor.take(UInt8(ascii: ":")) else { return nil }
            switch key {
            case "split": split = cursor.string().flatMap(Split.init)
            case "path": path = cursor.string()
            case "label": label = cursor.string()
            case "bytes": byteCount = cursor.integer()
            case "mask" where readsBoxes: row.mask = cursor.string()
            case "quad" where readsBoxes:
                var corners: [Double] = []
                guard cursor.numbers(into: &corners) else { return nil }
                row.quad = Quad(corners: corners)
            case "characters" where readsBoxes:
                guard cursor.elements({ Self.readCharacter(&$0, &row.characters) }) else { return nil }
            case "choices" where readsChoices:
                let isWhole = cursor.members { key, cursor in
                    StoredChoices.read(StoredChoices.name(ofRecorded: key), &cursor, into: &row.choices)
                }
                guard isWhole else { return nil }
            case "texts" where readsBoxes:
                guard cursor.elements({ RecordedText.read(&$0, into: &texts) }) else { return nil }
            default: guard cursor.skipValue() else { return nil }
            }
            // What follows is as long as all of this, and not needed.
            if !readsBoxes, !readsChoices, path != nil, label != nil, split != nil, byteCount != nil { break }
        } while cursor.take(.comma)
        guard let path, let label, let split, row.take(texts) else { return nil }
        (row.path, row.label, row.split, row.byteCount) = (path, label, split, byteCount)
        return row
    }

    /// `["7", x, y, x, y, x, y, x, y]`.
    private static func readCharacter(_ cursor: inout JSONCursor, _ characters: inout [Sample.CharacterBox]) -> Bool {
        guard cursor.take(UInt8(ascii: "[")), let text = cursor.string() else { return false }
        var corners: [Double] = []
        while cursor.take(.comma) {
            guard let number = cursor.number() else { return false }
            corners.append(number)
        }
        guard cursor.take(UInt8(ascii: "]")), let quad = Quad(corners: corners) else { return false }
        characters.append(Sample.CharacterBox(text: text, quad: quad))
        return true
    }
}
