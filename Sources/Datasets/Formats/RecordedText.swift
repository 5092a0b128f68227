import Imaging
import Samples

/// One of the texts of a page, as a record has it: `{"label":"12","quad":[x,y,x,y,x,y,x,y],"characters":2}`.
struct RecordedText {
    var label: String
    var quad: Quad
    /// How many of the record's characters it has.
    var characterCount: Int

    /// Reads a text into a list; false where there is none.
    static func read(_ cursor: inout JSONCursor, into texts: inout [RecordedText]) -> Bool {
        var (label, corners, count): (String?, [Double], Int?) = (nil, [], nil)
        let isWhole = cursor.members { key, cursor in
            switch key {
            case "label":
                label = cursor.string()
                return label != nil
            case "quad": return cursor.numbers(into: &corners)
            case "characters":
                count = cursor.integer()
                return count != nil
            default: return cursor.skipValue()
            }
        }
        guard isWhole, let label, let quad = Quad(corners: corners), let count, count >= 0 else { return false }
        texts.append(RecordedText(label: label, quad: quad, characterCount: count))
        return true
    }
}

extension StoredRow {
    /// Divides the row's characters among texts.
    /// - Returns: whether there are as many as these have.
    mutating func take(_ recorded: [RecordedText]) -> Bool {
        guard !recorded.isEmpty else { return true }
        var rest = characters[...]
        for text in recorded {
            guard text.characterCount <= rest.count else { return false }
            texts.append(
                Sample.Text(label: text.label, quad: text.quad, characters: Array(rest.prefix(text.characterCount))))
            rest = rest.dropFirst(text.characterCount)
        }
        return rest.isEmpty
    }
}
