package import Datasets
import Foundation

/// Whether a dataset is fit to train on, and if not, why.
package struct Fitness: Sendable, Encodable {
    /// Whether nothing speaks against it.
    package let isFit: Bool
    /// What does.
    package let reasons: [String]
    /// The share of samples that may have a flaw, 0...1.
    package let tolerated: Double

    /// How many files are named.
    private static let listed = 3

    /// Weighs what was found.
    ///
    /// - Parameters:
    ///   - pictures: what was found on the pictures; nil where none was looked at.
    ///   - tolerated: the share of samples that may have a flaw, 0...1.
    package init(
        labels: LabelStatistics, alphabet: AlphabetCheck?, problems: DatasetProblems, measured: MeasuredSet?,
        pictures: PictureFindings?, tolerated: Double
    ) {
        var reasons: [String] = []
        func weigh(_ part: Int, of whole: Int, _ what: String) {
            guard part > 0, Double(part) > tolerated * Double(whole) else { return }
            let share = String(format: "%.1f %%", 100 * Double(part) / Double(max(1, whole)))
            reasons.append("\(part) of \(whole) \(what) (\(share))")
        }
        let total = labels.samples.values.reduce(0, +)
        if labels.samples["all"] == nil, labels.samples["train"] ?? 0 == 0 { reasons.append("there is no split train") }
        // A file that is cut short, or another than the one that was written, is no flaw of some samples.
        reasons += problems.ofFiles.prefix(Self.listed).map(\.description)
        let more = problems.fileCount - Self.listed
        if more > 0 { reasons.append("\(more) more files are not as they should be") }
        weigh(problems.lineCount, of: total + problems.lineCount, "samples have broken annotations")
        weigh(problems.missingSamples, of: total + problems.missingSamples, "samples are missing")
        if let measured { weigh(measured.unreadable, of: measured.figures.count, "pictures can't be read") }
        if let pictures, let measured {
            weigh(pictures.blank, of: measured.count, "pictures are blank")
            weigh(pictures.contradicting, of: measured.count, "pictures are there before with another label")
            for (split, count) in pictures.inTrain.sorted(by: { $0.key < $1.key }) {
                weigh(count, of: pictures.measured[split] ?? 0, "pictures of \(split) are in train too")
            }
        }
        for (split, count) in labels.withUnseen.sorted(by: { $0.key < $1.key }) {
            weigh(count, of: labels.samples[split] ?? 0, "labels of \(split) have characters that train lacks")
        }
        if let alphabet {
            weigh(
                alphabet.samplesWithUnknown, of: total, "labels have characters that \(alphabet.file) lacks")
        }
        (self.reasons, isFit, self.tolerated) = (reasons, reasons.isEmpty, tolerated)
    }
}
