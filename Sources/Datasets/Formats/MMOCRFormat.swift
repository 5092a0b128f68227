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
/// Of pages with several texts each text is read as a sample of its own.
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
        let pages = try ElementPages(file, key: "data_list", example: example) { bytes throws(RowProblem) in
            try Self.page(of: bytes)
        }
        return try PageTable(pages, folder: folder, name: file.path, &findings)
    }

    private static func page(of bytes: UnsafeRawBufferPointer) throws(RowProblem) -> Page {
        var cursor = JSONCursor(bytes)
        var page = Page(path: "")
        var hasPath = false
        let isWhole = cursor.members { key, cursor in
            switch key {
            case "img_path":
                guard let path = cursor.string() else { return false }
                (page.path, hasPath) = (path, true)
                return true
            case "instances": return cursor.elements { readText(&$0, into: &page.texts) }
            default: return cursor.skipValue()
            }
        }
        guard isWhole, hasPath else { throw RowProblem("a picture has no img_path and no instances") }
        return page
    }

    private static func readText(_ cursor: inout JSONCursor, into texts: inout [PageText]) -> Bool {
        var text = PageText()
        var box: [Double] = []
        let isText = cursor.members { key, cursor in
            switch key {
            case "text":
                text.label = cursor.string()
                return text.label != nil
            case "polygon": return cursor.numbers(into: &text.outline)
            case "bbox": return cursor.numbers(into: &box)
            case "ignore":
                cursor.skipSpace()
                // A truth value, or a number as of one.
                if cursor.next == UInt8(ascii: "t") || cursor.next == UInt8(ascii: "1") { text.isUnread = true }
                return cursor.skipValue()
            default: return cursor.skipValue()
            }
        }
        if text.outline.isEmpty, box.count == 4 {
            text.outline = [box[0], box[1], box[2], box[1], box[2], box[3], box[0], box[3]]
        }
        texts.append(text)
        return isText
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
