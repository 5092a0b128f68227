import Foundation

/// Functions that optimisers are compared on.
enum Formula {
    static func sphere(_ x: [Double]) -> Double { x.reduce(0) { $0 + $1 * $1 } }

    static func branin(_ x: [Double]) -> Double {
        let slope = 5.1 / (4 * Double.pi * Double.pi)
        return pow(x[1] - slope * x[0] * x[0] + 5 / Double.pi * x[0] - 6, 2)
            + 10 * (1 - 1 / (8 * Double.pi)) * cos(x[0]) + 10
    }

    static func rosenbrock(_ x: [Double]) -> Double {
        zip(x, x.dropFirst()).reduce(0) { $0 + 100 * pow($1.1 - $1.0 * $1.0, 2) + pow(1 - $1.0, 2) }
    }

    static func ackley(_ x: [Double]) -> Double {
        let count = Double(x.count)
        let waves = x.reduce(0) { $0 + cos(2 * Double.pi * $1) } / count
        return -20 * exp(-0.2 * (sphere(x) / count).squareRoot()) - exp(waves) + 20 + M_E
    }

    static func rastrigin(_ x: [Double]) -> Double {
        x.reduce(10 * Double(x.count)) { $0 + $1 * $1 - 10 * cos(2 * Double.pi * $1) }
    }

    static func styblinskiTang(_ x: [Double]) -> Double {
        x.reduce(0) { $0 + pow($1, 4) - 16 * $1 * $1 + 5 * $1 } / 2
    }

    static func levy(_ x: [Double]) -> Double {
        let w = x.map { 1 + ($0 - 1) / 4 }
        let last = w[w.count - 1]
        return pow(sin(Double.pi * w[0]), 2)
            + w.dropLast().reduce(0) { $0 + pow($1 - 1, 2) * (1 + 10 * pow(sin(Double.pi * $1 + 1), 2)) }
            + pow(last - 1, 2) * (1 + pow(sin(2 * Double.pi * last), 2))
    }

    static func hartmann3(_ x: [Double]) -> Double {
        hartmann(
            x, [[3, 10, 30], [0.1, 10, 35], [3, 10, 30], [0.1, 10, 35]],
            [[3689, 1170, 2673], [4699, 4387, 7470], [1091, 8732, 5547], [381, 5743, 8828]])
    }

    static func hartmann6(_ x: [Double]) -> Double {
        hartmann(
            x,
            [
                [10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8],
                [17, 8, 0.05, 10, 0.1, 14],
            ],
            [
                [1312, 1696, 5569, 124, 8283, 5886], [2329, 4135, 8307, 3736, 1004, 9991],
                [2348, 1451, 3522, 2883, 3047, 6650], [4047, 8828, 8732, 5743, 1091, 381],
            ])
    }

    private static func hartmann(_ x: [Double], _ scales: [[Double]], _ places: [[Double]]) -> Double {
        -[1, 1.2, 3, 3.2].indices.reduce(0) { sum, row in
            let away = zip(x, zip(scales[row], places[row])).reduce(0) { $0 + $1.1.0 * pow($1.0 - $1.1.1 * 1e-4, 2) }
            return sum + [1, 1.2, 3, 3.2][row] * exp(-away)
        }
    }
}
