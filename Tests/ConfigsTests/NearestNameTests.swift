import Testing

@testable import Configs

@Suite struct NearestNameTests {
    @Test(
        arguments: [
            ("sgima", "sigma"), ("sigm", "sigma"), ("SIGMA", "sigma"), ("sigmaa", "sigma"),
            ("probabilty", "probability"),
            ("xyz", nil), ("", nil), ("blur_sigma_wide", nil), ("ab", nil),
        ] as [(String, String?)])
    func findsTheNameThatWasMeant(_ word: String, _ name: String?) {
        #expect(nearestName(to: word, among: ["probability", "sigma", "weight"]) == name)
    }

    @Test func theNearestWins() {
        #expect(nearestName(to: "lowest", among: ["lower", "lowes", "low"]) == "lowes")
    }
}
