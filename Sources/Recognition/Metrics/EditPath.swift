/// The fewest edits that turn a label into what was read, and which ones (Levenshtein's distance).
///
/// Of several shortest ways it is always the same one: seen from the end, an element is rather kept or replaced than
/// left out, and rather left out than added.
package struct EditPath<Element: Equatable> {
    /// One edit, or an element that stayed.
    package enum Step {
        /// The element was read as it is.
        case match(Element)
        /// It was read as another.
        case substitution(Element, Element)
        /// It was not read.
        case deletion(Element)
        /// Something was read that is not in the label.
        case insertion(Element)
    }

    /// What became of each element, in order.
    package let steps: [Step]
    /// Edits: steps that are no match.
    package let distance: Int

    /// The way from a label to what was read.
    package init(from label: some Sequence<Element>, to reading: some Sequence<Element>) {
        let (label, reading) = (Array(label), Array(reading))
        let width = reading.count + 1
        var costs = [Int](repeating: 0, count: (label.count + 1) * width)
        for j in 0..<width { costs[j] = j }
        for i in label.indices {
            let (above, row) = (i * width, (i + 1) * width)
            costs[row] = i + 1
            for j in reading.indices {
                let kept = costs[above + j] + (label[i] == reading[j] ? 0 : 1)
                costs[row + j + 1] = min(kept, costs[above + j + 1] + 1, costs[row + j] + 1)
            }
        }
        var steps: [Step] = []
        var (i, j) = (label.count, reading.count)
        while i > 0 || j > 0 {
            let cost = costs[i * width + j]
            if i > 0, j > 0 {
                let isSame = label[i - 1] == reading[j - 1]
                if cost == costs[(i - 1) * width + j - 1] + (isSame ? 0 : 1) {
                    steps.append(isSame ? .match(label[i - 1]) : .substitution(label[i - 1], reading[j - 1]))
                    (i, j) = (i - 1, j - 1)
                    continue
                }
            }
            if i > 0, cost == costs[(i - 1) * width + j] + 1 {
                steps.append(.deletion(label[i - 1]))
                i -= 1
            } else {
                steps.append(.insertion(reading[j - 1]))
                j -= 1
            }
        }
        self.steps = steps.reversed()
        distance = costs[costs.count - 1]
    }
}

extension EditPath.Step: Equatable {}
extension EditPath.Step: Sendable where Element: Sendable {}
