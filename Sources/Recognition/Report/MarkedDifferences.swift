import Markup

/// A label and what was read, with what differs marked in both.
func markedDifferences(_ label: String, _ reading: String) -> (label: HTML, reading: HTML) {
    var (before, after): ([HTML], [HTML]) = ([], [])
    for step in EditPath(from: label, to: reading).steps {
        switch step {
        case .match(let character):
            before.append("\(String(character))")
            after.append("\(String(character))")
        case .substitution(let one, let other):
            before.append("<mark>\(String(one))</mark>")
            after.append("<mark>\(String(other))</mark>")
        case .deletion(let character): before.append("<mark>\(String(character))</mark>")
        case .insertion(let character): after.append("<mark>\(String(character))</mark>")
        }
    }
    func text(_ pieces: [HTML]) -> HTML {
        pieces.isEmpty ? "<span class=\"none\">nothing</span>" : "<bdi>\(pieces)</bdi>"
    }
    return (text(before), text(after))
}
