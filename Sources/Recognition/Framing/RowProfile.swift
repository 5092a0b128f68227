/// How many pixels of ink lie in each row of a picture, after a fall along it is undone.
struct RowProfile {
    private let width: Int
    private let height: Int
    /// How many rows each column lies too low.
    private let falls: [Int]
    /// Pixels of ink, row by row: those that lie beyond the picture's rows once they are level count as their own.
    private var counts: [Int]
    /// The number of the picture's first row in `counts`.
    private let first: Int

    /// A row belongs to a line where it has this share of the ink that the line's rows have.
    private static let leastShare = 0.2
    /// A row with ink in this share of all columns is a rule.
    private static let ruleShare = 0.7

    /// Counts the ink.
    init(of dots: [InkDots.Dot], slope: Double, width: Int, height: Int) {
        self.width = width
        self.height = height
        falls = (0..<width).map { Int((slope * (Double($0) + 0.5 - Double(width) / 2)).rounded()) }
        first = falls.reduce(0) { max($0, abs($1)) }
        counts = [Int](repeating: 0, count: height + 2 * first)
        for dot in dots { counts[level(dot) + first] += 1 }
    }

    /// The row of a pixel after the fall is undone: beside the picture for some.
    func level(_ dot: InkDots.Dot) -> Int { dot.y - falls[dot.x] }

    /// How much the ink is gathered in few rows; to be compared for the same ink.
    var concentration: Double { counts.reduce(0) { $0 + Double($1) * Double($1) } }

    /// The rows of the line that has most ink near the picture's middle; nil without any.
    var band: Range<Double>? {
        let counts = withoutRules
        let usual = Self.usual(counts)
        guard usual > 0 else { return nil }
        let least = max(1, Self.leastShare * usual)
        let bands = Self.runs(counts, above: least, bridging: max(1, height / 32))
        let tallest = bands.reduce(0) { max($0, $1.count) }
        let middle = Double(first) + Double(height) / 2
        let best = bands.max { one, other in
            weight(one, counts, usual, middle, tallest) < weight(other, counts, usual, middle, tallest)
        }
        guard let best else { return nil }
        // Between two rows, where the ink passes the threshold.
        let top = Self.crossing(counts, from: best.lowerBound, outwards: -1, least)
        let bottom = Self.crossing(counts, from: best.upperBound - 1, outwards: 1, least) + 1
        return top - Double(first)..<max(top, bottom) - Double(first)
    }

    /// The counts in which rows that are rules have no more ink than the rows beside them.
    private var withoutRules: [Int] {
        guard width >= 2 * height else { return counts }
        let least = Self.ruleShare * Double(width)
        let isRule = counts.map { Double($0) >= least }
        // Where most of what is inked is so dense it is no rule.
        guard isRule.count(where: \.self) * 3 <= counts.count(where: { $0 > 0 }) else { return counts }
        return counts.indices.map { row in
            guard isRule[row] else { return counts[row] }
            let above = counts.indices.prefix(row).last { !isRule[$0] }.map { counts[$0] } ?? 0
            let below = counts.indices.dropFirst(row + 1).first { !isRule[$0] }.map { counts[$0] } ?? 0
            return min(above, below)
        }
    }

    /// What rows of text have: half of all ink lies in rows that have at least as much.
    private static func usual(_ counts: [Int]) -> Double {
        let half = counts.reduce(0, +) / 2
        var sum = 0
        for count in counts.sorted(by: >) {
            sum += count
            if sum >= half { return Double(count) }
        }
        return 0
    }

    /// The stretches of rows with more ink than that; gaps of a few rows, as between the dots of a printer, do not part
    /// them.
    private static func runs(_ counts: [Int], above least: Double, bridging gap: Int) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        for (row, count) in counts.enumerated() where Double(count) > least {
            if let last = runs.last, row - last.upperBound <= gap {
                runs[runs.count - 1] = last.lowerBound..<row + 1
            } else {
                runs.append(row..<row + 1)
            }
        }
        return runs
    }

    /// What speaks for a band: its ink, where it is near the middle; little for a line of which the edge cuts off most.
    private func weight(
        _ band: Range<Int>, _ counts: [Int], _ usual: Double, _ middle: Double, _ tallest: Int
    ) -> Double {
        let ink = counts[band].reduce(0) { $0 + min(Double($1), 2 * usual) }
        let center = Double(band.lowerBound + band.upperBound) / 2
        let nearness = max(0.05, 1 - 1.4 * abs(center - middle) / Double(height))
        let isCut = band.lowerBound <= first || band.upperBound >= first + height
        return ink * nearness * (isCut && 2 * band.count < tallest ? 0.3 : 1)
    }

    /// The place within a band's outer row, counted outwards, where the ink passes the threshold: between rows, px.
    private static func crossing(_ counts: [Int], from row: Int, outwards step: Int, _ least: Double) -> Double {
        guard counts.indices.contains(row + step) else { return Double(row) }
        let (inner, outer) = (Double(counts[row]), Double(counts[row + step]))
        guard inner > outer else { return Double(row) }
        // A row that is full as soon as the text begins ends at its edge; a faint one half of the way.
        let share = min(1, max(0, (least - outer) / (inner - outer)))
        return Double(row) + Double(step) * (0.5 - share)
    }
}
