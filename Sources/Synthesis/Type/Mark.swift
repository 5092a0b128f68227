import Configuration
import Imaging

/// Something drawn to the text that is no text: a line under it, boxes around its characters.
///
/// A new mark is one file and one line in `Marks`.
protocol Mark: ConfigMember {
    /// How light the mark is, 0...1.
    var tone: Quantity { get }

    /// The mark as solid bars.
    /// - Parameter line: the straight line that the text was set on.
    func bars(on line: MarkedLine, _ chooser: inout Chooser) -> [Bar]
}

/// The line that a mark is drawn to: px of the run, y down, the baseline at 0.
struct MarkedLine {
    /// From pen to pen, for each character.
    let cells: [Rect]
    /// The font size, px.
    let em: Double
    /// From the first pen to the last.
    let width: Double
}

/// A solid bar: a box that is turned about its middle, then bent with the line.
struct Bar {
    /// Before it is turned.
    var box: Rect
    /// Clockwise, degrees.
    var turn = 0.0
}

/// The kinds of marks.
enum Marks: ConfigFamily {
    static let title = "type.marks"
    static let modifier = ConfigModifier.probability
    static var members: [any ConfigMember.Type] { [Underline.self, Strike.self, Boxes.self] }
}
