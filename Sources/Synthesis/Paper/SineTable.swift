import Foundation

/// Sines at 1024 places of a turn, for patterns that ask for one in every pixel.
enum SineTable {
    static let values: [Float] = (0..<1024).map { Float(sin(Double($0) * 2 * .pi / 1024)) }
}
