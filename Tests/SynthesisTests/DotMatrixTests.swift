import Imaging
import Samples
import Testing

@testable import Synthesis

/// Dots of a needle printer stay on the page and within the boxes.
@Suite struct DotMatrixTests {
    @Test(
        arguments: ["0", "0..2", "1..6"], ["", "geometry: [rotation: -8..8], ", "geometry: [perspective, {wave: 2}], "])
    func dotsStayInside(margin: String, geometry: String) throws {
        let yaml = """
            {text: {template: {form: '{n} {w}', parts: {n: {number: {digits: 1..5, decimals: 2}}, w: {pattern: '[A-Za-z]{0,5}-'}}}},
             fonts: {faces: [Liberation Mono, Liberation Sans], size: 18..30}, page: {margin: \(margin)}, \(geometry)
             ink: {contrast: 0, stages: [{dot_matrix: {pitch: 1.5..4, size: 0.6..2}}]}}
            """
        for sample in try Fixture.samples(yaml, 60) {
            let page = Rect(left: 0, top: 0, right: Double(sample.image.width), bottom: Double(sample.image.height))
            #expect(page.contains(sample.textQuad.bounds))
            let boxes = sample.characters.filter { $0.text != " " }.map(\.quad)
            #expect(boxes.allSatisfy { page.contains($0.bounds) })
            for y in 0..<sample.mask.height {
                for x in 0..<sample.mask.width where sample.mask[x, y] > 40 {
                    let point = Point(x: Double(x) + 0.5, y: Double(y) + 0.5)
                    #expect(sample.textQuad.distance(to: point) < 0.75, "\(sample.key) \(x), \(y)")
                    #expect(boxes.contains { $0.distance(to: point) < 0.75 }, "\(sample.key) \(x), \(y)")
                }
            }
        }
    }

    /// Ink at the very edge is struck by a whole dot.
    @Test func noDotIsCut() throws {
        for index in 0..<50 {
            let mask = Bitmap(width: 40 + index, height: 20) { pixels in
                for i in pixels.indices { pixels[i] = (i * 7 + index) % 5 < 3 ? 255 : 0 }
            }
            var ink = InkLayers(text: InkLayers.Layer(mask: mask, absorption: [1]), channels: 1)
            var chooser = Chooser(key: SampleKey(seed: 3, split: .train, index: index))
            DotMatrix().apply(to: &ink, &chooser)
            #expect(!ink.dots.isEmpty)
            for dot in ink.dots {
                #expect(dot.center.x >= dot.radius && dot.center.x <= Double(mask.width) - dot.radius)
                #expect(dot.center.y >= dot.radius && dot.center.y <= Double(mask.height) - dot.radius)
            }
        }
    }

    /// Room is made where the margin has none, and only there.
    @Test func marginsThatAreWideEnoughStay() throws {
        let yaml = "{fonts: {size: 24}, page: {margin: MARGIN}, ink: {stages: [STAGE]}}"
        func size(_ margin: String, _ stage: String) throws -> Int {
            try Fixture.sample(yaml.replacing("MARGIN", with: margin).replacing("STAGE", with: stage)).image.width
        }
        let dots = "{dot_matrix: {pitch: 2, size: 1}}"
        #expect(try size("4", dots) == size("4", ""))
        #expect((4...5).contains(try size("0", dots) - size("0", "")))
        #expect(try size("0", "{dot_matrix: {pitch: 2, size: 1, probability: 0}}") == size("0", ""))
    }
}
