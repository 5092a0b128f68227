import Samples

extension CharacterCollection {
    /// Why a split has no picture of a character, and what to do.
    func shortage(of character: Character, in split: Split) -> String {
        let wanted = "\(path) has no pictures of '\(character)' for the \(split) split: "
        let (training, testing) = (holdings(of: character, isTest: false), holdings(of: character, isTest: true))
        let remedy = "add some, or ask for no \(split) samples"
        if split == .test, hasTestPart { return wanted + "\(testing.names) holds none; \(remedy)" }
        if training.count == 0 { return wanted + "\(training.names) holds none; \(remedy)" }
        if training.copies == training.count {
            let all = holdings(of: nil, isTest: false)
            let same =
                all.copies == all.count
                ? "all \(all.count) pictures in \(all.names) are in \(testing.names), too"
                : "\(training.count == 1 ? "the one" : "all \(training.count)") in \(training.names) "
                    + "\(training.count == 1 ? "is" : "are") in \(testing.names), too"
            return wanted + "\(same), and no picture may be in two splits; give two sets of different pictures"
        }
        let left = training.distinct
        return wanted + "\(training.names) holds \(left) different picture\(left == 1 ? "" : "s") of it"
            + (training.copies > 0 ? " that \(testing.names) has not" : "")
            + ", too few to share out, as \(holdout) of them are held out from train; \(remedy)"
    }
}
