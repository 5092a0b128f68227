extension Skeleton {
    static let five: [Skeleton] = [
        Skeleton(
            "two strokes", weight: 4,
            Stroke(
                .at(16, 4), .at(13, 24), .turn(9, 46), .at(34, 40), .at(52, 60), .at(42, 90), .at(18, 100), .at(0, 90)),
            Stroke(.at(16, 4), .at(38, 3), .at(66, 0))),
        Skeleton(
            "one stroke", weight: 3,
            Stroke(
                .at(60, 0), .at(38, 3), .turn(18, 4), .at(14, 24), .turn(9, 44), .at(34, 38), .at(53, 60), .at(42, 92),
                .at(16, 100), .at(0, 88))),
        Skeleton(
            "like an S", weight: 3,
            Stroke(
                .at(60, 2), .at(34, 3), .at(18, 12), .at(14, 34), .at(30, 48), .at(46, 64), .at(42, 88), .at(20, 100),
                .at(0, 92))),
        Skeleton(
            "round body", weight: 2,
            Stroke(
                .at(20, 8), .at(12, 30), .turn(10, 48), .at(28, 40), .at(52, 50), .at(54, 78), .at(34, 98), .at(4, 92)),
            Stroke(.at(18, 6), .at(40, 4), .at(62, 4))),
        Skeleton(
            "long bar", weight: 1.5,
            Stroke(.at(20, 16), .at(17, 32), .turn(12, 48), .at(36, 46), .at(46, 70), .at(28, 98), .at(0, 92)),
            Stroke(.at(20, 17), .at(52, 10), .at(92, 2))),
        Skeleton(
            "closed bowl", weight: 1.6,
            Stroke(
                .at(18, 4), .at(14, 24), .turn(10, 46), .at(34, 40), .at(54, 60), .at(46, 90), .at(18, 99), .at(4, 84),
                .at(14, 72)), Stroke(.at(18, 4), .at(38, 2), .at(60, 2))),
        Skeleton(
            "like lightning", weight: 1,
            Stroke(
                .at(66, 4), .at(44, 5), .turn(22, 8), .turn(14, 42), .at(36, 48), .at(44, 70), .at(28, 92), .at(2, 98))),
        Skeleton(
            "short bar", weight: 1.2,
            Stroke(
                .at(40, 2), .at(26, 4), .turn(14, 8), .turn(10, 40), .at(36, 38), .at(56, 62), .at(44, 92), .at(16, 98),
                .at(0, 84))),
    ]

    static let six: [Skeleton] = [
        Skeleton(
            "curved", weight: 4,
            Stroke(
                .at(46, 0), .at(22, 22), .at(5, 60), .at(12, 92), .at(34, 99), .at(51, 78), .at(40, 58), .at(20, 62),
                .at(8, 80))),
        Skeleton(
            "straight stem", weight: 3,
            Stroke(
                .at(38, 0), .at(18, 36), .at(4, 74), .at(14, 97), .at(36, 92), .at(44, 70), .at(30, 60), .at(14, 70),
                .at(8, 86))),
        Skeleton(
            "large loop", weight: 2,
            Stroke(
                .at(40, 0), .at(16, 18), .at(3, 54), .at(10, 90), .at(34, 100), .at(56, 80), .at(50, 52), .at(26, 46),
                .at(8, 62))),
        Skeleton(
            "open loop", weight: 1.5,
            Stroke(
                .at(30, 0), .at(12, 30), .at(4, 66), .at(14, 96), .at(40, 96), .at(52, 76), .at(40, 60), .at(24, 64),
                .at(20, 76))),
        Skeleton(
            "small loop", weight: 1.5,
            Stroke(
                .at(36, 0), .at(16, 30), .at(4, 70), .at(10, 96), .at(32, 98), .at(42, 84), .at(32, 72), .at(16, 78),
                .at(10, 92))),
        Skeleton(
            "wide bowl", weight: 2.2,
            Stroke(.at(34, 0), .at(10, 32), .at(4, 70), .at(22, 98), .at(54, 92), .at(66, 70), .at(46, 56), .at(16, 72))
        ),
        Skeleton(
            "like a b", weight: 1.2,
            Stroke(.at(14, 0), .at(6, 46), .at(6, 86), .at(26, 100), .at(50, 84), .at(42, 62), .at(20, 64), .at(8, 82))),
        Skeleton(
            "tall ring", weight: 1,
            Stroke(
                .at(52, 2), .at(26, 8), .at(6, 44), .at(8, 86), .at(34, 99), .at(52, 78), .at(46, 54), .at(24, 50),
                .at(8, 68))),
        Skeleton(
            "curled in", weight: 0.8,
            Stroke(
                .at(32, 0), .at(12, 28), .at(3, 66), .at(16, 98), .at(42, 96), .at(54, 76), .at(40, 60), .at(22, 68),
                .at(24, 82), .at(38, 82))),
        Skeleton(
            "bent over", weight: 0.8,
            Stroke(
                .at(56, 12), .at(36, 0), .at(10, 24), .at(2, 66), .at(20, 98), .at(52, 88), .at(54, 60), .at(30, 50),
                .at(10, 66))),
        Skeleton(
            "crossing the stem", weight: 1.2,
            Stroke(
                .at(36, 0), .at(14, 34), .at(4, 72), .at(20, 97), .at(50, 90), .at(58, 70), .at(36, 62), .at(10, 72),
                .at(-8, 80))),
        Skeleton(
            "like an l and an e", weight: 1,
            Stroke(
                .at(30, 0), .at(8, 40), .at(4, 78), .at(16, 92), .at(40, 80), .at(56, 64), .at(46, 54), .at(28, 66),
                .at(30, 90), .at(64, 92))),
    ]

    static let seven: [Skeleton] = [
        Skeleton("plain", weight: 6, Stroke(.at(0, 8), .at(30, 4), .turn(56, 3), .at(42, 40), .at(28, 100))),
        Skeleton("round", weight: 2, Stroke(.at(0, 8), .at(28, 3), .at(52, 4), .at(50, 26), .at(34, 58), .at(24, 100))),
        Skeleton(
            "crossed", weight: 1.8,
            Stroke(.at(2, 6), .at(30, 4), .turn(58, 2), .at(40, 44), .at(26, 100)),
            Stroke(.at(14, 52), .at(36, 49), .at(58, 46))),
        Skeleton(
            "with a serif", weight: 2.5,
            Stroke(.at(0, 22), .turn(4, 6), .at(28, 6), .turn(56, 3), .at(40, 44), .at(28, 100))),
        Skeleton(
            "wavy", weight: 2,
            Stroke(.at(0, 20), .at(8, 6), .at(30, 8), .turn(58, 2), .at(46, 36), .at(34, 66), .at(30, 100))),
        Skeleton(
            "with a long serif", weight: 0.8,
            Stroke(.at(4, 38), .turn(4, 8), .at(30, 6), .turn(56, 3), .at(42, 44), .at(30, 100))),
        Skeleton("long bar", weight: 1, Stroke(.at(0, 10), .at(40, 6), .turn(84, 3), .at(66, 36), .at(48, 76))),
        Skeleton(
            "like an n", weight: 1, Stroke(.at(2, 32), .turn(6, 8), .at(30, 3), .at(52, 12), .at(52, 46), .at(44, 100))),
        Skeleton(
            "bent", weight: 1.2, Stroke(.at(0, 6), .at(30, 6), .turn(56, 4), .at(34, 44), .at(28, 72), .at(28, 100))),
        Skeleton(
            "crossed, with a serif", weight: 0.9,
            Stroke(.at(0, 20), .turn(4, 6), .at(30, 6), .turn(58, 3), .at(40, 46), .at(28, 100)),
            Stroke(.at(16, 54), .at(36, 50), .at(60, 48))),
        Skeleton(
            "crossed, round", weight: 0.8,
            Stroke(.at(0, 10), .at(28, 4), .at(54, 4), .at(48, 30), .at(34, 62), .at(26, 100)),
            Stroke(.at(12, 50), .at(36, 50), .at(62, 48))),
        Skeleton(
            "like a y", weight: 1, Stroke(.at(2, 4), .at(10, 22), .at(30, 20), .turn(56, 2), .at(40, 44), .at(26, 100))),
    ]

    static let eight: [Skeleton] = [
        Skeleton(
            "begun like an S", weight: 5,
            Stroke(
                .at(48, 10), .at(28, 1), .at(10, 16), .at(20, 38), .at(40, 56), .at(48, 80), .at(26, 99), .at(4, 84),
                .at(14, 62), .at(38, 40), .at(52, 18), .at(46, 6))),
        Skeleton(
            "open above", weight: 2,
            Stroke(
                .at(44, 8), .at(24, 2), .at(8, 18), .at(20, 40), .at(42, 60), .at(44, 86), .at(22, 99), .at(4, 82),
                .at(18, 58), .at(44, 32), .at(60, 4))),
        Skeleton(
            "two rings", weight: 1,
            Stroke(.at(30, 46), .at(10, 36), .at(12, 10), .at(32, 0), .at(50, 14), .at(46, 38), .at(30, 46)),
            Stroke(
                .at(28, 46), .at(6, 60), .at(6, 88), .at(30, 100), .at(54, 86), .at(52, 60), .at(30, 46))),
        Skeleton(
            "slim", weight: 2,
            Stroke(
                .at(52, 8), .at(36, 0), .at(22, 16), .at(26, 38), .at(34, 58), .at(30, 86), .at(14, 99), .at(4, 84),
                .at(16, 60), .at(40, 36), .at(54, 14), .at(46, 2))),
        Skeleton(
            "begun in the middle", weight: 1,
            Stroke(
                .at(28, 48), .at(10, 30), .at(16, 6), .at(38, 0), .at(52, 16), .at(40, 40), .at(14, 58), .at(3, 80),
                .at(18, 99), .at(44, 94), .at(50, 72), .at(30, 50))),
        Skeleton(
            "with a tail", weight: 1,
            Stroke(
                .at(62, 4), .at(34, 2), .at(10, 16), .at(24, 40), .at(44, 60), .at(42, 90), .at(20, 98), .at(6, 80),
                .at(24, 56), .at(44, 34), .at(46, 12), .at(34, 6))),
        Skeleton(
            "other way round", weight: 1,
            Stroke(
                .at(10, 12), .at(30, 1), .at(46, 16), .at(30, 42), .at(8, 66), .at(10, 92), .at(34, 98), .at(48, 78),
                .at(34, 54), .at(14, 34), .at(8, 14), .at(20, 4))),
        Skeleton(
            "crossed low", weight: 1,
            Stroke(
                .at(54, 14), .at(34, 0), .at(10, 18), .at(18, 46), .at(34, 68), .at(40, 88), .at(26, 100), .at(12, 88),
                .at(22, 68), .at(48, 42), .at(58, 20), .at(48, 4))),
        Skeleton(
            "wide open", weight: 1,
            Stroke(
                .at(36, 4), .at(14, 6), .at(6, 22), .at(20, 42), .at(42, 64), .at(38, 94), .at(14, 98), .at(6, 80),
                .at(26, 54), .at(50, 30), .at(66, 10))),
        Skeleton(
            "slim below", weight: 0.5,
            Stroke(
                .at(48, 12), .at(28, 0), .at(8, 18), .at(20, 42), .at(36, 64), .at(36, 92), .at(26, 99), .at(18, 88),
                .at(28, 62), .at(44, 40), .at(52, 20), .at(46, 8))),
        Skeleton(
            "small above", weight: 0.8,
            Stroke(
                .at(44, 10), .at(28, 2), .at(16, 14), .at(26, 32), .at(48, 52), .at(52, 82), .at(26, 99), .at(2, 82),
                .at(12, 56), .at(36, 34), .at(48, 16), .at(40, 4))),
    ]

    static let nine: [Skeleton] = [
        Skeleton(
            "straight tail", weight: 5,
            Stroke(
                .at(48, 12), .at(30, 1), .at(8, 16), .at(8, 40), .at(26, 46), .at(44, 30), .turn(50, 8), .at(47, 52),
                .at(42, 100))),
        Skeleton(
            "smooth", weight: 3,
            Stroke(
                .at(46, 14), .at(30, 1), .at(8, 20), .at(12, 44), .at(34, 42), .at(48, 22), .at(50, 28), .at(42, 64),
                .at(32, 100))),
        Skeleton(
            "curved tail", weight: 1.5,
            Stroke(
                .at(48, 18), .at(30, 1), .at(6, 20), .at(12, 46), .at(36, 42), .at(50, 18), .at(53, 50), .at(40, 90),
                .at(10, 96))),
        Skeleton(
            "slanted tail", weight: 2,
            Stroke(
                .at(52, 10), .at(34, 0), .at(10, 14), .at(2, 36), .at(20, 44), .at(44, 28), .turn(54, 10), .at(38, 56),
                .at(20, 100))),
        Skeleton(
            "open loop", weight: 1.6,
            Stroke(
                .at(40, 2), .at(14, 12), .at(4, 34), .at(18, 46), .at(40, 32), .turn(54, 6), .at(50, 50),
                .at(44, 100))),
        Skeleton(
            "like an a", weight: 0.7,
            Stroke(
                .at(52, 20), .at(30, 4), .at(4, 30), .at(8, 60), .at(34, 62), .turn(54, 24), .at(58, 62), .at(68, 98))),
        Skeleton(
            "large ring", weight: 1,
            Stroke(
                .at(50, 14), .at(26, 2), .at(2, 28), .at(12, 58), .at(40, 52), .turn(54, 12), .at(53, 60), .at(50, 100))
        ),
        Skeleton(
            "hooked", weight: 1,
            Stroke(
                .at(50, 16), .at(30, 0), .at(8, 20), .at(18, 46), .at(44, 36), .turn(53, 8), .at(52, 70), .at(32, 99),
                .at(4, 88))),
        Skeleton(
            "small ring", weight: 1.2,
            Stroke(
                .at(42, 14), .at(26, 4), .at(12, 20), .at(24, 36), .at(42, 26), .at(48, 20), .at(44, 60), .at(26, 100))),
        Skeleton(
            "begun far out", weight: 1,
            Stroke(
                .at(64, 4), .at(32, 4), .at(6, 24), .at(14, 48), .at(42, 34), .turn(56, 10), .at(46, 54), .at(38, 100))),
        Skeleton(
            "open at the right", weight: 0.4,
            Stroke(.at(54, 6), .at(28, 5), .at(8, 24), .at(20, 42), .at(42, 43), .at(48, 62), .at(36, 100))),
        Skeleton(
            "open above", weight: 1,
            Stroke(.at(16, 6), .at(5, 24), .at(14, 44), .at(38, 36), .turn(52, 4), .at(48, 50), .at(40, 100))),
    ]
}
