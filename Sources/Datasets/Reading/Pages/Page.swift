import Imaging
import Samples

/// A picture and the texts on it, as formats of detectors tell of them.
struct Page: Sendable {
    /// The picture, as it is written in the dataset.
    var path: String
    /// The split that the page itself names.
    var split: Split?
    var texts: [PageText] = []
    /// Whether the texts' places are measured from the picture's bottom upwards.
    var risesFromBottom = false
}

/// One of the texts on a picture.
struct PageText: Sendable {
    /// What is written there; nil where nothing says so.
    var label: String?
    /// x, y of each corner, px; none where they aren't known.
    var outline: [Double] = []
    /// The characters' boxes, where they are known and asked for.
    var characters: [Sample.CharacterBox] = []
    /// Whether it is marked as a text that nobody is to read.
    var isUnread = false
    /// Why it can't be read; nil where it can.
    var problem: RowProblem?
    /// The line in the page's own file, from 1.
    var line: Int?
}

extension PageText {
    /// A text that can't be read.
    init(_ problem: RowProblem, line: Int) {
        self.init(label: nil)
        (self.problem, self.line) = (problem, line)
    }

    /// What detectors' data sets write in the place of a text that nobody is to read.
    static let unreadMarks: Set = ["###", "*"]

    /// The four corners, or the upright box around the outline; nil where there is none.
    ///
    /// - Throws: `RowProblem` where the numbers are no outline.
    func quad() throws(RowProblem) -> Quad? {
        guard !outline.isEmpty else { return nil }
        guard outline.count >= 6, outline.count.isMultiple(of: 2),
            outline.allSatisfy({ $0.isFinite && abs($0) < 1e9 })
        else { throw RowProblem("the text's points are no outline") }
        return Quad(corners: outline) ?? Quad(around: outline)
    }
}

/// Numbered pages in a file or a folder, which can be read again by their numbers.
protocol PageSource: Sendable {
    var count: Int { get }
    /// Whether blanks at a label's ends are meant: the format has a way to show where a label ends.
    var keepsBlanks: Bool { get }

    func page(at number: Int) throws(RowProblem) -> Page

    /// Where a page stands.
    func place(of number: Int) -> RowPlace

    /// Where a text of a page stands.
    func place(of number: Int, text: Int, line: Int?) -> RowPlace
}

extension PageSource {
    var keepsBlanks: Bool { false }

    func place(of number: Int, text: Int, line: Int?) -> RowPlace {
        RowPlace(path: "\(place(of: number)), text \(text + 1)", line: nil)
    }
}
