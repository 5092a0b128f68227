import Imaging
import Samples

/// Tesseract's box files beside the pictures: the characters, and with them the labels.
extension TesseractBoxesFormat: FolderFormat {
    /// Whether box files lie beside the pictures, and no texts, which say more surely what is written.
    func recognizes(_ folder: PictureFolder) -> Bool {
        let names = Set(folder.names)
        guard let name = folder.pictures.lazy.compactMap({ Self.boxFile(of: $0, among: names) }).first,
            !TextFilesFormat().recognizes(folder),
            let bytes = try? Descriptor.reading(folder.path + "/" + name).read(count: 1 << 12, at: 0),
            let line = bytes.split(separator: .lineFeed).first
        else { return false }
        return Self.box(of: line.last == .carriageReturn ? line.dropLast() : line) != nil
    }

    func reads(_ name: String) -> Bool { name.hasSuffix(Self.ending) }

    func table(of folder: PictureFolder, _ findings: inout Findings) throws -> any RowTable {
        let names = Set(folder.names)
        var pairs: [(picture: String, boxes: String)] = []
        for picture in folder.pictures {
            guard let boxes = Self.boxFile(of: picture, among: names) else {
                try findings.meet(
                    "there is no box file beside it, such as \(ImagePaths.stemName(of: picture))\(Self.ending): add it",
                    at: folder.path + "/" + picture)
                continue
            }
            pairs.append((picture, boxes))
        }
        let used = Set(pairs.map(\.boxes))
        let alone = folder.names.filter { $0.hasSuffix(Self.ending) && !used.contains($0) }
        if let first = alone.first {
            findings.note(
                "\(folder.path)/\(first): \(alone.count) box files have no image beside them, this is the first")
        }
        let pages = TesseractPages(folder: folder.path, pairs: pairs, readsBoxes: findings.readsBoxes)
        return try PageTable(pages, folder: folder.path, name: folder.path, &findings)
    }

    static let ending = ".box"

    /// The name of the box file of a picture.
    private static func boxFile(of picture: String, among names: Set<String>) -> String? {
        TextFilesFormat.stems(of: picture).lazy.map { $0 + ending }.first(where: names.contains)
    }

    /// What a line tells.
    struct Box {
        /// A character; a tab where the text ends; a whole line of text, where the line says so.
        var text: String
        /// From the left, and from the picture's bottom upwards: its top is less than its bottom.
        var rect: Rect
        /// The picture in a file of several, from 0.
        var page: Int
        var isWholeText = false
    }

    /// The box of a line; nil where it is none.
    static func box(of line: ArraySlice<UInt8>) -> Box? {
        var line = line
        var whole: ArraySlice<UInt8>?
        // `WordStr 0 0 200 48 0 #a whole line`
        if line.starts(with: "WordStr ".utf8) {
            guard
                let mark = line.indices.dropFirst().first(where: {
                    line[$0] == UInt8(ascii: "#") && line[$0 - 1] == .space
                })
            else { return nil }
            whole = line[(mark + 1)...]
            line = line[..<(mark - 1)]
        }
        // Five numbers from the end; what is in front of them may be a space or anything else.
        var numbers: [Int] = []
        while numbers.count < 5 {
            guard let space = line.lastIndex(of: .space),
                let number = Int(String(decoding: line[(space + 1)...], as: UTF8.self))
            else { return nil }
            numbers.append(number)
            line = line[..<space]
        }
        guard let text = String(validating: whole ?? line, as: UTF8.self), !text.isEmpty else { return nil }
        let (page, top, right, bottom, left) = (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4])
        guard left <= right, bottom <= top, numbers.allSatisfy({ abs($0) < 1_000_000_000 }) else { return nil }
        return Box(
            text: text,
            rect: Rect(left: Double(left), top: Double(bottom), right: Double(right), bottom: Double(top)),
            page: page, isWholeText: whole != nil)
    }
}

/// Pictures with their box files.
private struct TesseractPages: PageSource {
    let folder: String
    let pairs: [(picture: String, boxes: String)]
    let readsBoxes: Bool

    /// The longest file, bytes.
    private static let longest = 1 << 24

    /// A space at a text's end has a line of its own.
    let keepsBlanks = true
    var count: Int { pairs.count }

    func page(at number: Int) throws(RowProblem) -> Page {
        let (picture, name) = pairs[number]
        let path = folder + "/" + name
        guard let file = try? Descriptor.reading(path), let bytes = try? file.read(count: Self.longest, at: 0),
            bytes.count < Self.longest
        else { throw RowProblem("\(path) can't be read, or has more than \(Self.longest) bytes") }
        var page = Page(path: picture, risesFromBottom: true)
        var text = Text()
        var rest = bytes[...]
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
        for (place, line) in rest.split(separator: .lineFeed, omittingEmptySubsequences: false).enumerated() {
            let line = line.last == .carriageReturn ? line.dropLast() : line
            if line.isEmpty { continue }
            guard let box = TesseractBoxesFormat.box(of: line) else {
                throw RowProblem(
                    "\(path):\(place + 1): no box: \(String(decoding: line.prefix(400), as: UTF8.self).quotedForMessage); each "
                        + "line is like \(TesseractBoxesFormat().example)")
            }
            guard box.page == 0 else {
                throw RowProblem(
                    "\(path):\(place + 1): the box is of page \(box.page), and of a picture's pages the first alone is read: "
                        + "have a picture for each")
            }
            if box.text == "\t" && !box.isWholeText {
                text.end(into: &page, withBoxes: readsBoxes)
            } else {
                if box.isWholeText { text.end(into: &page, withBoxes: readsBoxes) }
                text.add(box, line: place + 1)
            }
        }
        text.end(into: &page, withBoxes: readsBoxes)
        return page
    }

    func place(of number: Int) -> RowPlace { RowPlace(path: folder + "/" + pairs[number].picture, line: nil) }

    func place(of number: Int, text: Int, line: Int?) -> RowPlace {
        RowPlace(path: folder + "/" + pairs[number].boxes, line: line)
    }

    /// A text as far as it was read.
    private struct Text {
        var label = ""
        var boxes: [Sample.CharacterBox] = []
        var line = 0
        var isWhole = false

        mutating func add(_ box: TesseractBoxesFormat.Box, line: Int) {
            if boxes.isEmpty { self.line = line }
            label += box.text
            isWhole = isWhole || box.isWholeText
            boxes.append(Sample.CharacterBox(text: box.text, quad: Quad(box.rect)))
        }

        /// Ends the text, where there is one.
        mutating func end(into page: inout Page, withBoxes: Bool) {
            defer { self = Text() }
            guard let all = Quad(aroundAll: boxes.map(\.quad)) else { return }
            var text = PageText(label: label, outline: all.corners.flatMap { [$0.x, $0.y] }, line: line)
            // Where all boxes are alike, as tesstrain writes them, they are of the line and not of its characters.
            let areOfCharacters = !isWhole && (boxes.count == 1 || boxes.contains { $0.quad != boxes[0].quad })
            if withBoxes, areOfCharacters { text.characters = boxes }
            page.texts.append(text)
        }
    }
}
