import Foundation
import Imaging
import Samples

/// One sample on a sheet: its image, its boxes and its caption.
struct SheetCell {
    private let sample: Sample
    private let showsBoxes: Bool
    /// How many times the image is enlarged; below 1 only where it is wider than the sheet.
    private let scale: Double

    init(_ sample: Sample, options: ContactSheet.Options) {
        self.sample = sample
        showsBoxes = options.showsBoxes
        let wished = max(1, options.scale ?? (options.showsBoxes && sample.image.height < 64 ? 2 : 1))
        let room = SheetStyle.targetWidth - 2 * SheetStyle.margin
        scale = min(Double(wished), Double(room) / Double(max(1, sample.image.width)))
    }

    private var imageWidth: Double { (Double(sample.image.width) * scale).rounded() }
    private var imageHeight: Double { (Double(sample.image.height) * scale).rounded(.up) }
    private var index: String { "\(sample.key.index) " }
    /// Enough of the label to fill any column.
    private var label: String {
        String(sample.allTexts.map(\.label).joined(separator: " | ").prefix(400)).precomposedStringWithCanonicalMapping
    }

    /// The size without the caption, px: at least as wide as the caption, within its limit.
    func size(measuring canvas: Canvas) -> SheetGrid.Size {
        let caption =
            canvas.width(of: index, style: SheetStyle.index) + canvas.width(of: label, style: SheetStyle.label)
        return (Int(max(imageWidth, min(caption.rounded(.up) + 1, SheetStyle.maxCaptionWidth))), Int(imageHeight))
    }

    /// Draws the cell into its place: the image at the top left, the caption right below it.
    func draw(on canvas: Canvas, in frame: Rect) throws {
        let box = Rect(
            left: frame.left, top: frame.top, right: frame.left + imageWidth, bottom: frame.top + imageHeight)
        canvas.fill(
            Rect(left: box.left - 1, top: box.top - 1, right: box.right + 1, bottom: box.bottom + 1),
            colour: SheetStyle.frame)
        try canvas.draw(sample.image, in: box)
        if showsBoxes { try drawBoxes(on: canvas, in: box) }
        let baseline = box.bottom + 14
        let end = canvas.write(index, x: frame.left, baseline: baseline, style: SheetStyle.index)
        canvas.write(
            label, x: end, baseline: baseline, style: SheetStyle.label, maxWidth: frame.right - end)
    }

    private func drawBoxes(on canvas: Canvas, in box: Rect) throws {
        try canvas.tint(sample.mask, in: box, colour: SheetStyle.ink, opacity: SheetStyle.inkOpacity)
        let place = Projection.scale(x: scale, y: scale).then(.translation(x: box.left, y: box.top))
        for (i, character) in sample.characters.enumerated() {
            let colour = SheetStyle.characters[i % SheetStyle.characters.count]
            canvas.stroke(place(character.quad).grown(by: 0.5), colour: colour)
        }
        for text in sample.allTexts { canvas.stroke(place(text.quad).grown(by: 1.5), colour: SheetStyle.text) }
    }
}

extension Quad {
    /// The quad with each side moved outwards, so that a line on it hides nothing inside.
    func grown(by distance: Double) -> Quad {
        func moved(_ corner: Point, awayFrom first: Point, and second: Point) -> Point {
            var result = corner
            for other in [first, second] {
                let (dx, dy) = (corner.x - other.x, corner.y - other.y)
                let length = (dx * dx + dy * dy).squareRoot()
                guard length > 0 else { continue }
                result.x += dx / length * distance
                result.y += dy / length * distance
            }
            return result
        }
        return Quad(
            topLeft: moved(topLeft, awayFrom: topRight, and: bottomLeft),
            topRight: moved(topRight, awayFrom: topLeft, and: bottomRight),
            bottomRight: moved(bottomRight, awayFrom: bottomLeft, and: topRight),
            bottomLeft: moved(bottomLeft, awayFrom: bottomRight, and: topLeft))
    }
}
