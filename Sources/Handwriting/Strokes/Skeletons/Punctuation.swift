/// Signs that stand beside words.
extension Skeleton {
    static let openingBracket: [Skeleton] = [
        Skeleton("bowed", weight: 3, looseness: 0.6, Stroke(.at(26, -4), .at(9, 24), .at(7, 76), .at(25, 112))),
        Skeleton("shallow", weight: 1, looseness: 0.6, Stroke(.at(18, -2), .at(6, 48), .at(18, 108))),
    ]

    static let closingBracket: [Skeleton] = [
        Skeleton("bowed", weight: 3, looseness: 0.6, Stroke(.at(4, -4), .at(21, 24), .at(23, 76), .at(5, 112))),
        Skeleton("shallow", weight: 1, looseness: 0.6, Stroke(.at(4, -2), .at(16, 48), .at(4, 108))),
    ]

    static let apostrophe: [Skeleton] = [
        Skeleton("straight", weight: 3, looseness: 0.3, Stroke(.at(7, -2), .at(6, 8), .at(4, 22))),
        Skeleton("bowed", weight: 1.5, looseness: 0.3, Stroke(.at(4, 0), .at(9, 6), .at(7, 14), .at(2, 22))),
    ]

    static let quotationMark: [Skeleton] = [
        Skeleton(
            "straight", weight: 3, looseness: 0.3, Stroke(.at(6, -2), .at(6, 8), .at(4, 22)),
            Stroke(.at(24, -2), .at(23, 8), .at(21, 22))),
        Skeleton(
            "leaning", weight: 1, looseness: 0.3, Stroke(.at(10, -2), .at(7, 8), .at(2, 22)),
            Stroke(.at(28, -2), .at(25, 8), .at(20, 22))),
    ]

    static let ampersand: [Skeleton] = [
        Skeleton(
            "looped", weight: 2, looseness: 0.8,
            Stroke(
                .at(66, 98), .at(40, 66), .at(16, 24), .at(24, 2), .at(40, 8), .at(38, 30), .at(14, 56), .at(4, 80),
                .at(22, 99), .at(46, 84), .at(64, 54))),
        Skeleton(
            "like an E with strokes", weight: 1.5, looseness: 0.7,
            Stroke(
                .at(50, 18), .at(30, 6), .at(10, 18), .at(14, 38), .turn(38, 47), .at(10, 56), .at(3, 78), .at(24, 94),
                .at(54, 86)),
            Stroke(.at(31, -6), .at(31, 4), .at(30, 14)), Stroke(.at(28, 88), .at(28, 98), .at(27, 110))),
    ]

    static let numberSign: [Skeleton] = [
        Skeleton(
            "leaning", weight: 2, looseness: 0.7, Stroke(.at(28, 2), .at(22, 50), .at(14, 100)),
            Stroke(.at(54, 0), .at(48, 50), .at(40, 98)), Stroke(.at(4, 35), .at(34, 33), .at(66, 31)),
            Stroke(.at(0, 67), .at(30, 65), .at(62, 63))),
        Skeleton(
            "upright", weight: 1, looseness: 0.7, Stroke(.at(20, 2), .at(20, 50), .at(19, 100)),
            Stroke(.at(46, 2), .at(46, 50), .at(45, 100)), Stroke(.at(0, 34), .at(32, 33), .at(66, 32)),
            Stroke(.at(0, 66), .at(32, 65), .at(66, 64))),
    ]

    static let atSign: [Skeleton] = [
        Skeleton(
            "in one stroke", weight: 2, looseness: 0.7,
            Stroke(
                .at(56, 42), .at(40, 32), .at(25, 50), .at(30, 70), .at(48, 64), .turn(57, 38), .at(57, 62),
                .at(68, 72),
                .at(82, 50), .at(70, 12), .at(36, 4), .at(6, 34), .at(6, 76), .at(36, 102), .at(70, 94)))
    ]

    static let exclamationMark: [Skeleton] = [
        Skeleton(
            "plain", weight: 3, looseness: 0.4, Stroke(.at(9, -2), .at(8, 34), .at(6, 72)),
            Stroke(.at(5, 96), .at(7, 97), .at(6, 99))),
        Skeleton(
            "leaning", weight: 1, looseness: 0.4, Stroke(.at(20, -4), .at(14, 34), .at(8, 72)),
            Stroke(.at(4, 96), .at(6, 97), .at(5, 99))),
    ]

    static let questionMark: [Skeleton] = [
        Skeleton(
            "plain", weight: 3, looseness: 0.6,
            Stroke(.at(2, 18), .at(18, 0), .at(42, 10), .at(42, 32), .at(24, 50), .at(22, 74)),
            Stroke(.at(21, 96), .at(23, 97), .at(22, 99))),
        Skeleton(
            "straight below", weight: 1, looseness: 0.6,
            Stroke(.at(0, 22), .at(12, 2), .at(36, 4), .at(40, 28), .turn(20, 46), .at(20, 60), .at(19, 76)),
            Stroke(.at(18, 96), .at(20, 97), .at(19, 99))),
    ]

    static let equalsSign: [Skeleton] = [
        Skeleton(
            "level", weight: 3, looseness: 0.5, Stroke(.at(2, 46), .at(24, 45), .at(48, 44)),
            Stroke(.at(2, 66), .at(24, 66), .at(48, 65)))
    ]

    static let semicolon: [Skeleton] = [
        Skeleton(
            "dot and comma", weight: 3, looseness: 0.2, Stroke(.at(8, 49), .at(10, 50), .at(9, 52)),
            Stroke(.at(11, 92), .at(8, 102), .at(2, 114)))
    ]
}
