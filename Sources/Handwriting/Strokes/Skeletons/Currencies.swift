extension Skeleton {
    static let dollar: [Skeleton] = [
        Skeleton(
            "one bar", weight: 3, looseness: 0.8,
            Stroke(
                .at(52, 16), .at(34, 4), .at(10, 12), .at(8, 32), .at(30, 48), .at(52, 62), .at(50, 86), .at(26, 97),
                .at(2, 84)),
            Stroke(.at(32, -8), .at(29, 50), .at(26, 110))),
        Skeleton(
            "two bars", weight: 1, looseness: 0.7,
            Stroke(
                .at(54, 16), .at(34, 4), .at(10, 12), .at(8, 32), .at(30, 48), .at(52, 62), .at(50, 86), .at(26, 97),
                .at(2, 84)),
            Stroke(.at(26, -6), .at(24, 50), .at(22, 108)), Stroke(.at(40, -8), .at(38, 50), .at(35, 106))),
        Skeleton(
            "ticks", weight: 1, looseness: 0.7,
            Stroke(
                .at(50, 18), .at(32, 6), .at(10, 14), .at(8, 34), .at(30, 48), .at(52, 62), .at(48, 86), .at(26, 96),
                .at(2, 84)),
            Stroke(.at(32, -8), .at(31, 4), .at(31, 14)), Stroke(.at(28, 88), .at(27, 100), .at(26, 112))),
    ]

    static let euro: [Skeleton] = [
        Skeleton(
            "round", weight: 3, looseness: 0.8,
            Stroke(.at(64, 10), .at(42, 0), .at(18, 20), .at(10, 52), .at(20, 86), .at(44, 99), .at(66, 86)),
            Stroke(.at(0, 42), .at(24, 41), .at(50, 40)), Stroke(.at(0, 60), .at(22, 59), .at(46, 58))),
        Skeleton(
            "one bar", weight: 1, looseness: 0.8,
            Stroke(.at(60, 14), .at(42, 2), .at(18, 18), .at(12, 52), .at(22, 88), .at(44, 98), .at(62, 86)),
            Stroke(.at(0, 52), .at(26, 50), .at(52, 48))),
    ]

    static let pound: [Skeleton] = [
        Skeleton(
            "looped", weight: 2, looseness: 0.8,
            Stroke(
                .at(56, 16), .at(42, 0), .at(24, 12), .at(26, 44), .at(24, 80), .at(10, 98), .at(2, 90), .at(14, 84),
                .at(36, 98), .at(60, 90)),
            Stroke(.at(6, 52), .at(26, 50), .at(48, 49))),
        Skeleton(
            "plain", weight: 1, looseness: 0.8,
            Stroke(
                .at(54, 14), .at(38, 1), .at(22, 14), .at(24, 50), .at(18, 84), .turn(4, 98), .at(30, 97), .at(58, 97)),
            Stroke(.at(6, 52), .at(24, 51), .at(46, 50))),
    ]

    static let yen: [Skeleton] = [
        Skeleton(
            "two bars", weight: 2, looseness: 0.7,
            Stroke(.at(2, 0), .at(16, 24), .at(31, 48)), Stroke(.at(62, 0), .at(46, 24), .turn(31, 48), .at(30, 100)),
            Stroke(.at(8, 58), .at(30, 57), .at(54, 56)), Stroke(.at(8, 74), .at(30, 73), .at(54, 72))),
        Skeleton(
            "one bar", weight: 1, looseness: 0.7,
            Stroke(.at(2, 0), .at(16, 24), .at(31, 48)), Stroke(.at(60, 0), .at(46, 24), .turn(31, 48), .at(30, 100)),
            Stroke(.at(8, 66), .at(30, 65), .at(54, 63))),
    ]

    static let rupee: [Skeleton] = [
        Skeleton(
            "one sweep", looseness: 0.7,
            Stroke(.at(2, 4), .at(30, 3), .at(62, 2)),
            Stroke(
                .at(14, 4), .at(36, 8), .at(44, 26), .at(32, 44), .turn(6, 48), .at(26, 72), .at(48, 100)),
            Stroke(.at(2, 25), .at(30, 24), .at(60, 23)))
    ]
}
