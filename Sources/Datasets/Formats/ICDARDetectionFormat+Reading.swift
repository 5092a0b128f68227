import Imaging
import Samples

/// Files of texts for single pictures: `gt_img_1.txt`, or `img_1.txt`, for `img_1.jpg`, a text a line.
extension ICDARDetectionFormat: FolderFormat {
    /// Whether files of texts lie beside the pictures.
    func recognizes(_ folder: PictureFolder) -> Bool {
        // The texts themselves come first, where there are such files as well.
        guard !folder.names.contains(where: { $0.hasSuffix(".gt.txt") }) else { return false }
        let names = Set(folder.names)
        guard let name = folder.pictures.lazy.compactMap({ Self.textFile(of: $0, among: names) }).first else {
            return false
        }
        return isWritten(in: folder.path + "/" + name)
    }

    var isParticular: Bool { true }

    func reads(_ name: String) -> Bool { name.hasSuffix(".txt") }

    func table(of folder: PictureFolder, _ findings: inout Findings) throws -> any RowTable {
        try table(pictures: folder.pictures, in: folder.path, texts: folder.names, in: folder.path, &findings)
    }

    /// The rows of pictures whose files of texts lie in a folder of their own, or beside them.
    ///
    /// - Parameters:
    ///   - pictures: paths from `folder` on.
    ///   - texts: names of files in `textFolder`.
    func table(
        pictures: [String], in folder: String, texts: [String], in textFolder: String, _ findings: inout Findings
    ) throws -> PageTable {
        let names = Set(texts)
        var pairs: [(picture: String, text: String)] = []
        var used: Set<String> = []
        for picture in pictures {
            guard let text = Self.textFile(of: picture, among: names) else {
                try findings.meet(
                    "there is no gt_\(Self.stem(of: picture)).txt with its texts in \(textFolder): add it",
                    at: folder + "/" + picture)
                continue
            }
            guard used.insert(text).inserted else {
                throw DatasetError(
                    .damaged,
                    "\(folder)/\(picture): another picture has this name as well, and \(textFolder)/\(text) may be of either"
                )
            }
            pairs.append((picture, text))
        }
        for text in texts where text.hasPrefix(Self.prefix) && text.hasSuffix(".txt") && !used.contains(text) {
            try findings.meet("there is no picture that these texts are of", at: textFolder + "/" + text)
        }
        let pages = BoxFilePages(format: self, textFolder: textFolder, pairs: pairs)
        return try PageTable(pages, folder: folder, name: textFolder, &findings)
    }

    static let prefix = "gt_"

    /// A picture's name without its folders and its extension.
    static func stem(of picture: String) -> Substring {
        let name = picture.split(separator: "/").last ?? ""
        return name.utf8.lastIndex(of: .dot).map { name[..<$0] } ?? name
    }

    /// The name of the file with a picture's texts.
    static func textFile(of picture: String, among names: Set<String>) -> String? {
        let stem = stem(of: picture)
        return ["\(prefix)\(stem).txt", "\(stem).txt"].first(where: names.contains)
    }

    /// Whether the first line of a file, if it has one, is as this year's are.
    func isWritten(in path: String) -> Bool {
        guard let file = try? Descriptor.reading(path), let bytes = try? file.read(count: 1 << 12, at: 0) else {
            return false
        }
        guard let line = Self.lines(of: bytes).first else { return false }
        return Self.year(of: line.bytes) == year && (try? text(of: line.bytes, number: 1)) != nil
    }

    /// 2015 for lines that begin with eight numbers and commas, 2013 for four numbers and a text; nil for any other.
    static func year(of line: ArraySlice<UInt8>) -> Int? {
        var rest = line
        var count = 0
        while count < 8, number(&rest) != nil {
            guard rest.first == .comma || rest.first == .space || rest.first == .tab else { return nil }
            rest = rest.drop { $0 == .comma || $0.isBlank }
            count += 1
        }
        return count == 8 ? 2015 : count >= 4 ? 2013 : nil
    }

    /// The lines of a file with their numbers, without the byte order mark, line ends and what is empty.
    static func lines(of bytes: [UInt8]) -> [(number: Int, bytes: ArraySlice<UInt8>)] {
        var rest = bytes[...]
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
        let lines = rest.split(separator: .lineFeed, omittingEmptySubsequences: false)
        return lines.enumerated().compactMap { place, line -> (number: Int, bytes: ArraySlice<UInt8>)? in
            let content = line.last == .carriageReturn ? line.dropLast() : line
            return content.allSatisfy(\.isBlank) ? nil : (place + 1, content)
        }
    }

    /// The text of a line.
    func text(of line: ArraySlice<UInt8>, number: Int) throws(RowProblem) -> PageText {
        var rest = line
        func problem(_ what: String) -> RowProblem {
            let shown = String(decoding: line.prefix(400), as: UTF8.self).quotedForMessage
            return RowProblem("\(what): \(shown); each line is like \(example)")
        }
        let flaw = "the line is no \(year == 2013 ? "box" : "outline") and its text"
        var numbers: [Double] = []
        for place in 0..<(year == 2013 ? 4 : 8) {
            rest = rest.drop(while: \.isBlank)
            guard let number = Self.number(&rest) else { throw problem(flaw) }
            numbers.append(number)
            let blanks = rest.prefix(while: \.isBlank).count
            let behind = rest.dropFirst(blanks)
            if behind.first == .comma {
                rest = behind.dropFirst()
            } else if year == 2013, blanks > 0 {
                // Its training files have blanks alone.
                rest = behind
            } else if behind.isEmpty, place == (year == 2013 ? 3 : 7) {
                throw problem("there is no text behind the numbers")
            } else {
                throw problem(flaw)
            }
        }
        if year == 2013 {
            rest = rest.drop(while: \.isBlank)
            guard numbers[0] <= numbers[2], numbers[1] <= numbers[3] else {
                throw problem("the box ends before it begins")
            }
            numbers = [
                numbers[0], numbers[1], numbers[2], numbers[1], numbers[2], numbers[3], numbers[0], numbers[3],
            ]
        }
        let label = try Self.unquoted(rest).text()
        return PageText(label: label, outline: numbers, isUnread: label == "###", line: number)
    }

    /// Takes a number, whole or not.
    private static func number(_ bytes: inout ArraySlice<UInt8>) -> Double? {
        let digits = bytes.prefix { (0x30...0x39).contains($0) || $0 == .dot || $0 == UInt8(ascii: "-") }
        guard !digits.isEmpty, digits.count < 20, let number = Double(String(decoding: digits, as: UTF8.self)) else {
            return nil
        }
        bytes = bytes.dropFirst(digits.count)
        return number
    }

    /// The official functions' way with a text: quotation marks at both ends off, then the escapes undone.
    private static func unquoted(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var inner = text
        while let last = inner.last, last.isBlank { inner.removeLast() }
        inner = inner.drop(while: \.isBlank)
        guard inner.count >= 2, inner.first == .quotationMark, inner.last == .quotationMark else { return Array(text) }
        inner = inner.dropFirst().dropLast()
        var bytes: [UInt8] = []
        while let byte = inner.popFirst() {
            if byte == .backslash, let next = inner.first, next == .quotationMark || next == .backslash {
                bytes.append(next)
                inner = inner.dropFirst()
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }
}

/// Pages whose texts stand in a file each.
private struct BoxFilePages: PageSource {
    let format: ICDARDetectionFormat
    let textFolder: String
    /// The pictures, and their files of texts.
    let pairs: [(picture: String, text: String)]

    /// The longest file of texts, bytes.
    private static let longest = 1 << 26

    var count: Int { pairs.count }
    /// Quotation marks show where a label ends.
    var keepsBlanks: Bool { format.year == 2013 }

    func page(at number: Int) throws(RowProblem) -> Page {
        let (picture, name) = pairs[number]
        let path = textFolder + "/" + name
        guard let file = try? Descriptor.reading(path), let size = try? file.size(), size <= Self.longest,
            let bytes = try? file.readAll()
        else { throw RowProblem("it can't be read, or is longer than \(Self.longest) bytes") }
        var page = Page(path: picture)
        for line in ICDARDetectionFormat.lines(of: bytes) {
            do throws(RowProblem) {
                page.texts.append(try format.text(of: line.bytes, number: line.number))
            } catch {
                page.texts.append(PageText(error, line: line.number))
            }
        }
        return page
    }

    func place(of number: Int) -> RowPlace { RowPlace(path: textFolder + "/" + pairs[number].text, line: nil) }

    func place(of number: Int, text: Int, line: Int?) -> RowPlace {
        RowPlace(path: textFolder + "/" + pairs[number].text, line: line)
    }
}
