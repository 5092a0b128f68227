import Foundation
import Imaging
import Preview
import Samples
import Testing

@Suite struct SamplePageTests {
    private func sample(_ index: Int, label: String, _ choices: [Sample.Choice]) -> Sample {
        var sample = fakeSample(index, label: "12")
        sample.label = label
        sample.choices = choices
        return sample
    }

    @Test func everySampleIsThereWithAllThatWasDrawn() throws {
        let samples = [
            sample(
                0, label: "12.50",
                [
                    .init("font", "Some Sans"), .init("fonts.size", 21.25), .init("camera.blur.sigma", 0.123456),
                    .init("paper", "paper.fibre"), .init("text.source", "swiss"),
                ]),
            sample(1, label: "7", [.init("font", "Other Serif"), .init("geometry.rotation#2.degrees", -1)]),
        ]
        let page = try SamplePage(samples, title: "numbers").html()
        #expect(page.components(separatedBy: "<details ").count == 3)
        for text in [
            "<title>numbers</title>", "12.50", "<option>Some Sans</option>", "<option>Other Serif</option>",
            "<option>camera.blur</option>", "<option>paper.fibre</option>", "<option>geometry.rotation#2</option>",
            "<option>text: swiss</option>", ">camera.blur.sigma</dt><dd>0.1235</dd>", ">fonts.size</dt><dd>21.25</dd>",
            ">geometry.rotation#2.degrees</dt><dd>-1</dd>", "data-font=\"Some Sans\"",
            "data-stages=\"camera.blur\npaper.fibre\ntext: swiss\"", "seed 42  ·  train 0–1  ·  2 samples",
        ] {
            #expect(page.contains(text), "\(text)")
        }
        #expect(!page.contains("<option>fonts.size</option>"), "a size is no stage")
    }

    @Test func picturesAreTheSamples() throws {
        let sample = sample(0, label: "1", [])
        let page = try SamplePage([sample], title: "t").html()
        let start = try #require(page.range(of: "data:image/png;base64,"))
        let text = page[start.upperBound...].prefix { $0 != "\"" }
        let bytes = [UInt8](try #require(Data(base64Encoded: String(text))))
        #expect(try ImageFile.decode(bytes, name: "page") == sample.image)
    }

    @Test(arguments: ["</script><script>alert(1)</script>", "\"'><img src=x onerror=alert(1)>", "&amp;", "\u{0}\u{1B}"])
    func whatComesFromARecipeIsText(text: String) throws {
        let hostile = sample(0, label: text, [.init("font", text), .init("hand", text), .init(text, text)])
        let page = try SamplePage([hostile], title: text).html()
        let plain = try SamplePage(
            [sample(0, label: "x", [.init("font", "x"), .init("hand", "x"), .init("x", "x")])], title: "x"
        )
        .html()
        // The text brings no element and no attribute of its own.
        for mark in ["<", ">", "\""] {
            #expect(page.components(separatedBy: mark).count == plain.components(separatedBy: mark).count, "\(mark)")
        }
        #expect(!page.contains("\u{0}") && !page.contains("\u{1B}"))
    }

    @Test func nothingIsLoaded() throws {
        let page = try SamplePage([sample(0, label: "1", [])], title: "t").html()
        #expect(
            page.contains(
                "content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'\""))
        for text in ["http:", "https:", "url(", "@import", "fetch(", "src=\"/"] {
            #expect(!page.contains(text), "\(text)")
        }
    }

    @Test func pagesWithoutSamplesSaySo() throws {
        let page = try SamplePage([], title: "none").html()
        #expect(!page.contains("<select") && !page.contains("<details ") && !page.contains("<script"))
        #expect(page.contains("There are no samples on this page"))
    }

    @Test func boxesLieOverThePictures() throws {
        let sample = sample(0, label: "12", [])
        let page = try SamplePage([sample], title: "t").html()
        #expect(
            page.contains("<svg viewBox=\"0 0 \(sample.image.width) \(sample.image.height)\" aria-hidden=\"true\">"))
        #expect(
            page.contains(
                """
                <polygon class="t" points="10.0,10.0 34.0,10.0 34.0,30.0 10.0,30.0"/>\
                <polygon class="a" points="10.0,10.0 20.0,10.0 20.0,30.0 10.0,30.0"/>\
                <polygon class="b" points="24.0,10.0 34.0,10.0 34.0,30.0 24.0,30.0"/></svg>
                """))
        #expect(page.contains("<input id=\"boxes\" type=\"checkbox\" autocomplete=\"off\">"))
        let shown = try SamplePage([sample], title: "t", showsBoxes: true).html()
        #expect(shown.contains("<input id=\"boxes\" type=\"checkbox\" autocomplete=\"off\" checked>"))
    }
}
