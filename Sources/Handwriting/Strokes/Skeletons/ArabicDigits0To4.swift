/// The Arabic-Indic digits, ٠ to ٤, as they are written by hand: ٢ has no tooth, which print gives it, and ٣ one or two.
extension Skeleton {
    static let arabicZero: [Skeleton] = [
        Skeleton("dot", weight: 3, looseness: 0.2, Stroke(.at(8, 50), .at(11, 51), .at(10, 54))),
        Skeleton("falling dash", weight: 1.2, looseness: 0.35, Stroke(.at(2, 44), .at(10, 50), .at(18, 58))),
        Skeleton("rising dash", weight: 1.6, looseness: 0.35, Stroke(.at(2, 58), .at(9, 52), .at(18, 46))),
        Skeleton("level dash", weight: 1.4, looseness: 0.35, Stroke(.at(2, 53), .at(11, 51), .at(22, 52))),
        Skeleton("upright dash", weight: 0.7, looseness: 0.3, Stroke(.at(10, 44), .at(12, 51), .at(10, 60))),
        Skeleton(
            "filled diamond", weight: 1.6, looseness: 0.3,
            Stroke(.at(12, 42), .turn(22, 52), .turn(12, 63), .turn(2, 52), .turn(12, 43), .at(11, 52), .at(14, 58))),
        Skeleton(
            "filled round", weight: 1.4, looseness: 0.3,
            Stroke(
                .at(12, 44), .at(4, 50), .at(8, 60), .at(18, 58), .at(20, 48), .at(12, 45), .at(8, 52), .at(14, 55),
                .at(14, 50))),
        Skeleton(
            "filled flat", weight: 1, looseness: 0.3,
            Stroke(.at(0, 50), .turn(26, 47), .turn(26, 56), .turn(2, 58), .turn(2, 52), .at(14, 52), .at(24, 52))),
        Skeleton(
            "like a comma", weight: 0.7, looseness: 0.35, Stroke(.at(4, 46), .at(13, 46), .at(16, 52), .at(6, 62))),
        Skeleton(
            "bent", weight: 0.8, looseness: 0.35, Stroke(.at(2, 50), .turn(14, 48), .at(18, 60))),
        Skeleton(
            "small ring", weight: 1, looseness: 0.4,
            Stroke(.at(14, 40), .at(2, 50), .at(10, 64), .at(24, 60), .at(26, 46), .at(13, 41))),
        Skeleton(
            "flat ring", weight: 0.7, looseness: 0.4,
            Stroke(.at(14, 44), .at(1, 54), .at(14, 63), .at(32, 58), .at(30, 46), .at(12, 45))),
        Skeleton(
            "scribbled", weight: 1.2, looseness: 0.4,
            Stroke(.at(2, 44), .turn(22, 45), .turn(3, 52), .turn(23, 54), .turn(5, 60), .at(20, 63))),
        Skeleton(
            "filled triangle", weight: 1, looseness: 0.4,
            Stroke(.turn(2, 46), .turn(24, 44), .turn(12, 64), .turn(3, 47), .at(12, 50), .at(13, 56))),
        Skeleton(
            "with a tail", weight: 1, looseness: 0.4,
            Stroke(.at(12, 44), .at(3, 48), .at(8, 57), .at(16, 52), .at(10, 46), .at(18, 56), .at(28, 62))),
        Skeleton(
            "bent downwards", weight: 0.8, looseness: 0.4,
            Stroke(.at(2, 60), .at(6, 48), .at(16, 44), .at(24, 46), .at(26, 56))),
        Skeleton("steep rising dash", weight: 1.2, looseness: 0.35, Stroke(.at(5, 62), .at(9, 52), .at(15, 43))),
        Skeleton("steep falling dash", weight: 1, looseness: 0.35, Stroke(.at(5, 43), .at(10, 52), .at(14, 62))),
        Skeleton(
            "with two feet", weight: 0.5, looseness: 0.4,
            Stroke(.at(2, 62), .at(10, 46), .at(16, 46), .turn(20, 54), .at(12, 48), .at(22, 60))),
    ]

    static let arabicOne: [Skeleton] = [
        Skeleton("upright", weight: 4, looseness: 0.7, Stroke(.at(10, 0), .at(11, 50), .at(12, 100))),
        Skeleton("falling", weight: 4, looseness: 0.7, Stroke(.at(0, 0), .at(11, 50), .at(20, 100))),
        Skeleton("falling far", weight: 1.2, looseness: 0.7, Stroke(.at(0, 0), .at(20, 48), .at(40, 100))),
        Skeleton("hooked", weight: 2, looseness: 0.8, Stroke(.at(0, 10), .at(8, 4), .at(15, 40), .at(20, 100))),
        Skeleton("bowed to the left", weight: 1, looseness: 0.8, Stroke(.at(12, 0), .at(4, 48), .at(14, 100))),
        Skeleton("bowed to the right", weight: 1.5, looseness: 0.8, Stroke(.at(0, 0), .at(14, 30), .at(14, 100))),
        Skeleton("rising", weight: 0.6, looseness: 0.7, Stroke(.at(18, 0), .at(10, 50), .at(2, 100))),
        Skeleton("with a foot", weight: 0.6, looseness: 0.8, Stroke(.at(4, 0), .at(6, 60), .at(12, 92), .at(24, 100))),
    ]

    static let arabicTwo: [Skeleton] = [
        Skeleton(
            "like a C", weight: 3,
            Stroke(.at(62, 12), .at(40, 2), .at(14, 12), .at(6, 42), .at(22, 76), .at(62, 94))),
        Skeleton(
            "like a C with a hook", weight: 3,
            Stroke(.at(56, 28), .at(60, 12), .at(38, 2), .at(12, 16), .at(8, 48), .at(26, 80), .at(62, 96))),
        Skeleton(
            "pointed", weight: 2, Stroke(.at(62, 6), .at(34, 20), .turn(2, 42), .at(32, 70), .at(64, 96))),
        Skeleton(
            "flat tooth", weight: 2, Stroke(.at(50, 6), .at(28, 8), .turn(3, 6), .at(8, 50), .at(14, 100))),
        Skeleton(
            "round, with a stem", weight: 2.5,
            Stroke(.at(46, 34), .at(54, 16), .at(36, 2), .at(12, 12), .at(8, 40), .at(22, 70), .at(42, 100))),
        Skeleton(
            "rising tooth", weight: 2, Stroke(.at(54, 2), .at(30, 10), .turn(4, 22), .at(18, 60), .at(36, 100))),
        Skeleton(
            "round corner", weight: 2,
            Stroke(.at(52, 10), .at(26, 4), .at(8, 14), .at(8, 46), .at(18, 100))),
        Skeleton(
            "wide", weight: 1.2, Stroke(.at(90, 14), .at(44, 6), .at(6, 22), .at(8, 60), .at(44, 84), .at(96, 90))),
        Skeleton(
            "like an S", weight: 1,
            Stroke(.at(50, 26), .at(42, 8), .at(22, 4), .at(8, 20), .at(16, 48), .at(34, 74), .at(50, 100))),
        Skeleton("lying", weight: 1, Stroke(.at(80, 30), .at(40, 26), .turn(4, 46), .at(34, 64), .at(92, 70))),
    ]

    static let arabicThree: [Skeleton] = [
        Skeleton(
            "two curved teeth", weight: 3,
            Stroke(
                .at(68, 0), .at(64, 20), .at(48, 22), .turn(38, 6), .at(34, 22), .at(16, 24), .turn(2, 4), .at(10, 50),
                .at(20, 100))),
        Skeleton(
            "two sharp teeth", weight: 2,
            Stroke(.at(60, 0), .turn(54, 24), .turn(34, 6), .turn(28, 28), .turn(2, 6), .at(12, 50), .at(20, 100))),
        Skeleton(
            "wavy", weight: 2,
            Stroke(
                .at(64, 10), .at(54, 24), .at(42, 14), .at(32, 28), .at(16, 24), .turn(2, 4), .at(14, 52), .at(28, 100))
        ),
        Skeleton(
            "like a Y", weight: 3,
            Stroke(
                .at(64, 2), .at(54, 16), .at(44, 12), .at(38, 28), .at(24, 38), .turn(0, 8), .at(24, 50), .at(46, 100))
        ),
        Skeleton(
            "like a K", weight: 2,
            Stroke(
                .at(66, 4), .at(58, 18), .at(46, 16), .at(40, 32), .at(26, 34), .turn(8, 44), .at(26, 66), .at(54, 100))
        ),
        Skeleton(
            "flat, with a tooth in the middle", weight: 2,
            Stroke(
                .at(66, 4), .turn(62, 22), .at(48, 22), .turn(34, 8), .turn(32, 24), .at(18, 24), .turn(2, 16),
                .at(8, 56), .at(12, 100))),
        Skeleton(
            "rising teeth", weight: 1.6,
            Stroke(
                .at(76, 0), .at(66, 16), .at(54, 8), .at(46, 24), .at(34, 16), .turn(6, 30), .at(20, 64), .at(40, 100))),
        Skeleton(
            "rounded behind the teeth", weight: 1.6,
            Stroke(
                .at(64, 8), .at(56, 22), .at(44, 10), .at(34, 22), .at(22, 8), .at(8, 16), .at(8, 44), .at(24, 100))),
        Skeleton(
            "wide teeth", weight: 1.2,
            Stroke(
                .at(96, 4), .at(90, 24), .at(68, 24), .turn(56, 6), .at(50, 26), .at(24, 26), .turn(2, 4), .at(10, 44),
                .at(18, 90))),
        Skeleton(
            "short teeth", weight: 1,
            Stroke(.at(46, 2), .at(40, 16), .at(30, 8), .at(24, 20), .turn(4, 6), .at(10, 50), .at(18, 100))),
        Skeleton(
            "deep teeth", weight: 1.4,
            Stroke(
                .at(56, 0), .at(52, 40), .at(38, 40), .turn(30, 8), .at(24, 42), .at(10, 40), .turn(2, 2), .at(6, 52),
                .at(12, 100))),
        Skeleton(
            "like a Y with a wavy arm", weight: 2,
            Stroke(
                .at(80, 18), .at(66, 10), .at(56, 24), .at(44, 14), .at(32, 36), .at(20, 32), .turn(0, 4), .at(22, 52),
                .at(40, 100))),
        Skeleton(
            "lying", weight: 1.2,
            Stroke(
                .at(86, 24), .at(70, 14), .at(58, 30), .at(44, 22), .at(30, 42), .turn(2, 30), .at(32, 66), .at(72, 96))
        ),
        Skeleton(
            "one deep tooth", weight: 3,
            Stroke(.at(56, 0), .at(50, 28), .at(30, 34), .at(14, 22), .turn(2, 2), .at(14, 50), .at(28, 100))),
        Skeleton(
            "one tooth, like a Y", weight: 3,
            Stroke(.at(58, 0), .at(48, 26), .at(30, 40), .at(20, 34), .turn(0, 4), .at(22, 52), .at(42, 100))),
        Skeleton(
            "one flat tooth", weight: 1.5,
            Stroke(.at(54, 0), .turn(50, 18), .at(30, 20), .turn(4, 12), .at(8, 56), .at(14, 100))),
        Skeleton(
            "one tooth, bent like a K", weight: 1.5,
            Stroke(.at(60, 2), .at(48, 24), .at(34, 30), .turn(10, 34), .at(24, 62), .at(48, 100))),
    ]

    static let arabicFour: [Skeleton] = [
        Skeleton(
            "like an epsilon", weight: 3,
            Stroke(
                .at(48, 6), .at(24, 2), .at(8, 18), .at(16, 34), .turn(38, 42), .at(12, 54), .at(2, 78), .at(22, 98),
                .at(58, 94))),
        Skeleton(
            "angular", weight: 2.5,
            Stroke(
                .at(46, 2), .at(26, 10), .turn(6, 24), .at(24, 34), .turn(40, 44), .at(20, 58), .turn(2, 80),
                .at(30, 92), .at(62, 96))),
        Skeleton(
            "long base", weight: 2,
            Stroke(
                .at(36, 2), .at(18, 10), .turn(6, 24), .turn(32, 40), .at(14, 58), .turn(2, 88), .at(36, 92),
                .at(76, 94))),
        Skeleton(
            "like a sigma", weight: 1.6,
            Stroke(
                .at(56, 4), .at(32, 6), .turn(8, 10), .at(24, 28), .turn(38, 46), .at(20, 68), .turn(2, 94),
                .at(34, 94), .at(66, 92))),
        Skeleton(
            "like a mirrored three", weight: 2,
            Stroke(
                .at(50, 10), .at(30, 0), .at(10, 14), .at(16, 36), .turn(38, 46), .at(8, 60), .at(4, 86), .at(26, 100),
                .at(52, 90))),
        Skeleton(
            "like lightning", weight: 1.6,
            Stroke(.at(30, 0), .turn(10, 24), .turn(36, 38), .at(18, 64), .turn(10, 92), .at(30, 98), .at(52, 94))),
        Skeleton(
            "small above", weight: 2,
            Stroke(
                .at(34, 0), .at(16, 4), .at(12, 16), .turn(34, 28), .at(10, 46), .at(4, 76), .at(26, 90),
                .at(66, 88))),
        Skeleton(
            "slanted", weight: 1.2,
            Stroke(.at(32, 0), .at(14, 14), .at(18, 32), .turn(34, 44), .at(20, 60), .at(20, 82), .at(44, 100))),
        Skeleton(
            "wide and flat", weight: 1,
            Stroke(
                .at(40, 4), .at(18, 10), .at(18, 26), .turn(46, 34), .at(16, 46), .at(6, 66), .at(34, 84), .at(96, 78))
        ),
        Skeleton(
            "slim, with a notch", weight: 1.5,
            Stroke(.at(20, 0), .at(8, 20), .turn(22, 38), .at(12, 62), .at(12, 88), .at(24, 100))),
        Skeleton(
            "with a shallow notch", weight: 1.5,
            Stroke(.at(38, 0), .at(12, 14), .at(10, 34), .turn(24, 44), .at(6, 68), .at(24, 94), .at(66, 94))),
        Skeleton(
            "small notch and long tail", weight: 1.2,
            Stroke(.at(30, 4), .at(14, 14), .turn(32, 34), .at(8, 52), .at(16, 76), .at(90, 70))),
        Skeleton(
            "slim and wavy", weight: 1,
            Stroke(.at(16, 0), .at(4, 18), .at(16, 36), .at(8, 64), .at(10, 88), .at(20, 100))),
    ]
}
