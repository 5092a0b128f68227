import Configs
import Samples

/// A stage of a recipe with all that is the same for every sample worked out: its name and its probability.
struct PreparedStage<Stage: Sendable>: Sendable {
    let stage: Stage
    /// `camera.blur`; the second of a kind is `camera.blur#2`.
    let path: String
    let probability: Double

    /// Runs the stage, if this sample is to have it.
    /// - Returns: whether it is.
    @discardableResult
    func apply(_ chooser: inout Chooser, _ body: (inout Chooser) throws -> Void) rethrows -> Bool {
        try chooser.within(path) { chooser in
            guard chooser.happens("probability", probability: probability) else { return false }
            try body(&chooser)
            return true
        }
    }

    /// The stages of one part of a recipe.
    static func prepare<Family: ConfigFamily>(
        _ members: [OneOf<Family>], part: String
    ) -> [PreparedStage<Stage>] where Family.Member == Stage {
        var seen: [String: Int] = [:]
        return members.map { member in
            seen[member.name, default: 0] += 1
            let number = seen[member.name] ?? 1
            return PreparedStage(
                stage: member.value, path: "\(part).\(member.name)" + (number > 1 ? "#\(number)" : ""),
                probability: member.probability)
        }
    }

    /// The stage as what it is made into; nil where that is nothing.
    func compactMap<Other>(_ transform: (Stage) throws -> Other?) rethrows -> PreparedStage<Other>? {
        try transform(stage).map { PreparedStage<Other>(stage: $0, path: path, probability: probability) }
    }
}
