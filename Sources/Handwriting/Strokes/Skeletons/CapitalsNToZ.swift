/// The capitals N to Z, as high as digits.
extension Skeleton {
    static let capitalN: [Skeleton] = [
        Skeleton(
            "in one stroke", weight: 3,
            Stroke(.at(4, 100), .at(5, 50), .turn(6, 1), .at(30, 50), .turn(54, 99), .at(56, 50), .at(58, 0))),
        Skeleton(
            "stem first", weight: 2, Stroke(.at(5, 1), .at(4, 50), .at(4, 100)),
            Stroke(.at(5, 3), .at(30, 50), .turn(54, 98), .at(55, 50), .at(57, 0))),
        Skeleton(
            "rounded", weight: 0.8,
            Stroke(.at(2, 100), .at(6, 46), .turn(10, 3), .at(30, 52), .turn(50, 98), .at(56, 40), .at(70, 2))),
    ]

    static let capitalO: [Skeleton] = [
        Skeleton(
            "closed", weight: 3,
            Stroke(
                .at(38, 1), .at(12, 14), .at(2, 50), .at(14, 88), .at(38, 99), .at(64, 84), .at(74, 48), .at(60, 12),
                .at(37, 2))),
        Skeleton(
            "overlapping", weight: 1.5,
            Stroke(
                .at(46, 4), .at(20, 6), .at(3, 40), .at(8, 80), .at(34, 99), .at(62, 84), .at(70, 46), .at(56, 12),
                .at(30, 3))),
        Skeleton(
            "round", weight: 1.5,
            Stroke(
                .at(44, 2), .at(14, 14), .at(2, 50), .at(16, 86), .at(46, 99), .at(78, 82), .at(88, 48), .at(72, 12),
                .at(42, 3))),
        Skeleton(
            "with a curl", weight: 0.3,
            Stroke(
                .at(40, 2), .at(10, 18), .at(2, 56), .at(18, 92), .at(46, 97), .at(70, 68), .at(66, 24), .at(44, 2),
                .at(34, 10), .at(48, 18), .at(72, 4))),
    ]

    static let capitalP: [Skeleton] = [
        Skeleton(
            "stem and bowl", weight: 3, Stroke(.at(5, 1), .at(4, 50), .at(4, 100)),
            Stroke(.at(3, 4), .at(32, 1), .at(50, 20), .at(42, 44), .at(5, 54))),
        Skeleton(
            "in one stroke", weight: 1.5,
            Stroke(.at(5, 100), .at(6, 50), .turn(7, 5), .at(34, 1), .at(50, 22), .at(40, 48), .at(8, 53))),
        Skeleton(
            "wide bowl", weight: 1, Stroke(.at(10, 3), .at(9, 50), .at(8, 100)),
            Stroke(.at(0, 12), .at(22, 0), .at(54, 6), .at(56, 36), .at(12, 56))),
    ]

    static let capitalQ: [Skeleton] = [
        Skeleton(
            "with a tail through the ring", weight: 3,
            Stroke(
                .at(38, 1), .at(12, 14), .at(2, 50), .at(14, 88), .at(38, 99), .at(64, 84), .at(74, 48), .at(60, 12),
                .at(37, 2)), Stroke(.at(44, 70), .at(60, 86), .at(78, 106))),
        Skeleton(
            "with a tail below", weight: 1.5,
            Stroke(
                .at(40, 1), .at(12, 16), .at(3, 50), .at(14, 86), .at(38, 97), .at(62, 82), .at(70, 46), .at(58, 12),
                .at(36, 3)), Stroke(.at(40, 92), .at(58, 98), .at(80, 110))),
    ]

    static let capitalR: [Skeleton] = [
        Skeleton(
            "stem and the rest", weight: 3, Stroke(.at(5, 1), .at(4, 50), .at(4, 100)),
            Stroke(.at(3, 4), .at(32, 1), .at(48, 20), .at(38, 42), .turn(8, 51), .at(30, 72), .at(56, 100))),
        Skeleton(
            "in one stroke", weight: 1.5,
            Stroke(
                .at(5, 100), .at(6, 50), .turn(7, 5), .at(34, 2), .at(48, 22), .at(36, 46), .turn(12, 52), .at(32, 74),
                .at(58, 100))),
        Skeleton(
            "steep leg", weight: 1, Stroke(.at(6, 0), .at(5, 50), .at(5, 100)),
            Stroke(.at(-2, 8), .at(26, 0), .at(52, 12), .at(46, 40), .turn(20, 50), .at(38, 70), .at(52, 101))),
    ]

    static let capitalS: [Skeleton] = [
        Skeleton(
            "plain", weight: 3,
            Stroke(
                .at(50, 14), .at(30, 1), .at(8, 14), .at(14, 38), .at(40, 56), .at(50, 78), .at(30, 99), .at(2, 88))),
        Skeleton(
            "flat ends", weight: 1.5,
            Stroke(.at(54, 8), .at(26, 1), .at(6, 20), .at(20, 44), .at(46, 62), .at(42, 92), .at(20, 99), .at(0, 94))),
        Skeleton(
            "slim", weight: 1,
            Stroke(
                .at(44, 8), .at(30, 0), .at(14, 14), .at(20, 40), .at(34, 60), .at(36, 86), .at(20, 99), .at(4, 90))),
    ]

    static let capitalT: [Skeleton] = [
        Skeleton(
            "bar first", weight: 3, Stroke(.at(0, 3), .at(30, 2), .at(62, 1)),
            Stroke(.at(31, 3), .at(30, 50), .at(30, 100))),
        Skeleton(
            "stem first", weight: 2, Stroke(.at(30, 0), .at(30, 50), .at(29, 100)),
            Stroke(.at(-2, 5), .at(30, 2), .at(64, -2))),
        Skeleton(
            "with a hook", weight: 0.7, Stroke(.at(36, 3), .at(34, 60), .at(26, 95), .at(8, 96)),
            Stroke(.at(0, 8), .at(14, 2), .at(40, 4), .at(70, -2))),
    ]

    static let capitalU: [Skeleton] = [
        Skeleton(
            "plain", weight: 3,
            Stroke(.at(4, 0), .at(4, 54), .at(12, 90), .at(31, 99), .at(50, 86), .at(57, 46), .at(58, 0))),
        Skeleton(
            "with a stem", weight: 1.5,
            Stroke(
                .at(4, 0), .at(4, 60), .at(18, 98), .at(42, 90), .at(54, 54), .turn(56, 0), .at(56, 54), .at(59, 100))),
        Skeleton(
            "narrow below", weight: 0.8, Stroke(.at(2, 2), .at(10, 66), .at(30, 99), .at(50, 62), .at(58, 0))),
    ]

    static let capitalV: [Skeleton] = [
        Skeleton("sharp", weight: 4, Stroke(.at(0, 0), .at(15, 50), .turn(30, 100), .at(45, 50), .at(60, 0))),
        Skeleton(
            "rounded, bent over", weight: 0.8,
            Stroke(.at(0, 6), .at(10, 6), .at(22, 60), .turn(31, 98), .at(46, 40), .at(66, 2))),
    ]

    static let capitalW: [Skeleton] = [
        Skeleton(
            "sharp", weight: 3,
            Stroke(
                .at(0, 0), .at(10, 50), .turn(21, 99), .at(32, 56), .turn(43, 20), .at(54, 60), .turn(65, 99),
                .at(77, 50), .at(88, 0))),
        Skeleton(
            "rounded", weight: 1.5,
            Stroke(
                .at(2, 0), .at(6, 66), .at(20, 98), .at(36, 70), .turn(42, 24), .at(48, 72), .at(64, 98), .at(78, 66),
                .at(84, 0))),
        Skeleton(
            "high in the middle", weight: 1,
            Stroke(
                .at(0, 0), .at(10, 52), .turn(20, 100), .at(32, 50), .turn(42, 2), .at(53, 52), .turn(63, 100),
                .at(74, 50), .at(84, 0))),
    ]

    static let capitalX: [Skeleton] = [
        Skeleton(
            "crossed", weight: 4, Stroke(.at(2, 0), .at(30, 50), .at(58, 100)),
            Stroke(.at(57, 0), .at(29, 51), .at(0, 100))),
        Skeleton(
            "curved", weight: 0.8, Stroke(.at(0, 8), .at(14, 4), .at(30, 50), .at(46, 96), .at(60, 94)),
            Stroke(.at(58, 2), .at(32, 46), .at(2, 100))),
    ]

    static let capitalY: [Skeleton] = [
        Skeleton(
            "arms and stem", weight: 2, Stroke(.at(1, 0), .at(15, 25), .at(30, 50)),
            Stroke(.at(59, 0), .at(45, 25), .turn(30, 50), .at(30, 76), .at(29, 100))),
        Skeleton(
            "long right arm", weight: 2, Stroke(.at(2, 0), .at(16, 28), .at(31, 50)),
            Stroke(.at(60, 0), .at(38, 42), .at(12, 100))),
        Skeleton(
            "like a U with a tail", weight: 1,
            Stroke(
                .at(3, 0), .at(5, 34), .at(22, 52), .at(44, 42), .turn(56, 0), .at(55, 60), .at(42, 96), .at(12, 96))),
    ]

    static let capitalZ: [Skeleton] = [
        Skeleton(
            "plain", weight: 3,
            Stroke(.at(2, 4), .at(30, 3), .turn(58, 2), .at(30, 50), .turn(2, 97), .at(30, 97), .at(61, 96))),
        Skeleton(
            "crossed", weight: 1.5,
            Stroke(.at(3, 4), .at(30, 3), .turn(58, 3), .at(30, 50), .turn(2, 97), .at(30, 97), .at(60, 96)),
            Stroke(.at(12, 53), .at(30, 51), .at(50, 49))),
        Skeleton(
            "wavy", weight: 0.8,
            Stroke(
                .at(2, 14), .at(16, 3), .at(34, 6), .turn(58, 3), .at(32, 48), .turn(4, 95), .at(28, 92), .at(62, 99))),
    ]
}
