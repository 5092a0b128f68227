import Datasets

/// Something that is measured once a round.
struct Trial {
    /// The name in the JSON file.
    let id: String
    /// The name in the table.
    let title: String
    /// What a figure is in.
    let unit: Figure.Unit
    /// Measures once.
    let run: () async throws -> Double
}

/// What the rounds of one trial gave.
struct Figure: Codable {
    /// What a figure is in.
    enum Unit: String, Codable {
        /// The more the better.
        case perSecond = "/s"
        /// The less the better.
        case microseconds = "µs"
    }

    let id: String
    let title: String
    let unit: Unit
    /// One value a round, in order.
    private(set) var values: [Double] = []

    init(_ trial: Trial) {
        id = trial.id
        title = trial.title
        unit = trial.unit
    }

    mutating func add(_ value: Double) { values.append(value) }

    var median: Double {
        let sorted = values.sorted()
        guard let last = sorted.last else { return .nan }
        let middle = sorted.count / 2
        return sorted.count % 2 == 1
            ? sorted[middle] : (sorted[max(0, middle - 1)] + (middle > 0 ? sorted[middle] : last)) / 2
    }

    var least: Double { values.min() ?? .nan }
    var most: Double { values.max() ?? .nan }
}

/// Makes trials that each take about the same time on this machine.
struct TrialMaker {
    let configs: String
    let jobs: Int
    /// What one run of a trial should take, s.
    let seconds: Double

    /// Samples that are drawn to find how many a trial needs.
    private static let probe = 300

    func recipe(_ name: String) -> RecipeFile { RecipeFile(path: "\(configs)/\(name).yml") }

    /// Drawing and keeping nothing.
    func drawing(_ name: String, _ title: String) async throws -> Trial {
        let recipe = recipe(name)
        let rate = try await Drawing.rate(recipe.source(count: Self.probe), jobs: jobs)
        let source = try recipe.source(count: count(at: rate))
        return Trial(id: "\(name).memory", title: "\(title), in memory", unit: .perSecond) {
            try await Drawing.rate(source, jobs: jobs)
        }
    }

    /// Writing a dataset.
    func writing(_ name: String, _ title: String, _ image: ImageEncoding) async throws -> Trial {
        let recipe = recipe(name)
        let rate = try await Writing.rate(recipe.source(count: Self.probe), storing: image, jobs: jobs)
        let source = try recipe.source(count: count(at: rate))
        return Trial(
            id: "\(name).\(image.fileExtension)", title: "\(title), to \(image.fileExtension.uppercased()) files",
            unit: .perSecond
        ) {
            try await Writing.rate(source, storing: image, jobs: jobs)
        }
    }

    /// The steps of writing the benchmark's samples, on one core.
    func costSplit(_ name: String) async throws -> [Trial] {
        let recipe = recipe(name)
        let rate = try await Drawing.rate(recipe.source(count: Self.probe), jobs: 1)
        let split = try CostSplit(recipe.source(count: count(at: rate)))
        return [
            Trial(id: "core.draw", title: "drawing", unit: .microseconds) { try await split.draw() },
            Trial(id: "core.png", title: "encoding, PNG", unit: .microseconds) { try split.encodePNG() },
            Trial(id: "core.jpg", title: "encoding, JPEG", unit: .microseconds) { try split.encodeJPEG() },
            Trial(id: "core.create", title: "creating files", unit: .microseconds) { try await split.createFiles() },
            Trial(id: "core.write", title: "the whole dataset, PNG", unit: .microseconds) {
                try await split.writeDataset()
            },
        ]
    }

    /// The peer, with one process and with two.
    func peer(_ peer: Peer) async throws -> [Trial] {
        var trials: [Trial] = []
        for format in ["jpg", "png"] {
            for processes in [1, 2] {
                let rate = try await peer.rate(format: format, processes: processes, count: 40)
                let count = max(40, Int(rate * seconds * 2))
                let noun = processes == 1 ? "process" : "processes"
                trials.append(
                    Trial(
                        id: "trdg.\(format).\(processes)",
                        title: "TRDG, \(processes) \(noun), to \(format.uppercased()) files", unit: .perSecond
                    ) {
                        try await peer.rate(format: format, processes: processes, count: count)
                    })
            }
        }
        return trials
    }

    private func count(at rate: Double) -> Int {
        min(1_000_000, max(Self.probe, Int(rate * seconds) / 100 * 100))
    }
}
