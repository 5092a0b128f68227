import Configs
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

/// The line that a mark is drawn to, or a part of it: px of the run, y down, the baseline at 0.
struct MarkedLine {
    /// From pen to pen, for each character.
    let cells: [Rect]
    /// The font size, px.
    let em: Double
    /// Where the first pen stands.
    var start = 0.0
    /// From the first pen to the last.
    let width: Double
}

extension MarkedLine {
    /// The line as it was set.
    init(_ line: Lettering) { self.init(cells: line.cells, em: line.em, width: line.width) }

    /// Some of its characters, which stand side by side; nil for none.
    init?(_ line: Lettering, _ clusters: Range<Int>) {
        let cells = Array(line.cells[clusters])
        guard let left = cells.map(\.left).min(), let right = cells.map(\.right).max() else { return nil }
        // Of a part that is set smaller the em is smaller, too.
        let (own, tallest) = (cells.map(\.height).max() ?? 0, line.cells.map(\.height).max() ?? 0)
        let em = tallest > 0 ? line.em * own / tallest : line.em
        self.init(cells: cells, em: em, start: left, width: right - left)
    }
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
    static var members: [FamilyMember<any Mark>] { [of(Underline.self), of(Strike.self), of(Boxes.self)] }

    static func record(_ mark: any Mark) -> any ConfigMember { mark }

    private static func of<Record: Mark>(_ type: Record.Type) -> FamilyMember<any Mark> {
        FamilyMember(type) { $0 }
    }
}
