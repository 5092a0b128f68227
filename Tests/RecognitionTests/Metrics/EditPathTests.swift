import Testing

@testable import Recognition

@Suite struct EditPathTests {
    @Test(arguments: [
        ("kitten", "sitting", 3), ("", "abc", 3), ("abc", "", 3), ("", "", 0), ("2026", "2026", 0), ("ab", "ba", 2),
    ])
    func countsEdits(label: String, reading: String, distance: Int) {
        let path = EditPath(from: label, to: reading)
        #expect(path.distance == distance)
        #expect(path.steps.filter { if case .match = $0 { false } else { true } }.count == distance)
    }

    @Test func saysWhatBecameOfEachCharacter() {
        #expect(
            EditPath(from: "12-34", to: "1234").steps
                == [.match("1"), .match("2"), .deletion("-"), .match("3"), .match("4")])
        #expect(EditPath(from: "17", to: "1f7").steps == [.match("1"), .insertion("f"), .match("7")])
        #expect(EditPath(from: "a", to: "b").steps == [.substitution("a", "b")])
    }

    @Test func equalWaysAreTakenTheSameWay() {
        // Which of the two is left out: the first, as the second is kept.
        #expect(EditPath(from: "aa", to: "a").steps == [.deletion("a"), .match("a")])
    }
}
