import Handwriting
import Imaging
import Samples
import TestSupport
import Testing

@Suite struct InkMeasureTests {
    /// A straight stroke, drawn with 8 x 8 samples a pixel.
    private func stroke(width: Double, slant: Double, length: Double = 22, size: Int = 40) -> Bitmap {
        let shear = tangent(slant)
        return Bitmap(width: size, height: size) { target in
            for y in 0..<size {
                for x in 0..<size {
                    var covered = 0
                    for sample in 0..<64 {
                        let px = Double(x) + (Double(sample % 8) + 0.5) / 8 - Double(size) / 2
                        let py = Double(y) + (Double(sample / 8) + 0.5) / 8 - Double(size) / 2
                        // Across the stroke, at a right angle to it.
                        let across = (px + shear * py) / (1 + shear * shear).squareRoot()
                        if abs(py) < length / 2 && abs(across) < width / 2 { covered += 1 }
                    }
                    target[y * size + x] = UInt8(covered * 255 / 64)
                }
            }
        }
    }

    private func tangent(_ slant: Double) -> Double {
        // By the series: the tests need no more than these angles.
        let a = slant * .pi / 180
        return a + a * a * a / 3 + 2 * a * a * a * a * a / 15 + 17 * a * a * a * a * a * a * a / 315
    }

    @Test(arguments: [2, 3, 4, 5], [-25.0, 0, 15])
    func widthAndSlantOfAStroke(width: Double, slant: Double) {
        let measure = InkMeasure(of: stroke(width: width, slant: slant))
        #expect(abs(measure.strokeWidth - width) < 0.2 * width + 0.1, "\(measure)")
        #expect(abs(measure.slant - slant) < 1.5, "\(measure)")
        #expect(measure.rows == 9..<31)
    }

    @Test func boxesAndNothing() {
        var picture = Bitmap(width: 10, height: 8)
        #expect(InkMeasure(of: picture) == InkMeasure(of: Bitmap(width: 3, height: 3)))
        #expect(InkMeasure(of: picture).strokeWidth == 0)
        #expect(InkMeasure(of: picture).columns.isEmpty)
        picture[2, 3] = 255
        picture[7, 5] = 100
        picture[0, 0] = 10
        #expect(InkMeasure(of: picture).columns == 2..<8)
        #expect(InkMeasure(of: picture).rows == 3..<6)
        let full = InkMeasure(of: Bitmap(width: 6, height: 6, filledWith: 255))
        #expect(full.columns == 0..<6 && abs(full.strokeWidth - 6) < 1.5, "\(full)")
    }

    @Test(.enabled(if: SharedData.has("mnist"), Comment(rawValue: SharedData.absence)))
    func mnistLooksAsItShould() throws {
        let collection = try CharacterCollection.read(SharedData.folder("mnist"))
        let measures = collection.indices(of: "1", in: .val).map(collection.measure)
        let widths = measures.map(\.strokeWidth).sorted()
        let slants = measures.map(\.slant).sorted()
        // Ones are strokes 2 to 4 px wide that lean to the right.
        #expect((2...4).contains(widths[widths.count / 2]), "\(widths[widths.count / 2])")
        #expect((5...25).contains(slants[slants.count / 2]), "\(slants[slants.count / 2])")
        #expect(measures.allSatisfy { $0.rows.count == 20 || $0.columns.count == 20 || $0.rows.count >= 17 })
    }
}
