/// The Arabic-Indic digits, ٥ to ٩.
extension Skeleton {
    static let arabicFive: [Skeleton] = [
        Skeleton(
            "round", weight: 3,
            Stroke(
                .at(42, 18), .at(16, 28), .at(4, 56), .at(18, 86), .at(48, 94), .at(76, 78), .at(82, 46), .at(66, 22),
                .at(42, 19))),
        Skeleton(
            "flat", weight: 2.5,
            Stroke(
                .at(46, 28), .at(16, 36), .at(2, 58), .at(20, 78), .at(56, 82), .at(90, 68), .at(92, 44), .at(70, 28),
                .at(44, 29))),
        Skeleton(
            "tall", weight: 1.6,
            Stroke(
                .at(34, 0), .at(12, 16), .at(2, 52), .at(12, 86), .at(33, 99), .at(56, 82), .at(63, 48), .at(52, 13),
                .at(32, 1))),
        Skeleton(
            "leaning", weight: 2,
            Stroke(
                .at(68, 4), .at(36, 20), .at(8, 56), .at(8, 88), .at(30, 98), .at(62, 72), .at(80, 34), .at(78, 6),
                .at(62, 5))),
        Skeleton(
            "leaning to the left", weight: 1,
            Stroke(
                .at(20, 10), .at(4, 24), .at(12, 58), .at(44, 92), .at(70, 92), .at(72, 66), .at(50, 28), .at(26, 10),
                .at(16, 14))),
        Skeleton(
            "overlapping", weight: 2,
            Stroke(
                .at(52, 24), .at(24, 18), .at(4, 44), .at(10, 80), .at(42, 96), .at(74, 80), .at(80, 44), .at(56, 18),
                .at(30, 22), .at(20, 34))),
        Skeleton(
            "open above", weight: 1,
            Stroke(
                .at(34, 14), .at(10, 30), .at(4, 62), .at(22, 92), .at(54, 94), .at(76, 70), .at(74, 36), .at(54, 20))),
        Skeleton(
            "like a drop", weight: 1.4,
            Stroke(
                .at(36, 4), .at(16, 38), .at(4, 70), .at(20, 96), .at(52, 98), .at(72, 76), .at(62, 44), .at(34, 4))),
        Skeleton(
            "like a D", weight: 1,
            Stroke(
                .at(10, 8), .at(8, 50), .turn(10, 94), .at(44, 90), .at(66, 58), .at(52, 24), .turn(8, 10))),
        Skeleton(
            "flat below", weight: 1,
            Stroke(
                .at(40, 16), .at(16, 42), .turn(2, 88), .at(44, 90), .turn(84, 86), .at(74, 46), .at(40, 17))),
        Skeleton(
            "closed from the right", weight: 1,
            Stroke(
                .at(70, 26), .at(40, 16), .at(8, 34), .at(8, 74), .at(40, 92), .at(72, 78), .at(78, 48), .at(66, 22),
                .at(54, 10))),
        Skeleton(
            "like a heart", weight: 0.7,
            Stroke(
                .at(40, 26), .at(22, 16), .at(6, 34), .at(10, 66), .turn(40, 94), .at(72, 66), .at(76, 36), .at(60, 18),
                .at(40, 28))),
        Skeleton(
            "wide, open above", weight: 1.2,
            Stroke(
                .at(26, 22), .at(6, 40), .at(10, 82), .at(48, 94), .at(84, 80), .at(88, 44), .at(70, 24))),
        Skeleton(
            "triangle", weight: 0.8,
            Stroke(.turn(6, 16), .at(44, 30), .turn(86, 50), .at(44, 74), .turn(8, 92), .turn(5, 17))),
        Skeleton(
            "curled in", weight: 0.6,
            Stroke(
                .at(40, 20), .at(8, 40), .at(10, 82), .at(50, 96), .at(82, 70), .at(70, 34), .at(42, 30), .at(34, 44))),
    ]

    static let arabicSix: [Skeleton] = [
        Skeleton("angular", weight: 3, Stroke(.at(0, 10), .at(28, 6), .turn(54, 4), .at(56, 50), .at(58, 100))),
        Skeleton(
            "stem falling outwards", weight: 3, Stroke(.at(0, 8), .at(26, 6), .turn(48, 6), .at(58, 52), .at(72, 100))),
        Skeleton("rounded", weight: 3, Stroke(.at(0, 10), .at(28, 4), .at(52, 14), .at(60, 50), .at(66, 100))),
        Skeleton(
            "arched", weight: 1.5, Stroke(.at(0, 16), .at(30, 10), .at(60, 32), .at(78, 66), .at(92, 100))),
        Skeleton(
            "with a serif", weight: 1.6,
            Stroke(.at(0, 26), .turn(4, 6), .at(28, 6), .turn(54, 4), .at(55, 50), .at(54, 100))),
        Skeleton(
            "hooked", weight: 1.6,
            Stroke(.at(0, 0), .at(8, 16), .at(30, 16), .turn(52, 6), .at(56, 50), .at(60, 100))),
        Skeleton("wide bar", weight: 2, Stroke(.at(0, 12), .at(44, 10), .turn(78, 8), .at(82, 46), .at(84, 86))),
        Skeleton("like a seven", weight: 1.6, Stroke(.at(0, 6), .at(28, 4), .turn(56, 2), .at(48, 44), .at(42, 100))),
        Skeleton("narrow", weight: 1.2, Stroke(.at(0, 8), .at(16, 6), .turn(32, 4), .at(34, 50), .at(36, 100))),
        Skeleton("rising bar", weight: 1, Stroke(.at(0, 24), .at(26, 14), .turn(56, 2), .at(58, 50), .at(56, 100))),
        Skeleton(
            "falling bar", weight: 1.2, Stroke(.at(0, 2), .at(30, 12), .turn(58, 18), .at(64, 58), .at(70, 100))),
        Skeleton(
            "wavy bar", weight: 1,
            Stroke(.at(0, 14), .at(12, 4), .at(34, 14), .turn(62, 12), .at(68, 56), .at(74, 100))),
        Skeleton(
            "hooked, with a short stem", weight: 0.8,
            Stroke(.at(2, 4), .at(6, 26), .at(30, 30), .at(58, 26), .at(76, 44), .at(94, 80))),
        Skeleton(
            "bent out below", weight: 1,
            Stroke(.at(0, 18), .at(22, 8), .turn(50, 14), .at(46, 52), .at(58, 80), .at(86, 86))),
    ]

    static let arabicSeven: [Skeleton] = [
        Skeleton("sharp", weight: 4, Stroke(.at(0, 0), .at(14, 48), .turn(30, 100), .at(46, 50), .at(60, 2))),
        Skeleton("rounded", weight: 2, Stroke(.at(0, 2), .at(8, 60), .at(28, 98), .at(50, 60), .at(60, 2))),
        Skeleton(
            "like a U", weight: 1.2, Stroke(.at(0, 4), .at(4, 56), .at(22, 98), .at(48, 92), .at(62, 50), .at(64, 0))),
        Skeleton(
            "short on the left", weight: 1.5, Stroke(.at(0, 30), .at(14, 62), .turn(28, 100), .at(48, 50), .at(68, 0))),
        Skeleton(
            "short on the right", weight: 1.5, Stroke(.at(0, 0), .at(20, 50), .turn(36, 100), .at(48, 66), .at(62, 30))),
        Skeleton(
            "hooked on the left", weight: 1.5,
            Stroke(.at(0, 16), .at(8, 4), .at(18, 30), .turn(34, 100), .at(50, 50), .at(64, 2))),
        Skeleton(
            "like an N", weight: 1.2,
            Stroke(.at(0, 40), .turn(6, 4), .at(24, 48), .turn(48, 100), .at(56, 50), .at(66, 0))),
        Skeleton(
            "bent over on the right", weight: 1,
            Stroke(.at(0, 6), .at(14, 52), .turn(26, 98), .at(44, 44), .at(60, 8), .at(76, 6))),
        Skeleton("wide", weight: 1, Stroke(.at(0, 20), .at(24, 50), .turn(44, 90), .at(70, 50), .at(96, 16))),
        Skeleton(
            "wide and wavy", weight: 0.8,
            Stroke(.at(0, 44), .at(14, 32), .at(32, 60), .at(48, 82), .at(66, 56), .at(88, 30), .at(100, 36))),
        Skeleton("narrow", weight: 1, Stroke(.at(0, 0), .at(8, 50), .turn(18, 100), .at(28, 50), .at(36, 0))),
        Skeleton(
            "upright on the right", weight: 1, Stroke(.at(0, 4), .at(20, 56), .turn(42, 100), .at(46, 50), .at(48, 0))),
        Skeleton(
            "upright on the left", weight: 0.7, Stroke(.at(2, 0), .at(5, 50), .turn(8, 100), .at(32, 52), .at(58, 4))),
        Skeleton(
            "lying", weight: 1, Stroke(.at(0, 30), .at(38, 56), .turn(74, 82), .at(84, 62), .at(94, 36))),
        Skeleton(
            "rounded tick", weight: 1, Stroke(.at(0, 40), .at(12, 82), .at(40, 94), .at(62, 54), .at(70, 4))),
        Skeleton(
            "flat tick", weight: 0.8, Stroke(.at(0, 36), .at(14, 48), .turn(30, 72), .at(60, 50), .at(98, 34))),
        Skeleton(
            "round below, upright on the right", weight: 1.2,
            Stroke(.at(0, 20), .at(22, 62), .at(52, 96), .turn(74, 94), .at(76, 60), .at(72, 24))),
        Skeleton(
            "hooked on the right", weight: 1,
            Stroke(.at(0, 24), .at(16, 70), .at(42, 98), .at(58, 84), .at(58, 30), .at(46, 2), .at(32, 20))),
        Skeleton(
            "bent back on the right", weight: 1,
            Stroke(.at(0, 40), .at(30, 66), .turn(66, 98), .at(70, 50), .at(60, 4), .at(50, 2))),
    ]

    static let arabicEight: [Skeleton] = [
        Skeleton("sharp", weight: 4, Stroke(.at(0, 100), .at(16, 50), .turn(30, 0), .at(46, 50), .at(60, 100))),
        Skeleton("rounded", weight: 2, Stroke(.at(0, 100), .at(10, 40), .at(30, 2), .at(50, 40), .at(62, 100))),
        Skeleton(
            "sharp, from the top", weight: 2, Stroke(.at(28, 0), .at(14, 50), .at(0, 100)),
            Stroke(.at(28, 2), .at(44, 50), .at(60, 100))),
        Skeleton(
            "like an arch", weight: 1.2,
            Stroke(.at(0, 98), .at(4, 40), .at(24, 4), .at(48, 8), .at(62, 44), .at(66, 100))),
        Skeleton(
            "short on the left", weight: 1.5, Stroke(.at(0, 70), .at(14, 34), .turn(28, 0), .at(48, 50), .at(68, 100))),
        Skeleton(
            "short on the right", weight: 1.2, Stroke(.at(0, 100), .at(18, 50), .turn(34, 0), .at(46, 36), .at(58, 72))),
        Skeleton("wide", weight: 1, Stroke(.at(0, 84), .at(24, 50), .turn(48, 14), .at(72, 50), .at(98, 84))),
        Skeleton(
            "wide arch", weight: 0.8,
            Stroke(.at(0, 72), .at(14, 40), .at(42, 20), .at(72, 32), .at(94, 76))),
        Skeleton("narrow", weight: 1, Stroke(.at(0, 100), .at(10, 50), .turn(18, 0), .at(28, 50), .at(36, 100))),
        Skeleton(
            "hooked on the left", weight: 0.8,
            Stroke(.at(0, 88), .at(8, 98), .at(20, 60), .turn(36, 0), .at(52, 52), .at(66, 100))),
        Skeleton(
            "like an N", weight: 1,
            Stroke(.at(0, 100), .at(8, 50), .turn(16, 2), .at(38, 52), .turn(58, 96), .at(66, 66))),
        Skeleton(
            "upright on the left", weight: 1, Stroke(.at(2, 100), .at(5, 50), .turn(8, 0), .at(34, 52), .at(58, 100))),
        Skeleton(
            "upright on the right", weight: 1, Stroke(.at(0, 100), .at(24, 50), .turn(46, 0), .at(49, 50), .at(52, 100))
        ),
        Skeleton(
            "arched on the right", weight: 1.2,
            Stroke(.at(0, 100), .at(12, 54), .turn(22, 12), .at(40, 2), .at(56, 30), .at(64, 100))),
        Skeleton(
            "arch with a hook", weight: 0.8,
            Stroke(.at(8, 58), .at(2, 34), .at(24, 8), .at(50, 12), .at(70, 50), .at(82, 96))),
    ]

    static let arabicNine: [Skeleton] = [
        Skeleton(
            "straight stem", weight: 4,
            Stroke(
                .at(48, 12), .at(30, 1), .at(8, 16), .at(8, 40), .at(26, 46), .at(44, 30), .turn(49, 8), .at(50, 52),
                .at(51, 100))),
        Skeleton(
            "stem falling outwards", weight: 3,
            Stroke(
                .at(46, 12), .at(28, 1), .at(6, 16), .at(8, 40), .at(28, 44), .at(44, 28), .turn(46, 8), .at(56, 52),
                .at(70, 100))),
        Skeleton(
            "bowed stem", weight: 2,
            Stroke(
                .at(44, 16), .at(28, 2), .at(6, 18), .at(10, 42), .at(32, 44), .at(48, 22), .at(56, 40), .at(60, 66),
                .at(72, 100))),
        Skeleton(
            "smooth", weight: 2,
            Stroke(
                .at(46, 14), .at(30, 1), .at(8, 20), .at(12, 44), .at(34, 42), .at(48, 22), .at(52, 30), .at(50, 64),
                .at(50, 100))),
        Skeleton(
            "open ring", weight: 1.5,
            Stroke(
                .at(38, 4), .at(14, 10), .at(4, 34), .at(20, 46), .at(40, 32), .turn(50, 6), .at(52, 50), .at(54, 100))),
        Skeleton(
            "like an a", weight: 1.4,
            Stroke(
                .at(52, 16), .at(30, 4), .at(4, 28), .at(8, 58), .at(34, 60), .turn(54, 22), .at(60, 60), .at(74, 98))),
        Skeleton(
            "large ring", weight: 1.4,
            Stroke(
                .at(50, 14), .at(26, 2), .at(2, 28), .at(12, 58), .at(40, 52), .turn(54, 12), .at(55, 60), .at(58, 100))
        ),
        Skeleton(
            "small ring", weight: 1.5,
            Stroke(
                .at(36, 12), .at(20, 2), .at(4, 14), .at(10, 30), .at(28, 30), .turn(38, 10), .at(42, 56), .at(48, 100))
        ),
        Skeleton(
            "flat ring", weight: 1.2,
            Stroke(
                .at(60, 16), .at(32, 4), .at(4, 18), .at(8, 38), .at(36, 42), .at(58, 30), .turn(62, 14), .at(66, 56),
                .at(72, 98))),
        Skeleton(
            "begun at the stem", weight: 1,
            Stroke(
                .at(46, 36), .at(22, 44), .at(4, 28), .at(18, 4), .at(42, 6), .at(50, 30), .at(54, 64), .at(60, 100))),
        Skeleton(
            "slanted tail", weight: 0.8,
            Stroke(
                .at(52, 10), .at(34, 0), .at(10, 14), .at(2, 36), .at(20, 44), .at(44, 28), .turn(52, 10), .at(44, 56),
                .at(34, 100))),
        Skeleton(
            "pointed", weight: 0.8,
            Stroke(
                .at(44, 8), .at(20, 12), .turn(2, 38), .at(24, 40), .turn(48, 34), .turn(46, 8), .at(56, 50),
                .at(68, 100))
        ),
        Skeleton(
            "open above", weight: 1,
            Stroke(.at(12, 6), .at(2, 30), .at(16, 46), .at(38, 36), .turn(48, 6), .at(50, 56), .at(56, 100))),
        Skeleton(
            "long slanted stem", weight: 1,
            Stroke(
                .at(40, 12), .at(18, 4), .at(2, 20), .at(12, 38), .at(34, 36), .turn(42, 14), .at(64, 56), .at(94, 92))),
    ]
}
