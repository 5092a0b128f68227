import Configs
import Imaging

/// Whether ink that is no text hides the text that it meets.
enum Depth: String, ConfigEnum {
    case over, under
}

/// Lines and dots that are no text, each in a tone of its own.
struct LooseInk {
    private let size: (width: Int, height: Int)
    private let color: [Double]?
    /// Where it lies.
    private var cover: Bitmap
    /// For ink without a colour, the share of the light that it swallows.
    private var shade: Bitmap

    /// - Parameter color: The one colour of all that is drawn; nil for a tone each.
    init(on ink: InkLayers, color: Alternatives<Color>?, _ chooser: inout Chooser) {
        let mask = ink.text.mask
        size = (mask.width, mask.height)
        cover = Bitmap(width: size.width, height: size.height)
        shade = cover
        self.color = color.map { chooser.pick("color", $0).values(channels: ink.channels) }
    }

    /// Draws a line; one of one point is a dot.
    mutating func draw(_ line: [(at: Point, width: Double)], tone: Double) {
        cover.draw(line: line)
        if color == nil { shade.draw(line: line, value: UInt8(((1 - tone) * 255).rounded())) }
    }

    /// Lays what was drawn over or under the text.
    func lay(_ depth: Depth, on ink: inout InkLayers) {
        let mask = color == nil ? shade : cover
        let absorption = color.map { $0.map { 1 - $0 } } ?? [Double](repeating: 1, count: ink.channels)
        switch depth {
        case .over: ink.over.append(InkLayers.Cover(mask: mask, absorption: absorption, hides: cover))
        case .under: ink.under.append(InkLayers.Layer(mask: mask, absorption: absorption))
        }
    }
}
