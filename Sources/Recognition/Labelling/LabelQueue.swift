/// In which order a person is asked about readings.
package enum LabelQueue {
    /// Of so many questions one is about any reading, not about the most doubtful.
    ///
    /// What is expected of the rest would otherwise rest on the worst of the readings alone.
    private static let spotCheck = 5

    /// The numbers of rows from the most doubtful to the surest.
    package static func byDoubt(_ rows: [LabelRow]) -> [Int] {
        rows.indices.sorted { (rows[$0].probability, $0) < (rows[$1].probability, $1) }
    }

    /// The rows of which nobody has said anything, in the order in which they are asked about.
    ///
    /// The most doubtful come first, and every fifth is one from all over the rest. No text comes twice before all others
    /// came.
    package static func order(_ rows: [LabelRow]) -> [Int] {
        let open = byDoubt(rows).filter { rows[$0].state == .read }
        var seen: Set<String> = []
        let (new, known) = open.reduce(into: ([Int](), [Int]())) { lists, number in
            if seen.insert(rows[number].reading).inserted { lists.0.append(number) } else { lists.1.append(number) }
        }
        var doubtful = (new + known)[...]
        var order: [Int] = []
        var taken: Set<Int> = []
        while let next = doubtful.popFirst() {
            guard taken.insert(next).inserted else { continue }
            order.append(next)
            guard order.count % spotCheck == spotCheck - 1 else { continue }
            let rest = doubtful.filter { !taken.contains($0) }
            guard !rest.isEmpty else { continue }
            // Where the golden section falls: evenly over all, whatever their number.
            let place = Double(order.count / spotCheck + 1) * 0.618_033_988_749_895
            let any = rest[Int((place - place.rounded(.down)) * Double(rest.count))]
            taken.insert(any)
            order.append(any)
        }
        return order
    }
}
