/// Makes sure that check digits have something to be computed over.
enum CheckDigitPlacement {
    /// - Parameter scope: a group, or the whole pattern.
    static func check(_ scope: PatternNode) throws(FormProblem) {
        guard case .scope(let body) = scope.kind else { return }
        _ = try walk(body, from: 0...0)
        if let second = secondIBAN(in: body) {
            throw FormProblem(second, "there is one {iban} in this group already; give each a group of its own")
        }
    }

    /// Walks through a group.
    /// - Parameter before: how many characters of the group stand before the node.
    /// - Returns: how many stand behind it.
    private static func walk(
        _ node: PatternNode, from before: ClosedRange<Int>
    ) throws(FormProblem) -> ClosedRange<Int> {
        switch node.kind {
        case .check(.iban):
            guard before == 2...2 else {
                throw FormProblem(
                    node.column,
                    "{iban} stands behind the two letters of the country, which start its group: "
                        + "(GB{iban}[A-Z]{4}\\d{14})")
            }
        case .check(let digits):
            guard before.lowerBound > 0 else {
                throw FormProblem(
                    node.column, "{\(digits.rawValue)} may have nothing before it in its group to be computed over")
            }
        case .sequence(let parts):
            var before = before
            for part in parts { before = try walk(part, from: before) }
        case .branches(let branches, _):
            for branch in branches { _ = try walk(branch, from: before) }
        case .repeated(let part, _): _ = try walk(part, from: before)
        case .scope: try check(node)
        case .oneOf: break
        }
        return before.lowerBound + node.lengths.lowerBound...before.upperBound + node.lengths.upperBound
    }

    /// The column of an `{iban}` that may stand in a text beside another of the same group.
    private static func secondIBAN(in node: PatternNode) -> Int? {
        switch node.kind {
        case .sequence(let parts):
            let holders = parts.compactMap(firstIBAN)
            return holders.count > 1 ? holders[1] : parts.lazy.compactMap(secondIBAN).first
        case .branches(let branches, _): return branches.lazy.compactMap(secondIBAN).first
        case .repeated(let part, let times): return times.upperBound > 1 ? firstIBAN(in: part) : secondIBAN(in: part)
        case .oneOf, .check, .scope: return nil
        }
    }

    private static func firstIBAN(in node: PatternNode) -> Int? {
        switch node.kind {
        case .check(.iban): node.column
        case .scope: nil
        default: node.parts.lazy.compactMap(firstIBAN).first
        }
    }
}

extension PatternNode {
    /// Whether check digits stand in it that are not in a group of their own.
    var hasOwnCheckDigits: Bool {
        switch kind {
        case .check: true
        case .scope: false
        default: parts.contains(where: \.hasOwnCheckDigits)
        }
    }
}
