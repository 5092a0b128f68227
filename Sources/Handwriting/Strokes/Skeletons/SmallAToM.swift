/// The small letters a to m: their body is 58 hundredths of a digit's height.
extension Skeleton {
    static let smallA: [Skeleton] = [
        Skeleton(
            "ring and stem", weight: 4, exit: 0,
            Stroke(
                .at(42, 50), .at(24, 42), .at(5, 60), .at(7, 90), .at(22, 98), .at(38, 80), .turn(44, 45), .at(43, 80),
                .at(54, 98))),
        Skeleton(
            "straight stem", weight: 2,
            Stroke(
                .at(42, 52), .at(24, 42), .at(4, 62), .at(8, 92), .at(24, 98), .at(40, 78), .turn(44, 43), .at(44, 70),
                .at(44, 100))),
        Skeleton(
            "stem after the ring", weight: 1.2, exit: 1,
            Stroke(.at(40, 48), .at(22, 42), .at(4, 62), .at(8, 91), .at(26, 98), .at(42, 78), .at(38, 48)),
            Stroke(.at(44, 42), .at(43, 70), .at(46, 92), .at(56, 98))),
        Skeleton(
            "two storeys", weight: 1,
            Stroke(
                .at(6, 54), .at(22, 41), .at(38, 54), .at(40, 76), .at(42, 100)),
            Stroke(.at(39, 66), .at(16, 68), .at(3, 84), .at(15, 99), .at(39, 86))),
    ]

    static let smallB: [Skeleton] = [
        Skeleton(
            "stem and bowl", weight: 2.5, Stroke(.at(6, -3), .at(5, 50), .at(5, 99)),
            Stroke(.at(6, 62), .at(26, 43), .at(45, 60), .at(42, 90), .at(22, 99), .at(5, 90))),
        Skeleton(
            "in one stroke", weight: 2,
            Stroke(.at(8, -4), .at(5, 50), .at(7, 90), .at(24, 99), .at(43, 86), .at(43, 58), .at(28, 46), .at(8, 60))),
        Skeleton(
            "stem drawn up again", weight: 1.5,
            Stroke(
                .at(6, -2), .at(5, 50), .turn(4, 99), .at(9, 66), .at(26, 44), .at(45, 60), .at(40, 92), .at(18, 98),
                .at(8, 92))),
        Skeleton(
            "looped", weight: 0.6, exit: 0,
            Stroke(
                .at(2, 76), .at(26, 24), .at(24, -4), .at(12, 6), .at(6, 60), .at(12, 95), .at(32, 97), .at(42, 74),
                .at(36, 54), .at(42, 62), .at(58, 58))),
    ]

    static let smallC: [Skeleton] = [
        Skeleton(
            "plain", weight: 3, exit: 0,
            Stroke(.at(42, 54), .at(26, 42), .at(6, 58), .at(6, 86), .at(24, 99), .at(46, 90))),
        Skeleton(
            "round", weight: 1.5, exit: 0,
            Stroke(.at(46, 50), .at(26, 41), .at(5, 56), .at(4, 82), .at(24, 99), .at(52, 88))),
        Skeleton(
            "hooked", weight: 0.8, exit: 0,
            Stroke(.at(36, 60), .at(38, 46), .at(24, 41), .at(5, 62), .at(8, 90), .at(26, 99), .at(48, 88))),
    ]

    static let smallD: [Skeleton] = [
        Skeleton(
            "stem drawn up", weight: 3, exit: 0,
            Stroke(
                .at(42, 54), .at(24, 43), .at(5, 62), .at(7, 91), .at(24, 98), .at(40, 80), .turn(46, -3), .at(44, 50),
                .at(46, 90), .at(57, 97))),
        Skeleton(
            "straight stem", weight: 2,
            Stroke(
                .at(42, 54), .at(24, 43), .at(5, 62), .at(7, 91), .at(24, 98), .at(42, 80), .turn(46, -3), .at(45, 50),
                .at(46, 100))),
        Skeleton(
            "stem after the ring", weight: 2,
            Stroke(.at(42, 54), .at(22, 43), .at(4, 64), .at(8, 92), .at(26, 98), .at(44, 82)),
            Stroke(.at(46, -4), .at(45, 50), .at(46, 100))),
        Skeleton(
            "bent back", weight: 0.4,
            Stroke(
                .at(42, 60), .at(24, 46), .at(5, 68), .at(12, 96), .at(34, 94), .at(47, 66), .at(42, 28), .at(22, -2))),
    ]

    static let smallE: [Skeleton] = [
        Skeleton(
            "plain", weight: 4, exit: 0,
            Stroke(
                .at(5, 72), .at(26, 71), .at(43, 62), .at(32, 43), .at(12, 48), .at(4, 74), .at(16, 98), .at(46, 90))),
        Skeleton(
            "level bar", weight: 2.5, exit: 0,
            Stroke(
                .at(5, 70), .at(24, 70), .turn(44, 69), .at(38, 46), .at(22, 41), .at(4, 62), .at(9, 91), .at(28, 99),
                .at(47, 88))),
        Skeleton(
            "looped", weight: 1.5, exit: 0,
            Stroke(
                .at(0, 84), .at(26, 72), .at(38, 54), .at(27, 42), .at(10, 56), .at(8, 86), .at(26, 99), .at(52, 88))),
    ]

    static let smallF: [Skeleton] = [
        Skeleton(
            "hook and bar", weight: 3, exit: 1,
            Stroke(.at(42, 6), .at(30, -4), .at(18, 12), .at(17, 60), .at(16, 100)),
            Stroke(.at(2, 45), .at(18, 44), .at(38, 43))),
        Skeleton(
            "reaching below the line", weight: 1.5, exit: 1,
            Stroke(.at(44, 4), .at(32, -4), .at(20, 14), .at(18, 70), .at(14, 118), .at(4, 130)),
            Stroke(.at(2, 46), .at(18, 45), .at(38, 44))),
        Skeleton(
            "wide hook", weight: 1, exit: 1,
            Stroke(.at(50, 12), .at(40, -4), .at(24, 6), .at(20, 56), .at(18, 100)),
            Stroke(.at(4, 52), .at(20, 50), .at(42, 46))),
        Skeleton(
            "looped", weight: 0.4, exit: 0,
            Stroke(
                .at(4, 84), .at(32, 24), .at(28, -5), .at(17, 10), .at(14, 80), .at(13, 132), .at(24, 124), .at(24, 98),
                .at(18, 92), .at(46, 86))),
    ]

    static let smallG: [Skeleton] = [
        Skeleton(
            "with a hook", weight: 3,
            Stroke(
                .at(42, 52), .at(24, 42), .at(5, 60), .at(8, 88), .at(24, 94), .at(40, 76), .turn(45, 44), .at(44, 104),
                .at(32, 132), .at(6, 128))),
        Skeleton(
            "looped", weight: 1.5, exit: 0,
            Stroke(
                .at(42, 52), .at(24, 42), .at(5, 60), .at(8, 88), .at(24, 94), .at(40, 76), .turn(45, 44), .at(44, 106),
                .at(32, 136), .at(14, 128), .at(24, 110), .at(58, 90))),
        Skeleton(
            "stem after the ring", weight: 1.5,
            Stroke(.at(42, 50), .at(22, 42), .at(4, 62), .at(9, 89), .at(26, 94), .at(42, 78)),
            Stroke(.at(45, 43), .at(45, 104), .at(34, 130), .at(10, 132))),
        Skeleton(
            "angular hook", weight: 0.7,
            Stroke(
                .at(44, 50), .at(24, 42), .at(4, 58), .at(8, 86), .at(26, 92), .at(42, 74), .turn(46, 44), .at(42, 100),
                .turn(38, 130), .at(4, 122))),
    ]

    static let smallH: [Skeleton] = [
        Skeleton(
            "plain", weight: 3,
            Stroke(.at(6, -3), .at(5, 50), .turn(5, 99), .at(9, 64), .at(28, 44), .at(42, 58), .at(43, 100))),
        Skeleton(
            "with a foot", weight: 2, exit: 0,
            Stroke(
                .at(6, -3), .at(5, 50), .turn(5, 99), .at(9, 64), .at(28, 44), .at(41, 58), .at(42, 88), .at(54, 98))),
        Skeleton(
            "arch after the stem", weight: 2, Stroke(.at(6, -3), .at(5, 50), .at(4, 100)),
            Stroke(.at(6, 64), .at(26, 43), .at(42, 58), .at(43, 100))),
        Skeleton(
            "looped", weight: 0.6, exit: 0,
            Stroke(
                .at(2, 78), .at(26, 24), .at(24, -4), .at(12, 8), .at(8, 60), .turn(6, 99), .at(14, 62), .at(30, 46),
                .at(42, 60), .at(44, 88), .at(56, 98))),
    ]

    static let smallI: [Skeleton] = [
        Skeleton(
            "with a foot", weight: 3, exit: 0, Stroke(.at(6, 44), .at(6, 72), .at(10, 94), .at(22, 98)),
            Stroke(.at(8, 11), .at(10, 12), .at(9, 15))),
        Skeleton(
            "straight", weight: 3, Stroke(.at(7, 43), .at(7, 70), .at(6, 100)),
            Stroke(.at(7, 11), .at(9, 12), .at(8, 15))),
        Skeleton(
            "with a dash", weight: 1.5, exit: 0, Stroke(.at(5, 44), .at(5, 74), .at(9, 95), .at(22, 98)),
            Stroke(.at(4, 18), .at(9, 14), .at(16, 8))),
        Skeleton(
            "straight, with a dash", weight: 1, Stroke(.at(6, 43), .at(6, 70), .at(6, 100)),
            Stroke(.at(4, 6), .at(7, 10), .at(9, 18))),
    ]

    static let smallJ: [Skeleton] = [
        Skeleton(
            "plain", weight: 3, Stroke(.at(24, 44), .at(24, 100), .at(16, 130), .at(-2, 126)),
            Stroke(.at(25, 11), .at(27, 12), .at(26, 15))),
        Skeleton(
            "with a dash", weight: 1.2, Stroke(.at(22, 44), .at(22, 104), .at(14, 132), .at(-4, 124)),
            Stroke(.at(22, 18), .at(26, 14), .at(33, 9))),
        Skeleton(
            "with a short bar", weight: 0.8,
            Stroke(.at(6, 46), .turn(24, 45), .at(24, 104), .at(14, 130), .at(-2, 128)),
            Stroke(.at(24, 11), .at(26, 12), .at(25, 15))),
    ]

    static let smallK: [Skeleton] = [
        Skeleton(
            "arms in one stroke", weight: 3, exit: 1, Stroke(.at(6, -3), .at(5, 50), .at(5, 100)),
            Stroke(.at(40, 44), .at(24, 58), .turn(8, 72), .at(24, 84), .at(46, 99))),
        Skeleton(
            "leg from the arm", weight: 1.2, exit: 2, Stroke(.at(6, -3), .at(5, 50), .at(4, 100)),
            Stroke(.at(40, 42), .at(24, 58), .at(6, 76)), Stroke(.at(18, 64), .at(30, 82), .at(46, 99))),
        Skeleton(
            "with a bow", weight: 1, exit: 1, Stroke(.at(6, -3), .at(5, 50), .at(5, 100)),
            Stroke(.at(6, 66), .at(26, 46), .at(38, 54), .at(28, 68), .turn(10, 72), .at(28, 84), .at(48, 99))),
    ]

    static let smallL: [Skeleton] = [
        Skeleton("straight", weight: 3, looseness: 0.9, Stroke(.at(7, -4), .at(7, 50), .at(6, 100))),
        Skeleton(
            "with a foot", weight: 2.5, looseness: 0.9, exit: 0,
            Stroke(.at(7, -4), .at(6, 60), .at(10, 94), .at(24, 98))),
        Skeleton(
            "looped", weight: 1, exit: 0,
            Stroke(.at(0, 84), .at(22, 28), .at(22, -3), .at(11, 6), .at(7, 60), .at(13, 95), .at(32, 94))),
    ]

    static let smallM: [Skeleton] = [
        Skeleton(
            "plain", weight: 3,
            Stroke(
                .at(5, 44), .at(5, 70), .turn(5, 99), .at(9, 62), .at(23, 44), .at(34, 56), .turn(34, 99), .at(38, 62),
                .at(52, 44), .at(63, 56), .at(64, 100))),
        Skeleton(
            "with a foot", weight: 2, exit: 0,
            Stroke(
                .at(5, 44), .at(5, 70), .turn(5, 99), .at(9, 62), .at(23, 44), .at(34, 56), .turn(34, 99), .at(38, 62),
                .at(52, 44), .at(62, 58), .at(63, 88), .at(75, 98))),
        Skeleton(
            "stem first", weight: 1.5, Stroke(.at(5, 43), .at(5, 70), .at(5, 100)),
            Stroke(
                .at(6, 62), .at(22, 43), .at(34, 56), .turn(34, 99), .at(37, 62), .at(52, 43), .at(64, 56), .at(64, 100)
            )),
        Skeleton(
            "pointed", weight: 0.7, exit: 0,
            Stroke(
                .at(4, 46), .turn(8, 99), .at(14, 70), .turn(24, 44), .turn(34, 99), .at(40, 70), .turn(50, 44),
                .at(56, 80), .at(70, 98))),
    ]
}
