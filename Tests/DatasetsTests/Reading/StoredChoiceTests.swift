import Datasets
import Samples
import TestSupport
import Testing

/// What tables and records tell of samples besides their labels, where it is asked for.
@Suite struct StoredChoiceTests {
    private func choices(_ name: String, _ text: String, asked: Bool = true) throws -> [Sample.Choice] {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        try folder.putImages("1.png")
        try folder.put(name, text)
        let set = try StoredDataset(folder(name), withChoices: asked)
        return try set.makeReader().sample(at: 0, in: .test).choices
    }

    @Test(arguments: [
        ("labels.csv", "filename,words,writer,year,till\n1.png,hello,\"Ann, B.\",1997,007\n"),
        ("labels.tsv", "filename\twords\twriter\tyear\ttill\n1.png\thello\tAnn, B.\t1997\t007\n"),
        (
            "labels.jsonl",
            #"{"file_name": "1.png", "writer": "Ann, B.", "year": 1997, "box": [1, 2], "text": "hello", "till": "007"}"#
        ),
    ]) func otherColumnsAreChoices(name: String, text: String) throws {
        let found = try choices(name, text)
        #expect(found == [.init("writer", "Ann, B."), .init("year", 1997), .init("till", "007")])
        #expect(try choices(name, text, asked: false).isEmpty)
    }

    @Test func emptyFieldsAreNoChoices() throws {
        #expect(try choices("labels.csv", "filename,words,writer\n1.png,hello,\n").isEmpty)
        // Without a heading nobody knows what a column is.
        #expect(try choices("labels.csv", "1.png,hello\n").isEmpty)
    }

    @Test func recordsTellWhatWasDrawn() throws {
        let text =
            #"{"split":"test","index":0,"path":"1.png","label":"1","choices":{"font":"Mono","font#2":"Serif","#
            + #""camera.blur.sigma":0.25,"paper":"plain"},"rejections":[]}"# + "\n"
        #expect(
            try choices("samples.jsonl", text) == [
                .init("font", "Mono"), .init("font", "Serif"), .init("camera.blur.sigma", 0.25),
                .init("paper", "plain"),
            ])
        #expect(try choices("samples.jsonl", text, asked: false).isEmpty)
    }
}
