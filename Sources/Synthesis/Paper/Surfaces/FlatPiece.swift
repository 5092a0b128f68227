import Imaging

/// A piece of a surface as it lies flat: what runs in one direction is drawn on it along x, before the piece is turned
/// and bent as the text is.
struct FlatPiece {
    /// Columns, px of the image.
    let width: Int
    /// Rows, px of the image.
    let height: Int
    private let sheet: Sheet
    /// From the flat sheet to the piece.
    private let map: Projection

    /// A piece that covers what is seen of a sheet; where that is more than any picture needs, its mirror image goes on.
    /// - Parameter degrees: how far x of the piece is turned from the lines of the text.
    init(_ sheet: Sheet, degrees: Double = 0) {
        self.sheet = sheet
        let scale = sheet.scale.isFinite && sheet.scale > 1e-6 ? sheet.scale : 1
        let turned = Projection.scale(x: scale, y: scale).then(.rotation(degrees: -degrees))
        let seen = turned(Quad(sheet.reach)).bounds
        let most = Double(2 * (sheet.width + sheet.height))
        width = Int(max(8, min(most, seen.width)))
        height = Int(max(8, min(most, seen.height)))
        map = turned.then(
            .translation(x: Double(width) / 2 - seen.center.x, y: Double(height) / 2 - seen.center.y))
    }

    /// What is seen of a relief that was drawn on the piece, of the image's size.
    func seen(_ relief: Relief) -> Relief {
        let flat = Bitmap(width: width, height: height, relief: relief, around: [128])
        let back = (sheet.map.inverse ?? .identity).then(map)
        let seen = flat.crop(width: sheet.width, height: sheet.height, through: back, bentBy: sheet.field)
        return Relief(seen, around: 128.0 / 255, strength: 1)
    }
}
