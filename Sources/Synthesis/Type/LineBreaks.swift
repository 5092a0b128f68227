/// Breaks a text into lines.
enum LineBreaks {
    /// A line: its text, and the space it was broken at, which is part of the label but not drawn.
    struct Line: Equatable {
        var text: String
        var space: String
    }

    /// The lines of a text: broken where it says so, and at spaces into about equal parts.
    /// - Parameter count: how many lines to make; fewer where there are too few words.
    static func lines(of text: String, count: Int) -> [Line] {
        let given = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        guard given.count == 1, count > 1 else {
            return given.enumerated().map { Line(text: String($1), space: $0 < given.count - 1 ? " " : "") }
        }
        var lines: [Line] = []
        var rest = Substring(text)
        for left in stride(from: count, to: 1, by: -1) {
            guard let space = bestBreak(in: rest, lines: left) else { break }
            lines.append(Line(text: String(rest[..<space]), space: String(rest[space])))
            rest = rest[rest.index(after: space)...]
        }
        lines.append(Line(text: String(rest), space: ""))
        return lines
    }

    /// The space that ends the first of several lines best: nearest to an equal share.
    private static func bestBreak(in text: Substring, lines: Int) -> Substring.Index? {
        let goal = Double(text.count) / Double(lines)
        var best: (index: Substring.Index, miss: Double)?
        for (number, index) in text.indices.enumerated() where text[index] == " " && index > text.startIndex {
            guard text.index(after: index) < text.endIndex else { break }
            let miss = abs(Double(number) - goal)
            if best.map({ miss < $0.miss }) ?? true { best = (index, miss) }
        }
        return best?.index
    }
}
