/// Ways to write digits that are rare among MNIST's writers and usual in other countries, or on cheques.
///
/// Only writers of some variety take them (`Style.variety`). `DigitReader` does not know them, and takes some for other
/// digits.
extension Skeleton {
    /// Small ones, which stand in a row, and one that leads on to the next at its top.
    static let rarerZeros: [Skeleton] = [
        Skeleton(
            "small, on the line", weight: 1.5,
            Stroke(.at(26, 44), .at(6, 54), .at(2, 80), .at(16, 99), .at(40, 92), .at(46, 66), .at(34, 46), .at(24, 45))
        ),
        Skeleton(
            "small, raised", weight: 0.7,
            Stroke(.at(28, 24), .at(6, 34), .at(2, 58), .at(16, 80), .at(40, 74), .at(48, 48), .at(34, 26), .at(24, 26))
        ),
        Skeleton(
            "leading on", weight: 1.5,
            Stroke(
                .at(38, 8), .at(14, 14), .at(3, 50), .at(12, 92), .at(38, 96), .at(58, 64), .at(52, 20), .at(34, 8),
                .at(52, 22), .at(84, 14))),
        Skeleton(
            "small, leading on", weight: 1.5,
            Stroke(
                .at(30, 50), .at(8, 58), .at(4, 82), .at(22, 99), .at(44, 84), .at(40, 58), .at(24, 52), .at(44, 62),
                .at(72, 56))),
        Skeleton(
            "flat, on the line", weight: 0.8,
            Stroke(.at(40, 44), .at(8, 56), .at(4, 84), .at(40, 99), .at(76, 86), .at(74, 58), .at(36, 46))),
        Skeleton(
            "open at the left", weight: 0.8,
            Stroke(.at(18, 12), .at(42, 4), .at(58, 40), .at(40, 96), .at(10, 90), .at(4, 56))),
        Skeleton(
            "open at the right", weight: 0.6,
            Stroke(.at(46, 10), .at(20, 4), .at(2, 48), .at(16, 96), .at(46, 88), .at(58, 56))),
        Skeleton(
            "begun far left", weight: 1,
            Stroke(
                .at(-20, 10), .at(10, 14), .at(40, 6), .at(12, 20), .at(2, 58), .at(16, 96), .at(44, 90), .at(58, 50),
                .at(44, 10))),
    ]

    /// With flags as long as the stem.
    static let rarerOnes: [Skeleton] = [
        Skeleton(
            "flag to the middle", weight: 6, looseness: 0.8,
            Stroke(.at(0, 60), .at(16, 32), .turn(34, 0), .at(30, 50), .at(26, 100))),
        Skeleton(
            "long flag, round above", weight: 3, looseness: 0.8,
            Stroke(.at(0, 58), .at(16, 32), .at(29, 2), .at(34, 18), .at(30, 100))),
        Skeleton(
            "flag to the line", weight: 3, looseness: 0.8,
            Stroke(.at(0, 98), .at(18, 52), .turn(38, 0), .at(35, 50), .at(32, 100))),
        Skeleton(
            "wide flag", weight: 1.5, looseness: 0.8,
            Stroke(.at(0, 78), .at(30, 42), .turn(62, 0), .at(54, 50), .at(46, 100))),
        Skeleton(
            "curved flag", weight: 1.5, looseness: 0.8,
            Stroke(.at(0, 52), .at(14, 40), .at(26, 14), .turn(32, 0), .at(28, 50), .at(20, 104))),
        Skeleton(
            "like a script l", weight: 1.5, looseness: 0.8,
            Stroke(.at(0, 74), .at(18, 40), .at(28, 6), .at(20, 0), .at(13, 30), .at(12, 84), .at(18, 100))),
        Skeleton(
            "hooked stem", weight: 1, looseness: 0.8,
            Stroke(.at(0, 60), .at(18, 26), .turn(32, 0), .at(26, 50), .at(20, 96), .at(8, 100))),
        Skeleton(
            "long flag and a foot", weight: 1.2, looseness: 0.8,
            Stroke(.at(0, 50), .turn(30, 0), .at(29, 50), .at(28, 98)),
            Stroke(.at(0, 99), .at(28, 98), .at(56, 97))),
        Skeleton(
            "begun far left, loop above", weight: 1.5, looseness: 0.8,
            Stroke(
                .at(-30, 96), .at(-4, 78), .at(22, 36), .at(36, 6), .at(28, 0), .at(18, 22), .at(12, 62), .at(20, 98))),
        Skeleton(
            "small ring above", weight: 1, looseness: 0.8,
            Stroke(.at(2, 54), .at(18, 40), .at(28, 14), .at(22, 0), .at(14, 14), .at(16, 52), .at(18, 104))),
    ]

    /// Begun with a ring.
    static let rarerTwos: [Skeleton] = [
        Skeleton(
            "begun with a ring", weight: 4,
            Stroke(
                .at(30, 26), .at(16, 36), .at(2, 24), .at(10, 6), .at(32, 0), .at(52, 16), .at(46, 46), .at(26, 78),
                .turn(4, 98), .at(34, 94), .at(68, 96))),
        Skeleton(
            "ring above, loop below", weight: 3,
            Stroke(
                .at(30, 22), .at(20, 38), .at(2, 30), .at(8, 8), .at(32, 0), .at(54, 20), .at(46, 54), .at(22, 90),
                .at(2, 94), .at(4, 78), .at(24, 78), .at(46, 92), .at(74, 90))),
        Skeleton(
            "like a Q", weight: 2,
            Stroke(
                .at(40, 40), .at(16, 44), .at(2, 24), .at(16, 2), .at(44, 2), .at(56, 24), .at(48, 58), .at(26, 90),
                .at(6, 96), .at(6, 82), .at(28, 82), .at(72, 104))),
        Skeleton(
            "tall ring above", weight: 2,
            Stroke(
                .at(24, 26), .at(8, 20), .at(14, -8), .at(40, -14), .at(52, 4), .at(40, 46), .at(10, 94), .at(-2, 88),
                .at(14, 80), .at(36, 94), .at(58, 90))),
        Skeleton(
            "whole ring above", weight: 1.5,
            Stroke(
                .at(46, 48), .at(18, 58), .at(0, 32), .at(18, 2), .at(48, 4), .at(56, 32), .at(40, 70), .at(14, 94),
                .at(36, 92), .at(66, 100))),
        Skeleton(
            "like a pound sign", weight: 1.5,
            Stroke(
                .at(14, 22), .at(16, 2), .at(38, -4), .at(46, 14), .at(34, 48), .at(16, 88), .at(0, 98), .at(2, 84),
                .at(24, 88), .at(62, 100))),
        Skeleton(
            "ring below", weight: 1,
            Stroke(
                .at(6, 24), .at(24, 2), .at(48, 8), .at(42, 38), .at(12, 66), .at(0, 88), .at(18, 100), .at(44, 86),
                .at(36, 66), .at(12, 70))),
    ]

    /// With a flat top.
    static let rarerThrees: [Skeleton] = [
        Skeleton(
            "flat top, round below", weight: 2,
            Stroke(
                .at(2, 4), .at(28, 3), .turn(54, 2), .turn(26, 38), .at(52, 52), .at(56, 80), .at(30, 100), .at(0, 90))),
        Skeleton(
            "flat and wide", weight: 1.5,
            Stroke(
                .at(0, 14), .at(26, 2), .at(52, 8), .at(44, 30), .turn(22, 44), .at(58, 50), .at(60, 76), .at(32, 92),
                .at(-6, 88))),
        Skeleton(
            "flat top with a serif", weight: 1,
            Stroke(
                .at(2, 18), .turn(4, 4), .at(30, 3), .turn(56, 0), .turn(28, 40), .at(50, 52), .at(52, 84),
                .at(24, 100),
                .at(-4, 92))),
    ]

    /// With a short stem, like an h.
    static let rarerFours: [Skeleton] = [
        Skeleton(
            "short stem", weight: 3,
            Stroke(.at(24, 0), .at(14, 28), .turn(2, 58), .at(30, 54), .at(58, 50)),
            Stroke(.at(44, 32), .at(40, 66), .at(34, 106))),
        Skeleton(
            "like an h", weight: 2,
            Stroke(.at(22, 0), .at(12, 30), .turn(2, 60), .at(24, 50), .turn(46, 48), .at(42, 74), .at(34, 106))),
        Skeleton(
            "round, short stem", weight: 1.5,
            Stroke(.at(16, 0), .at(4, 30), .at(8, 56), .at(30, 58), .at(54, 48)),
            Stroke(.at(48, 30), .at(44, 70), .at(38, 108))),
        Skeleton(
            "ring open above", weight: 1,
            Stroke(.at(14, 4), .at(4, 30), .at(10, 48), .at(34, 44), .turn(52, 0), .at(46, 60), .at(38, 108))),
        Skeleton(
            "stem far below", weight: 1.5,
            Stroke(.at(14, 0), .at(8, 24), .turn(2, 46), .at(28, 44), .at(56, 40)),
            Stroke(.at(48, 14), .at(42, 60), .at(34, 118))),
        Skeleton(
            "like a tall h", weight: 2,
            Stroke(.at(40, -44), .at(18, 16), .turn(0, 64), .at(22, 46), .at(42, 46), .at(42, 72), .at(34, 104))),
        Skeleton(
            "tall, short stem", weight: 1.5,
            Stroke(.at(34, -32), .at(16, 18), .turn(0, 66), .at(30, 60), .at(60, 54)),
            Stroke(.at(42, 38), .at(38, 70), .at(32, 106))),
        Skeleton(
            "like a Y", weight: 1.5,
            Stroke(.at(0, 4), .at(8, 36), .turn(34, 56)), Stroke(.at(52, 0), .at(42, 54), .at(36, 108))),
        Skeleton(
            "like lightning", weight: 1.2,
            Stroke(.at(18, 0), .at(4, 30), .turn(2, 44), .at(18, 46), .turn(30, 52), .at(34, 78), .at(34, 106))),
    ]

    /// Without a belly, like a root sign or a long s, and with the bar apart.
    static let rarerFives: [Skeleton] = [
        Skeleton(
            "like a long s", weight: 3,
            Stroke(.at(0, 82), .at(10, 98), .at(22, 84), .at(26, 48), .turn(32, 4), .at(58, 2), .at(88, -2))),
        Skeleton(
            "like a root sign", weight: 1.5,
            Stroke(.at(0, 66), .at(8, 72), .turn(16, 100), .at(24, 50), .turn(34, 4), .at(60, 2), .at(92, 0))),
        Skeleton(
            "hardly a belly", weight: 2.5,
            Stroke(.at(24, 4), .at(20, 32), .at(30, 52), .at(34, 76), .at(18, 98), .at(0, 88)),
            Stroke(.at(24, 4), .at(50, 2), .at(82, -2))),
        Skeleton(
            "bar apart", weight: 1.5,
            Stroke(.at(16, 14), .turn(12, 44), .at(34, 44), .at(46, 70), .at(30, 98), .at(2, 92)),
            Stroke(.at(26, 2), .at(46, -2), .at(72, -6))),
        Skeleton(
            "like an S, long above", weight: 2,
            Stroke(
                .at(84, 0), .at(46, 2), .at(22, 8), .at(16, 34), .at(34, 54), .at(38, 82), .at(18, 100), .at(-4, 90))),
        Skeleton(
            "small belly, bar apart and slanted", weight: 1,
            Stroke(.at(14, 34), .turn(10, 58), .at(26, 60), .at(30, 80), .at(18, 100), .at(-2, 92)),
            Stroke(.at(34, 22), .at(50, 8), .at(66, -8))),
    ]

    /// Begun far to the right, closed wide.
    static let rarerSixes: [Skeleton] = [
        Skeleton(
            "begun with a hook", weight: 1,
            Stroke(
                .at(62, 10), .at(46, 0), .at(22, 16), .at(4, 56), .at(12, 94), .at(38, 98), .at(52, 76), .at(36, 56),
                .at(10, 70))),
        Skeleton(
            "flat ring", weight: 1,
            Stroke(.at(44, 0), .at(18, 34), .at(2, 78), .at(18, 99), .at(54, 96), .at(60, 80), .at(34, 70), .at(6, 82))),
        Skeleton(
            "small and flat", weight: 0.7,
            Stroke(.at(36, 46), .at(8, 62), .at(0, 88), .at(26, 100), .at(66, 92), .at(64, 78), .at(34, 80), .at(4, 92))
        ),
    ]

    /// Crossed, with little above the bar.
    static let rarerSevens: [Skeleton] = [
        Skeleton(
            "like a t", weight: 7,
            Stroke(.at(2, 18), .at(12, 6), .turn(34, 2), .at(26, 50), .at(20, 100)),
            Stroke(.at(0, 52), .at(26, 48), .at(58, 44))),
        Skeleton(
            "short above, a wide bar", weight: 5,
            Stroke(.at(6, 10), .turn(32, 0), .at(22, 52), .at(14, 104)),
            Stroke(.at(-8, 54), .at(22, 48), .at(62, 42))),
        Skeleton(
            "wavy, crossed", weight: 6,
            Stroke(.at(0, 22), .at(8, 6), .at(28, 10), .turn(56, 0), .at(40, 44), .at(26, 100)),
            Stroke(.at(12, 54), .at(36, 48), .at(64, 44))),
        Skeleton(
            "hooked, crossed", weight: 4,
            Stroke(.at(0, 24), .at(6, 6), .at(32, 4), .at(50, 8), .at(42, 46), .at(22, 100)),
            Stroke(.at(12, 54), .at(34, 50), .at(58, 46))),
        Skeleton(
            "wavy, short", weight: 3,
            Stroke(.at(0, 16), .at(10, 4), .at(24, 12), .turn(42, 2), .at(30, 50), .at(22, 106)),
            Stroke(.at(4, 54), .at(28, 52), .at(56, 50))),
        Skeleton(
            "like a plus", weight: 4,
            Stroke(.at(8, 18), .turn(26, 2), .at(24, 50), .at(20, 104)), Stroke(.at(-6, 54), .at(24, 50), .at(62, 46))),
        Skeleton(
            "like an f", weight: 2,
            Stroke(.at(2, 18), .at(20, 10), .at(48, -2), .at(56, 4), .at(40, 28), .at(26, 60), .at(8, 108)),
            Stroke(.at(6, 56), .at(32, 50), .at(62, 42))),
        Skeleton(
            "ring above, crossed", weight: 2,
            Stroke(
                .at(0, 18), .at(14, 10), .at(32, 18), .at(50, 4), .at(40, -4), .at(32, 12), .at(30, 52), .at(22, 98),
                .at(8, 100)),
            Stroke(.at(0, 56), .at(28, 50), .at(58, 46))),
        Skeleton(
            "low bar", weight: 3,
            Stroke(.at(0, 12), .at(20, 3), .turn(46, 0), .at(34, 50), .at(22, 104)),
            Stroke(.at(8, 68), .at(32, 65), .at(66, 60))),
    ]

    /// Like a B.
    static let rarerEights: [Skeleton] = [
        Skeleton(
            "like a B", weight: 2,
            Stroke(.at(8, 2), .at(6, 50), .at(4, 98)),
            Stroke(
                .at(2, 6), .at(32, 0), .at(46, 18), .turn(14, 46), .at(46, 58), .at(48, 88), .at(4, 99))),
        Skeleton(
            "stem and two rings", weight: 2.5,
            Stroke(
                .at(14, 8), .at(4, 58), .at(12, 96), .at(38, 96), .at(46, 72), .turn(14, 52), .at(34, 36), .at(36, 8),
                .at(10, 6))),
        Skeleton(
            "closed by a line", weight: 1.5,
            Stroke(
                .at(50, 12), .at(28, 0), .at(8, 16), .at(22, 42), .at(44, 66), .at(36, 96), .at(10, 98), .at(6, 82),
                .at(30, 44), .at(60, 2))),
        Skeleton(
            "begun below", weight: 0.8,
            Stroke(
                .at(6, 96), .at(44, 40), .at(50, 10), .at(30, 0), .at(10, 16), .at(22, 40), .at(44, 64), .at(38, 96),
                .at(8, 92))),
    ]

    /// Like a P, a rho or a g.
    static let rarerNines: [Skeleton] = [
        Skeleton(
            "like a P", weight: 4,
            Stroke(
                .at(2, 34), .at(10, 8), .at(34, 0), .at(52, 16), .at(40, 40), .turn(16, 46), .at(12, 76), .at(4, 108))),
        Skeleton(
            "like a P, two strokes", weight: 2.5,
            Stroke(.at(22, 12), .at(18, 60), .at(10, 108)),
            Stroke(.at(6, 22), .at(22, 0), .at(50, 6), .at(48, 36), .at(18, 48))),
        Skeleton(
            "like a rho", weight: 2,
            Stroke(.at(14, 46), .at(40, 40), .at(50, 18), .at(34, 0), .at(14, 12), .at(8, 56), .at(2, 106))),
        Skeleton(
            "begun below the ring", weight: 3,
            Stroke(
                .at(42, 42), .at(16, 46), .at(4, 22), .at(22, 0), .at(46, 6), .at(50, 32), .at(46, 70), .at(36, 104))),
        Skeleton(
            "ring begun inside", weight: 2,
            Stroke(
                .at(24, 40), .at(44, 34), .at(48, 10), .at(26, 0), .at(4, 18), .at(14, 44), .at(36, 48), .at(46, 66),
                .at(34, 104))),
        Skeleton(
            "ring open to the left", weight: 1.5,
            Stroke(.at(12, 40), .at(3, 20), .at(20, 0), .at(46, 8), .at(48, 32), .at(40, 70), .at(30, 104))),
        Skeleton(
            "like a g", weight: 2,
            Stroke(
                .at(46, 12), .at(26, 0), .at(6, 18), .at(18, 42), .at(42, 32), .turn(50, 8), .at(48, 70), .at(30, 102),
                .at(4, 94), .at(2, 78))),
        Skeleton(
            "ring and a curved tail", weight: 1.5,
            Stroke(
                .at(30, 44), .at(50, 24), .at(40, 2), .at(16, 4), .at(8, 24), .at(30, 44), .at(46, 66), .at(38, 96),
                .at(8, 100))),
        Skeleton(
            "like an e", weight: 1,
            Stroke(
                .at(8, 46), .at(32, 40), .at(46, 18), .at(28, 0), .at(6, 24), .at(4, 76), .at(22, 100), .at(44, 92))),
        Skeleton(
            "ring to the left, short tail", weight: 1,
            Stroke(
                .at(22, 32), .at(56, 28), .at(58, 6), .at(24, 0), .at(-2, 20), .at(8, 42), .at(40, 40), .at(56, 66),
                .at(58, 94))),
    ]

    /// As long as a 1.
    static let rarerCommas: [Skeleton] = [
        Skeleton("long", weight: 3, looseness: 0.4, Stroke(.at(12, 78), .at(9, 104), .at(0, 132))),
        Skeleton("long and straight", weight: 1, looseness: 0.4, Stroke(.at(16, 84), .at(8, 106), .at(0, 128))),
    ]
}
