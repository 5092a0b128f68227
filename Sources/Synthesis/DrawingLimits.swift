/// What the drawing of a sample may take, where it is not for whoever started the program.
package struct DrawingLimits: Sendable {
    /// The largest page, px.
    package var pixels: Int
    /// Is asked between the stages of a drawing; what it throws ends it.
    package var check: @Sendable () throws -> Void

    /// Limits from their parts.
    package init(pixels: Int, check: @escaping @Sendable () throws -> Void) {
        (self.pixels, self.check) = (pixels, check)
    }
}
