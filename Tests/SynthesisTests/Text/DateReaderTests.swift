import Configs
import Samples
import Testing

@testable import Synthesis

@Suite struct DateReaderTests {
    private func reader(_ date: String) throws -> DateReader {
        try DateReader(
            try ConfigDocument(yaml: "text: {date: \(date)}", name: "dates.yml", baseDirectory: "/").decode(Recipe.self)
        )
    }

    @Test(arguments: [
        ("2024-02-29", ["2024-02-29"]), ("29/02/2024", ["2024-02-29"]), ("1.2.1987", ["1987-02-01"]),
        ("1987/2/1", ["1987-02-01"]), ("31-12-1999", ["1999-12-31"]), ("٢٩/٠٢/٢٠٢٤", ["2024-02-29"]),
        ("30/02/2024", []), ("29/02/2023", []), ("2024-13-01", []), ("hello", []), ("", []),
        ("2024-02-2", ["2024-02-02"]),
        ("2024-02-299", []), ("12/12/2500", []),
    ]) func theUsualDatesAreUnderstood(text: String, days: [String]) throws {
        #expect(try DateReader().days(of: text) == days)
    }

    @Test func namesOfMonthsAreUnderstood() throws {
        let reader = try reader(
            "{patterns: [d MMMM yyyy, dd-MMM-yy], locales: [en_GB, de_DE], from: 1950-01-01, to: 2049-12-31}")
        #expect(reader.days(of: "3 March 2021") == ["2021-03-03"])
        #expect(reader.days(of: "3 MÄRZ 2021") == ["2021-03-03"])
        #expect(reader.days(of: "03-Mar-99") == ["1999-03-03"])
        #expect(reader.days(of: "03-Mar-21") == ["2021-03-03"])
    }

    /// Where two patterns can be read, the first one counts for more.
    @Test func whatCanMeanTwoDaysMeansTheFirstPatternsFirst() throws {
        let reader = try reader("{patterns: [dd/MM/yyyy, MM/dd/yyyy]}")
        #expect(reader.days(of: "03/04/2020") == ["2020-04-03", "2020-03-04"])
        #expect(reader.days(of: "13/04/2020") == ["2020-04-13"])
    }

    @Test func everyTextOfARecipeIsADay() throws {
        let recipe = try ConfigDocument(
            yaml:
                "text: {date: {patterns: [dd/MM/yyyy, 'd. MMM yy', yyyyMMdd, 'EEE d MMM yyyy'], leading_zeros: mixed}}",
            name: "dates.yml", baseDirectory: "/"
        ).decode(Recipe.self)
        let (reader, labels) = (try DateReader(recipe), try LabelSource(recipe))
        for index in 0..<200 {
            let label = try labels.text(at: index, in: .train).label
            #expect(!reader.days(of: label).isEmpty, "\(label)")
        }
    }

    @Test func otherTextsAreNoDates() throws {
        let recipe = try ConfigDocument(yaml: "text: {number: {digits: 3}}", name: "n.yml", baseDirectory: "/")
            .decode(Recipe.self)
        #expect { try DateReader(recipe) } throws: { "\($0)".contains("'text: {date: ...}'") }
        // Days of other calendars are not counted in ISO dates.
        #expect(try reader("{calendar: persian}").days(of: "01/01/1380") == [])
    }
}
