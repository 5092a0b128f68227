import Configs
import Foundation
import Samples
import Testing

@testable import Synthesis

/// Digits of any script, in numbers.
@Suite struct NumberingTests {
    private static func writings(_ keys: String, _ count: Int = 50) throws -> [Writing] {
        let recipe = try ConfigDocument(yaml: "text: {number: {\(keys)}}", name: "recipe.yml", baseDirectory: "/")
            .decode(Recipe.self)
        let text = try #require(recipe.text.value as? NumberText)
        let author = try text.makeAuthor(seed: 1, sizes: recipe.samples)
        return try (0..<count).map { try author.writing(for: SampleKey(seed: 1, split: .train, index: $0)) }
    }

    @Test(arguments: NumberingSystem.allCases)
    func tenDigitsStandInARow(system: NumberingSystem) {
        let digits = Array(system.write("0123456789").unicodeScalars)
        #expect(digits.count == 10)
        #expect(digits.map(\.properties.numericType) == Array(repeating: .decimal, count: 10))
        #expect(digits.map(\.properties.numericValue) == (0...9).map(Double.init))
        #expect(digits.allSatisfy { $0.properties.generalCategory == .decimalNumber })
    }

    @Test(arguments: NumberingSystem.allCases)
    func namesMeanWhatTheyMeanToFoundation(system: NumberingSystem) {
        let formatter = NumberFormatter()
        formatter.locale = Locale(identifier: "en@numbers=" + system.rawValue)
        formatter.usesGroupingSeparator = false
        #expect(formatter.string(from: 1_234_567_890) == system.write("1234567890"))
    }

    @Test func wellKnownDigits() {
        #expect(NumberingSystem.arab.write("2024/07/15") == "٢٠٢٤/٠٧/١٥")
        #expect(NumberingSystem.arabext.write("456") == "۴۵۶")
        #expect(NumberingSystem.deva.write("1.5 kg") == "१.५ kg")
        #expect(NumberingSystem.fullwide.write("42") == "４２")
        #expect(NumberingSystem.latn.write("42") == "42")
    }

    @Test func labelsAreAsRenderedOrWestern() throws {
        for writing in try Self.writings("digits: 6, numbering: arab") {
            #expect(writing.display == writing.label)
            #expect(writing.label.unicodeScalars.allSatisfy { ("\u{660}"..."\u{669}").contains($0) })
        }
        let western = try Self.writings("digits: 6, numbering: arab, label: western")
        #expect(western.map(\.display) == (try Self.writings("digits: 6, numbering: arab")).map(\.display))
        #expect(western.map(\.label) == (try Self.writings("digits: 6")).map(\.label))
    }

    @Test func oneSystemForEachSample() throws {
        let writings = try Self.writings(
            "digits: 8, numbering: [{value: deva, weight: 3}, thai, latn], label: western", 600)
        let systems: [NumberingSystem] = [.deva, .thai, .latn]
        var counts: [NumberingSystem: Int] = [:]
        for writing in writings {
            let system = try #require(systems.first { $0.write(writing.label) == writing.display })
            counts[system, default: 0] += 1
        }
        let seen = systems.map { counts[$0] ?? 0 }
        #expect(DateFixture.chiSquare(seen, shares: [3, 1, 1]) < DateFixture.chiSquareLimit(2))
    }

    @Test func digitsChangeNothingElse() throws {
        let plain = try Self.writings("digits: 4..9, decimals: 2, decimal_point: [\u{66B}, .], thousands: ' '")
        let thai = try Self.writings(
            "digits: 4..9, decimals: 2, decimal_point: [\u{66B}, .], thousands: ' ', numbering: thai, label: western")
        #expect(plain.map(\.label) == thai.map(\.label))
        #expect(
            thai.allSatisfy { $0.display.contains(" ") && ($0.display.contains("\u{66B}") || $0.display.contains(".")) }
        )
    }

    @Test func alphabetHasTheDigitsThatAreDrawn() throws {
        let recipe = try ConfigDocument(
            yaml: "text: {number: {numbering: [beng, {value: latn, weight: 0}], thousands: '.'}}", name: "recipe.yml",
            baseDirectory: "/"
        ).decode(Recipe.self)
        let text = try #require(recipe.text.value as? NumberText)
        #expect(try text.makeAuthor(seed: 1, sizes: recipe.samples).alphabet == Array("০১২৩৪৫৬৭৮৯."))
    }

    @Test func unknownNamesAreRefused() {
        #expect(throws: ConfigError.self) { try Self.writings("numbering: arabic") }
        do {
            _ = try Self.writings("numbering: arabetx")
        } catch {
            let message = "\(error)"
            #expect(
                message.hasPrefix(
                    "recipe.yml:1:28: text.number.numbering: unknown value 'arabetx'; did you mean 'arabext'?"))
            #expect(message.contains("Allowed: adlm, ahom, arab, arabext"))
        }
        do {
            _ = try Self.writings("label: latin")
        } catch {
            #expect(
                "\(error)" == "recipe.yml:1:24: text.number.label: unknown value 'latin'; allowed: as_rendered, western"
            )
        }
    }
}
