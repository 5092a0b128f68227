import Glibc

/// The logarithm of exp(a) + exp(b) + exp(c), for numbers whose exponentials would vanish.
package func logSum(_ a: Double, _ b: Double, _ c: Double = -.infinity) -> Double {
    let top = max(a, b, c)
    guard top > -.infinity else { return top }
    return top + log(exp(a - top) + exp(b - top) + exp(c - top))
}
