/// The parts of a text that have marks of their own.
struct MarkedParts {
    private let parts: [StyledPart]
    private let map: PartMap

    /// Nil where no part has.
    init?(_ style: Style, _ writing: Writing) {
        guard let map = style.map(writing, where: { !$0.marks.isEmpty }) else { return nil }
        (self.map, parts) = (map, style.parts)
    }

    /// For each part that stands in the text: its marks, and where it stands in each line.
    /// - Parameter breaks: what of the text stands between a line and the next.
    func runs(
        of lines: [Lettering], breaks: [String]
    ) -> [(marks: [PreparedStage<any Mark>], lines: [[MarkedLine]])] {
        // A break is a character of the text, too.
        let clusters = zip(lines, breaks).map { $0.clusters + ($1.isEmpty ? [] : [$1]) }
        var owners = map.styles(of: clusters.joined())[...]
        let own = clusters.map { line in
            defer { owners = owners.dropFirst(line.count) }
            return Array(owners.prefix(line.count))
        }
        return parts.indices.compactMap { part -> (marks: [PreparedStage<any Mark>], lines: [[MarkedLine]])? in
            let runs = zip(lines, own).map { line, owners in
                line.clusters.indices.split { owners[$0] != part }.compactMap { run in
                    MarkedLine(line, run.startIndex..<run.endIndex)
                }
            }
            return runs.allSatisfy(\.isEmpty) ? nil : (parts[part].marks, runs)
        }
    }
}
