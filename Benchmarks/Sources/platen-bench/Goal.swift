/// What the program is meant to reach, and how a measured value compares.
struct Goal: Encodable {
    let title: String
    let unit: String
    let wanted: Double
    let measured: Double
    let isReached: Bool

    /// A goal that is reached from `wanted` upwards; nil where nothing was measured.
    static func least(_ wanted: Double, _ measured: Double?, _ title: String, unit: String = "/s") -> Goal? {
        measured.map {
            Goal(title: title, unit: unit, wanted: wanted, measured: $0, isReached: $0 >= wanted)
        }
    }

    /// A goal that is reached below `wanted`.
    static func below(_ wanted: Double, _ measured: Double?, _ title: String, unit: String) -> Goal? {
        measured.map {
            Goal(title: title, unit: unit, wanted: wanted, measured: $0, isReached: $0 < wanted)
        }
    }

    /// The stage that costs most; nil where none was measured.
    private static func slowestStage(_ figures: [String: Figure]) -> (title: String, cost: Double)? {
        figures.values.filter { $0.id.hasPrefix("stages.") }.map { ($0.title, $0.microseconds.median) }
            .max { $0.1 < $1.1 }
    }

    /// All goals for which there are figures.
    static func all(_ figures: [String: Figure], memory: [PeakMemory]) -> [Goal] {
        func median(_ id: String) -> Double? { figures[id]?.rate.median }
        func peak(_ title: String) -> Double? {
            memory.filter { $0.title == title }.map(\.bytes).max().map { Double($0) / 1e6 }
        }
        func ratio(_ format: String) -> Double? {
            guard let ours = median("bench.\(format)"), let peer = median("trdg.\(format).2") else { return nil }
            return ours / peer
        }
        let forced = median("disk.sync").flatMap { forced in median("disk.no-sync").map { forced / $0 } }
        let streamed = median("bench.stream").flatMap { streamed in median("bench.memory").map { streamed / $0 } }
        let read = median("bench.python").flatMap { read in median("bench.memory").map { read / $0 } }
        return [
            least(0.8, read, "in Python, against in memory", unit: " times"),
            least(0.8, streamed, "through a pipe, against in memory", unit: " times"),
            least(0.95, forced, "forced on the way, against one sync at the end", unit: " times"),
            least(20_000, median("bench.memory"), "nine digits, in memory"),
            least(8_000, median("bench.png"), "nine digits, to PNG files"),
            least(12_000, median("bench.jpg"), "nine digits, to JPEG files"),
            least(5_000, median("numbers-paper.memory"), "numbers on paper, in memory"),
            // 20 times number-extraction's own builder.
            least(980, median("numbers-scaled.png"), "200x300 RGB, to PNG files"),
            least(60, ratio("png"), "against TRDG with 2 processes, PNG", unit: " times"),
            least(60, ratio("jpg"), "against TRDG with 2 processes, JPEG", unit: " times"),
            least(500_000, median("labels.number"), "labels per core: nine digits"),
            least(500_000, median("labels.pattern"), "labels per core: patterns"),
            least(200_000, median("labels.date"), "labels per core: dates"),
            least(30_000, median("mnist-strings.memory"), "MNIST strings, in memory"),
            least(4_000, median("handwritten.memory"), "written by strokes, in memory"),
            least(6_000, median("presets.scan"), "preset scan, in memory"),
            least(3_000, median("presets.photo"), "preset photo, in memory"),
            slowestStage(figures).flatMap { below(60, $0.cost, "the slowest stage, \($0.title)", unit: " µs") },
            least(30_000, median("shards.grey"), "nine digits, 200x48 grey, to JPEG tar shards"),
            least(30_000, median("shards.rgb"), "nine digits, 200x48 RGB, to JPEG tar shards"),
            below(10, figures["reading.lexicon"]?.seconds.median, "9 million lines of MJSynth, all labels", unit: " s"),
            below(
                1000, figures["reading.lexicon"]?.peakBytes.map { Double($0) / 1e6 },
                "peak memory with 9 million lines", unit: " MB"),
            below(200, peak("nine digits"), "peak memory, nine digits", unit: " MB"),
            below(150, peak("MNIST strings"), "peak memory with MNIST loaded", unit: " MB"),
        ].compactMap { $0 }
    }
}
