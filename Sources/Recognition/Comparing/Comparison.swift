import Samples

/// What several models read on one set of pictures, and how far they differ.
package struct Comparison: Sendable {
    /// What one model read on a picture.
    package struct Answer: Sendable, Hashable {
        /// The text.
        package let text: String
        /// Its probability, 0...1.
        package let probability: Double
        /// Edits between the label and the text, both as they are compared.
        package let edits: Int
    }

    /// A picture that not all models read alike.
    package struct Difference: Sendable {
        /// The number of the sample.
        package let index: Int
        /// What it is called.
        package let name: String
        /// What is written.
        package let label: String
        /// What each model read.
        package let answers: [Answer]
    }

    /// The scores of each model.
    package private(set) var tallies: [Tally]
    /// The pictures that not all models read alike, in their order.
    package private(set) var differences: [Difference] = []
    private let normalization: TextNormalization
    private let foldsCase: Bool
    /// For each picture the characters of its label, and each model's edits.
    private var lengths: [Int] = []
    private var edits: [[Int]] = []

    /// A comparison of so many models on no pictures yet.
    ///
    /// - Parameter foldsCase: whether texts are compared without their case, since one of the models reads them so.
    package init(models: Int, _ normalization: TextNormalization = .none, foldsCase: Bool = false) {
        tallies = [Tally](repeating: Tally(normalization), count: models)
        self.normalization = normalization
        self.foldsCase = foldsCase
    }

    /// Pictures.
    package var count: Int { lengths.count }

    /// Adds a picture, and what each of the models read on it.
    package mutating func add(
        index: Int, name: String, label: String, _ readings: [Transcription], inkShare: Double? = nil
    ) {
        precondition(readings.count == tallies.count, "\(readings.count) readings by \(tallies.count) models")
        let (plain, texts) = (compared(label), readings.map { compared($0.text) })
        let answers = zip(readings, texts).map { reading, text in
            Answer(
                text: reading.text, probability: reading.probability, edits: EditPath(from: plain, to: text).distance)
        }
        for (model, reading) in readings.enumerated() {
            tallies[model].add(
                label: plain, reading: texts[model], logProbability: reading.logProbability, inkShare: inkShare)
        }
        lengths.append(plain.count)
        edits.append(answers.map(\.edits))
        if Set(texts).count > 1 {
            differences.append(Difference(index: index, name: name, label: label, answers: answers))
        }
    }

    /// A text as it is compared.
    private func compared(_ text: String) -> String { normalization(foldsCase ? text.lowercased() : text) }

    /// The pictures on which models differ, those first that some read right and others not, and of these the ones with the
    /// widest gap.
    package var byGap: [Difference] {
        func gap(_ difference: Difference) -> (Bool, Int) {
            let edits = difference.answers.map(\.edits)
            return (edits.contains(0) && edits.contains { $0 > 0 }, (edits.max() ?? 0) - (edits.min() ?? 0))
        }
        return differences.map { ($0, gap($0)) }.sorted { one, other in
            if one.1.0 != other.1.0 { return one.1.0 }
            if one.1.1 != other.1.1 { return one.1.1 > other.1.1 }
            return one.0.index < other.0.index
        }.map(\.0)
    }

    /// Each model against each one that is named before it.
    package func pairs() -> [PairedDifference] {
        let rates = resampledErrorRates()
        return tallies.indices.flatMap { model in
            (0..<model).map { base -> PairedDifference in
                var (both, gains, losses, neither) = (0, 0, 0, 0)
                for edits in edits {
                    switch (edits[model] == 0, edits[base] == 0) {
                    case (true, true): both += 1
                    case (true, false): gains += 1
                    case (false, true): losses += 1
                    case (false, false): neither += 1
                    }
                }
                let drawn = rates.map { $0[model] - $0[base] }.sorted()
                let value = errorRate(model) - errorRate(base)
                return PairedDifference(
                    model: model, base: base, gains: gains, losses: losses,
                    exact: PairedDifference.exact(both: both, gains: gains, losses: losses, neither: neither),
                    characterErrorRate: .init(value: value, interval: Self.middle(of: drawn, around: value)))
            }
        }
    }

    private func errorRate(_ model: Int) -> Double { tallies[model].total.characterErrorRate ?? 0 }

    /// How often pictures are drawn anew.
    private static let rounds = 1000

    /// The error rates of all models on as many pictures, drawn from these with replacement, again and again.
    ///
    /// The bootstrap for error rates: Bisani and Ney, "Bootstrap estimates for confidence intervals in ASR performance
    /// evaluation" (ICASSP 2004). All models are given the same pictures. The key is fixed, so that the same readings give the
    /// same intervals.
    private func resampledErrorRates() -> [[Double]] {
        guard count > 0 else { return [] }
        return (0..<Self.rounds).map { round -> [Double] in
            var generator = SampleKey(seed: 0, split: .test, index: round).generator("comparison.bootstrap")
            var (characters, sums) = (0, [Int](repeating: 0, count: tallies.count))
            for _ in 0..<count {
                let picture = Int((UInt64(generator.nextWord()) &* UInt64(count)) >> 32)
                characters += lengths[picture]
                let edits = edits[picture]
                for model in sums.indices { sums[model] += edits[model] }
            }
            return sums.map { Double($0) / Double(max(1, characters)) }
        }
    }

    /// What the middle 95 % of drawn values lie in, and the value itself.
    private static func middle(of sorted: [Double], around value: Double) -> ClosedRange<Double> {
        guard !sorted.isEmpty else { return value...value }
        let cut = sorted.count / 40
        return min(value, sorted[cut])...max(value, sorted[sorted.count - 1 - cut])
    }
}
