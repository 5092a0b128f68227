extension Experiment {
    /// Makes sure that so many processes can share the training's batches.
    ///
    /// - Throws: `RecognitionError`, which says what they can't.
    package func requireShares(_ count: Int) throws(RecognitionError) {
        guard count > 1 else { return }
        guard training.batch % count == 0 else {
            throw RecognitionError(
                .config,
                "training.batch is \(training.batch), which can't be shared out evenly over the \(count) processes that mpirun "
                    + "has started: give a multiple of \(count)")
        }
        guard data.unlabelled.isEmpty, training.adapt == nil else {
            throw RecognitionError(
                .config,
                "data.unlabelled: pictures without labels are followed by one process alone; start it without mpirun")
        }
    }
}
