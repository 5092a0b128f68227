/// One way of looking at a picture: with more or less ground, drawn wider or narrower.
///
/// A network reads the same line better in one frame than in another; where several agree, the text is surer.
package struct View: Sendable, Hashable {
    /// How many times as high the frame is as the picture, or as the frame that `framing` finds.
    let height: Double
    /// How many times as wide the picture is drawn.
    let stretch: Double

    /// The picture as it is.
    package static let plain = View(height: 1, stretch: 1)

    /// The most views of one picture.
    package static let most = 9

    /// The first of some views; the plain one is the first of all.
    package static func first(_ count: Int) -> [View] { Array(all.prefix(count)) }

    /// Those that differ most come first.
    private static let all = [
        plain,
        View(height: 1.15, stretch: 1),
        View(height: 0.93, stretch: 1),
        View(height: 1.06, stretch: 0.9),
        View(height: 1, stretch: 1.1),
        View(height: 1.3, stretch: 1),
        View(height: 0.97, stretch: 0.94),
        View(height: 1.2, stretch: 1.1),
        View(height: 1.1, stretch: 1.2),
    ]
}
