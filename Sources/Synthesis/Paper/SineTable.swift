import Foundation
import Imaging

/// Sines at 1024 places of a turn, for patterns that ask for one in every pixel.
enum SineTable {
    static let values: [Float] = (0..<1024).map { Float(sin(Double($0) * 2 * .pi / 1024)) }

    /// The sines of eight angles, each by its nearest place.
    /// - Parameters:
    ///   - turns: the angles, within ±4096 turns.
    ///   - table: `values`.
    @inline(__always)
    static func sines(of turns: SIMD8<Float>, _ table: UnsafePointer<Float>) -> SIMD8<Float> {
        let places = whole(turns * 1024) & 1023
        func sine(_ lane: Int) -> Float { table[Int(places[lane])] }
        return SIMD8(sine(0), sine(1), sine(2), sine(3), sine(4), sine(5), sine(6), sine(7))
    }
}
