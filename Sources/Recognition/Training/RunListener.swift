/// Something that is told what happens in a training and writes it down: files of the run's folder, or a journal for a tracking
/// server.
package protocol RunListener {
    /// Writes down what happened; the training goes on when this returns.
    func record(_ event: TrainingEvent) throws
}

extension StepReport {
    /// What is written down of a step, by the names that TensorBoard and trackers have for it.
    package var scalars: [(name: String, value: Double)] {
        [
            ("train/loss", loss), ("train/learning_rate", rate), ("train/gradient_norm", gradientNorm),
            ("speed/images_per_second", imagesPerSecond), ("speed/waiting_for_data", waitShare),
            ("train/misfits", Double(misfits)),
        ]
            + (exchange.map {
                [("speed/exchanging", $0.share), ("speed/exchanged_bytes_per_step", Double($0.bytesPerStep))]
            } ?? [])
    }
}

extension ValidationReport {
    /// What is written down of a validation.
    package var scalars: [(name: String, value: Double)] {
        let scores = evaluation.tally.total
        return [
            ("val/loss", evaluation.loss), ("val/cer", scores.characterErrorRate ?? 0),
            ("val/exact", scores.exactRate ?? 0), ("val/mean_length", scores.meanReadLength ?? 0),
        ] + evaluation.measured.map { ("val/\($0.measure.name)", $0.share) }
    }
}

extension AdaptationRound {
    /// What is written down of a round over pictures without labels.
    package var scalars: [(name: String, value: Double)] {
        [
            ("adapt/taken", takenShare), ("adapt/distinct", Double(distinctCount)), ("adapt/threshold", threshold),
            ("adapt/probability", meanProbability), ("adapt/entropy", meanEntropy), ("adapt/held_out", heldOut),
        ]
    }
}
