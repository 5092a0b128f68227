import Imaging

/// An opening behind which a part of a text stands, on a ground of its own.
///
/// It is ground as paper is: no mask and no character's box has any of it.
struct Window: Sendable {
    /// The opening, px of the line; y down.
    let box: Rect
    /// The colour of the ground.
    let color: Color
    /// How wide its frame is, px.
    let frameWidth: Double
    /// The frame's colour.
    let frameColor: Color
    /// How much darker than in its middle it is at its upper and its lower edge, as a wheel is that turns away from the
    /// light, 0...1; what stands on it gets dark with it.
    let shade: Double

    /// The opening with its frame.
    var outerBox: Rect {
        Rect(
            left: box.left - frameWidth, top: box.top - frameWidth, right: box.right + frameWidth,
            bottom: box.bottom + frameWidth)
    }
}
