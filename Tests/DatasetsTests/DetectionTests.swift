import Foundation
import Imaging
import Samples
import TestSupport
import Testing

@testable import Datasets

@Suite struct DetectionTests {
    @Test func anyQuadIsWholeClockwiseAndInside() throws {
        var generator = SampleKey(seed: 5, split: .train, index: 0).generator("quads")
        var moved = 0
        for _ in 0..<5000 {
            let (width, height) = (Int.random(in: 1...60, using: &generator), Int.random(in: 1...40, using: &generator))
            let angle = Double.random(in: -180...180, using: &generator) * .pi / 180
            let center = Point(
                x: Double.random(in: -10...70, using: &generator), y: Double.random(in: -10...50, using: &generator))
            let (w, h) = (
                Double.random(in: 0.2...50, using: &generator), Double.random(in: 0.2...20, using: &generator)
            )
            let quad = Quad(Rect(left: -w, top: -h, right: w, bottom: h)).map { point in
                Point(
                    x: center.x + point.x * cos(angle) - point.y * sin(angle),
                    y: center.y + point.x * sin(angle) + point.y * cos(angle))
            }
            for format in [AnnotationFormat.icdar2015Detection, .icdar2015Detection.asPublished] {
                var bytes: [UInt8] = []
                try format.appendFile(quad, "a, b", width, height, to: &bytes)
                let read = try ReferenceReaders.officialQuad(String(decoding: bytes, as: UTF8.self))
                #expect(read.label == "a, b")
                #expect(read.corners.allSatisfy { (0..<width).contains($0.x) && (0..<height).contains($0.y) })
                if read.corners[0].x != Int(quad.topLeft.x.rounded()) { moved += 1 }
            }
            var bytes: [UInt8] = []
            try AnnotationFormat.icdar2013Detection.appendFile(quad, "a", width, height, to: &bytes)
            #expect(try ReferenceReaders.officialBox(String(decoding: bytes, as: UTF8.self)).label == "a")
        }
        #expect(moved > 100)
    }

    @Test func whatIsNoNumberIsZero() {
        let quad = Quad(Rect(left: .nan, top: -.infinity, right: .infinity, bottom: 1e300))
        let corners = ICDARDetectionFormat.wholePixels(quad, width: 20, height: 10)
        #expect(corners.map(\.x) == [0, 19, 19, 0])
        #expect(corners.map(\.y) == [0, 0, 9, 9])
    }

    @Test func officialEscapesComeBack() throws {
        var generator = SampleKey(seed: 6, split: .train, index: 0).generator("escapes")
        let letters: [Character] = ["\"", "\\", "a", ",", " "]
        for _ in 0..<3000 {
            let count = Int.random(in: 1...7, using: &generator)
            let label = String((0..<count).map { _ in letters[Int.random(in: 0..<5, using: &generator)] })
            var bytes: [UInt8] = []
            bytes.append(quoted: label)
            #expect(ReferenceReaders.officialTranscription(String(decoding: bytes, as: UTF8.self)) == label)
            if AnnotationFormat.icdar2015Detection.reasonItCannotHold(label) == nil {
                #expect(ReferenceReaders.officialTranscription(label) == label)
            }
        }
    }
}

extension AnnotationFormat {
    /// Appends what a file of one image has.
    fileprivate func appendFile(
        _ quad: Quad, _ label: String, _ width: Int, _ height: Int, to bytes: inout [UInt8]
    ) throws {
        let entry = SampleEntry(
            path: Array("train/1.png".utf8), label: label, split: .train, index: 0, ordinal: 0, line: 0, lexicon: nil,
            quad: quad, width: width, height: height)
        try writer?.appendFile(of: entry, style, into: &bytes)
    }
}
