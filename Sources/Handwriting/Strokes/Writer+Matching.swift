#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Writer {
    /// The writer with another pen and slant, to write beside characters that were written by somebody else.
    ///
    /// - Parameters:
    ///   - strokeWidth: the line's width, in digit heights.
    ///   - slant: how far characters lean to the right, degrees.
    package func matching(strokeWidth: Double, slant: Double) -> Writer {
        var copy = self
        copy.style.pen.width = min(max(strokeWidth, 0.03), 0.3)
        copy.style.slant = tan(min(max(slant, -45), 45) * .pi / 180)
        return copy
    }
}
