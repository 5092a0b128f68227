import Foundation
import Imaging
import Testing

@testable import Recognition

@Suite struct RunReportTests {
    private static let nasty = "<script>alert('1 & \"2\"')</script>\u{0}"

    private func report() -> RunReport {
        var tally = Tally()
        for number in 0..<40 {
            tally.add(
                label: "12-\(number)", reading: number % 5 == 0 ? "1<-\(number)" : "12-\(number)",
                logProbability: -0.1 * Double(number % 7))
        }
        tally.add(label: Self.nasty, reading: "")
        return RunReport(
            title: Self.nasty, facts: [(Self.nasty, Self.nasty)],
            history: (0..<20).map { step in
                MetricsRow(
                    step: step * 100, loss: 10 / Double(step + 1), rate: 1e-3,
                    characterErrorRate: step % 5 == 0 ? 0.5 / Double(step + 1) : nil, exactRate: nil)
            },
            tally: tally,
            mistakes: [
                Mistake(
                    name: Self.nasty, image: Bitmap(width: 4, height: 2, filledWith: 255), label: Self.nasty,
                    reading: "", probability: 0.25)
            ],
            config: "name: \(Self.nasty)")
    }

    @Test func everyTextIsEscaped() throws {
        let page = try report().html()
        // The one script is the page's own.
        #expect(page.components(separatedBy: "<script").count == 2)
        #expect(!page.contains("<script>alert"))
        #expect(!page.contains("\u{0}"))
        #expect(
            page.contains("<title>&lt;script&gt;alert(&#39;1 &amp; &quot;2&quot;&#39;)&lt;/script&gt;\u{FFFD}</title>"))
    }

    @Test func needsNoOtherFile() throws {
        let page = try report().html()
        for word in ["http:", "https:", "<link", "@import", "url("] { #expect(!page.contains(word), "\(word)") }
        let sources = page.components(separatedBy: "src=\"").dropFirst()
        #expect(sources.count == 1)
        for source in sources { #expect(source.hasPrefix("data:image/png;base64,")) }
    }

    @Test func tagsAreClosed() throws {
        var open: [String] = []
        let single: Set<String> = ["meta", "img", "br"]
        for piece in try report().html().components(separatedBy: "<").dropFirst(2) {
            let isClosed = piece.contains("/>")
            let name = String(piece.prefix { $0.isLetter || $0.isNumber || $0 == "/" })
            if name.hasPrefix("/") {
                #expect(open.popLast() == String(name.dropFirst()))
            } else if !single.contains(name), !isClosed {
                open.append(name)
            }
        }
        #expect(open.isEmpty)
    }

    @Test func everyMistakeCanBeEnlarged() throws {
        let page = try report().html()
        #expect(
            page.contains("<div class=\"mistake\"><button type=\"button\" title=\"enlarge\" aria-label=\"enlarge &lt;"))
        #expect(page.components(separatedBy: "<dialog ").count == 2)
        // Where nothing was read wrongly, there is nothing to enlarge and nothing to run.
        var faultless = report()
        faultless.mistakes = []
        let other = try faultless.html()
        #expect(!other.contains("<dialog") && !other.contains("<script"))
    }

    @Test func theCurvesAreThere() throws {
        let page = try report().html()
        #expect(page.components(separatedBy: "<polyline").count - 1 >= 4)
        #expect(page.contains("Learning rate"))
        // Nothing was measured of it.
        #expect(!page.contains("Read without a fault</strong>"))
    }

    /// A logarithm has no nought, and a model that makes no mistakes should not look like one that does.
    @Test func anErrorRateOfNoughtIsShown() throws {
        let rates = [0.5, 0.04, 0.001, 0]
        var tally = Tally()
        tally.add(label: "1", reading: "1")
        let page = try RunReport(
            title: "perfect",
            history: rates.enumerated().map { MetricsRow(step: $0.offset * 100, characterErrorRate: $0.element) },
            tally: tally
        ).html()
        #expect(page.contains("CER <b>0.000\u{202F}%</b>"))
        let curve = try #require(
            page.components(separatedBy: "<polyline class=\"curve b\" points=\"").dropFirst().first)
        let points = try #require(curve.components(separatedBy: "\"").first).split(separator: " ")
        #expect(points.count == 4 && points[3].hasSuffix(",160.0"))
    }

    @Test func anEvaluationOfNothingIsAPageToo() throws {
        let page = try RunReport(title: "empty", tally: Tally()).html()
        #expect(page.contains("<h1>empty</h1>"))
        #expect(!page.contains("<h2>"))
    }

    @Test func readsTheHistoryOfARun() {
        let rows = MetricsRow.rows(ofCSV: "step,loss,rate,val_cer,other\n10,2.5,0.001,,x\n20,,,0.25,\nx,1,1,1,\n")
        #expect(
            rows == [
                MetricsRow(step: 10, loss: 2.5, rate: 0.001), MetricsRow(step: 20, characterErrorRate: 0.25),
            ])
        #expect(MetricsRow.rows(ofCSV: "").isEmpty)
    }
}

@Suite struct CSVTests {
    @Test func quotesWhatNeedsIt() {
        #expect(CSV.line(["a", "b,c", "say \"x\"", "1\n2", "", " "]) == "a,\"b,c\",\"say \"\"x\"\"\",\"1\n2\",, \r\n")
        // A line break of two scalars is one character.
        #expect(CSV.line(["1\r\n2"]) == "\"1\r\n2\"\r\n")
    }

    @Test func predictionsAreLines() throws {
        let frames = Frames([[0.5, 0.25, 0.25], [0.1, 0.1, 0.8]])
        let reading = GreedyDecoder().decode(frames, try Alphabet(",b"))
        #expect(
            Prediction(name: "7", label: "b", reading: reading).csvLine
                == "7,b,\",\",0,1,0.475000,0,0.500000,1\r\n")
        #expect(Prediction(name: "7", label: nil, reading: reading).csvLine == "7,,\",\",,,0.475000,0,0.500000,1\r\n")
    }
}
