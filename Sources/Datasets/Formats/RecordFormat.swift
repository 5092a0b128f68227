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

    func recognizes(_ head: FileHead) -> Bool { head.firstLine.hasPrefix(#"{"split":"#) }

    /// Reads no more of a line than a row needs.
    func parse(_ line: UnsafeRawBufferPointer, number: Int) throws(RowProblem) -> StoredRow? {
        guard let row = Self.row(line) else {
            throw RowProblem("the line is no record with split, path and label", line, example)
        }
        return row
    }

    private static func row(_ line: UnsafeRawBufferPointer) -> StoredRow? {
        guard line.last == UInt8(ascii: "}") else { return nil }
        var cursor = JSONCursor(line)
        var (path, label, split, byteCount): (String?, String?, Split?, Int?)
        guard cursor.take(UInt8(ascii: "{")) else { return nil }
        repeat {
            guard let key = cursor.string(), cursor.take(UInt8(ascii: ":")) else { return nil }
            switch key {
            case "split": split = cursor.string().flatMap(Split.init)
            case "path": path = cursor.string()
            case "label": label = cursor.string()
            case "bytes": byteCount = cursor.integer()
            default: guard cursor.skipValue() else { return nil }
            }
            // What follows is as long as all of this, and not needed.
            if path != nil, label != nil, split != nil, byteCount != nil { break }
        } while cursor.take(.comma)
        guard let path, let label, let split else { return nil }
        return StoredRow(path: path, label: label, split: split, byteCount: byteCount)
    }
}
