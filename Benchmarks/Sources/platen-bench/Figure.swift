/// What the rounds of one trial gave.
struct Figure: Codable {
    /// The trial's name in the JSON file.
    let id: String
    /// Its name in the table.
    let title: String
    /// One lap a round, in order.
    var laps: [Lap] = []

    init(_ trial: Trial) {
        id = trial.id
        title = trial.title
    }

    /// How many a second.
    var rate: Spread { Spread(laps.map(\.rate)) }

    /// By the clock, µs each.
    var microseconds: Spread { Spread(laps.map(\.microseconds)) }

    /// Processor time, µs each; nil where it is not known.
    var processorMicroseconds: Spread? {
        let known = laps.compactMap(\.processorMicroseconds)
        return known.isEmpty ? nil : Spread(known)
    }
}

/// The middle and the ends of some values.
struct Spread {
    let least: Double
    let median: Double
    let most: Double

    init(_ values: [Double]) {
        let sorted = values.sorted()
        least = sorted.first ?? .nan
        most = sorted.last ?? .nan
        median = sorted.isEmpty ? .nan : (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }
}
