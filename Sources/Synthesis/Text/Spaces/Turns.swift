import Samples

/// Takes options in turn: each equally often, to within one, in every row of samples of a split.
///
/// Round after round through all options, each round in an order of its own.
struct Turns: Sendable {
    /// The numbers of the options.
    private let options: [Int]
    private let name: ChoiceName

    /// Options of which those with a weight of 0 are left out.
    init(weights: [Double], name: ChoiceName) {
        options = weights.indices.filter { weights[$0] > 0 }
        self.name = name
    }

    /// The number of a sample's option.
    func option(for key: SampleKey) -> Int { options[Self.option(of: options.count, name: name, for: key)] }

    /// A sample's option of `count`.
    /// - Parameters:
    ///   - place: sets choices of one name apart.
    ///   - rivals: of how many options that were taken in turn before one alone leads to this choice.
    static func option(
        of count: Int, name: ChoiceName, place: Int = 0, rivals: Int = 1, for key: SampleKey
    ) -> Int {
        if count <= 1 { return 0 }
        let (round, turn) = (key.index / rivals).quotientAndRemainder(dividingBy: count)
        let order = KeyedPermutation(
            count: UInt64(count), seed: key.seed ^ name.number &+ UInt64(place) &* 0x9E37_79B9_7F4A_7C15,
            salt: (UInt32(truncatingIfNeeded: round) &+ 1) &* 4 &+ key.split.number)
        // Whoever asks again wants another one.
        return (Int(order(UInt64(turn))) + key.attempt) % count
    }
}
