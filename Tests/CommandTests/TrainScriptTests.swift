import Foundation
import TestSupport
import Testing

/// Trainings on scripts that run to the left, and on characters of several code points.
@Suite struct TrainScriptTests {
    /// A training of two steps: what a model reads is nonsense, but of its alphabet.
    private func train(
        _ text: String, font: String, alphabet: String = "", samples: Int = 8, folder: TemporaryFolder,
        validation: String = "weight: 1"
    ) async throws -> Program.Outcome {
        let recipe = """
            samples: {train: \(samples), val: \(samples), test: \(samples)}
            text: \(text)
            fonts: {faces: [\(font)], size: 24}
            page: {height: 40}
            """
        let training = """
            \(alphabet)
            model: {crnn: {width: 4, hidden: 8}}
            data: {pool: 1, train: [{recipe: recipe.yml}], val: [{recipe: recipe.yml, \(validation)}]}
            training: {steps: 2, batch: 4, threads: 1, validate_every: 2}
            """
        try recipe.write(toFile: folder("recipe.yml"), atomically: true, encoding: .utf8)
        try training.write(toFile: folder("train.yml"), atomically: true, encoding: .utf8)
        return try await Program(["train", folder("train.yml"), "-o", folder("run"), "--quiet"]).outcome()
    }

    /// What a model reads of a recipe's pictures with the recipe as its pattern.
    private func readings(_ folder: TemporaryFolder) async throws -> [String] {
        let outcome = try await Program([
            "eval", "--model", folder("run/last.safetensors"), "--data", folder("recipe.yml"), "--decoder", "pattern",
            "--pattern", folder("recipe.yml"), "--csv", folder("readings.csv"), "--threads", "1",
        ]).outcome()
        #expect(outcome.code == 0, "\(outcome.complaints)")
        return try String(contentsOfFile: folder("readings.csv"), encoding: .utf8)
            .split(whereSeparator: \.isNewline).dropFirst()
            .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
            .map { fields in
                #expect(fields.last == "1", "a reading that does not fit")
                return String(fields[2])
            }
    }

    @Test(arguments: [
        ("{pattern: '[אבג]{2} [0-9]{2}'}", "[אבג]{2} [0-9]{2}"),
        (
            "{date: {from: 2021-12-01, to: 2021-12-28, patterns: [dd-MM-yyyy], numbering: arab}}",
            "[٠-٢][٠-٩]-١٢-٢٠٢١"
        ),
        // The labels are Western; in the pictures they run as Arabic-Indic digits do.
        (
            "{date: {from: 2021-12-01, to: 2021-12-28, patterns: [dd-MM-yyyy], numbering: arab, label: western}}",
            "[0-2][0-9]-12-2021"
        ),
    ])
    func textsOfAPatternAreReadAsTheyAreWritten(text: String, form: String) async throws {
        let folder = try TemporaryFolder()
        let outcome = try await train(text, font: "DejaVu Sans", folder: folder)
        #expect(outcome.complaints == [])
        #expect(outcome.code == 0)
        let readings = try await readings(folder)
        #expect(readings.count == 8)
        let regex = try Regex(form)
        for reading in readings { #expect(reading.wholeMatch(of: regex) != nil, "\(reading)") }
    }

    @Test func aTableOfCodePointsReadsDevanagari() async throws {
        let folder = try TemporaryFolder()
        let table = "श्रीहन्दिनत्य".unicodeScalars.reduce(into: [String]()) { lines, scalar in
            if !lines.contains(where: { $0.unicodeScalars.first == scalar }) { lines.append(String(scalar)) }
        }
        try table.joined(separator: "\n").write(toFile: folder("table.txt"), atomically: true, encoding: .utf8)
        let text = "{word: {words: [श्री, हिन्दी, नित्य], mode: exhaustive}}"
        let outcome = try await train(
            text, font: "Lohit Devanagari", alphabet: "alphabet: {file: table.txt}", samples: 3, folder: folder)
        // Vowel signs are characters of their own here, and take little room.
        #expect(outcome.complaints.allSatisfy { $0.contains("time steps each") }, "\(outcome.complaints)")
        #expect(outcome.code == 0)
        #expect(outcome.notes.contains { $0.contains("the alphabet is one of code points") }, "\(outcome.errors)")
    }

    @Test func aCharacterThatOnlyValidationHasIsSaid() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await train(
            "{word: {words: [aba, abb], mode: exhaustive}}", font: "DejaVu Sans", samples: 2, folder: folder,
            validation: "set: ['text.word.words=[abc, aab]']")
        #expect(outcome.code == 0)
        #expect(
            outcome.complaints == [
                "warning: characters of validation labels that are not trained, as no label to learn from that was looked "
                    + "at has them: 'c' (U+0063) 1x"
            ])
    }
}
