import Imaging
import Samples
import Scripts

/// `gt.txt` with `coords.txt` or `glyph_coords.txt` beside it, and the masks that belong to its pictures.
extension SynthTIGERFormat: ListFormat {
    var fileStems: [String] { ["gt"] }
    /// Its list of labels is a tabbed one.
    var isVariant: Bool { true }

    private static let boxFiles = ["coords.txt", "glyph_coords.txt"]

    /// Whether the list has boxes beside it that begin with the same picture.
    func recognizes(_ head: FileHead) -> Bool {
        guard TabbedFormat().recognizes(head), let slash = head.path.lastIndex(of: "/") else { return false }
        guard head.path[head.path.index(after: slash)...].hasPrefix("gt") else { return false }
        let picture = head.firstLine.prefix { $0 != "\t" }
        return Self.boxFiles.contains { name in
            guard let boxes = try? FileHead(Descriptor.reading(head.path[...slash] + name)) else { return false }
            return boxes.firstLine.prefix { $0 != "\t" } == picture
        }
    }

    func table(
        of file: Descriptor, _ head: FileHead, folder: String, _ findings: inout Findings
    ) throws -> any RowTable {
        let lists = TabbedFormat()
        let rule = RowRule(
            parser: lists, example: lists.example, lexicon: nil, keepsBlanks: findings.keepsBlanks)
        let labels = try LineTable(file, folder: folder, rule: rule, &findings)
        // Who learns from the labels needs no boxes.
        guard findings.readsBoxes else { return labels }
        let beside = file.path.lastIndex(of: "/").map { String(file.path[..<$0]) } ?? "."
        let boxes = try Self.boxFiles.map { beside + "/" + $0 }.first { try FileKind(of: $0) == .file }
        guard let boxes else {
            throw DatasetError(
                .missing,
                "\(beside) has neither coords.txt nor glyph_coords.txt: bring it back, or give the format tabbed for the labels "
                    + "alone")
        }
        let source = try SynthTIGERPlaces(boxes: boxes, folder: folder)
        return try PlacedTable(labels, checking: source, &findings)
    }
}

/// The boxes in a list whose lines are those of the list of labels, and the masks.
private struct SynthTIGERPlaces: PlaceSource {
    private let file: Descriptor
    /// Where each line begins, and at the end where the last one ends; bytes from the file's start.
    private let offsets: [Int]
    /// The folder of masks, and what of a picture's path stands before it there; nil where there are none.
    private let masks: (folder: String, prefix: String)?

    init(boxes path: String, folder: String) throws {
        file = try Descriptor.reading(path)
        var offsets = [0]
        var reader = LineReader(file)
        while try reader.next({ offsets.append((offsets.last ?? 0) + $0.count + 1) }) {}
        self.offsets = offsets
        // SynthTIGER's own are in a folder beside `images`, this program's in one beside all splits.
        let parts = folder.split(separator: "/", omittingEmptySubsequences: false)
        let written = (parts.dropLast() + ["masks"] + parts.suffix(1)).joined(separator: "/")
        if try FileKind(of: folder + "/masks") == .folder {
            masks = (folder + "/masks", "images/")
        } else if parts.count > 1, try FileKind(of: written) == .folder {
            masks = (written, "")
        } else {
            masks = nil
        }
    }

    func add(to row: inout StoredRow, picture: String, place: RowPlace) throws(RowProblem) {
        // `gt.txt` and this list are written line by line together.
        guard let number = place.line, number < offsets.count else {
            throw RowProblem("\(file.path) has no line for it: it has \(offsets.count - 1)")
        }
        var block: [UInt8] = []
        do { try file.read(offsets[number - 1]..<offsets[number], into: &block) } catch {
            throw RowProblem("\(file.path):\(number) can't be read: \(error)")
        }
        let shown = "\(file.path):\(number)"
        let fields = try block.text().split(whereSeparator: { $0 == "\t" || $0.isNewline })
        guard let path = fields.first, path == row.path else {
            throw RowProblem("\(shown) is of \(String(fields.first ?? "").quotedForMessage), and not of this picture")
        }
        var boxes: [Quad] = []
        for field in fields.dropFirst() {
            guard let box = Rect(edges: field.split(separator: ",")) else {
                throw RowProblem(
                    "\(shown): no box: \(String(field.prefix(400)).quotedForMessage); each is like 6,9,17,31")
            }
            boxes.append(Quad(box))
        }
        try row.take(Self.inOrder(boxes, of: row.label), from: shown)
        guard let masks else { return }
        let inner = row.path.hasPrefix(masks.prefix) ? row.path.dropFirst(masks.prefix.count) : row.path[...]
        let stem = ImagePaths.stem(of: Array(inner.utf8))
        let mask = masks.folder + "/" + String(decoding: Array(inner.utf8)[..<stem.upperBound], as: UTF8.self) + ".png"
        guard (try? FileKind(of: mask)) == .file else { throw RowProblem("there is no mask \(mask): add it") }
        row.maskFile = mask
    }

    /// Boxes from left to right in the order of the label.
    private static func inOrder(_ boxes: [Quad], of label: String) -> [Quad] {
        let seen = TextOrder().seen(label)
        guard seen.count == boxes.count, Set(seen.map(\.place)) == Set(boxes.indices) else { return boxes }
        var written = boxes
        for (box, placed) in zip(boxes, seen) { written[placed.place] = box }
        return written
    }
}
