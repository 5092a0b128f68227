import Imaging

/// Whether the pictures of IDX and NPZ files are light on dark, as MNIST's are, or dark on light, as scans are: the test is
/// that of folders of pictures, but a collection is all of one kind.
extension CollectionReader {
    /// So many pictures, evenly spread, tell what all are.
    private static let sampleCount = 600
    /// A share of other pictures above this is no accident.
    private static let strayShare = 0.1

    /// The contents with ink as coverage, where the files don't say how it is stored.
    ///
    /// Pictures that are light on black stay as they are. Those that are dark on light, or light on grey, become coverage
    /// each by its own paper and ink, as in folders.
    func levelled(_ contents: Contents) throws -> Contents {
        guard options.ink == .detected else { return contents }
        let parts = contents.parts.filter { $0.count > 0 }
        guard !parts.isEmpty else { return contents }
        let tones = parts.map(clearTones)
        // A part whose pictures do not tell is taken to be as the other.
        let kinds = try zip(parts, tones).compactMap { try isDark($0, $1) }
        guard let isDark = kinds.first else {
            throw HandwritingError(
                .badData,
                "\(path): ink and paper cannot be told apart in the pictures of the \(Self.name(of: parts[0])) part")
        }
        guard kinds.allSatisfy({ $0 == isDark }) else {
            throw HandwritingError(
                .badData,
                "\(path): the pictures of one part are dark on light and those of the other light on dark: make them all of "
                    + "one kind")
        }
        let papers = tones.joined().filter { $0.isDark == isDark }.map(\.paper).sorted()
        guard isDark || papers[papers.count / 2] > 0 else { return contents }

        var levelled = contents
        let coverage = InkCoverage(isDark ? .dark : .light)
        for number in levelled.parts.indices {
            try levelled.parts[number].replacePictures { picture, place in
                guard let ink = coverage.coverage(of: picture) else {
                    throw HandwritingError(
                        .badData,
                        "\(path): ink and paper cannot be told apart in picture \(place) of the "
                            + "\(Self.name(of: contents.parts[number])) part: remove it")
                }
                return ink
            }
        }
        levelled.notes.append(
            isDark
                ? "\(path): its pictures are dark on light and are turned round"
                : "\(path): its pictures are on grey, which is taken for paper")
        return levelled
    }

    /// The tones of pictures of a part in which ink and paper can be told apart.
    private func clearTones(of part: CollectionPart) -> [InkTones] {
        stride(from: 0, to: part.count, by: max(1, part.count / Self.sampleCount))
            .map { InkTones(of: part.picture($0)) }.filter(\.isClear)
    }

    private static func name(of part: CollectionPart) -> String { part.isTest ? "test" : "training" }

    /// Whether the pictures of a part are dark on light; nil where none of them tells.
    private func isDark(_ part: CollectionPart, _ tones: [InkTones]) throws -> Bool? {
        guard !tones.isEmpty else { return nil }
        let name = Self.name(of: part)
        let dark = tones.count { $0.isDark }
        guard Double(min(dark, tones.count - dark)) <= Self.strayShare * Double(tones.count) else {
            throw HandwritingError(
                .badData,
                "\(path): of \(tones.count) pictures of the \(name) part \(dark) are dark on light, the others light on "
                    + "dark: make them all of one kind")
        }
        return dark > tones.count / 2
    }
}
