import Configs
import Foundation

/// `metrics.csv`: a row every few steps, and one for each validation and for each round over pictures without labels.
final class MetricsLog {
    private let handle: FileHandle
    private let path: String
    private let columns: [String]

    /// The columns of a model with these measures.
    static func columns(_ measures: [Measure]) -> [String] {
        [
            "step", "seconds", "loss", "rate", "gradient_norm", "images_per_second", "wait", "misfits", "val_loss",
            "val_cer", "val_exact",
        ] + measures.map { "val_\($0.name)" } + ["val_mean_length", "val_misfits"]
    }

    /// The columns behind these where pictures without labels are read.
    static let adaptationColumns = [
        "adapt_taken", "adapt_distinct", "adapt_threshold", "adapt_probability", "adapt_entropy", "adapt_held_out",
        "adapt_rejected",
    ]

    /// The columns behind all others where several processes share the batches, or did so earlier in the run.
    static let exchangeColumns = ["exchange", "exchange_bytes"]

    /// Starts the file, or goes on with it: rows of steps after `step` are removed, since they will come again.
    ///
    /// - Parameters:
    ///   - measures: what the model measures of its own.
    ///   - isAdapting: whether pictures without labels are read.
    ///   - isShared: whether several processes share the batches.
    init(
        _ run: RunFolder, after step: Int, _ measures: [Measure], isAdapting: Bool = false, isShared: Bool = false
    ) throws {
        path = run.file("metrics.csv")
        let known = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        let table = known.split(separator: "\n", omittingEmptySubsequences: false)
        let own = Self.columns(measures) + (isAdapting ? Self.adaptationColumns : [])
        let wasShared = step > 0 && table.first.map(String.init) == (own + Self.exchangeColumns).joined(separator: ",")
        let columns = own + (isShared || wasShared ? Self.exchangeColumns : [])
        self.columns = columns
        // Rows from before the batches were shared lack the columns of exchanges.
        let lengths = wasShared || !isShared ? [columns.count] : [own.count, columns.count]
        // The last line may be cut short: only what ends is a row.
        let rows = table.dropFirst().dropLast().compactMap { row -> String? in
            let fields = row.split(separator: ",", omittingEmptySubsequences: false)
            guard lengths.contains(fields.count), let first = fields.first.flatMap({ Int($0) }), first <= step else {
                return nil
            }
            return row + String(repeating: ",", count: columns.count - fields.count)
        }
        let lines = [columns.joined(separator: ",")] + (step > 0 ? rows : [])
        try run.write(lines.joined(separator: "\n") + "\n", to: "metrics.csv")
        guard let handle = FileHandle(forWritingAtPath: path) else {
            throw RecognitionError(.unwritable, "cannot write \(path)")
        }
        self.handle = handle
        try handle.seekToEnd()
    }

    deinit { try? handle.close() }

    /// Adds a step's row.
    func add(_ report: StepReport) throws {
        let fields = [
            "\(report.step)", text(report.seconds, 1), text(report.loss, 5), text(report.rate, 8),
            text(report.gradientNorm, 4), text(report.imagesPerSecond, 1), text(report.waitShare, 3),
            "\(report.misfits)",
        ]
        guard let exchange = report.exchange else { return try add(fields) }
        let last = [text(exchange.share, 3), "\(exchange.bytesPerStep)"]
        try add(fields + [String](repeating: "", count: columns.count - fields.count - last.count) + last)
    }

    /// Adds the row of a validation.
    func add(_ report: ValidationReport) throws {
        let (scores, evaluation) = (report.evaluation.tally.total, report.evaluation)
        try add(
            [
                "\(report.step)", text(report.seconds, 1), "", "", "", "", "", "", text(evaluation.loss, 5),
                text(scores.characterErrorRate ?? 0, 6), text(scores.exactRate ?? 0, 6),
            ] + evaluation.measured.map { text($0.share, 4) } + [
                text(scores.meanReadLength ?? 0, 3), "\(evaluation.misfits)",
            ])
    }

    /// Adds the row of a round over pictures without labels.
    func add(_ round: AdaptationRound, seconds: Double) throws {
        let before = (columns.firstIndex(of: Self.adaptationColumns[0]) ?? columns.count)
        try add(
            ["\(round.step)", text(seconds, 1)] + [String](repeating: "", count: before - 2) + [
                text(round.takenShare, 6), "\(round.distinctCount)", text(round.threshold, 4),
                text(round.meanProbability, 6), text(round.meanEntropy, 5), text(round.heldOut, 6),
                round.isRejected ? "1" : "0",
            ])
    }

    /// Brings all rows to the disk.
    func synchronize() throws {
        do { try handle.synchronize() } catch {
            throw RecognitionError(.inputOutput, "cannot write \(path): \(error.systemReason)")
        }
    }

    private func add(_ fields: [String]) throws {
        let fields = fields + [String](repeating: "", count: columns.count - fields.count)
        do { try handle.write(contentsOf: Data((fields.joined(separator: ",") + "\n").utf8)) } catch {
            throw RecognitionError(.inputOutput, "cannot write \(path): \(error.systemReason)")
        }
    }

    private func text(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }
}
