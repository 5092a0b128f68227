/// How many time steps a network has for a picture of a width: `(width + shift) / pixels * gain + offset`, where the
/// quotient is a whole number.
struct StepRule: Sendable, Hashable {
    /// Pixels of width that make more steps.
    let pixels: Int
    /// What is added to the width.
    let shift: Int
    /// How many steps they make.
    let gain: Int
    /// What is added to the steps.
    let offset: Int

    /// The widths that the rule holds for, px.
    private static let widths = 32...4096

    /// Finds the rule of a network; nil where it follows none of this form.
    init?(_ stepCount: (_ width: Int) -> Int) {
        for pixels in 1...64 {
            let far = 64 * pixels
            let gain = stepCount(far + pixels) - stepCount(far)
            guard gain > 0 else { continue }
            for shift in 0..<pixels {
                let offset = stepCount(far) - (far + shift) / pixels * gain
                if Self.widths.allSatisfy({ stepCount($0) == ($0 + shift) / pixels * gain + offset }) {
                    (self.pixels, self.shift, self.gain, self.offset) = (pixels, shift, gain, offset)
                    return
                }
            }
        }
        return nil
    }
}
