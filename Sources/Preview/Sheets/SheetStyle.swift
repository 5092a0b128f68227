import Imaging

/// The measures, px, and the colours of a contact sheet.
enum SheetStyle {
    /// Where a sheet without a given number of columns stops growing.
    static let targetWidth = 1600
    /// Around everything.
    static let margin = 20
    /// Between two samples.
    static let gap = (x: 16, y: 14)
    /// From the top of the header to the first row.
    static let headerHeight = 38
    /// Below each sample.
    static let captionHeight = 18
    /// The narrowest sheet: a header needs room.
    static let minWidth = 360
    /// A caption longer than its sample may widen the column to this.
    static let maxCaptionWidth = 132.0

    static let background = Colour(grey: 240)
    /// A hairline around each sample, so that white pages have an edge.
    static let frame = Colour(grey: 212)
    /// Neighbouring characters take turns.
    static let characters = [Colour(214, 39, 40), Colour(31, 90, 200)]
    static let text = Colour(20, 150, 80)
    static let ink = Colour(255, 170, 0)
    static let inkOpacity = 0.5

    static let title = Canvas.TextStyle(size: 15, colour: Colour(grey: 50), isBold: true)
    static let subtitle = Canvas.TextStyle(size: 13, colour: Colour(grey: 110))
    /// The name of a step, a row or a column.
    static let step = Canvas.TextStyle(size: 12, colour: Colour(grey: 50), isBold: true)
    static let index = Canvas.TextStyle(family: "DejaVu Sans Mono", size: 11, colour: Colour(grey: 150))
    static let label = Canvas.TextStyle(family: "DejaVu Sans Mono", size: 11, colour: Colour(grey: 80))
}
