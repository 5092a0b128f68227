/// What became of the pictures without labels in one round: which readings were taken as labels, and why others were not.
///
/// It is part of a checkpoint: what is learnt from until the next round follows from it.
package struct AdaptationRound: Codable, Sendable, Hashable {
    /// Steps that were made before it.
    package var step: Int
    /// The fingerprint of all pictures.
    var pictures: UInt64
    /// Pictures that were read.
    package var count: Int
    /// The least probability of a reading that was taken.
    package var threshold: Double
    /// The readings that were taken, in the order of their pictures.
    package var taken: [Reading] = []
    /// The first of those that were not, evenly from all over the folder.
    package var refused: [Reading] = []
    /// How many were refused for each reason.
    package var refusals: [Refusal: Int] = [:]
    /// The mean probability of the readings, 0...1.
    package var meanProbability = 0.0
    /// The mean entropy of what the network says at a time step, in nats.
    package var meanEntropy = 0.0
    /// The share of the validation samples that was read without a fault, 0...1.
    package var heldOut: Double
    /// The most that this share has been in any round.
    package var bestHeldOut: Double
    /// Whether that share was too much below the best, so that nothing was taken.
    package var isRejected = false
    /// Whether anything was taken in this round or in one before.
    package var hasTaken = false

    /// What was read on a picture.
    package struct Reading: Codable, Sendable, Hashable {
        /// The number of the picture.
        package var picture: Int
        /// The text on which the views agree best.
        package var text: String
        /// The probability that they give to it together, 0...1.
        package var probability: Double
        /// What other views read; none where all read the same.
        package var others: [String] = []
        /// Why it was not taken; nil where it was.
        package var refusal: Refusal?
    }

    /// Why a reading is not taken.
    package enum Refusal: String, Codable, CaseIterable, Sendable, CodingKeyRepresentable {
        /// Nothing was read.
        case empty
        /// The views read different texts.
        case disagreement
        /// It is no text of the pattern.
        case pattern
        /// It is not probable enough.
        case doubt
        /// The model reads validation samples worse than before.
        case rejected
        /// The picture can't be read.
        case broken

        /// For a person.
        package var text: String {
            switch self {
            case .empty: "nothing read"
            case .disagreement: "views differ"
            case .pattern: "not of the pattern"
            case .doubt: "not sure enough"
            case .rejected: "round rejected"
            case .broken: "broken picture"
            }
        }
    }

    /// The share of the pictures whose readings were taken, 0...1.
    package var takenShare: Double { Double(taken.count) / Double(max(1, count)) }

    /// How many different texts were taken.
    ///
    /// Where a model falls to reading one thing everywhere, it tells.
    package var distinctCount: Int { Set(taken.map(\.text)).count }
}

extension AdaptationRound {
    /// What can't be true of a round over so many pictures; nil as a rule.
    var problem: String? {
        let all = taken + refused
        guard (0...1_000_000_000).contains(step), count >= 0, taken.count <= count,
            all.allSatisfy({ (0..<count).contains($0.picture) && (0...1).contains($0.probability) }),
            [threshold, heldOut, bestHeldOut, meanProbability].allSatisfy({ (0...1).contains($0) })
        else { return "what it says of pictures without labels contradicts itself" }
        return nil
    }
}
