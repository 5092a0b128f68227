extension Skeleton {
    /// Every character that can be written, but for the space, and the ways to write it.
    static let alphabet: [(character: Character, skeletons: [Skeleton])] = [
        ("0", zero), ("1", one), ("2", two), ("3", three), ("4", four),
        ("5", five), ("6", six), ("7", seven), ("8", eight), ("9", nine),
        (".", fullStop), (",", comma), ("/", slash), ("-", hyphen), (":", colon), ("+", plus), ("%", percent),
        ("$", dollar), ("€", euro), ("£", pound), ("¥", yen), ("₹", rupee),
    ]

    /// The place of each character in `alphabet`.
    static let places: [Character: Int] = Dictionary(
        uniqueKeysWithValues: alphabet.enumerated().map { ($1.character, $0) })
}
