extension Skeleton {
    static let fullStop: [Skeleton] = [
        Skeleton("dot", weight: 4, looseness: 0.15, Stroke(.at(4, 96), .at(6, 97), .at(5, 98))),
        Skeleton("dash", weight: 1, looseness: 0.2, Stroke(.at(2, 94), .at(5, 96), .at(9, 99))),
    ]

    static let comma: [Skeleton] = [
        Skeleton("straight", weight: 3, looseness: 0.3, Stroke(.at(12, 92), .at(8, 102), .at(2, 114))),
        Skeleton("bowed", weight: 2, looseness: 0.3, Stroke(.at(7, 92), .at(11, 98), .at(9, 108), .at(2, 116))),
    ]

    static let slash: [Skeleton] = [
        Skeleton("straight", weight: 3, looseness: 0.7, Stroke(.at(38, -6), .at(20, 50), .at(2, 108))),
        Skeleton("bowed", weight: 1, looseness: 0.7, Stroke(.at(42, -4), .at(18, 44), .at(2, 106))),
    ]

    static let hyphen: [Skeleton] = [
        Skeleton("level", weight: 3, looseness: 0.5, Stroke(.at(2, 57), .at(18, 56), .at(34, 56))),
        Skeleton("wavy", weight: 1, looseness: 0.5, Stroke(.at(2, 58), .at(12, 54), .at(24, 58), .at(36, 54))),
    ]

    static let colon: [Skeleton] = [
        Skeleton(
            "dots", weight: 3, looseness: 0.15, Stroke(.at(5, 45), .at(7, 46), .at(6, 47)),
            Stroke(.at(4, 92), .at(6, 93), .at(5, 94))),
        Skeleton(
            "dashes", weight: 1, looseness: 0.2, Stroke(.at(3, 44), .at(6, 46), .at(9, 48)),
            Stroke(.at(2, 91), .at(5, 93), .at(8, 95))),
    ]

    static let plus: [Skeleton] = [
        Skeleton(
            "upright first", looseness: 0.6, Stroke(.at(25, 32), .at(25, 56), .at(24, 80)),
            Stroke(.at(2, 57), .at(25, 56), .at(50, 55))),
        Skeleton(
            "level first", looseness: 0.6, Stroke(.at(2, 56), .at(25, 56), .at(48, 54)),
            Stroke(.at(26, 34), .at(25, 56), .at(23, 82))),
    ]

    static let percent: [Skeleton] = [
        Skeleton(
            "rings and a slash", weight: 3, looseness: 0.6,
            Stroke(.at(18, 4), .at(5, 14), .at(8, 34), .at(22, 34), .at(28, 16), .at(17, 4)),
            Stroke(.at(66, 0), .at(38, 50), .at(12, 100)),
            Stroke(.at(60, 64), .at(48, 74), .at(50, 94), .at(64, 96), .at(72, 78), .at(59, 64))),
        Skeleton(
            "dots and a slash", weight: 1, looseness: 0.5,
            Stroke(.at(12, 18), .at(16, 20), .at(15, 24)),
            Stroke(.at(58, 0), .at(34, 50), .at(10, 100)),
            Stroke(.at(50, 78), .at(54, 80), .at(53, 84))),
    ]
}
