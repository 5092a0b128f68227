import Samples

extension DatasetFormat {
    /// `labels.json`: one object, in which each picture's name has its text.
    public static let docTR = DatasetFormat(DocTRFormat())
}

/// docTR's labels of words: `{"img_1.png": "I", "img_2.png": "am"}`.
///
/// The pictures lie beside the file or in `images/`.
struct DocTRFormat: ListFormat, WrittenFormat {
    let name = "doctr"
    let fileStems = ["labels"]
    let fileExtensions = ["json"]
    let example = #"{"img_1.png": "hello", ...}"#

    func recognizes(_ head: FileHead) -> Bool {
        head.bytes.withUnsafeBytes { bytes in
            var cursor = JSONCursor(bytes)
            guard cursor.take(UInt8(ascii: "{")), let key = cursor.string() else { return false }
            return Array(key.utf8).endsInExtension
        }
    }

    func table(
        of file: Descriptor, _ head: FileHead, folder: String, _ findings: inout Findings
    ) throws -> any RowTable {
        let table = try EntryTable(file, folder: folder, example: example, &findings)
        // docTR is told of both, the folder and the file, and its own examples have them side by side.
        guard table.count > 0, try FileKind(of: table.imagePath(of: table.row(at: 0).row)) == .none else {
            return table
        }
        let inner = table.moved(to: folder + "/images")
        return try FileKind(of: inner.imagePath(of: inner.row(at: 0).row)) == .file ? inner : table
    }

    // MARK: Writing

    func files(for splits: [Split]) -> [(stem: String, split: Split?)] { splits.map { ("\($0)/labels", $0) } }

    func append(_ sample: SampleEntry, to stem: String, _ style: TextStyle, into bytes: inout [UInt8]) {
        bytes.append(sample.isFirst ? "{\n" : ",\n")
        bytes.append(jsonString: String(decoding: sample.pathInSplit, as: UTF8.self))
        bytes.append(": ")
        bytes.append(jsonString: sample.label)
        if sample.isLast { bytes.append("\n}\n") }
    }

    func reasonItCannotHold(_ label: String) -> String? { label.isEmpty ? "it is empty" : nil }
}
