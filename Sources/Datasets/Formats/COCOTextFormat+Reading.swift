import Samples

/// COCO-Text's document: pictures and texts by number, in two objects.
extension COCOTextFormat: ListFormat {
    var fileStems: [String] { ["cocotext", "cocotext.v2", "COCO_Text"] }

    /// Whether one of the document's first keys is one that no other format has.
    func recognizes(_ head: FileHead) -> Bool {
        head.bytes.withUnsafeBytes { bytes in
            var cursor = JSONCursor(bytes)
            var isKnown = false
            // The document goes on behind these bytes, so nothing is said of its end.
            _ = cursor.members { key, cursor in
                if ["imgs", "anns", "imgToAnns", "cats"].contains(key), cursor.take(UInt8(ascii: "{")) {
                    isKnown = true
                    return false
                }
                return cursor.skipValue()
            }
            return isKnown
        }
    }

    func table(
        of file: Descriptor, _ head: FileHead, folder: String, _ findings: inout Findings
    ) throws -> any RowTable {
        try PageTable(try COCOTextPages(file, example: example), folder: folder, name: file.path, &findings)
    }
}

/// The pictures of a document of COCO-Text.
///
/// The document is in memory, and of each picture and text its place in it.
private struct COCOTextPages: PageSource {
    private let path: String
    private let bytes: [UInt8]
    /// The pictures' objects, in the document's order.
    private let pictures: [Range<Int>]
    /// For each picture the objects of its texts, in the document's order.
    private let texts: [[Range<Int>]]

    /// - Throws: `DatasetError` where it is no such document, or a text is of a picture that is not there.
    init(_ file: Descriptor, example: String) throws {
        let name = file.path
        path = name
        bytes = try file.readDocument()
        func damaged(_ what: String) -> DatasetError { DatasetError(.damaged, "\(name): \(what)") }
        var found: [String: [(key: String, place: Range<Int>)]] = [:]
        let isWhole = bytes.withUnsafeBytes { bytes in
            var cursor = JSONCursor(bytes)
            return cursor.members { name, cursor in
                guard name == "imgs" || name == "anns" else { return cursor.skipValue() }
                return cursor.members { key, cursor in
                    cursor.skipSpace()
                    let start = cursor.offset
                    guard cursor.skipValue() else { return false }
                    found[name, default: []].append((key, start..<cursor.offset))
                    return true
                }
            } && cursor.isAtEndOfText
        }
        guard isWhole else { throw damaged("the JSON is damaged or cut short; it is to be like \(example)") }
        guard let pictures = found["imgs"] else { throw damaged("it has no imgs; it is to be like \(example)") }
        var numbers: [Int: Int] = [:]
        for (place, picture) in pictures.enumerated() {
            guard let number = Int(picture.key), numbers.updateValue(place, forKey: number) == nil else {
                throw damaged("the picture \(picture.key.quotedForMessage) is no number, or comes twice")
            }
        }
        var texts = [[Range<Int>]](repeating: [], count: pictures.count)
        for text in found["anns"] ?? [] {
            let number = bytes.withUnsafeBytes { bytes -> Int? in
                var cursor = JSONCursor(UnsafeRawBufferPointer(rebasing: bytes[text.place]))
                var number: Int?
                let isText = cursor.members { key, cursor in
                    guard key == "image_id" else { return cursor.skipValue() }
                    number = cursor.integer()
                    return number != nil
                }
                return isText ? number : nil
            }
            guard let number, let place = numbers[number] else {
                throw damaged("the text \(text.key.quotedForMessage) is of no picture in imgs")
            }
            texts[place].append(text.place)
        }
        self.pictures = pictures.map(\.place)
        self.texts = texts
    }

    var count: Int { pictures.count }

    func page(at number: Int) throws(RowProblem) -> Page {
        let page = bytes.withUnsafeBytes { bytes -> Page? in
            var cursor = JSONCursor(UnsafeRawBufferPointer(rebasing: bytes[pictures[number]]))
            var page = Page(path: "")
            let isPicture = cursor.members { key, cursor in
                switch key {
                case "file_name":
                    guard let path = cursor.string() else { return false }
                    page.path = path
                    return true
                case "set":
                    guard cursor.isAtString, let name = cursor.string() else { return cursor.skipValue() }
                    page.split = Split.allCases.first { $0.names.contains(name) }
                    return page.split != nil
                default: return cursor.skipValue()
                }
            }
            guard isPicture, !page.path.isEmpty else { return nil }
            page.texts = texts[number].map { place in
                Self.text(UnsafeRawBufferPointer(rebasing: bytes[place]))
            }
            return page
        }
        guard let page else {
            throw RowProblem("it has no file_name, or a set that is none of train, val and test")
        }
        return page
    }

    private static func text(_ bytes: UnsafeRawBufferPointer) -> PageText {
        var cursor = JSONCursor(bytes)
        var text = PageText()
        var box: [Double] = []
        let isText = cursor.members { key, cursor in
            switch key {
            case "utf8_string":
                guard cursor.isAtString else { return cursor.skipValue() }
                text.label = cursor.string()
                return text.label != nil
            case "legibility":
                guard cursor.isAtString, let word = cursor.string() else { return cursor.skipValue() }
                text.isUnread = word != "legible"
                return true
            // The second version has the outline under `mask`.
            case "polygon", "mask":
                cursor.skipSpace()
                return cursor.next == UInt8(ascii: "[") ? cursor.numbers(into: &text.outline) : cursor.skipValue()
            case "bbox": return cursor.numbers(into: &box)
            default: return cursor.skipValue()
            }
        }
        guard isText else {
            text.problem = RowProblem("the text is no object with utf8_string and bbox or polygon")
            return text
        }
        // Some that are said to be legible have no text either.
        if text.label == "" { text.isUnread = true }
        if text.outline.count != 8, box.count == 4 {
            let (right, bottom) = (box[0] + box[2], box[1] + box[3])
            text.outline = [box[0], box[1], right, box[1], right, bottom, box[0], bottom]
        }
        return text
    }

    func place(of number: Int) -> RowPlace { RowPlace(path: "\(path), picture \(number + 1)", line: nil) }
}
