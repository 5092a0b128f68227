/// The capitals A to M, as high as digits.
extension Skeleton {
    static let capitalA: [Skeleton] = [
        Skeleton(
            "pointed", weight: 3, Stroke(.at(0, 100), .at(16, 50), .turn(31, 0), .at(46, 50), .at(61, 100)),
            Stroke(.at(10, 66), .at(30, 65), .at(52, 64))),
        Skeleton(
            "from the top", weight: 2, Stroke(.at(32, 0), .at(16, 50), .at(1, 100)),
            Stroke(.at(32, 2), .at(46, 50), .at(60, 100)), Stroke(.at(12, 64), .at(30, 63), .at(50, 62))),
        Skeleton(
            "rounded", weight: 1.2, Stroke(.at(0, 100), .at(8, 44), .at(30, 2), .at(52, 44), .at(58, 100)),
            Stroke(.at(6, 60), .at(28, 59), .at(56, 58))),
        Skeleton(
            "bar in one stroke", weight: 1,
            Stroke(
                .at(2, 100), .at(16, 50), .turn(32, 0), .at(46, 50), .turn(58, 98), .at(40, 74), .at(18, 62),
                .at(16, 72),
                .at(60, 66))),
        Skeleton(
            "low bar", weight: 0.8, Stroke(.at(0, 100), .at(16, 48), .turn(28, 0), .at(46, 50), .at(62, 100)),
            Stroke(.at(4, 78), .at(30, 77), .at(60, 75))),
    ]

    static let capitalB: [Skeleton] = [
        Skeleton(
            "stem and bowls", weight: 3, Stroke(.at(5, 1), .at(4, 50), .at(4, 99)),
            Stroke(
                .at(3, 4), .at(32, 2), .at(46, 20), .at(34, 42), .turn(8, 47), .at(40, 52), .at(54, 74), .at(36, 97),
                .at(3, 98))),
        Skeleton(
            "in one stroke", weight: 1.5,
            Stroke(
                .at(8, 0), .at(6, 50), .turn(5, 99), .at(6, 40), .at(14, 6), .at(40, 4), .at(46, 26), .turn(14, 47),
                .at(46, 56), .at(52, 80), .at(32, 98), .at(4, 96))),
        Skeleton(
            "small above", weight: 1, Stroke(.at(6, 0), .at(5, 50), .at(5, 100)),
            Stroke(
                .at(4, 4), .at(28, 4), .at(38, 20), .at(28, 36), .turn(10, 42), .at(42, 48), .at(56, 72), .at(38, 96),
                .at(4, 98))),
        Skeleton(
            "wide", weight: 0.8, Stroke(.at(6, 2), .at(5, 50), .at(4, 98)),
            Stroke(
                .at(0, 4), .at(40, 0), .at(58, 20), .at(42, 42), .turn(18, 48), .at(54, 52), .at(66, 76), .at(44, 98),
                .at(2, 98))),
    ]

    static let capitalC: [Skeleton] = [
        Skeleton(
            "plain", weight: 3,
            Stroke(.at(58, 18), .at(40, 2), .at(14, 16), .at(3, 52), .at(14, 86), .at(38, 99), .at(61, 84))),
        Skeleton(
            "round", weight: 2,
            Stroke(.at(66, 14), .at(42, 0), .at(14, 14), .at(2, 48), .at(12, 84), .at(40, 100), .at(70, 84))),
        Skeleton(
            "with a hook", weight: 0.8,
            Stroke(.at(54, 26), .at(56, 8), .at(38, 0), .at(10, 24), .at(4, 66), .at(24, 98), .at(60, 86))),
        Skeleton(
            "slim", weight: 1,
            Stroke(.at(48, 10), .at(32, 1), .at(12, 20), .at(4, 56), .at(12, 90), .at(32, 99), .at(50, 90))),
    ]

    static let capitalD: [Skeleton] = [
        Skeleton(
            "stem and bowl", weight: 3, Stroke(.at(5, 1), .at(4, 50), .at(4, 99)),
            Stroke(.at(2, 3), .at(34, 6), .at(58, 34), .at(56, 70), .at(34, 95), .at(3, 98))),
        Skeleton(
            "in one stroke", weight: 1.5,
            Stroke(.at(10, 2), .at(8, 50), .turn(6, 97), .at(42, 92), .at(64, 56), .at(48, 14), .at(2, 3))),
        Skeleton(
            "wide", weight: 1, Stroke(.at(6, 2), .at(5, 50), .at(5, 98)),
            Stroke(.at(-4, 4), .at(40, 2), .at(70, 32), .at(70, 66), .at(44, 96), .at(-2, 98))),
    ]

    static let capitalE: [Skeleton] = [
        Skeleton(
            "stem with the outer bars", weight: 3,
            Stroke(.at(50, 2), .at(28, 3), .turn(4, 4), .at(4, 50), .turn(4, 98), .at(28, 98), .at(52, 96)),
            Stroke(.at(4, 50), .at(24, 49), .at(42, 48))),
        Skeleton(
            "bar by bar", weight: 2, Stroke(.at(4, 0), .at(4, 50), .at(4, 100)),
            Stroke(.at(3, 3), .at(26, 2), .at(50, 1)), Stroke(.at(4, 50), .at(24, 49), .at(42, 48)),
            Stroke(.at(3, 98), .at(28, 98), .at(52, 97))),
        Skeleton(
            "stem with foot", weight: 1,
            Stroke(.at(5, 1), .at(4, 50), .turn(4, 97), .at(28, 98), .at(50, 96)),
            Stroke(.at(4, 3), .at(28, 3), .at(52, 2)), Stroke(.at(4, 48), .at(22, 47), .at(40, 46))),
        Skeleton(
            "round", weight: 1.2,
            Stroke(
                .at(50, 12), .at(30, 0), .at(10, 14), .at(14, 38), .turn(36, 46), .at(10, 54), .at(2, 78), .at(22, 99),
                .at(54, 90))),
    ]

    static let capitalF: [Skeleton] = [
        Skeleton(
            "bar and stem in one", weight: 2, Stroke(.at(52, 2), .at(28, 3), .turn(5, 4), .at(5, 50), .at(4, 100)),
            Stroke(.at(4, 48), .at(24, 47), .at(42, 46))),
        Skeleton(
            "stem first", weight: 2.5, Stroke(.at(5, 1), .at(4, 50), .at(4, 100)),
            Stroke(.at(3, 3), .at(28, 2), .at(54, 0)), Stroke(.at(4, 47), .at(22, 46), .at(42, 45))),
        Skeleton(
            "wide above", weight: 1, Stroke(.at(14, 4), .at(13, 50), .at(10, 100)),
            Stroke(.at(0, 8), .at(10, 3), .at(32, 4), .at(62, -2)), Stroke(.at(2, 50), .at(22, 49), .at(42, 47))),
    ]

    static let capitalG: [Skeleton] = [
        Skeleton(
            "with a bar", weight: 3,
            Stroke(
                .at(58, 16), .at(40, 1), .at(13, 18), .at(3, 54), .at(14, 88), .at(38, 99), .at(56, 86), .turn(60, 56),
                .at(48, 56), .at(34, 57))),
        Skeleton(
            "with a bar and a stem", weight: 2,
            Stroke(.at(56, 14), .at(36, 1), .at(12, 18), .at(3, 52), .at(14, 86), .at(36, 98), .at(58, 80)),
            Stroke(.at(34, 58), .turn(60, 56), .at(60, 78), .at(60, 102))),
        Skeleton(
            "curled in", weight: 1,
            Stroke(
                .at(60, 12), .at(36, 0), .at(8, 26), .at(6, 74), .at(30, 99), .at(56, 84), .at(58, 60), .at(34, 56))),
        Skeleton(
            "with a spur", weight: 0.5,
            Stroke(
                .at(54, 18), .at(36, 2), .at(12, 18), .at(3, 54), .at(14, 90), .at(38, 94), .turn(56, 64), .at(57, 82),
                .at(56, 101))),
    ]

    static let capitalH: [Skeleton] = [
        Skeleton(
            "two stems and a bar", weight: 4, Stroke(.at(5, 0), .at(4, 50), .at(4, 100)),
            Stroke(.at(56, 0), .at(55, 50), .at(55, 100)), Stroke(.at(4, 51), .at(28, 50), .at(56, 49))),
        Skeleton(
            "bar drawn into the stem", weight: 1, Stroke(.at(6, 0), .at(4, 50), .at(3, 100)),
            Stroke(.at(4, 54), .at(28, 51), .at(50, 44), .turn(60, 0), .at(57, 50), .at(58, 100))),
        Skeleton(
            "rising bar", weight: 0.8, Stroke(.at(6, 2), .at(5, 50), .at(4, 100)),
            Stroke(.at(54, -2), .at(54, 48), .at(52, 98)), Stroke(.at(-2, 58), .at(28, 50), .at(62, 44))),
    ]

    static let capitalI: [Skeleton] = [
        Skeleton(
            "with bars", weight: 3, Stroke(.at(22, 2), .at(22, 50), .at(21, 98)),
            Stroke(.at(2, 3), .at(22, 2), .at(42, 1)), Stroke(.at(0, 98), .at(21, 98), .at(42, 97))),
        Skeleton("plain", weight: 2, looseness: 0.8, Stroke(.at(10, 0), .at(10, 50), .at(9, 100))),
        Skeleton(
            "with short bars", weight: 1, Stroke(.at(14, 2), .at(14, 50), .at(13, 98)),
            Stroke(.at(4, 2), .at(14, 2), .at(26, 1)), Stroke(.at(2, 99), .at(13, 98), .at(26, 98))),
    ]

    static let capitalJ: [Skeleton] = [
        Skeleton("plain", weight: 2, Stroke(.at(40, 0), .at(40, 60), .at(34, 92), .at(16, 99), .at(1, 82))),
        Skeleton(
            "with a bar", weight: 2.5, Stroke(.at(40, 2), .at(40, 60), .at(34, 92), .at(16, 99), .at(1, 84)),
            Stroke(.at(16, 3), .at(40, 2), .at(64, 1))),
        Skeleton(
            "bar in one stroke", weight: 0.8,
            Stroke(.at(10, 6), .at(28, 3), .turn(46, 3), .at(44, 60), .at(36, 94), .at(16, 99), .at(2, 86))),
    ]

    static let capitalK: [Skeleton] = [
        Skeleton(
            "arms in one stroke", weight: 3, Stroke(.at(5, 0), .at(4, 50), .at(4, 100)),
            Stroke(.at(54, 0), .at(30, 32), .turn(7, 54), .at(32, 74), .at(58, 100))),
        Skeleton(
            "leg from the arm", weight: 1.5, Stroke(.at(6, 0), .at(5, 50), .at(4, 100)),
            Stroke(.at(54, 2), .at(30, 34), .at(6, 60)), Stroke(.at(22, 44), .at(40, 72), .at(60, 100))),
        Skeleton(
            "with a small loop", weight: 0.7, Stroke(.at(6, 0), .at(5, 50), .at(5, 100)),
            Stroke(.at(56, 2), .at(32, 32), .at(12, 50), .at(10, 42), .at(20, 48), .at(36, 70), .at(58, 100))),
    ]

    static let capitalL: [Skeleton] = [
        Skeleton("plain", weight: 4, Stroke(.at(6, 0), .at(5, 50), .turn(4, 98), .at(28, 98), .at(52, 96))),
        Skeleton("rounded", weight: 1.5, Stroke(.at(12, 0), .at(7, 60), .at(10, 94), .at(28, 98), .at(54, 92))),
        Skeleton(
            "looped", weight: 0.6,
            Stroke(
                .at(34, 26), .at(38, 6), .at(26, 2), .at(18, 30), .at(16, 70), .at(4, 97), .at(0, 86), .at(16, 86),
                .at(34, 98), .at(58, 92))),
    ]

    static let capitalM: [Skeleton] = [
        Skeleton(
            "spread", weight: 2.5,
            Stroke(
                .at(2, 100), .at(7, 50), .turn(14, 1), .at(26, 40), .turn(38, 76), .at(50, 38), .turn(63, 0),
                .at(69, 50),
                .at(74, 100))),
        Skeleton(
            "upright", weight: 2,
            Stroke(
                .at(4, 100), .at(4, 50), .turn(5, 2), .at(20, 34), .turn(36, 64), .at(52, 32), .turn(66, 1),
                .at(67, 50),
                .at(68, 100))),
        Skeleton(
            "stem first", weight: 1.5, Stroke(.at(5, 1), .at(4, 50), .at(4, 100)),
            Stroke(.at(5, 4), .at(20, 36), .turn(34, 66), .at(50, 32), .turn(64, 0), .at(65, 50), .at(66, 100))),
        Skeleton(
            "rounded", weight: 1,
            Stroke(
                .at(4, 100), .at(7, 30), .at(16, 4), .at(28, 20), .turn(36, 82), .at(46, 20), .at(58, 4), .at(68, 30),
                .at(74, 100))),
    ]
}
