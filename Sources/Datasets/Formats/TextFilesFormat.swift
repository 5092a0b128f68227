import Foundation
import Samples

extension DatasetFormat {
    /// `line_001.gt.txt` or `line_001.txt` beside `line_001.png`: one line each, the label.
    public static let textFiles = DatasetFormat(TextFilesFormat())
}

/// A file of text for each picture, as tesstrain and kraken have them.
struct TextFilesFormat: FolderFormat, WrittenFormat {
    let name = "text_files"
    let otherNames = ["tesstrain", "kraken"]
    let example = "line_001.gt.txt beside line_001.png"

    func recognizes(_ folder: PictureFolder) -> Bool {
        let names = Set(folder.names)
        return folder.pictures.contains { Self.textFile(of: $0, among: names) != nil }
            || folder.names.contains { $0.hasSuffix(".gt.txt") }
    }

    func reads(_ name: String) -> Bool { name.hasSuffix(".txt") }

    func table(of folder: PictureFolder, _ findings: inout Findings) throws -> any RowTable {
        let names = Set(folder.names)
        var used: Set<String> = []
        for picture in folder.pictures {
            if let text = Self.textFile(of: picture, among: names) { used.insert(text) }
        }
        let alone = folder.names.filter { $0.hasSuffix(".gt.txt") && !used.contains($0) }
        if let first = alone.first {
            findings.note("\(folder.path)/\(first): \(alone.count) texts have no image beside them, this is the first")
        }
        let (path, keepsBlanks) = (folder.path, findings.keepsBlanks)
        return try NameTable(folder: path, names: folder.pictures, &findings) { picture throws(RowProblem) in
            guard let text = Self.textFile(of: picture, among: names) else {
                throw RowProblem("there is no text beside it, such as \(Self.stems(of: picture)[0]).gt.txt: add it")
            }
            let label = try Self.label(path + "/" + text)
            return try StoredRow(path: picture, label: label).checked(keepingBlanks: keepsBlanks, example: "label") {
                "\(text): \(label)"
            }
        }
    }

    /// The name of the file with a picture's text.
    private static func textFile(of picture: String, among names: Set<String>) -> String? {
        let stems = stems(of: picture)
        return stems.lazy.map { $0 + ".gt.txt" }.first(where: names.contains)
            ?? stems.prefix(1).map { $0 + ".txt" }.first(where: names.contains)
    }

    /// A picture's name without its extension; then without what tools add to it (`.bin.png`, `.nrm.png`) and, as kraken
    /// has it, without all extensions.
    static func stems(of picture: String) -> [String] {
        let stem = picture.utf8.lastIndex(of: .dot).map { String(picture[..<$0]) } ?? picture
        let shortest = picture.utf8.firstIndex(of: .dot).map { String(picture[..<$0]) } ?? picture
        let middle = [".bin", ".nrm", ".raw"].first(where: stem.hasSuffix).map { String(stem.dropLast($0.count)) }
        return [stem] + (middle.map { [$0] } ?? []) + [shortest]
    }

    /// The one line of a file.
    private static func label(_ path: String) throws(RowProblem) -> String {
        guard let bytes = try? Descriptor.reading(path).readAll() else { throw RowProblem("cannot read \(path)") }
        if bytes.isUTF16 { throw RowProblem("\(path) is UTF-16: save it as UTF-8") }
        var line = bytes[...]
        if line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
        while let last = line.last, last == .lineFeed || last == .carriageReturn { line.removeLast() }
        if line.contains(.lineFeed) {
            throw RowProblem("\(path) has more than one line: a picture is to have one line of text")
        }
        let text = try line.text()
        if text.isBoxLine {
            throw RowProblem(
                "\(path) has numbers as of a box, \(text.quotedForMessage): a picture is to have the text itself, one line"
            )
        }
        return text
    }

    // MARK: Writing

    var sampleFile: SampleFilePlace? { .besidePicture(key: name, ending: ".gt.txt") }

    func appendFile(of sample: SampleEntry, _ style: TextStyle, into bytes: inout [UInt8]) {
        bytes.append(sample.label)
        bytes.append(.lineFeed)
    }

    func reasonItCannotHold(_ label: String) -> String? {
        if let reason = label.reasonItIsNoLine { return reason }
        if label.hasOuterSpace { return "readers cut white space off its ends" }
        if label.unicodeScalars.first == "\u{FEFF}" { return "readers take its first character for a byte order mark" }
        return label.isBoxLine ? "it looks like the numbers of a box" : nil
    }

    func warning(_ label: String) -> String? {
        label.utf8.contains { $0 >= 0x80 } && Array(label.unicodeScalars) != Array(label.nfc.unicodeScalars)
            ? "\(name): labels that are not composed (NFC), which tesstrain composes" : nil
    }
}

extension String {
    /// Composed, as Unicode's NFC has it.
    fileprivate var nfc: String { precomposedStringWithCanonicalMapping }

    /// Whether it is a line of a detector's annotation: eight whole numbers and a text, or a class and four fractions.
    fileprivate var isBoxLine: Bool {
        let fields = split(separator: ",", maxSplits: 8, omittingEmptySubsequences: false)
        if fields.count == 9, fields.prefix(8).allSatisfy({ Int($0.drop(while: \.isWhitespace)) != nil }) {
            return true
        }
        let numbers = split(separator: " ")
        return numbers.count == 5 && Int(numbers[0]) != nil
            && numbers.dropFirst().allSatisfy { $0.contains(".") && Double($0).map((0...1).contains) ?? false }
    }
}
