import Samples

/// Counts over samples; counts of parts add up to those of the whole, in any order.
struct Statistics: Sendable, Equatable {
    /// Places in a label that are counted one by one; all later ones share the next row.
    private static let positions = 64
    private static let asciiCharacters = 128
    /// Text that is smaller can hardly be read, px an em.
    private static let leastEm = 8.0
    private static let shrunk =
        "text had to shrink below 8 px an em to fit the page and can hardly be read; give it more room, or redraw it "
        + "(page.overflow)"
    private static let unread =
        "text may not be readable though it was drawn anew 20 times: too small, blotted, broken or run together (ink.unread "
        + "of each sample); give it a larger type or more resolution"

    private let formats: [AnnotationFormat]
    /// Those that warn of labels of letters and digits, too.
    private let strictFormats: [AnnotationFormat]
    private(set) var counts = SplitCounts()
    private var imageBytes = 0
    private var redraws: [String: Int] = [:]
    private var missingGlyphs: [String: Int] = [:]
    private var fonts: [String: Int] = [:]
    private var hands: [String: Int] = [:]
    private var sources: [String: Int] = [:]
    private var lengths: [Int: Int] = [:]
    private var warnings: [String: Int] = [:]
    private var shrunkTexts = 0
    private var leastEm: Double?
    /// Counts of ASCII characters, a row for each position.
    private var ascii: [Int] = []
    /// Counts of other characters, by position.
    private var others: [[String: Int]] = []

    init(_ formats: [AnnotationFormat]) {
        self.formats = formats
        strictFormats = formats.filter { $0.writer?.mindsPlainLabels ?? false }
    }

    /// Counts a sample.
    /// - Parameter labels: of each of its texts.
    mutating func add(
        split: Split, labels: [String], byteCount: Int, fonts: [String], hands: [String] = [], sources: [String] = [],
        em: Double? = nil, isUnread: Bool = false, rejections: [Sample.Rejection]
    ) {
        counts[split] += 1
        imageBytes += byteCount
        for font in fonts { self.fonts[font, default: 0] += 1 }
        for hand in hands { self.hands[hand, default: 0] += 1 }
        for source in sources { self.sources[source, default: 0] += 1 }
        if let em {
            shrunkTexts += 1
            leastEm = min(leastEm ?? em, em)
            if em < Self.leastEm { warnings[Self.shrunk, default: 0] += 1 }
        }
        if isUnread { warnings[Self.unread, default: 0] += 1 }
        for rejection in rejections {
            redraws[rejection.reason.rawValue, default: 0] += 1
            if rejection.reason == .missingGlyph { missingGlyphs[rejection.font, default: 0] += 1 }
        }
        for label in labels { add(label) }
    }

    private mutating func add(_ label: String) {
        let isPlain = label.isPlain
        for format in isPlain ? strictFormats : formats {
            if let warning = format.warning(label) { warnings[warning, default: 0] += 1 }
        }
        let length = isPlain ? addPlain(label) : addAny(label)
        lengths[length, default: 0] += 1
    }

    /// Counts a stored sample.
    mutating func add(_ record: StoredRecord) {
        add(
            split: record.split, labels: record.allTexts.map(\.label),
            byteCount: record.byteCount + record.maskByteCount,
            fonts: record.fonts, hands: record.hands, sources: record.sources, em: record.em,
            isUnread: record.isUnread, rejections: record.rejections)
    }

    private mutating func addPlain(_ label: String) -> Int {
        var position = 0
        for byte in label.utf8 {
            count(ascii: byte, at: position)
            position += 1
        }
        return position
    }

    private mutating func addAny(_ label: String) -> Int {
        var position = 0
        for character in label {
            // "\r\n" is one character and has an ASCII value, so ask for the bytes.
            if character.utf8.count == 1, let byte = character.utf8.first {
                count(ascii: byte, at: position)
            } else {
                let row = min(position, Self.positions)
                while others.count <= row { others.append([:]) }
                others[row][String(character), default: 0] += 1
            }
            position += 1
        }
        return position
    }

    private mutating func count(ascii byte: UInt8, at position: Int) {
        let place = min(position, Self.positions) * Self.asciiCharacters + Int(byte)
        if place >= ascii.count {
            let rows = place / Self.asciiCharacters + 1
            ascii.append(contentsOf: repeatElement(0, count: rows * Self.asciiCharacters - ascii.count))
        }
        ascii[place] += 1
    }

    /// Adds the counts of other samples.
    mutating func merge(_ other: Statistics) {
        for split in Split.allCases { counts[split] += other.counts[split] }
        imageBytes += other.imageBytes
        redraws.merge(other.redraws, uniquingKeysWith: +)
        missingGlyphs.merge(other.missingGlyphs, uniquingKeysWith: +)
        fonts.merge(other.fonts, uniquingKeysWith: +)
        hands.merge(other.hands, uniquingKeysWith: +)
        sources.merge(other.sources, uniquingKeysWith: +)
        lengths.merge(other.lengths, uniquingKeysWith: +)
        warnings.merge(other.warnings, uniquingKeysWith: +)
        shrunkTexts += other.shrunkTexts
        if let em = other.leastEm { leastEm = min(leastEm ?? em, em) }
        if ascii.count < other.ascii.count {
            ascii.append(contentsOf: repeatElement(0, count: other.ascii.count - ascii.count))
        }
        for (place, count) in other.ascii.enumerated() { ascii[place] += count }
        while others.count < other.others.count { others.append([:]) }
        for (row, counts) in other.others.enumerated() { others[row].merge(counts, uniquingKeysWith: +) }
    }

    /// The counts by name, with the hash of the records.
    func summary(contentHash: String) -> DatasetSummary {
        var byPosition: [[String: Int]] = []
        for row in 0..<max(ascii.count / Self.asciiCharacters, others.count) {
            var characters = row < others.count ? others[row] : [:]
            if row * Self.asciiCharacters < ascii.count {
                for byte in 0..<Self.asciiCharacters {
                    let count = ascii[row * Self.asciiCharacters + byte]
                    if count > 0 { characters[String(Unicode.Scalar(UInt8(byte)))] = count }
                }
            }
            byPosition.append(characters)
        }
        let all = byPosition.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
        return DatasetSummary(
            counts: counts, imageBytes: imageBytes, redraws: redraws, missingGlyphs: missingGlyphs, fonts: fonts,
            hands: hands, sources: sources, characters: all,
            charactersByPosition: Array(byPosition.prefix(Self.positions)), labelLengths: lengths, warnings: warnings,
            shrunkTexts: shrunkTexts == 0 ? nil : shrunkTexts,
            leastEm: leastEm.map { ($0 * 100).rounded() / 100 }, contentHash: contentHash)
    }
}
