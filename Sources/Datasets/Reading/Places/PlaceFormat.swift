import Imaging
import Samples

/// A format that tells where texts or their characters stand, and not what they say: the labels come from what else is in the
/// dataset.
protocol PlaceFormat: FormatDefinition {
    /// Whether a dataset's folder has files of it.
    func isThere(in root: String) throws -> Bool

    /// What the format tells of the pictures of a dataset.
    ///
    /// - Throws: `DatasetError` where a file of many pictures is damaged.
    func places(in root: String) throws -> any PlaceSource
}

/// Tells where texts and characters stand.
protocol PlaceSource: Sendable {
    /// Adds to a row what is known of its picture.
    ///
    /// - Parameters:
    ///   - picture: where the row's picture lies.
    ///   - place: where the row stands.
    /// - Throws: `RowProblem` where nothing is known, or what there is does not fit.
    func add(to row: inout StoredRow, picture: String, place: RowPlace) throws(RowProblem)
}

extension DatasetFormat {
    /// Whether its files hold no labels, so that a dataset needs another format for these.
    package var holdsPlacesOnly: Bool { definition is any PlaceFormat }
}

/// The rows of a table, with what something else tells of their pictures.
struct PlacedTable: RowTable {
    private let base: any RowTable
    private let source: any PlaceSource
    /// The numbers of rows that are whole; nil where all are.
    private let kept: [Int]?

    /// The rows with the same numbers, none of which was looked at.
    init(_ base: any RowTable, _ source: any PlaceSource) {
        (self.base, self.source, kept) = (base, source, nil)
    }

    /// The rows that what is told fits to.
    init(_ base: any RowTable, checking source: any PlaceSource, _ findings: inout Findings) throws {
        (self.base, self.source) = (base, source)
        var good: [Int] = []
        try base.forEach(0..<base.count) { number, row, place in
            try Task.checkCancellation()
            var row = row
            do throws(RowProblem) {
                try source.add(to: &row, picture: base.imagePath(of: row), place: place)
                good.append(number)
            } catch {
                try findings.meet(error.what, at: "\(place)")
            }
        }
        kept = good.count == base.count ? nil : good
    }

    var folder: String { base.folder }
    var count: Int { kept?.count ?? base.count }

    func row(at number: Int) throws -> (row: StoredRow, place: RowPlace) {
        var (row, place) = try base.row(at: kept?[number] ?? number)
        do throws(RowProblem) { try source.add(to: &row, picture: base.imagePath(of: row), place: place) } catch {
            throw DatasetError(.damaged, "\(place): \(error.what)")
        }
        return (row, place)
    }

    func image(of row: StoredRow, limits: ImageLimits) throws -> Bitmap { try base.image(of: row, limits: limits) }

    func file(of row: StoredRow, limits: ImageLimits) throws -> (bytes: [UInt8], name: String) {
        try base.file(of: row, limits: limits)
    }
}

extension RowSet {
    /// The rows that what a source tells fits to.
    func placed(by source: any PlaceSource, _ findings: inout Findings) throws -> RowSet {
        var bad: [Int] = []
        try forEach { index, row, place, table in
            try Task.checkCancellation()
            var row = row
            do throws(RowProblem) {
                guard row.cut == nil else {
                    throw RowProblem("the picture has several texts, and nothing tells which is meant")
                }
                guard row.piece == nil else {
                    throw RowProblem("the picture is in a file of many, and has no name to go by")
                }
                try source.add(to: &row, picture: table.imagePath(of: row), place: place)
            } catch {
                bad.append(index)
                try findings.meet(error.what, at: "\(place)")
            }
        }
        let set = mapTables { PlacedTable($0, source) }
        return bad.isEmpty ? set : set.excluding(bad)
    }
}

extension StoredRow {
    /// Takes boxes for the label's characters, in its order: grapheme clusters, or scalars where there are as many boxes as
    /// these; and a box around all of them for the text's outline, where none is known.
    mutating func take(_ boxes: [Quad], from name: String) throws(RowProblem) {
        let clusters = label.map(String.init)
        let texts = clusters.count == boxes.count ? clusters : label.unicodeScalars.map { String($0) }
        guard texts.count == boxes.count else {
            throw RowProblem(
                "\(name) has \(boxes.count) boxes, and the label \(label.quotedForMessage) \(clusters.count) characters"
            )
        }
        characters = zip(texts, boxes).map { Sample.CharacterBox(text: $0, quad: $1) }
        if quad == nil { quad = Quad(aroundAll: boxes) }
    }
}

extension Quad {
    /// The upright box around quads; nil where there are none.
    init?(aroundAll quads: [Quad]) {
        guard let first = quads.first else { return nil }
        self.init(quads.dropFirst().reduce(first.bounds) { $0.union($1.bounds) })
    }
}

/// Where a dataset has files that belong to one picture each.
struct PictureFiles: Sendable {
    let root: String
    /// The folder that this program writes them to.
    let folder: String
    /// What is put in the place of the picture's extension.
    let ending: String

    /// The file of a picture: beside it, or in this program's folder; nil where there is none.
    func path(of picture: String) -> String? {
        let bytes = Array(picture.utf8)
        let stem = ImagePaths.stem(of: bytes)
        let beside = String(decoding: bytes[..<stem.upperBound], as: UTF8.self) + ending
        if (try? FileKind(of: beside)) == .file { return beside }
        guard picture.hasPrefix(root + "/"),
            let split = picture.dropFirst(root.count + 1).split(separator: "/").first
        else { return nil }
        let written = "\(root)/\(folder)/\(split)/" + String(decoding: bytes[stem], as: UTF8.self) + ending
        return (try? FileKind(of: written)) == .file ? written : nil
    }

    /// Whether there are any, as far as the names in the dataset's folder and in its splits' folders tell.
    var areThere: Bool {
        get throws {
            let names = try Descriptor.reading(root).names()
            if names.contains(folder) || names.contains(where: { $0.hasSuffix(ending) }) { return true }
            for name in Split.allCases.flatMap(\.names) where names.contains(name) {
                let inner = root + "/" + name
                guard try FileKind(of: inner) == .folder else { continue }
                if try Descriptor.reading(inner).names().contains(where: { $0.hasSuffix(ending) }) { return true }
            }
            return false
        }
    }
}
