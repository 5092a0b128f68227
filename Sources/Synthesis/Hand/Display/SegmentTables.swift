extension CellAlphabet {
    /// Seven segments: `a` on top, `b` and `c` down the right side, `d` at the bottom, `e` and `f` up the left side, `g` in
    /// the middle.
    static let seven = CellAlphabet(
        segments: [
            ("0", "abcdef"), ("1", "bc"), ("2", "abdeg"), ("3", "abcdg"), ("4", "bcfg"), ("5", "acdfg"),
            ("6", "acdefg"), ("7", "abc"), ("8", "abcdefg"), ("9", "abcdfg"), ("-", "g"),
            ("A", "abcefg"), ("b", "cdefg"), ("C", "adef"), ("d", "bcdeg"), ("E", "adefg"), ("F", "aefg"),
            ("H", "bcefg"), ("L", "def"), ("n", "ceg"), ("o", "cdeg"), ("P", "abefg"), ("r", "eg"), ("t", "defg"),
            ("U", "bcdef"),
        ], partCount: 7)

    /// Fourteen segments: `a` to `f` as of seven, `g` and `h` the halves of the middle; the others meet there, `i`, `j` and
    /// `k` from above and `l`, `m` and `n` from below, each from the left to the right.
    static let fourteen = CellAlphabet(segments: manySegments, partCount: 14)

    /// Sixteen segments: as of fourteen, but `a` and `d` are halves: the other half of `a` is `o`, that of `d` is `p`.
    static let sixteen = CellAlphabet(
        segments: manySegments.map { character, names in
            (character, names + (names.contains("a") ? "o" : "") + (names.contains("d") ? "p" : ""))
        }, partCount: 16)

    private static let manySegments: [(Character, String)] = [
        // A stroke in the nought tells it from the letter, and a corner the five. Bars across are whole: half a bar would
        // tell a 3 from a 9 without its upper left segment, but not to the eye.
        ("0", "abcdefkl"), ("1", "bck"), ("2", "abdegh"), ("3", "abcdgh"), ("4", "bcfgh"), ("5", "adfgn"),
        ("6", "acdefgh"), ("7", "abc"), ("8", "abcdefgh"), ("9", "abcdfgh"),
        ("A", "abcefgh"), ("B", "abcdhjm"), ("C", "adef"), ("D", "abcdjm"), ("E", "adefgh"), ("F", "aefgh"),
        ("G", "acdefh"), ("H", "bcefgh"), ("I", "adjm"), ("J", "bcde"), ("K", "efgkn"), ("L", "def"),
        ("M", "bcefik"), ("N", "bcefin"), ("O", "abcdef"), ("P", "abefgh"), ("Q", "abcdefn"), ("R", "abefghn"),
        ("S", "acdfgh"), ("T", "ajm"), ("U", "bcdef"), ("V", "efkl"), ("W", "bcefln"), ("X", "ikln"),
        ("Y", "ikm"), ("Z", "adkl"),
        ("+", "ghjm"), ("-", "gh"), ("*", "ghijklmn"), ("/", "kl"), ("=", "dgh"),
    ]

    /// - Parameter segments: for each character the letters of its segments; `a` is the first part.
    private init(segments: [(Character, String)], partCount: Int) {
        self.init(
            segments.map { character, names in
                let numbers = names.unicodeScalars.map { Int($0.value) - Int(("a" as Unicode.Scalar).value) }
                return (character, numbers.reduce(into: CellParts()) { $0.insert(CellParts(part: $1)) })
            }, partCount: partCount)
    }
}
