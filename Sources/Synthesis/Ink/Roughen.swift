import Configs
import Foundation
import Imaging
import Samples

/// Frays the strokes.
struct Roughen: InkStage {
    var radius = Quantity(0.5...1.5)
    var middle = Quantity(0...1)
    var reach: Quantity = 0.5

    init() {}

    static let name = "roughen"
    static let summary = "Frays the strokes: each px of ink is taken from a little way off, most around one place."
    static let shorthand: String? = "radius"
    static var fields: [Field<Roughen>] {
        [
            Field("radius", \.radius, in: 0...8, unit: "px", "How far off at most."),
            Field("middle", \.middle, in: 0...1, "Where it is worst: 0 at the page's left edge, 1 at its right."),
            Field(
                "reach", \.reach, in: 0.02...10,
                "How far it reaches to both sides, in widths of the page; 10 frays all strokes alike."),
        ]
    }

    func apply(to ink: inout InkLayers, _ chooser: inout Chooser) {
        let source = ink.text.mask
        let (width, height) = (source.width, source.height)
        let radius = chooser.number("radius", radius)
        let middle = chooser.number("middle", middle) * Double(width)
        let reach = max(1, chooser.number("reach", reach) * Double(width))
        let offsets = (0..<width).map { x in
            let far = (Double(x) + 0.5 - middle) / reach
            return Float(radius * exp(-2 * far * far))
        }
        var generator = chooser.generator("offset")
        // Rows that no ink comes near stay empty.
        let inked = source.inkRows
        let reachDown = Int(radius.rounded(.up))
        ink.text.mask = Bitmap(width: width, height: height) { target in
            withUnsafeTemporaryAllocation(of: SIMD2<UInt32>.self, capacity: width) { words in
                withUnsafeTemporaryAllocation(of: SIMD2<Int32>.self, capacity: width) { steps in
                    source.withPixels { source in
                        for y in 0..<height {
                            let line = UnsafeMutableBufferPointer(rebasing: target[y * width..<(y + 1) * width])
                            guard inked.lowerBound - reachDown <= y, y < inked.upperBound + reachDown else {
                                generator.skip(width)
                                line.update(repeating: 0)
                                continue
                            }
                            generator.nextBytes(UnsafeMutableRawBufferPointer(words))
                            draw(steps, words, offsets)
                            for x in 0..<width {
                                let (column, row) = (x &+ Int(steps[x].x), y &+ Int(steps[x].y))
                                let isInside = column >= 0 && column < width && row >= 0 && row < height
                                line[x] = isInside ? source[row &* width &+ column] : 0
                            }
                        }
                    }
                }
            }
        }
    }

    /// Draws how far off each px of a line is taken from.
    @inline(__always)
    private func draw(
        _ steps: UnsafeMutableBufferPointer<SIMD2<Int32>>, _ words: UnsafeMutableBufferPointer<SIMD2<UInt32>>,
        _ offsets: [Float]
    ) {
        for x in 0..<offsets.count {
            // 24 bits for each direction.
            let bits = SIMD2<Int32>(truncatingIfNeeded: (words[x] &>> SIMD2(0, 8)) & 0xFF_FFFF)
            let (down, across) = (Float(bits.x) * 0x1p-23 - 1, Float(bits.y) * 0x1p-23 - 1)
            steps[x] = SIMD2(whole(across * offsets[x]), whole(down * offsets[x]))
        }
    }
}

extension Bitmap {
    /// The rows from the first with ink to the last.
    fileprivate var inkRows: Range<Int> {
        withPixels { pixels in
            guard let first = pixels.firstIndex(where: { $0 != 0 }), let last = pixels.lastIndex(where: { $0 != 0 })
            else { return 0..<0 }
            return first / width..<last / width + 1
        }
    }
}
