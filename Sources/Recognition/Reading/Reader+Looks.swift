extension Reader {
    /// What one view of a picture is read as.
    struct Look {
        /// The text and its probability.
        let transcription: Transcription
        /// The mean entropy of what the network says of a step, in nats.
        let entropy: Double
    }

    /// What each view of each picture is read as by itself, in their order.
    func looks(at pictures: [[PreparedPicture]]) throws -> [[Look]] {
        var impressions = try recognizer.impressions(of: pictures.flatMap { $0.map(\.image) }, batchSize: batchSize)[
            ...]
        return try pictures.map { views in
            let own = impressions.prefix(views.count)
            impressions = impressions.dropFirst(views.count)
            return try own.map {
                Look(transcription: try $0.text(by: decoder, recognizer.alphabet), entropy: $0.meanEntropy)
            }
        }
    }
}
