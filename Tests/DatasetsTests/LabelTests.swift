import Datasets
import TestSupport
import Testing

@Suite struct LabelTests {
    @Test(arguments: [
        (AnnotationFormat.simple, "", "it is empty"),
        (.simple, "a\tb", "it has a tab"),
        (.simple, "a\nb", "it has a line break"),
        (.simple, "a\r\nb", "it has a line break"),
        (.simple, "a\u{2028}b", "it has a line break"),
        (.simple, "a\u{0}", "it has the control character U+0000"),
        (.simple, " a", "readers cut white space off its ends"),
        (.simple, "a\u{A0}", "readers cut white space off its ends"),
        (.mjsynth, "a_b", "'_' separates the parts of the file name there"),
        (.icdar2013, "é", "its files are ASCII; use icdar2015, which is UTF-8"),
        (.icdar2013, "", "it is empty"),
        (.icdar2013Detection, "中", "its files are ASCII; use icdar2015_detection, which is UTF-8"),
        (.icdar2013Detection, "###", "it stands for text that is not to be read"),
        (.icdar2015, "a\u{1B}", "it has the control character U+001B"),
        (.icdar2015Detection, "###", "it stands for text that is not to be read"),
        (.icdar2015Detection, "\"q\"", "readers take quotation marks around it off"),
        (.icdar2015Detection, "a ", "readers cut white space off its ends"),
    ])
    func refuses(format: AnnotationFormat, label: String, reason: String) {
        #expect(format.reasonItCannotHold(label) == reason)
    }

    @Test(arguments: [
        (AnnotationFormat.simple, "a b"), (.simple, "\\,\"_/"), (.simple, "🙂"), (.mjsynth, "00123"),
        (.icdar2013, " \"a\", \\ "), (.icdar2013, "###"), (.icdar2015, "中 é"), (.icdar2015Detection, "\""),
        (.icdar2015Detection, "a\"b"), (.icdar2013Detection, "\"q\""), (.simple, "NA"),
    ])
    func holds(format: AnnotationFormat, label: String) {
        #expect(format.reasonItCannotHold(label) == nil)
    }

    @Test func theSampleTheFormatAndTheReasonAreNamed() async throws {
        let folder = try TemporaryFolder()
        for jobs in [1, 4] {
            var source = FakeSource()
            // Two bad labels: the first in order is told, whichever was met first.
            source.label = { split, index in index == 5 || index == 40 ? "bad\n\(split)" : "fine" }
            let message = await failure(.label) {
                try await write(.small(), to: folder("\(jobs)"), from: source, jobs: jobs, chunkSize: 4)
            }
            #expect(
                message
                    == "sample train 5: the format simple cannot hold the label \"bad\\ntrain\": it has a line break")
        }
    }

    @Test func theLayoutIsNamed() async throws {
        let folder = try TemporaryFolder()
        var source = FakeSource()
        source.label = { _, index in index == 3 ? "ab" : String(1000 + index) }
        let message = await failure(.label) {
            try await write(.small(layout: .label), to: folder("set"), from: source)
        }
        #expect(
            message
                == "sample train 3: the layout label cannot hold the label \"ab\": its first three characters name the "
                + "folders, and it has only 2")
    }
}
