import Imaging
import Samples

/// The texts of pages as rows.
///
/// Where each picture has one text, a row is the whole picture, and the outline tells where in it the text stands. As soon as
/// one picture has several, all pictures of the table are taken for pages: a row is a text, cut out of its picture.
struct PageTable: RowTable {
    /// A text: of which page, and which of the page's texts.
    private struct Entry {
        var page: Int32
        var text: Int32
    }

    let folder: String
    /// Whether rows are cut out of their pictures.
    let isOfPages: Bool
    /// The rows of each split, where the pages name splits; none otherwise.
    let splits: [Split: Range<Int>]
    private let source: any PageSource
    private let entries: [Entry]
    private let keepsBlanks: Bool

    /// Looks at every page once.
    ///
    /// - Parameter name: of the file or the folder, for notes.
    /// - Throws: `DatasetError` where a page or a text is broken and broken ones are refused.
    init(_ source: any PageSource, folder: String, name: String, _ findings: inout Findings) throws {
        self.source = source
        self.folder = folder
        keepsBlanks = findings.keepsBlanks || source.keepsBlanks
        guard source.count < Int32.max else { throw DatasetError(.damaged, "\(name) has too many pages: divide it") }
        var found: [(split: Split?, entry: Entry)] = []
        /// Texts that nothing is wrong with unless they are to be cut out: their places in `found`, and why.
        var unfit: [(place: Int, reason: String, origin: RowPlace)] = []
        var count = PageCount()
        for number in 0..<source.count {
            try Task.checkCancellation()
            let page: Page
            do throws(RowProblem) { page = try source.page(at: number) } catch {
                try findings.meet(error.what, at: "\(source.place(of: number))")
                continue
            }
            count.add(page, at: source.place(of: number))
            for (place, text) in page.texts.enumerated() where !text.isUnread {
                let origin =
                    page.texts.count == 1 && text.line == nil
                    ? source.place(of: number) : source.place(of: number, text: place, line: text.line)
                do throws(RowProblem) {
                    let row = try Self.row(of: page, text, isCut: false, keepsBlanks)
                    if row.isTrimmed { findings.noteBlanks(at: "\(origin)", in: name) }
                    if let reason = Self.reasonItCannotBeCut(row) { unfit.append((found.count, reason, origin)) }
                    found.append((page.split, Entry(page: Int32(number), text: Int32(truncatingIfNeeded: place))))
                } catch {
                    try findings.meet(error.what, at: "\(origin)")
                }
            }
        }
        isOfPages = count.isOfPages
        if isOfPages {
            for (_, reason, origin) in unfit { try findings.meet(reason, at: "\(origin)") }
            let bad = Set(unfit.map(\.place))
            found = found.enumerated().filter { !bad.contains($0.offset) }.map(\.element)
            findings.cutsPictures = true
        }
        for note in count.notes(of: name) { findings.note(note) }
        var splits: [Split: Range<Int>] = [:]
        if let stray = found.first(where: { $0.split == nil }), found.contains(where: { $0.split != nil }) {
            throw DatasetError(
                .damaged,
                "\(source.place(of: Int(stray.entry.page))): the picture names no split, and others do: name one")
        }
        if found.first?.split != nil {
            var sorted: [(split: Split?, entry: Entry)] = []
            for split in Split.allCases {
                let start = sorted.count
                sorted += found.filter { $0.split == split }
                if sorted.count > start { splits[split] = start..<sorted.count }
            }
            found = sorted
        }
        self.splits = splits
        entries = found.map(\.entry)
    }

    var count: Int { entries.count }

    func row(at number: Int) throws -> (row: StoredRow, place: RowPlace) {
        let entry = entries[number]
        let (page, place) = (Int(entry.page), Int(entry.text))
        do throws(RowProblem) {
            let found = try source.page(at: page)
            guard place < found.texts.count else {
                throw RowProblem("it has changed since it was opened: start again")
            }
            let text = found.texts[place]
            let row = try Self.row(of: found, text, isCut: isOfPages, keepsBlanks)
            let isAlone = found.texts.count == 1 && text.line == nil
            return (row, isAlone ? source.place(of: page) : source.place(of: page, text: place, line: text.line))
        } catch {
            throw DatasetError(.damaged, "\(source.place(of: page)): \(error.what)")
        }
    }

    private static func row(
        of page: Page, _ text: PageText, isCut: Bool, _ keepsBlanks: Bool
    ) throws(RowProblem) -> StoredRow {
        if let problem = text.problem { throw problem }
        guard let label = text.label else { throw RowProblem("\(page.path) has a text, and nothing says what it is") }
        var row = StoredRow(path: page.path, label: label, split: page.split)
        let quad = try text.quad()
        row.risesFromBottom = page.risesFromBottom
        if isCut { row.cut = quad } else { (row.quad, row.characters) = (quad, text.characters) }
        return try row.checked(keepingBlanks: keepsBlanks, example: "a picture's path and its text") {
            "\(page.path): \(label)"
        }
    }

    private static func reasonItCannotBeCut(_ row: StoredRow) -> String? {
        guard let quad = row.quad else {
            return "\(row.path) has several texts, and this one has no outline to cut it out by"
        }
        let box = quad.bounds
        guard box.width > 0, box.height > 0 else { return "the text's outline holds nothing" }
        return quad.isClockwise
            ? nil : "the corners of the text don't run clockwise from its top left, so it would be cut out mirrored"
    }
}

/// How many pages and texts of which kind there are.
private struct PageCount {
    private var pages = 0
    private var several = 0
    private var unread: (count: Int, first: RowPlace)?
    private var empty: (count: Int, first: RowPlace)?

    /// Whether there is a page with several texts.
    var isOfPages: Bool { several > 0 }

    mutating func add(_ page: Page, at place: RowPlace) {
        pages += 1
        if page.texts.count > 1 { several += 1 }
        if page.texts.isEmpty { empty = (1 + (empty?.count ?? 0), empty?.first ?? place) }
        let count = page.texts.count(where: \.isUnread)
        if count > 0 { unread = (count + (unread?.count ?? 0), unread?.first ?? place) }
    }

    func notes(of name: String) -> [String] {
        var notes: [String] = []
        if isOfPages {
            notes.append(
                "\(name): \(several) of \(pages) pictures have several texts, so each text is a sample of its own, cut out "
                    + "by its outline")
        }
        if let unread {
            notes.append(
                unread.count == 1
                    ? "\(unread.first): 1 text is marked as not to be read and is left out"
                    : "\(unread.first): \(unread.count) texts are marked as not to be read and are left out, the first here"
            )
        }
        if let empty {
            notes.append(
                empty.count == 1
                    ? "\(empty.first): 1 picture has no text and is left out"
                    : "\(empty.first): \(empty.count) pictures have no text and are left out, the first here")
        }
        return notes
    }
}

extension Quad {
    /// Whether the corners run clockwise, and hold something.
    var isClockwise: Bool {
        let area = corners.indices.reduce(0.0) { sum, place in
            let (one, next) = (corners[place], corners[(place + 1) % 4])
            return sum + one.x * next.y - next.x * one.y
        }
        return area > 0
    }
}
