import Imaging
import Samples

extension DatasetFormat {
    /// `mmocr_train.json`: MMOCR's documents of words.
    public static let mmocr = DatasetFormat(MMOCRFormat(isDetection: false))
    /// `mmocr_detection_train.json`: MMOCR's documents of pages, with boxes.
    public static let mmocrDetection = DatasetFormat(MMOCRFormat(isDetection: true))
}

/// MMOCR 1.x: `{"metainfo": {...}, "data_list": [{"img_path": "1.png", "instances": [{"text": "hello"}]}]}`.
///
/// Of what is read, pictures with one text are taken.
struct MMOCRFormat: ListFormat, WrittenFormat {
    let isDetection: Bool

    var name: String { isDetection ? "mmocr_detection" : "mmocr" }
    var fileStems: [String] { [name] }
    let fileExtensions = ["json"]
    let example = #"{"metainfo": {...}, "data_list": [{"img_path": "1.png", "instances": [{"text": "hello"}]}]}"#

    // MARK: Reading

    func recognizes(_ head: FileHead) -> Bool {
        head.bytes.withUnsafeBytes { bytes in
            var cursor = JSONCursor(bytes)
            guard cursor.take(UInt8(ascii: "{")), let key = cursor.string() else { return false }
            return (key == "metainfo" || key == "data_list")
                && (!isDetection || head.firstBytes.contains("TextDetDataset"))
        }
    }

    func table(
        of file: Descriptor, _ head: FileHead, folder: String, _ findings: inout Findings
    ) throws -> any RowTable {
        try ElementTable(file, folder: folder, key: "data_list", example: example, &findings) {
            bytes throws(RowProblem) in try Self.row(bytes)
        }
    }

    private static func row(_ bytes: UnsafeRawBufferPointer) throws(RowProblem) -> StoredRow {
        var cursor = JSONCursor(bytes)
        var path: String?
        var texts: [(label: String?, corners: [Double])] = []
        let isWhole = cursor.members { key, cursor in
            switch key {
            case "img_path":
                path = cursor.string()
                return path != nil
            case "instances":
                return cursor.elements { cursor in
                    var text: (label: String?, corners: [Double]) = (nil, [])
                    let isText = cursor.members { key, cursor in
                        switch key {
                        case "text":
                            text.label = cursor.string()
                            return text.label != nil
                        case "polygon": return cursor.numbers(into: &text.corners)
                        default: return cursor.skipValue()
                        }
                    }
                    texts.append(text)
                    return isText
                }
            default: return cursor.skipValue()
            }
        }
        guard isWhole, let path else { throw RowProblem("a picture has no img_path and no instances") }
        guard texts.count == 1, let label = texts[0].label else {
            throw RowProblem(
                "\(path) has \(texts.count) texts, or one without its text: cut it into pictures of one text each")
        }
        return StoredRow(path: path, label: label, quad: Quad(corners: texts[0].corners))
    }

    // MARK: Writing

    var holdsPages: Bool { isDetection }

    func files(for splits: [Split]) -> [(stem: String, split: Split?)] { splits.map { ("\(name)_\($0)", $0) } }

    func append(_ sample: SampleEntry, to stem: String, _ style: TextStyle, into bytes: inout [UInt8]) {
        if sample.isFirst {
            bytes.append("{\"metainfo\": {\"dataset_type\": \"")
            bytes.append(isDetection ? "TextDetDataset" : "TextRecogDataset")
            bytes.append("\", \"task_name\": \"\(isDetection ? "textdet" : "textrecog")\"")
            if isDetection { bytes.append(", \"category\": [{\"id\": 0, \"name\": \"text\"}]") }
            bytes.append("}, \"data_list\": [\n")
        } else {
            bytes.append(",\n")
        }
        bytes.append("{\"img_path\": ")
        bytes.append(jsonString: String(decoding: sample.path, as: UTF8.self))
        if isDetection {
            bytes.append(", \"height\": \(sample.height), \"width\": \(sample.width)")
        }
        bytes.append(", \"instances\": [")
        for (number, text) in sample.allTexts.enumerated() {
            bytes.append(number > 0 ? ", {\"text\": " : "{\"text\": ")
            bytes.append(jsonString: text.label)
            if isDetection { append(boxOf: text, to: &bytes) }
            bytes.append("}")
        }
        bytes.append("]}")
        if sample.isLast { bytes.append("\n]}\n") }
    }

    private func append(boxOf text: Sample.Text, to bytes: inout [UInt8]) {
        let box = text.quad.bounds
        bytes.append(", \"ignore\": false, \"bbox_label\": 0, \"bbox\": [")
        bytes.append(list: [box.left, box.top, box.right, box.bottom])
        bytes.append("], \"polygon\": [")
        bytes.append(list: text.quad.corners.flatMap { [$0.x, $0.y] })
        bytes.append("]")
    }

    func reasonItCannotHold(_ label: String) -> String? { label.isEmpty ? "it is empty" : nil }
}

extension [UInt8] {
    /// Appends numbers, to hundredths, with a comma and a space between them.
    mutating func append(list numbers: [Double]) {
        for (place, number) in numbers.enumerated() {
            if place > 0 { append(", ") }
            append(hundredths: number)
        }
    }
}
