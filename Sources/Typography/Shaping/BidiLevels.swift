/// Embedding levels by the Unicode Bidirectional Algorithm (UAX #9): even levels run left to right.
///
/// Rules P2-P3, W1-W7, N1-N2, I1-I2 and L1, for one line. Explicit embeddings and isolates have no effect, and
/// paired brackets count as any other neutral character.
struct BidiLevels {
    /// The level of each character.
    private(set) var levels: [UInt8]

    /// - Parameters:
    ///   - classes: The class of each character.
    ///   - base: 0 or 1, the line's own level; `nil` for that of the first letter.
    init(_ classes: [BidiClass], base: UInt8?) {
        let base = base ?? BidiLevels.level(ofFirstLetterIn: classes)
        let edge: BidiClass = base == 0 ? .left : .right
        var kinds = classes
        BidiLevels.resolveNumbers(&kinds, edge: edge)
        BidiLevels.resolveNeutrals(&kinds, edge: edge)
        levels = kinds.map { kind in
            switch kind {
            case .left: base == 0 ? 0 : 2
            case .europeanNumber, .arabicNumber: 2
            default: 1
            }
        }
        // The spaces at the line's end stand where the line ends.
        for number in classes.indices.reversed() {
            guard classes[number] == .space else { break }
            levels[number] = base
        }
    }

    private static func level(ofFirstLetterIn classes: [BidiClass]) -> UInt8 {
        for kind in classes {
            if kind == .left { return 0 }
            if kind == .right || kind == .arabic { return 1 }
        }
        return 0
    }

    /// W1-W7: marks follow their letters, and what stands in a number belongs to it.
    private static func resolveNumbers(_ kinds: inout [BidiClass], edge: BidiClass) {
        var previous = edge
        var letter = edge
        for number in kinds.indices {
            if kinds[number] == .mark { kinds[number] = previous }
            switch kinds[number] {
            case .left, .right, .arabic: letter = kinds[number]
            case .europeanNumber where letter == .arabic: kinds[number] = .arabicNumber
            default: break
            }
            previous = kinds[number]
        }
        for number in kinds.indices where kinds[number] == .arabic { kinds[number] = .right }
        for number in kinds.indices.dropFirst().dropLast() where kinds[number - 1] == kinds[number + 1] {
            switch (kinds[number], kinds[number - 1]) {
            case (.numberSign, .europeanNumber), (.numberSeparator, .europeanNumber): kinds[number] = .europeanNumber
            case (.numberSeparator, .arabicNumber): kinds[number] = .arabicNumber
            default: break
            }
        }
        forEachRun(of: kinds, where: { $0 == .numberUnit }) { run, before, after in
            if before == .europeanNumber || after == .europeanNumber {
                for number in run { kinds[number] = .europeanNumber }
            }
        }
        letter = edge
        for number in kinds.indices {
            switch kinds[number] {
            case .numberSign, .numberUnit, .numberSeparator: kinds[number] = .neutral
            case .left, .right: letter = kinds[number]
            case .europeanNumber where letter == .left: kinds[number] = .left
            default: break
            }
        }
    }

    /// N1-N2: what has no direction takes that of its neighbours where they agree, else the line's.
    private static func resolveNeutrals(_ kinds: inout [BidiClass], edge: BidiClass) {
        func direction(_ kind: BidiClass?) -> BidiClass {
            guard let kind else { return edge }
            return kind == .left ? .left : .right
        }
        forEachRun(of: kinds, where: { $0 == .neutral || $0 == .space }) { run, before, after in
            let side = direction(before)
            for number in run { kinds[number] = side == direction(after) ? side : edge }
        }
    }

    /// Calls `body` with each longest run of characters of a kind and the kinds before and after it.
    private static func forEachRun(
        of kinds: [BidiClass], where isMember: (BidiClass) -> Bool,
        _ body: (Range<Int>, _ before: BidiClass?, _ after: BidiClass?) -> Void
    ) {
        var start = 0
        while start < kinds.count {
            guard isMember(kinds[start]) else {
                start += 1
                continue
            }
            var end = start + 1
            while end < kinds.count, isMember(kinds[end]) { end += 1 }
            body(start..<end, start > 0 ? kinds[start - 1] : nil, end < kinds.count ? kinds[end] : nil)
            start = end
        }
    }
}
