import Imaging
import Samples

extension DatasetFormat {
    /// `1.png<TAB>[{"transcription": "hello", "points": [[6,9],[139,9],[139,31],[6,31]]}]`.
    public static let paddleDetection = DatasetFormat(PaddleDetectionFormat())
}

/// PaddleOCR's lists of pages with boxes: the picture, a tab, and a list of texts with their corners.
///
/// Of pages with several texts each text is read as a sample of its own.
struct PaddleDetectionFormat: ListFormat, WrittenFormat {
    let name = "paddleocr_detection"
    let fileStems = ["det_gt", "Label"]
    let fileExtensions = ["txt"]
    let example = #"images/1.png<TAB>[{"transcription": "hello", "points": [[6, 9], [139, 9], [139, 31], [6, 31]]}]"#

    // MARK: Reading

    func recognizes(_ head: FileHead) -> Bool {
        guard let tab = head.firstLine.utf8.firstIndex(of: .tab) else { return false }
        let list = head.firstLine.utf8[head.firstLine.utf8.index(after: tab)...]
        guard head.firstLine.utf8[..<tab].endsInExtension else { return false }
        // A page without a text may stand first.
        return list.starts(with: #"[{"#.utf8) && head.firstLine.contains(#""points""#)
            || list.elementsEqual("[]".utf8) && head.firstBytes.contains(#""points""#)
    }

    func table(
        of file: Descriptor, _ head: FileHead, folder: String, _ findings: inout Findings
    ) throws -> any RowTable {
        // JSON shows where a label ends.
        let pages = try LinePages(file, keepsBlanks: true) { line throws(RowProblem) in try page(of: line) }
        return try PageTable(pages, folder: folder, name: file.path, &findings)
    }

    private func page(of line: UnsafeRawBufferPointer) throws(RowProblem) -> Page {
        guard let tab = line.firstIndex(of: .tab) else {
            throw RowProblem("there is no tab between the path and its texts", line, example)
        }
        var page = Page(path: try line[..<tab].text())
        var cursor = JSONCursor(UnsafeRawBufferPointer(rebasing: line[(tab + 1)...]))
        let isList = cursor.elements { cursor in
            var text = PageText()
            let isText = cursor.members { key, cursor in
                switch key {
                case "transcription":
                    text.label = cursor.string()
                    return text.label != nil
                case "points": return cursor.numbers(into: &text.outline)
                default: return cursor.skipValue()
                }
            }
            text.isUnread = text.label.map(PageText.unreadMarks.contains) ?? false
            if text.label != nil, text.outline.isEmpty {
                text.problem = RowProblem("the text's points are no outline")
            }
            page.texts.append(text)
            return isText
        }
        guard isList, cursor.isAtEndOfText else {
            throw RowProblem("what stands behind the tab is no list of texts with their points", line, example)
        }
        return page
    }

    // MARK: Writing

    let holdsPages = true

    func files(for splits: [Split]) -> [(stem: String, split: Split?)] { splits.map { ("det_gt_\($0)", $0) } }

    func append(_ sample: SampleEntry, to stem: String, _ style: TextStyle, into bytes: inout [UInt8]) {
        bytes.append(contentsOf: sample.path)
        bytes.append("\t[")
        for (number, text) in sample.allTexts.enumerated() {
            bytes.append(number > 0 ? ", {\"transcription\": " : "{\"transcription\": ")
            bytes.append(jsonString: text.label)
            bytes.append(", \"points\": [")
            let corners = ICDARDetectionFormat.wholePixels(text.quad, width: sample.width, height: sample.height)
            for (place, corner) in corners.enumerated() {
                bytes.append(place > 0 ? ", [" : "[")
                bytes.append(decimal: corner.x)
                bytes.append(", ")
                bytes.append(decimal: corner.y)
                bytes.append("]")
            }
            bytes.append("]}")
        }
        bytes.append("]\n")
    }

    func reasonItCannotHold(_ label: String) -> String? {
        if label == "###" || label == "*" { return "it stands for text that is not to be read" }
        return label.isEmpty ? "it is empty" : nil
    }
}

extension Quad {
    /// The upright box around points, of which there is one: x, y, x, y...
    init(around numbers: [Double]) {
        let (x, y) = (stride(from: 0, to: numbers.count, by: 2), stride(from: 1, to: numbers.count, by: 2))
        let (xs, ys) = (x.map { numbers[$0] }, y.map { numbers[$0] })
        self.init(Rect(left: xs.min() ?? 0, top: ys.min() ?? 0, right: xs.max() ?? 0, bottom: ys.max() ?? 0))
    }

    /// The quad of eight numbers, or nil where there are not eight.
    init?(corners numbers: [Double]) {
        guard numbers.count == 8 else { return nil }
        func point(_ place: Int) -> Point { Point(x: numbers[2 * place], y: numbers[2 * place + 1]) }
        self.init(topLeft: point(0), topRight: point(1), bottomRight: point(2), bottomLeft: point(3))
    }
}
