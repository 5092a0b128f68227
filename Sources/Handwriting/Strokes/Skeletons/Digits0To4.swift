extension Skeleton {
    static let zero: [Skeleton] = [
        Skeleton(
            "closed", weight: 4,
            Stroke(
                .at(34, 1), .at(12, 16), .at(2, 52), .at(12, 86), .at(33, 99), .at(56, 82), .at(63, 48), .at(52, 13),
                .at(33, 2))),
        Skeleton(
            "with a tail", weight: 2,
            Stroke(
                .at(46, 4), .at(24, 6), .at(5, 36), .at(6, 76), .at(28, 99), .at(54, 84), .at(64, 48), .at(54, 14),
                .at(34, 3), .at(22, 8))),
        Skeleton(
            "open", weight: 1,
            Stroke(
                .at(28, 6), .at(8, 26), .at(2, 58), .at(14, 90), .at(34, 98), .at(56, 80), .at(62, 46), .at(54, 16),
                .at(42, 4))),
        Skeleton(
            "overlapping", weight: 2,
            Stroke(
                .at(40, 10), .at(24, 2), .at(6, 30), .at(4, 70), .at(24, 98), .at(52, 88), .at(64, 52), .at(54, 14),
                .at(32, 4), .at(14, 18))),
        Skeleton(
            "leaning", weight: 1.5,
            Stroke(
                .at(56, 4), .at(28, 20), .at(6, 58), .at(6, 90), .at(26, 98), .at(52, 72), .at(68, 34), .at(64, 6),
                .at(46, 4))),
        Skeleton(
            "curled in", weight: 0.5,
            Stroke(
                .at(30, 2), .at(8, 24), .at(3, 62), .at(20, 97), .at(48, 90), .at(64, 54), .at(56, 14), .at(38, 2),
                .at(26, 10), .at(30, 24))),
        Skeleton(
            "slashed", weight: 0.12,
            Stroke(
                .at(34, 1), .at(10, 18), .at(2, 52), .at(12, 86), .at(33, 99), .at(56, 82), .at(63, 48), .at(52, 13),
                .at(33, 2)),
            Stroke(.at(60, 2), .at(32, 50), .at(6, 98))),
        Skeleton(
            "begun above", weight: 1,
            Stroke(
                .at(50, -6), .at(28, 4), .at(6, 34), .at(4, 72), .at(26, 99), .at(54, 86), .at(64, 50), .at(52, 18),
                .at(28, 8))),
        Skeleton(
            "begun like a 6", weight: 0.7,
            Stroke(
                .at(24, -8), .at(10, 20), .at(3, 58), .at(12, 90), .at(34, 99), .at(56, 80), .at(58, 44), .at(42, 16),
                .at(14, 18))),
        Skeleton(
            "ended across", weight: 0.7,
            Stroke(
                .at(30, 4), .at(8, 28), .at(4, 68), .at(24, 98), .at(52, 84), .at(62, 44), .at(48, 8), .at(28, 2),
                .at(24, 14), .at(44, 20), .at(66, 8))),
        Skeleton(
            "wide", weight: 0.8,
            Stroke(
                .at(50, 6), .at(12, 20), .at(2, 56), .at(24, 90), .at(60, 95), .at(96, 68), .at(96, 28), .at(70, 6),
                .at(44, 8))),
    ]

    static let one: [Skeleton] = [
        Skeleton("plain", weight: 8, looseness: 0.7, Stroke(.at(12, 0), .at(11, 50), .at(10, 100))),
        Skeleton("bowed", weight: 0.7, looseness: 0.7, Stroke(.at(14, 0), .at(8, 48), .at(11, 100))),
        Skeleton(
            "with a flag", weight: 1.2,
            Stroke(.at(0, 22), .at(12, 13), .turn(22, 0), .at(21, 50), .at(20, 100))),
        Skeleton(
            "with a small flag", weight: 1.2,
            Stroke(.at(4, 10), .turn(14, 0), .at(14, 50), .at(12, 100))),
        Skeleton(
            "with flag and foot", weight: 1.3,
            Stroke(.at(4, 20), .turn(26, 0), .at(26, 50), .at(25, 98)),
            Stroke(.at(2, 99), .at(26, 98), .at(50, 98))),
        Skeleton("with a hook", weight: 0.3, Stroke(.at(12, 0), .at(10, 60), .at(12, 94), .at(22, 96))),
        Skeleton(
            "with a long flag", weight: 0.7,
            Stroke(.at(0, 46), .at(16, 24), .turn(30, 0), .at(27, 50), .at(24, 100))),
        Skeleton(
            "with a foot", weight: 0.3, Stroke(.at(14, 0), .at(14, 50), .at(13, 98)),
            Stroke(.at(-8, 99), .at(12, 98), .at(34, 97))),
    ]

    static let two: [Skeleton] = [
        Skeleton(
            "angular", weight: 3,
            Stroke(
                .at(5, 22), .at(14, 5), .at(34, 0), .at(53, 14), .at(50, 38), .at(28, 72), .turn(3, 97), .at(32, 95),
                .at(66, 95))),
        Skeleton(
            "looped", weight: 4,
            Stroke(
                .at(6, 20), .at(18, 3), .at(40, 2), .at(54, 18), .at(48, 46), .at(30, 78), .at(10, 97), .at(0, 90),
                .at(8, 78), .at(24, 82), .at(46, 96), .at(70, 93))),
        Skeleton(
            "round below", weight: 2,
            Stroke(
                .at(4, 18), .at(20, 2), .at(44, 4), .at(52, 24), .at(40, 54), .at(16, 80), .at(4, 94), .at(12, 99),
                .at(40, 93), .at(66, 96))),
        Skeleton(
            "with a curl", weight: 1.2,
            Stroke(
                .at(16, 28), .at(4, 22), .at(10, 6), .at(34, 0), .at(54, 16), .at(48, 44), .at(26, 74),
                .turn(4, 98), .at(26, 88), .at(46, 97), .at(70, 92))),
        Skeleton(
            "like a Z", weight: 0.8,
            Stroke(
                .at(4, 8), .at(28, 1), .at(52, 4), .at(44, 30), .at(22, 66), .turn(2, 96), .at(32, 96), .at(62, 98))),
        Skeleton(
            "wide loop", weight: 1.5,
            Stroke(
                .at(10, 26), .at(14, 8), .at(36, 0), .at(52, 14), .at(50, 42), .at(38, 70), .at(20, 92), .at(2, 96),
                .at(2, 82), .at(18, 74), .at(38, 84), .at(62, 100), .at(78, 92))),
        Skeleton(
            "with a long foot", weight: 1,
            Stroke(.at(4, 28), .at(18, 8), .at(38, 8), .at(44, 32), .at(28, 66), .turn(4, 92), .at(44, 88), .at(92, 90))
        ),
        Skeleton(
            "high loop", weight: 1.2,
            Stroke(
                .at(12, 24), .at(24, 4), .at(46, 4), .at(54, 28), .at(40, 66), .at(18, 94), .at(0, 90), .at(4, 70),
                .at(28, 68), .at(50, 84), .at(74, 98))),
        Skeleton(
            "turned back", weight: 1.2,
            Stroke(
                .at(4, 20), .at(20, 2), .at(42, 2), .at(52, 22), .at(38, 60), .turn(4, 98), .at(16, 84), .at(36, 86),
                .at(68, 100))),
        Skeleton(
            "narrow top", weight: 0.8,
            Stroke(.at(14, 16), .at(26, 0), .at(42, 10), .at(36, 40), .at(20, 72), .at(4, 98), .at(34, 96), .at(64, 97))
        ),
        Skeleton(
            "like a script d", weight: 1,
            Stroke(
                .at(8, 12), .at(28, 0), .at(46, 14), .at(45, 50), .at(36, 88), .at(16, 100), .at(2, 84), .at(14, 66),
                .at(38, 76), .at(72, 92))),
        Skeleton(
            "wide and flat", weight: 0.6,
            Stroke(
                .at(14, 24), .at(44, 6), .at(88, 8), .at(76, 34), .at(40, 58), .turn(0, 84), .at(44, 82), .at(96, 88))),
        Skeleton(
            "loop and a long tail", weight: 0.8,
            Stroke(
                .at(24, 14), .at(40, 2), .at(50, 18), .at(36, 56), .at(16, 86), .at(2, 84), .at(10, 72), .at(44, 80),
                .at(104, 80))),
    ]

    static let three: [Skeleton] = [
        Skeleton(
            "round", weight: 5,
            Stroke(
                .at(6, 12), .at(26, 0), .at(47, 10), .at(45, 32), .turn(20, 46), .at(46, 54), .at(55, 76), .at(36, 98),
                .at(2, 92))),
        Skeleton(
            "looped waist", weight: 2,
            Stroke(
                .at(6, 14), .at(26, 0), .at(48, 12), .at(42, 36), .at(22, 48), .at(14, 42), .at(24, 42), .at(48, 56),
                .at(54, 80), .at(32, 100), .at(2, 90))),
        Skeleton(
            "shallow waist", weight: 2,
            Stroke(
                .at(4, 8), .at(28, 0), .at(46, 14), .at(40, 34), .at(28, 45), .at(44, 55), .at(54, 76), .at(38, 96),
                .at(0, 96))),
        Skeleton(
            "flat top", weight: 0.8,
            Stroke(
                .at(6, 4), .at(28, 2), .turn(50, 2), .turn(22, 40), .at(46, 50), .at(55, 76), .at(34, 99), .at(2, 90))),
        Skeleton(
            "big below", weight: 1.5,
            Stroke(
                .at(14, 10), .at(30, 0), .at(46, 8), .at(42, 26), .turn(22, 36), .at(50, 46), .at(60, 72), .at(38, 99),
                .at(0, 88))),
        Skeleton(
            "angular", weight: 0.8,
            Stroke(
                .at(4, 6), .at(28, 2), .turn(46, 10), .turn(24, 44), .at(48, 62), .at(44, 84), .at(24, 97), .at(0, 98))),
        Skeleton(
            "with a spur", weight: 1,
            Stroke(
                .at(6, 10), .at(28, 0), .at(44, 14), .at(34, 38), .turn(6, 52), .at(36, 50), .at(52, 70), .at(38, 96),
                .at(6, 96))),
        Skeleton(
            "with a long tail", weight: 1,
            Stroke(
                .at(18, 8), .at(38, 0), .at(50, 14), .at(40, 36), .turn(24, 44), .at(48, 56), .at(46, 82), .at(22, 100),
                .at(-8, 94))),
        Skeleton(
            "curled", weight: 0.6,
            Stroke(
                .at(12, 22), .at(8, 8), .at(28, 0), .at(46, 12), .at(40, 36), .turn(22, 46), .at(48, 54), .at(54, 78),
                .at(34, 98), .at(8, 94), .at(4, 78))),
        Skeleton(
            "small below", weight: 0.8,
            Stroke(
                .at(2, 14), .at(28, 0), .at(52, 10), .at(48, 34), .turn(24, 54), .at(44, 62), .at(44, 84), .at(26, 98),
                .at(6, 96))),
    ]

    static let four: [Skeleton] = [
        Skeleton(
            "open", weight: 5,
            Stroke(.at(8, 2), .at(4, 30), .turn(4, 52), .at(30, 50), .at(60, 46)),
            Stroke(.at(50, 4), .at(47, 50), .at(44, 100))),
        Skeleton(
            "open, round", weight: 2.2,
            Stroke(.at(12, 0), .at(4, 28), .at(8, 50), .at(28, 54), .at(58, 42)),
            Stroke(.at(54, 2), .at(49, 46), .at(44, 100))),
        Skeleton(
            "closed", weight: 1.2,
            Stroke(.at(44, 0), .at(24, 32), .turn(0, 62), .at(30, 62), .at(64, 62)),
            Stroke(.at(46, 0), .at(45, 50), .at(44, 100))),
        Skeleton(
            "one stroke", weight: 1.5,
            Stroke(
                .at(10, 4), .at(3, 34), .at(10, 52), .at(32, 46), .turn(56, 6), .at(50, 46), .at(44, 100))),
        Skeleton(
            "one stroke, looped", weight: 0.5,
            Stroke(
                .at(44, 2), .at(22, 30), .at(2, 56), .at(14, 62), .at(48, 52), .at(60, 36), .at(52, 30),
                .at(42, 60), .at(36, 100))),
        Skeleton(
            "closing", weight: 2,
            Stroke(.at(22, 2), .at(8, 34), .turn(2, 54), .at(30, 54), .at(62, 52)),
            Stroke(.at(44, 8), .at(42, 50), .at(40, 100))),
        Skeleton(
            "low bar", weight: 0.8, Stroke(.at(40, 0), .at(22, 36), .turn(0, 74), .at(32, 74), .at(66, 72)),
            Stroke(.at(44, 10), .at(43, 56), .at(42, 100))),
        Skeleton(
            "looped corner", weight: 0.5,
            Stroke(.at(34, 4), .at(14, 34), .at(2, 60), .at(8, 68), .at(22, 58), .at(64, 50)),
            Stroke(.at(52, 8), .at(47, 54), .at(42, 100))),
        Skeleton(
            "square, one stroke", weight: 0.6,
            Stroke(.at(4, 6), .turn(4, 52), .turn(52, 48), .turn(54, 2), .at(53, 50), .at(50, 100))),
        Skeleton(
            "like a 9", weight: 0.4,
            Stroke(
                .at(46, 8), .at(22, 18), .turn(4, 46), .at(28, 50), .turn(50, 40), .turn(54, 2), .at(50, 52),
                .at(44, 100))),
        Skeleton(
            "long stem", weight: 1, Stroke(.at(6, 8), .turn(2, 40), .at(24, 40), .at(52, 34)),
            Stroke(.at(48, 0), .at(44, 50), .at(38, 108))),
    ]
}
