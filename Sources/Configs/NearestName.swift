/// The name that was probably meant: at most one edit for each three characters away, and the nearest.
package func nearestName(to word: String, among names: [String]) -> String? {
    let bound = max(1, min(word.unicodeScalars.count, 24) / 3)
    let word = Array(word.lowercased().unicodeScalars)
    var best: (name: String, distance: Int)?
    for name in names {
        let other = Array(name.lowercased().unicodeScalars)
        guard abs(other.count - word.count) <= bound else { continue }
        let distance = editDistance(word, other)
        if distance <= bound, distance < best?.distance ?? .max { best = (name, distance) }
    }
    return best?.name
}

/// The names that may have been meant, the nearest first: at most one edit for each three characters away.
///
/// - Parameter part: the part of a name that is compared.
func nearestNames(to word: String, among names: [String], by part: (String) -> String) -> [String] {
    let bound = max(1, min(word.unicodeScalars.count, 24) / 3)
    let word = Array(word.lowercased().unicodeScalars)
    var near: [(name: String, distance: Int)] = []
    for name in names {
        let other = Array(part(name).lowercased().unicodeScalars)
        guard abs(other.count - word.count) <= bound else { continue }
        let distance = editDistance(word, other)
        if distance <= bound { near.append((name, distance)) }
    }
    return near.enumerated().sorted { ($0.element.distance, $0.offset) < ($1.element.distance, $1.offset) }
        .map(\.element.name)
}

/// How many insertions, deletions, replacements and swaps of neighbours lead from one text to the other
/// (Damerau-Levenshtein distance, where no part is edited twice).
private func editDistance(_ from: [Unicode.Scalar], _ to: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...to.count)
    for (row, left) in from.enumerated() {
        var current = [row + 1]
        for (column, right) in to.enumerated() {
            var cost = min(last[column + 1] + 1, current[column] + 1, last[column] + (left == right ? 0 : 1))
            if row > 0, column > 0, left == to[column - 1], from[row - 1] == right {
                cost = min(cost, beforeLast[column - 1] + 1)
            }
            current.append(cost)
        }
        (beforeLast, last) = (last, current)
    }
    return last[to.count]
}

/// The hint for a name that is none of `names`.
func hint(for word: String, among names: [String]) -> String {
    let allowed = names.isEmpty ? "there are no keys here" : "Allowed: " + names.sorted().joined(separator: ", ")
    guard let nearest = nearestName(to: word, among: names) else {
        return names.isEmpty ? allowed : "allowed" + allowed.dropFirst(7)
    }
    return "did you mean '\(nearest)'? " + allowed
}
