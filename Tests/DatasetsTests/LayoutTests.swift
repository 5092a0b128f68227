import Samples
import TestSupport
import Testing

@testable import Datasets

@Suite struct LayoutTests {
    private func path(_ layout: Layout, count: Int, index: Int, ordinal: Int = 0, label: String = "") -> String {
        let plan = DatasetPlan(
            counts: SplitCounts(train: count), seed: 1, image: layout == .mjsynth ? .jpeg(quality: 90...90) : .png,
            layout: layout)
        var bytes: [UInt8] = []
        ImagePaths(plan).append(split: .train, index: index, line: ordinal, label: label, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: [
        (1, 0, "train/000000.png"), (1_000_000, 999_999, "train/999999.png"),
        (1_000_001, 123, "train/0000123.png"), (1_000_000_000, 123, "train/000000123.png"),
    ])
    func flat(count: Int, index: Int, expected: String) {
        #expect(path(.flat, count: count, index: index) == expected)
    }

    @Test(arguments: [
        (1, 0, "train/000/000/000000000.png"), (1_000_000, 123_456, "train/000/123/000123456.png"),
        (1_000_000_001, 1_000_000_000, "train/001/000/000/001000000000.png"),
    ])
    func fanned(count: Int, index: Int, expected: String) {
        #expect(path(.fanned, count: count, index: index) == expected)
    }

    @Test(arguments: [("123456789", "train/1/2/3/123456789.png"), ("٠١٢٣", "train/٠/١/٢/٠١٢٣.png")])
    func label(label: String, expected: String) {
        #expect(path(.label, count: 1, index: 0, label: label) == expected)
    }

    @Test(arguments: [("226md", "train/226md.png"), ("7", "train/7.png"), ("٠١", "train/٠١.png")])
    func flatLabel(label: String, expected: String) {
        #expect(path(.flatLabel, count: 1_000_000, index: 9, label: label) == expected)
    }

    @Test(arguments: [
        (0, 0, "train/1/1/1_Lube_0.jpg"), (999, 999, "train/1/1/1000_Lube_999.jpg"),
        (1000, 5, "train/1/2/1_Lube_5.jpg"), (9999, 7, "train/1/10/1000_Lube_7.jpg"),
        (10_000, 45_484, "train/2/1/1_Lube_45484.jpg"),
    ])
    func mjsynth(index: Int, ordinal: Int, expected: String) {
        #expect(path(.mjsynth, count: 20_000, index: index, ordinal: ordinal, label: "Lube") == expected)
    }

    @Test func icdar() {
        #expect(path(.icdar, count: 12, index: 0) == "train/word_1.png")
        #expect(path(.icdar, count: 12, index: 11) == "train/word_12.png")
    }

    @Test(arguments: [Layout.label, .flatLabel]) func labelsMustBeUniqueToNameFiles(layout: Layout) async throws {
        let folder = try TemporaryFolder()
        let message = await failure(.plan) {
            try await write(.small(layout: layout), to: folder("set"), from: FakeSource(hasUniqueLabels: false))
        }
        #expect(
            message
                == "the layout `\(layout.rawValue)` names each image after its label, so no two labels may be equal, and this recipe "
                + "may repeat one: make its labels unique, or choose the layout `flat` or `fanned`")
    }

    @Test(arguments: [
        (Layout.label, "12", "its first three characters name the folders, and it has only 2"),
        (.label, "1/2/3", "'/' is not safe in a file name; letters, digits and '-' are"),
        (.label, "a.b", "'.' is not safe in a file name; letters, digits and '-' are"),
        (.label, "a b c", "' ' is not safe in a file name; letters, digits and '-' are"),
        (.label, "a_b", "'_' is not safe in a file name; letters, digits and '-' are"),
        (.label, "abc\u{0}", "'\\0' is not safe in a file name; letters, digits and '-' are"),
        (.label, String(repeating: "9", count: 251), "the file name would be longer than 255 bytes"),
        (.flatLabel, "", "it is empty"),
        (.flatLabel, "1/2", "'/' is not safe in a file name; letters, digits and '-' are"),
        (.flatLabel, "..", "'.' is not safe in a file name; letters, digits and '-' are"),
        (.flatLabel, String(repeating: "9", count: 251), "the file name would be longer than 255 bytes"),
        (.mjsynth, "", "it is empty"),
        (.mjsynth, "a_b", "'_' separates the parts of the file name there"),
        (.mjsynth, "1/2", "'/' cannot be in a file name"),
        (.mjsynth, "a b", "its lines are split at white space, and the label has some"),
        (.mjsynth, "a\u{3000}b", "its lines are split at white space, and the label has some"),
        (.mjsynth, "a\tb", "it has a tab"),
        (.mjsynth, String(repeating: "é", count: 111), "the file name would be longer than 255 bytes"),
    ])
    func refuses(layout: Layout, label: String, reason: String) {
        #expect(layout.reasonItCannotHold(label) == reason)
    }

    @Test(arguments: [
        (Layout.label, "2024-01-05"), (.flatLabel, "a"), (.flatLabel, "2024-01-05"), (.label, "عربي"),
        (.mjsynth, "it's"), (.mjsynth, "x.y,\"z\""), (.flat, ""),
        (.icdar, "a/b"), (.fanned, "\n"),
    ])
    func holds(layout: Layout, label: String) {
        #expect(layout.reasonItCannotHold(label) == nil)
    }
}
