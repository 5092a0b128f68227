/// One way of looking at a picture: turned a little, leaning, with more or less ground, drawn wider or narrower.
///
/// A network reads the same line better in one frame than in another; where several agree, the text is surer.
package struct View: Sendable, Hashable {
    /// How many times as high the frame is as the picture, or as the frame that `framing` finds.
    var height = 1.0
    /// How many times as wide the picture is drawn.
    var stretch = 1.0
    /// How far the top of what stands upright goes to the right for each row of height.
    var slant = 0.0
    /// How far the frame falls from the line's left end to its right one, in heights of the picture, or of the ink where
    /// `framing` finds it.
    var fall = 0.0

    /// The picture as it is.
    package static let plain = View()

    /// The most views of one picture.
    package static let most = 9

    /// The first of some views; the plain one is the first of all.
    package static func first(_ count: Int) -> [View] { Array(all.prefix(count)) }

    /// Those that help most come first: turned to the right and to the left, then with more ground and with less.
    private static let all = [
        plain,
        View(slant: 0.1, fall: -0.15),
        View(slant: -0.1, fall: 0.15),
        View(height: 1.15),
        View(height: 0.93),
        View(slant: -0.1),
        View(slant: 0.1),
        View(height: 1.06, stretch: 0.9),
        View(stretch: 1.1),
    ]
}
