import Chance

// Everything here is made of the generator's `next()` and of IEEE arithmetic alone: the same numbers come out on every
// platform and with every version of the standard library.

/// A number of a range.
func drawUniform(_ lower: Double, _ upper: Double, using generator: inout some RandomNumberGenerator) -> Double {
    let value = lower + (upper - lower) * generator.unit()
    return Swift.min(Swift.max(value, lower), upper)
}

/// A whole number of a range, each equally likely (multiply and shift, with rejection).
func drawInteger(_ range: ClosedRange<Int>, using generator: inout some RandomNumberGenerator) -> Int {
    let width = UInt64(bitPattern: Int64(range.upperBound &- range.lowerBound)) &+ 1
    // The whole of Int.
    if width == 0 { return Int(truncatingIfNeeded: generator.next()) }
    var product = width.multipliedFullWidth(by: generator.next())
    if product.low < width {
        let threshold = (0 &- width) % width
        while product.low < threshold { product = width.multipliedFullWidth(by: generator.next()) }
    }
    return range.lowerBound &+ Int(truncatingIfNeeded: product.high)
}

/// A number of the normal distribution with mean 0 and deviation 1.
///
/// Karney's method (Sampling exactly from the normal distribution, 2016): a whole part k with the weights
/// exp(-k^2 / 2), then a fraction x that is kept with the probability exp(-x (2k + x) / 2), then a sign. It needs no
/// logarithm or sine, whose last bits differ between platforms.
package func drawNormal(using generator: inout some RandomNumberGenerator) -> Double {
    while true {
        // exp(-k / 2), thinned out to exp(-k / 2 - k (k - 1) / 2) = exp(-k^2 / 2).
        var whole = 0
        while drawExponentialCoin(0.5, using: &generator) { whole += 1 }
        var isKept = true
        for _ in 0..<(whole * (whole - 1)) where isKept { isKept = drawExponentialCoin(0.5, using: &generator) }
        guard isKept else { continue }
        let (step, fraction) = (Double(whole), generator.unit())
        // One coin with a power below 1 each, because the coin takes no more.
        let power = fraction * (2 * step + fraction) / (2 * step + 2)
        for _ in 0...whole where isKept { isKept = drawExponentialCoin(power, using: &generator) }
        guard isKept else { continue }
        return generator.next() >> 63 == 0 ? step + fraction : -(step + fraction)
    }
}

/// True with the probability exp(-power), for a power of 0...1 (Forsythe and von Neumann's method).
private func drawExponentialCoin(_ power: Double, using generator: inout some RandomNumberGenerator) -> Bool {
    var count = 1.0
    while generator.unit() < power / count { count += 1 }
    // The series of exp(-power): an odd number of steps.
    return count.truncatingRemainder(dividingBy: 2) == 1
}

/// The number of one of several things, drawn by their weights.
///
/// Where no weight is above 0, all are equally likely. One number is taken from the generator.
/// - Parameters:
///   - weights: at least one; each finite, and at least 0.
///   - generator: what chance comes from.
public func drawIndex(weights: [Double], using generator: inout some RandomNumberGenerator) -> Int {
    precondition(!weights.isEmpty, "there is nothing to draw from: no weights")
    let unit = generator.unit()
    let largest = weights.reduce(0, Swift.max)
    guard largest > 0 else { return Swift.min(Int(unit * Double(weights.count)), weights.count - 1) }
    // Shares of the largest, so that the sum stays finite.
    var rest = unit * weights.reduce(0) { $0 + Swift.max(0, $1) / largest }
    var last = 0
    for (index, weight) in weights.enumerated() where weight > 0 {
        rest -= weight / largest
        if rest < 0 { return index }
        last = index
    }
    return last
}
