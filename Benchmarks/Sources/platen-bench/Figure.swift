/// What the rounds of one trial gave.
struct Figure {
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

    /// By the clock, s for all.
    var seconds: Spread { Spread(laps.map(\.seconds)) }

    /// The most memory that a lap ever held, bytes; nil where it is not known.
    var peakBytes: Int? { laps.compactMap(\.peakBytes).max() }

    /// Processor time, µs each; nil where it is not known.
    var processorMicroseconds: Spread? {
        let known = laps.compactMap(\.processorMicroseconds)
        return known.isEmpty ? nil : Spread(known)
    }
}

extension Figure: Encodable {
    private enum Key: String, CodingKey {
        case id, title, perSecond, microseconds, processorMicroseconds, laps
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(id, forKey: .id)
        try container.encode(title, forKey: .title)
        try container.encode(rate, forKey: .perSecond)
        try container.encode(microseconds, forKey: .microseconds)
        try container.encodeIfPresent(processorMicroseconds, forKey: .processorMicroseconds)
        try container.encode(laps, forKey: .laps)
    }
}

/// The middle and the ends of some values.
struct Spread: Encodable {
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
