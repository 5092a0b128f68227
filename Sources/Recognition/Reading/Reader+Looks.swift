import Glibc

extension Reader {
    /// What one view of a picture is read as.
    struct Look {
        /// The text and its probability.
        let transcription: Transcription
        /// The mean entropy of what the network says at a time step, in nats.
        let entropy: Double
    }

    /// What each view of each picture is read as by itself, in their order.
    func looks(at pictures: [[PreparedPicture]]) throws -> [[Look]] {
        var frames = try recognizer.frames(of: pictures.flatMap { $0.map(\.image) }, batchSize: batchSize)[...]
        return pictures.map { views in
            let own = frames.prefix(views.count)
            frames = frames.dropFirst(views.count)
            return own.map { Look(transcription: decoder.decode($0, recognizer.alphabet), entropy: $0.meanEntropy) }
        }
    }
}

extension Frames {
    /// The mean over the time steps of the entropy over the classes, in nats.
    var meanEntropy: Double {
        var sum = 0.0
        for logarithm in values where logarithm > -.infinity {
            sum -= Double(logarithm) * exp(Double(logarithm))
        }
        return sum / Double(max(1, stepCount))
    }
}
