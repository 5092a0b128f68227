import Foundation
import Imaging
import Samples

/// The lines of a stamp.
struct StampFigure {
    /// Lines, each of one width, as a pen draws them.
    private(set) var strokes: [[(at: Point, width: Double)]] = []
    /// From the plane whose origin is the stamp's middle to the page.
    private let place: Projection

    /// - Parameters:
    ///   - half: half of its height, px.
    ///   - lines: how many lines of letters lie within.
    ///   - width: of its lines, px.
    ///   - place: from its middle to the page.
    init(
        shape: Stamp.Shape, half: Double, lines: Int, width: Double, letters: KeyedGenerator, place: Projection
    ) {
        self.place = place
        var letters = letters
        let breadth = half * (shape == .ring ? 1 : shape == .oval ? 1.7 : 2.1)
        let thin = max(0.5, width * 0.6)
        func outline(_ part: Double) -> [Point] {
            let (a, b) = (breadth - half * (1 - part), half * part)
            guard shape != .frame else {
                return [(-a, -b), (a, -b), (a, b), (-a, b), (-a, -b)].map { Point(x: $0.0, y: $0.1) }
            }
            return (0...64).map { step in
                let angle = Double(step) / 32 * .pi
                return Point(x: a * cos(angle), y: b * sin(angle))
            }
        }
        strokes.append(outline(1).map { (place($0), width) })
        let inner = shape == .frame ? 0.86 : 0.66
        if shape != .frame || lines > 1 { strokes.append(outline(inner).map { (place($0), thin) }) }
        guard lines > 0 else { return }

        if shape != .frame {
            let count = Int(2 * .pi * (half + breadth) / 2 * 0.83 / (half * 0.19))
            for number in 0..<count where letters.share() > 0.12 {
                let angle = Double(number) / Double(max(1, count)) * 2 * .pi
                let (across, down) = (cos(angle), sin(angle))
                let (a, b) = ((breadth - half * 0.17) * across, half * 0.83 * down)
                addLetter(height: half * 0.2, width: thin, &letters) { x, y in
                    // Feet towards the middle.
                    Point(x: a - down * x - across * y, y: b + across * x - down * y)
                }
            }
        }
        let room = half * inner * (shape == .frame ? 1.7 : 1.2)
        let height = min(room / Double(lines) * 0.62, half * 0.6)
        for line in 0..<lines {
            let y = (Double(line) + 0.5 - Double(lines) / 2) * room / Double(lines)
            let share = shape == .frame ? 0.8 : 0.52
            var x = -breadth * share * letters.share(0.75, 1)
            let end = -x
            while x < end {
                let pace = height * 0.78
                if letters.share() > 0.15 {
                    let start = x
                    addLetter(height: height, width: thin * (height > half * 0.4 ? 1.5 : 1), &letters) {
                        Point(x: start + pace / 2 + $0, y: y + $1)
                    }
                }
                x += max(1, pace)
            }
        }
    }

    /// Adds a letter that stands around the origin of its own plane.
    private mutating func addLetter(
        height: Double, width: Double, _ generator: inout KeyedGenerator, _ stand: (Double, Double) -> Point
    ) {
        let letter = Self.letters[Int(generator.next() % UInt64(Self.letters.count))]
        for line in letter {
            strokes.append(
                line.map {
                    (place(stand(Double($0 - 2) / 4 * height * 0.62, Double($1 - 2) / 4 * height)), width)
                })
        }
    }

    /// Capitals that are taken for no digit, as lines on a grid of 5 x 5 places, y down.
    private static let letters: [[[(Int, Int)]]] = [
        [[(0, 4), (2, 0), (4, 4)], [(1, 3), (3, 3)]],  // A
        [[(4, 0), (0, 0), (0, 4), (4, 4)], [(0, 2), (3, 2)]],  // E
        [[(4, 0), (0, 0), (0, 4)], [(0, 2), (3, 2)]],  // F
        [[(0, 0), (0, 4)], [(4, 0), (4, 4)], [(0, 2), (4, 2)]],  // H
        [[(0, 0), (0, 4)], [(4, 0), (0, 2), (4, 4)]],  // K
        [[(0, 4), (0, 0), (2, 3), (4, 0), (4, 4)]],  // M
        [[(0, 4), (0, 0), (4, 4), (4, 0)]],  // N
        [[(0, 4), (0, 0), (3, 0), (4, 1), (3, 2), (0, 2)]],  // P
        [[(0, 4), (0, 0), (3, 0), (4, 1), (3, 2), (0, 2)], [(2, 2), (4, 4)]],  // R
        [[(0, 0), (4, 0)], [(2, 0), (2, 4)]],  // T
        [[(0, 0), (0, 3), (1, 4), (3, 4), (4, 3), (4, 0)]],  // U
        [[(0, 0), (4, 4)], [(4, 0), (0, 4)]],  // X
    ]
}
