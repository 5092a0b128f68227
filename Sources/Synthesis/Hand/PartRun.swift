import Scripts

/// What of a line of several parts is put down at once: characters of one part that run in one direction.
///
/// A line with letters or numbers of scripts that are written from right to left stands as the Unicode Bidirectional Algorithm
/// (UAX #9) orders all of it. Its pieces are lines of their own to a hand, so each must be of one level of embedding, and they are
/// laid beside each other by where the algorithm has them.
struct PartRun {
    /// The number of its line.
    let line: Int
    /// The part that it belongs to; nil for the text itself.
    let owner: Int?
    /// The characters, in logical order.
    var text: String
    /// What is put down: the same, but for a mirrored character.
    var shown: String
    /// Grows from left to right along the line.
    let place: Int

    /// The runs of some lines, in logical order.
    static func runs(of lines: [LineBreaks.Line], by map: PartMap) -> [PartRun] {
        var runs: [PartRun] = []
        var place = 0
        for (number, line) in lines.enumerated() {
            let scalars = Array(line.text.unicodeScalars)
            let bidi = BidiLine(scalars)
            var visual = [Int](repeating: 0, count: scalars.count)
            for (column, scalar) in bidi.order.enumerated() { visual[scalar] = column }
            var open: (run: PartRun, level: UInt8)?
            func close() { if let (run, level) = open { runs += run.laid(at: level) } }
            var scalar = 0
            for character in line.text {
                let (owner, level) = (map.style(at: place + scalar), bidi.levels[scalar])
                if open?.run.owner != owner || open?.level != level {
                    close()
                    let run = PartRun(line: number, owner: owner, text: "", shown: "", place: visual[scalar])
                    open = (run, level)
                }
                open?.run.text.append(character)
                scalar += character.unicodeScalars.count
            }
            // An empty line is one of the text's.
            if line.text.isEmpty {
                let run = PartRun(line: number, owner: map.style(at: place), text: "", shown: "", place: 0)
                open = (run, 0)
            }
            close()
            place += scalar + line.space.unicodeScalars.count
        }
        return runs
    }

    /// The run as lines of their own: one, or where it would run the other way by itself, one for each character.
    ///
    /// What runs to the left without a letter that says so, as a hyphen between numbers does, is such.
    private func laid(at level: UInt8) -> [PartRun] {
        var whole = self
        whole.shown = text
        guard level & 1 == 1, !BidiLine(Array(text.unicodeScalars)).levels.allSatisfy({ $0 & 1 == 1 }) else {
            return [whole]
        }
        return text.enumerated().map { number, character in
            PartRun(
                line: line, owner: owner, text: String(character), shown: String(character.mirrored),
                place: place - number)
        }
    }
}
