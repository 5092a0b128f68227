extension Skeleton {
    /// Every character that can be written, but for the space.
    static let alphabet: [Entry] = [
        Entry("0", zero, size: 0.9), Entry("1", one, looseness: 0.8, size: 0.94),
        Entry("2", two, looseness: 1.25, size: 0.95),
        Entry("3", three, looseness: 1.15), Entry("4", four, looseness: 0.9, size: 1.04),
        Entry("5", five, looseness: 1.15),
        Entry("6", six, size: 1.03), Entry("7", seven, looseness: 1.15), Entry("8", eight, looseness: 1.2, size: 1.08),
        Entry("9", nine, looseness: 1.1, size: 1.1),
        Entry(".", fullStop), Entry(",", comma), Entry("/", slash), Entry("-", hyphen), Entry(":", colon),
        Entry("+", plus), Entry("%", percent),
        Entry("$", dollar), Entry("€", euro), Entry("£", pound), Entry("¥", yen), Entry("₹", rupee),
    ]

    /// A character and the ways to write it.
    struct Entry: Sendable {
        var character: Character
        /// How far writers are from the skeletons and from each other, against other characters.
        var looseness: Double
        /// How high it is written, against other characters.
        var size: Double
        var skeletons: [Skeleton]

        init(_ character: Character, _ skeletons: [Skeleton], looseness: Double = 1, size: Double = 1) {
            self.character = character
            self.looseness = looseness
            self.size = size
            self.skeletons = skeletons
        }

        /// One of the ways, as likely as it is common.
        func skeleton(_ dice: inout Dice) -> Skeleton { skeletons[dice.pick(skeletons.lazy.map(\.weight))] }
    }

    /// The place of each character in `alphabet`.
    static let places: [Character: Int] = Dictionary(
        uniqueKeysWithValues: alphabet.enumerated().map { ($1.character, $0) })
}
