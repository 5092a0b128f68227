import Samples

/// The rows of a split: stretches of tables, less those that are left out, in their order or a part of a shuffled one.
struct RowSet: Sendable {
    /// Consecutive rows of a table.
    struct Stretch: Sendable {
        let table: any RowTable
        let rows: Range<Int>
    }

    private let stretches: [Stretch]
    /// For each stretch how many rows there are before it, and at the end all.
    private let starts: [Int]
    /// Places in the stretches' rows that are left out, rising.
    private let excluded: [Int]
    private var order: KeyedPermutation?
    private var part: Range<Int>

    init(_ stretches: [Stretch], excluding excluded: [Int] = []) {
        self.stretches = stretches.filter { !$0.rows.isEmpty }
        starts = self.stretches.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.rows.count) }
        self.excluded = excluded
        part = 0..<(starts.last ?? 0) - excluded.count
    }

    init(_ table: any RowTable) {
        self.init([Stretch(table: table, rows: 0..<table.count)])
    }

    /// The rows of several sets, which must be no parts, one set after the other.
    init(joining sets: [RowSet]) {
        var excluded: [Int] = []
        var start = 0
        for set in sets {
            excluded += set.excluded.map { start + $0 }
            start += set.starts.last ?? 0
        }
        self.init(sets.flatMap(\.stretches), excluding: excluded)
    }

    var count: Int { part.count }
    /// Whether this is a part of a shuffled whole.
    var isPart: Bool { order != nil }

    /// The part of the shuffled rows between two places, which are fractions of their number.
    func part(from start: Double, to end: Double, seed: UInt64) -> RowSet {
        var set = self
        func place(_ fraction: Double) -> Int { Int((Double(count) * fraction).rounded()) }
        set.part = place(start)..<max(place(start), place(end))
        set.order = count > 0 ? KeyedPermutation(count: UInt64(count), seed: seed, salt: 0x5041_5254) : nil
        return set
    }

    /// The set without some of its rows, given by their rising places in it; it must be no part.
    func excluding(_ indices: [Int]) -> RowSet {
        let places = indices.map { place(of: $0) }
        return RowSet(stretches, excluding: (excluded + places).sorted())
    }

    /// The same rows of other tables, which have as many.
    func mapTables(_ body: (any RowTable) -> any RowTable) -> RowSet {
        var set = RowSet(
            stretches.map { Stretch(table: body($0.table), rows: $0.rows) }, excluding: excluded)
        (set.order, set.part) = (order, part)
        return set
    }

    /// Whether a table of it is of some kind.
    func hasTables(where body: (any RowTable) -> Bool) -> Bool { stretches.contains { body($0.table) } }

    /// A row, where it stands, and the table that it is of.
    func row(at index: Int) throws -> (row: StoredRow, place: RowPlace, table: any RowTable) {
        let place = place(of: index)
        var number = 0
        while starts[number + 1] <= place { number += 1 }
        let table = stretches[number].table
        let (row, origin) = try table.row(at: stretches[number].rows.lowerBound + place - starts[number])
        return (row, origin, table)
    }

    /// Hands out all rows in the order in which they are stored, with their indices and the tables that they are of.
    ///
    /// Those that are left out are not read: they may be broken.
    func forEach(_ body: (Int, StoredRow, RowPlace, any RowTable) throws -> Void) throws {
        var skipped = 0
        for (stretch, start) in zip(stretches, starts) {
            let table = stretch.table
            var next = stretch.rows.lowerBound
            while next < stretch.rows.upperBound {
                let bad = skipped < excluded.count ? excluded[skipped] - start + stretch.rows.lowerBound : Int.max
                let end = min(bad, stretch.rows.upperBound)
                try table.forEach(next..<end) { number, row, origin in
                    let position = start + number - stretch.rows.lowerBound - skipped
                    let index = order.map { Int($0.position(of: UInt64(position))) } ?? position
                    guard part.contains(index) else { return }
                    try body(index - part.lowerBound, row, origin, table)
                }
                guard bad < stretch.rows.upperBound else { break }
                skipped += 1
                next = bad + 1
            }
        }
    }

    /// The place in the stretches' rows of a row of this set.
    private func place(of index: Int) -> Int {
        precondition(index >= 0 && index < count, "row \(index) of \(count)")
        let position = part.lowerBound + index
        let kept = order.map { Int($0(UInt64(position))) } ?? position
        // How many rows before it are left out: the first number whose row comes after it.
        var (low, high) = (0, excluded.count)
        while low < high {
            let middle = (low + high) / 2
            if excluded[middle] - middle > kept { high = middle } else { low = middle + 1 }
        }
        return kept + low
    }
}
