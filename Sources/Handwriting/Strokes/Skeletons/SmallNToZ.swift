/// The small letters n to z: their body is 58 hundredths of a digit's height.
extension Skeleton {
    static let smallN: [Skeleton] = [
        Skeleton(
            "plain", weight: 3,
            Stroke(.at(5, 44), .at(5, 70), .turn(5, 99), .at(9, 64), .at(27, 44), .at(41, 58), .at(42, 100))),
        Skeleton(
            "with a foot", weight: 2.5, exit: 0,
            Stroke(
                .at(5, 44), .at(5, 70), .turn(5, 99), .at(9, 64), .at(27, 44), .at(40, 58), .at(41, 88), .at(53, 98))),
        Skeleton(
            "stem first", weight: 1.5, Stroke(.at(5, 43), .at(5, 70), .at(5, 100)),
            Stroke(.at(6, 64), .at(26, 43), .at(41, 58), .at(42, 100))),
    ]

    static let smallO: [Skeleton] = [
        Skeleton(
            "closed", weight: 3,
            Stroke(.at(25, 42), .at(7, 54), .at(5, 82), .at(22, 99), .at(42, 88), .at(46, 60), .at(25, 42))),
        Skeleton(
            "overlapping", weight: 1.5,
            Stroke(
                .at(32, 44), .at(12, 46), .at(3, 72), .at(18, 98), .at(40, 90), .at(46, 62), .at(30, 43), .at(18, 46))),
        Skeleton(
            "with a tail", weight: 1.5, exit: 0,
            Stroke(
                .at(28, 42), .at(8, 52), .at(5, 82), .at(22, 99), .at(41, 86), .at(42, 58), .at(30, 44), .at(38, 52),
                .at(56, 50))),
    ]

    static let smallP: [Skeleton] = [
        Skeleton(
            "stem and bowl", weight: 2.5, Stroke(.at(6, 43), .at(5, 90), .at(4, 134)),
            Stroke(.at(6, 60), .at(26, 43), .at(46, 60), .at(42, 88), .at(24, 98), .at(6, 89))),
        Skeleton(
            "stem drawn up again", weight: 2,
            Stroke(
                .at(6, 44), .at(5, 90), .turn(4, 134), .at(6, 84), .at(12, 54), .at(30, 43), .at(46, 62), .at(38, 93),
                .at(20, 97), .at(7, 90))),
        Skeleton(
            "long stem", weight: 0.8, Stroke(.at(7, 34), .at(5, 90), .at(4, 136)),
            Stroke(.at(0, 52), .at(24, 42), .at(45, 56), .at(38, 86), .at(8, 92))),
    ]

    static let smallQ: [Skeleton] = [
        Skeleton(
            "straight stem", weight: 2,
            Stroke(
                .at(42, 52), .at(24, 42), .at(4, 62), .at(8, 90), .at(24, 96), .at(40, 78), .turn(45, 44), .at(45, 90),
                .at(44, 134))),
        Skeleton(
            "with a hook", weight: 2,
            Stroke(
                .at(42, 52), .at(24, 42), .at(4, 62), .at(8, 90), .at(24, 96), .at(40, 78), .turn(45, 44), .at(44, 90),
                .at(46, 130), .at(60, 116))),
        Skeleton(
            "stem after the ring", weight: 1,
            Stroke(.at(42, 50), .at(22, 42), .at(4, 62), .at(8, 90), .at(26, 96), .at(43, 78)),
            Stroke(.at(45, 42), .at(45, 90), .at(45, 134))),
    ]

    static let smallR: [Skeleton] = [
        Skeleton(
            "plain", weight: 3,
            Stroke(.at(5, 44), .at(5, 70), .turn(5, 99), .at(7, 68), .at(18, 46), .at(34, 47))),
        Skeleton(
            "arm after the stem", weight: 2, Stroke(.at(6, 43), .at(6, 70), .at(5, 100)),
            Stroke(.at(6, 62), .at(18, 45), .at(36, 46))),
        Skeleton(
            "long arm", weight: 1, exit: 0,
            Stroke(.at(5, 44), .at(5, 72), .turn(5, 99), .at(8, 64), .at(22, 43), .at(36, 50), .at(46, 50))),
        Skeleton(
            "with a shoulder", weight: 0.5, exit: 0,
            Stroke(
                .at(0, 90), .at(8, 62), .turn(12, 40), .at(22, 52), .turn(36, 50), .at(34, 80), .at(38, 96), .at(50, 96)
            )
        ),
    ]

    static let smallS: [Skeleton] = [
        Skeleton(
            "plain", weight: 3,
            Stroke(.at(36, 51), .at(20, 42), .at(6, 53), .at(14, 67), .at(32, 77), .at(33, 92), .at(16, 99), .at(1, 92))
        ),
        Skeleton(
            "flat ends", weight: 1.5,
            Stroke(.at(38, 46), .at(18, 43), .at(6, 54), .at(18, 68), .at(34, 80), .at(28, 97), .at(0, 97))),
        Skeleton(
            "pointed", weight: 0.25, exit: 0,
            Stroke(
                .at(0, 92), .at(16, 66), .turn(24, 40), .at(28, 62), .at(38, 82), .at(28, 99), .at(8, 94), .at(26, 99),
                .at(50, 88))),
    ]

    static let smallT: [Skeleton] = [
        Skeleton(
            "with a foot", weight: 3, exit: 0, Stroke(.at(17, 8), .at(16, 60), .at(20, 93), .at(36, 97)),
            Stroke(.at(1, 43), .at(17, 42), .at(38, 41))),
        Skeleton(
            "straight", weight: 2.5, exit: 1, Stroke(.at(18, 6), .at(18, 50), .at(17, 100)),
            Stroke(.at(0, 41), .at(18, 40), .at(37, 39))),
        Skeleton(
            "bar behind the stem", weight: 0.5, exit: 1, Stroke(.at(8, 6), .at(8, 60), .at(12, 93), .at(26, 97)),
            Stroke(.at(9, 42), .at(22, 41), .at(38, 38))),
    ]

    static let smallU: [Skeleton] = [
        Skeleton(
            "with a stem", weight: 3, exit: 0,
            Stroke(
                .at(5, 44), .at(5, 78), .at(17, 98), .at(34, 88), .turn(42, 44), .at(42, 80), .at(53, 98))),
        Skeleton(
            "straight stem", weight: 2,
            Stroke(.at(5, 44), .at(5, 76), .at(17, 98), .at(36, 84), .turn(42, 43), .at(42, 70), .at(43, 100))),
        Skeleton(
            "without a stem", weight: 1.5, Stroke(.at(4, 43), .at(5, 78), .at(22, 99), .at(40, 80), .at(43, 43))),
    ]

    static let smallV: [Skeleton] = [
        Skeleton("sharp", weight: 3, Stroke(.at(2, 43), .at(12, 70), .turn(22, 100), .at(33, 70), .at(43, 42))),
        Skeleton(
            "bent over", weight: 1, exit: 0,
            Stroke(.at(0, 48), .at(8, 44), .at(16, 74), .turn(24, 99), .at(36, 70), .at(40, 44), .at(54, 50))),
    ]

    static let smallW: [Skeleton] = [
        Skeleton(
            "sharp", weight: 2.5,
            Stroke(
                .at(1, 43), .at(8, 70), .turn(16, 99), .at(24, 74), .turn(32, 52), .at(40, 74), .turn(48, 99),
                .at(56, 70), .at(63, 42))),
        Skeleton(
            "rounded", weight: 2,
            Stroke(
                .at(4, 44), .at(6, 82), .at(17, 98), .at(30, 80), .turn(34, 52), .at(38, 82), .at(49, 98), .at(60, 80),
                .at(65, 42))),
        Skeleton(
            "rounded, bent over", weight: 0.8, exit: 0,
            Stroke(
                .at(4, 44), .at(6, 82), .at(17, 98), .at(30, 80), .turn(34, 50), .at(37, 84), .at(49, 98), .at(58, 78),
                .at(60, 46), .at(72, 50))),
    ]

    static let smallX: [Skeleton] = [
        Skeleton(
            "crossed", weight: 3, exit: 0, Stroke(.at(4, 44), .at(24, 71), .at(45, 99)),
            Stroke(.at(44, 43), .at(24, 71), .at(2, 99))),
        Skeleton(
            "curved", weight: 1, exit: 0, Stroke(.at(2, 50), .at(12, 45), .at(24, 70), .at(36, 97), .at(50, 93)),
            Stroke(.at(44, 43), .at(25, 70), .at(4, 99))),
        Skeleton(
            "two arcs", weight: 0.8, Stroke(.at(4, 46), .at(20, 50), .at(22, 84), .at(2, 97)),
            Stroke(.at(46, 46), .at(28, 52), .at(26, 88), .at(48, 97))),
    ]

    static let smallY: [Skeleton] = [
        Skeleton(
            "like a v with a tail", weight: 2.5, Stroke(.at(4, 43), .at(14, 68), .at(25, 93)),
            Stroke(.at(46, 43), .at(28, 90), .at(8, 135))),
        Skeleton(
            "like a u with a tail", weight: 2.5,
            Stroke(
                .at(5, 44), .at(6, 76), .at(19, 94), .at(37, 82), .turn(43, 44), .at(43, 100), .at(32, 131), .at(8, 128)
            )),
        Skeleton(
            "looped", weight: 1, exit: 0,
            Stroke(
                .at(5, 44), .at(6, 76), .at(19, 94), .at(37, 82), .turn(43, 44), .at(42, 106), .at(28, 136),
                .at(13, 127), .at(24, 110), .at(57, 90))),
        Skeleton(
            "bowed tail", weight: 1, Stroke(.at(3, 44), .at(12, 72), .at(26, 92)),
            Stroke(.at(46, 42), .at(34, 88), .at(20, 128), .at(0, 130))),
    ]

    static let smallZ: [Skeleton] = [
        Skeleton(
            "plain", weight: 3, exit: 0,
            Stroke(.at(4, 45), .at(22, 44), .turn(40, 43), .at(22, 70), .turn(3, 98), .at(24, 98), .at(45, 97))),
        Skeleton(
            "crossed", weight: 0.8,
            Stroke(.at(4, 45), .at(22, 44), .turn(40, 44), .at(22, 70), .turn(4, 98), .at(24, 98), .at(44, 97)),
            Stroke(.at(10, 72), .at(22, 71), .at(34, 70))),
        Skeleton(
            "with a tail", weight: 0.3,
            Stroke(
                .at(4, 50), .at(18, 42), .at(36, 50), .at(30, 66), .turn(14, 74), .at(34, 82), .at(34, 116),
                .at(18, 134),
                .at(2, 126))),
    ]
}
