import Foundation
import Imaging
import Samples
import TestSupport
import Testing

@testable import Datasets

/// Formats of annotation files that a program adds.
@Suite struct OwnFormatTests {
    private struct Lines: AnnotationLines {
        var name = "own_lines"
        var fileExtension: String { "tsv" }
        func line(for picture: AnnotatedPicture) -> String {
            "\(picture.label)\t\(picture.path)\t\(picture.width)x\(picture.height)\t\(picture.characters.count)"
        }
        func reasonItCannotHold(_ label: String) -> String? { label.contains("\t") ? "tabs part the columns" : nil }
    }

    /// Not added: other tests go through all formats that there are.
    private let format = DatasetFormat(OwnFormat(lines: Lines()))

    @Test func itsLinesAreWritten() async throws {
        let folder = try TemporaryFolder()
        let plan = DatasetPlan(
            counts: SplitCounts(train: 3, val: 1, test: 0), seed: 1, annotations: [AnnotationFormat(format)],
            recipe: "x", versions: [])
        let source = FakeSource()
        _ = try await DatasetWriter(plan: plan, directory: folder("set"), existing: .refuse)
            .write(from: source, jobs: 2, progress: { _ in })
        let text = try String(contentsOfFile: folder("set/own_lines_train.tsv"), encoding: .utf8)
        let reader = try source.makeReader()
        let expected = try (0..<3).map { index in
            let sample = try reader.sample(at: index, in: .train)
            return "\(sample.label)\ttrain/00000\(index).png\t\(sample.image.width)x\(sample.image.height)"
                + "\t\(sample.characters.count)\n"
        }
        #expect(text == expected.joined())
    }

    @Test func itIsWrittenAndNotRead() async throws {
        let folder = try TemporaryFolder()
        #expect(
            await failure(.plan) { _ = try StoredDataset(folder.path, format: format) }
                .hasPrefix("the format own_lines is written and not read; there are simple, mjsynth, "))
    }

    @Test func whatItCannotHoldIsRefused() {
        let format = AnnotationFormat(format)
        #expect(format.reasonItCannotHold("a\tb") == "tabs part the columns")
        #expect(format.reasonItCannotHold("a\nb") != nil)
        #expect(format.reasonItCannotHold("a b") == nil)
    }

    @Test(arguments: ["simple", "labels", "Own", "a b", ""])
    func aNameThatIsTakenOrNoneIsRefused(name: String) throws {
        #expect(throws: DatasetError.self) { try DatasetFormat.add(Lines(name: name)) }
    }
}
