#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A fast Fourier transform in two dimensions (Cooley and Tukey, 1965), of sides that are powers of two.
struct FourierTransform {
    let columns: Int
    let rows: Int

    /// - Parameters:
    ///   - columns: a power of two; `rows` likewise.
    init(columns: Int, rows: Int) {
        precondition(columns.nonzeroBitCount == 1 && rows.nonzeroBitCount == 1, "sides must be powers of two")
        (self.columns, self.rows) = (columns, rows)
    }

    /// The squares of the transform's absolute values, of `columns * rows` real numbers, row by row.
    func power(of values: [Double]) -> [Double] {
        precondition(values.count == columns * rows, "\(values.count) values for \(columns)x\(rows)")
        var (real, imaginary) = (values, [Double](repeating: 0, count: values.count))
        real.withUnsafeMutableBufferPointer { real in
            imaginary.withUnsafeMutableBufferPointer { imaginary in
                let (across, down) = (Turns(columns), Turns(rows))
                for row in 0..<rows { across.transform(real, imaginary, from: row * columns, stride: 1) }
                for column in 0..<columns { down.transform(real, imaginary, from: column, stride: columns) }
            }
        }
        return zip(real, imaginary).map { $0 * $0 + $1 * $1 }
    }

    /// The factors of a transform of one length.
    private struct Turns {
        private let count: Int
        private let cosines: [Double]
        private let sines: [Double]

        init(_ count: Int) {
            self.count = count
            let angles = (0..<max(1, count / 2)).map { -2 * Double.pi * Double($0) / Double(count) }
            cosines = angles.map { cos($0) }
            sines = angles.map { sin($0) }
        }

        /// Transforms numbers in their places.
        func transform(
            _ real: UnsafeMutableBufferPointer<Double>, _ imaginary: UnsafeMutableBufferPointer<Double>,
            from start: Int,
            stride: Int
        ) {
            func place(_ number: Int) -> Int { start + number * stride }
            var mirrored = 0
            for number in 0..<count {
                if number < mirrored {
                    real.swapAt(place(number), place(mirrored))
                    imaginary.swapAt(place(number), place(mirrored))
                }
                var bit = count >> 1
                while bit > 0, mirrored & bit != 0 {
                    mirrored ^= bit
                    bit >>= 1
                }
                mirrored |= bit
            }
            var half = 1
            while half < count {
                let pace = count / (2 * half)
                for block in Swift.stride(from: 0, to: count, by: 2 * half) {
                    for number in 0..<half {
                        let (low, high) = (place(block + number), place(block + number + half))
                        let (cosine, sine) = (cosines[number * pace], sines[number * pace])
                        let turnedReal = real[high] * cosine - imaginary[high] * sine
                        let turnedImaginary = real[high] * sine + imaginary[high] * cosine
                        (real[high], imaginary[high]) = (real[low] - turnedReal, imaginary[low] - turnedImaginary)
                        real[low] += turnedReal
                        imaginary[low] += turnedImaginary
                    }
                }
                half *= 2
            }
        }
    }
}
