/// The Persian digits that are written otherwise than the Arabic-Indic ones: ۲ to ۶. ۲ has a tooth, and ۳ two.
extension Skeleton {
    static let persianTwo: [Skeleton] = [
        Skeleton(
            "curved tooth", weight: 2.5,
            Stroke(.at(56, 0), .at(52, 20), .at(32, 26), .at(12, 16), .turn(2, 2), .at(10, 50), .at(20, 100))),
        Skeleton(
            "deep tooth", weight: 1,
            Stroke(.at(52, 2), .at(46, 32), .at(26, 36), .at(10, 20), .turn(0, 2), .at(16, 52), .at(36, 100))),
        Skeleton(
            "shallow tooth", weight: 1.5,
            Stroke(.at(54, 4), .at(46, 18), .at(28, 18), .turn(3, 4), .at(10, 50), .at(18, 100))),
    ]

    static let persianThree: [Skeleton] = [
        Skeleton(
            "two curved teeth", weight: 3,
            Stroke(
                .at(68, 0), .at(64, 20), .at(48, 22), .turn(38, 6), .at(34, 22), .at(16, 24), .turn(2, 4), .at(10, 50),
                .at(20, 100))),
        Skeleton(
            "two sharp teeth", weight: 1.5,
            Stroke(.at(60, 0), .turn(54, 24), .turn(34, 6), .turn(28, 28), .turn(2, 6), .at(12, 50), .at(20, 100))),
        Skeleton(
            "wavy", weight: 1,
            Stroke(
                .at(64, 10), .at(54, 24), .at(42, 12), .at(32, 28), .at(16, 24), .turn(2, 4), .at(14, 52), .at(28, 100))
        ),
        Skeleton(
            "deep teeth", weight: 1,
            Stroke(
                .at(56, 0), .at(52, 40), .at(38, 40), .turn(30, 8), .at(24, 42), .at(10, 40), .turn(2, 2), .at(6, 52),
                .at(12, 100))),
    ]

    static let persianFour: [Skeleton] = [
        Skeleton(
            "in one stroke", weight: 3,
            Stroke(
                .at(64, 6), .at(46, 2), .at(38, 14), .at(48, 24), .turn(66, 24), .at(40, 32), .at(16, 28), .turn(2, 2),
                .at(10, 48), .at(18, 100))),
        Skeleton(
            "curl after the stem", weight: 2,
            Stroke(.at(2, 2), .at(10, 46), .at(18, 100)),
            Stroke(.at(6, 24), .at(24, 32), .at(38, 22), .at(42, 6), .at(62, 4)),
            Stroke(.at(38, 22), .at(50, 27), .at(66, 24))),
        Skeleton(
            "angular", weight: 1.5,
            Stroke(
                .at(58, 2), .at(44, 6), .turn(36, 16), .turn(62, 26), .at(38, 30), .at(18, 30), .turn(2, 4),
                .at(12, 50), .at(22, 100))),
        Skeleton(
            "like a k", weight: 1,
            Stroke(.at(4, 0), .at(9, 50), .at(12, 100)),
            Stroke(.at(56, 2), .at(34, 8), .turn(32, 20), .turn(60, 30), .at(34, 34), .at(8, 34))),
    ]

    static let persianFive: [Skeleton] = [
        Skeleton(
            "like a heart upside down", weight: 3,
            Stroke(
                .at(34, 2), .at(14, 38), .at(2, 72), .at(12, 96), .at(28, 92), .turn(36, 74), .at(44, 92), .at(58, 96),
                .at(70, 74), .at(58, 38), .at(34, 3))),
        Skeleton(
            "with a loop", weight: 2,
            Stroke(
                .at(26, 0), .at(48, 30), .at(66, 68), .at(58, 96), .at(38, 92), .at(34, 74), .at(22, 68), .at(6, 82),
                .at(10, 98), .at(24, 94), .at(34, 78), .at(30, 40), .at(22, 8))),
        Skeleton(
            "heart with a shallow notch", weight: 2,
            Stroke(
                .at(36, 4), .at(12, 34), .at(4, 70), .at(18, 92), .at(38, 84), .at(58, 94), .at(72, 72), .at(62, 32),
                .at(34, 5))),
        Skeleton(
            "begun at the notch", weight: 1,
            Stroke(
                .at(36, 76), .at(26, 94), .at(8, 92), .at(4, 68), .at(18, 30), .at(40, 4), .at(62, 36), .at(70, 72),
                .at(58, 94), .at(44, 90), .at(34, 74))),
    ]

    static let persianSix: [Skeleton] = [
        Skeleton(
            "curl and slanted tail", weight: 3,
            Stroke(
                .at(52, 10), .at(34, 2), .at(20, 14), .at(28, 30), .at(44, 34), .turn(66, 26), .at(36, 50), .at(12, 76),
                .at(2, 100))),
        Skeleton(
            "angular", weight: 2,
            Stroke(.at(48, 2), .at(30, 8), .turn(20, 24), .at(40, 32), .turn(60, 34), .at(28, 54), .at(6, 100))),
        Skeleton(
            "steep tail", weight: 1.5,
            Stroke(
                .at(46, 8), .at(28, 4), .at(16, 20), .at(28, 34), .turn(54, 32), .at(30, 44), .at(16, 70), .at(12, 100))
        ),
        Skeleton(
            "small curl", weight: 1,
            Stroke(
                .at(44, 4), .at(32, 2), .at(26, 14), .turn(52, 24), .at(28, 42), .at(10, 70), .at(2, 100))),
    ]
}
