import Imaging
import Samples

/// Pictures of a line of letters that are made of blocks: where their ink lies is known to the px.
struct BlockLine {
    /// The letters' height, px.
    var height = 24
    /// How many letters there are.
    var count = 12
    /// Ground above the letters and below them, px; below 0 the letters are cut.
    var (above, below) = (8, 8)
    /// Ground on either side, px.
    var side = 6
    /// How far the line falls to the right, rows a column.
    var slope = 0.0
    /// Grey levels.
    var (ink, ground) = (UInt8(30), UInt8(230))

    /// Columns from a letter to the next, px.
    private static let pitch = 18

    /// The picture's height, px.
    var pictureHeight: Int { above + height + below }
    /// The picture's width, px.
    var pictureWidth: Int { 2 * side + count * Self.pitch }

    /// The picture.
    var picture: Bitmap {
        var picture = Bitmap(width: pictureWidth, height: pictureHeight, filledWith: ground)
        draw(on: &picture, top: above)
        return picture
    }

    /// Draws the line so that its letters begin in a row, at the picture's middle.
    func draw(on picture: inout Bitmap, top: Int) {
        for letter in 0..<count {
            for y in 0..<height {
                for x in 0..<14 where Self.isInk(letter % 3, x: x, y: y, height) {
                    let column = side + letter * Self.pitch + 2 + x
                    let fall = (slope * (Double(column) + 0.5 - Double(picture.width) / 2)).rounded()
                    let row = top + y + Int(fall)
                    if (0..<picture.height).contains(row) { picture[column, row] = ink }
                }
            }
        }
    }

    /// Something like H, L and O.
    private static func isInk(_ kind: Int, x: Int, y: Int, _ height: Int) -> Bool {
        let isBar = kind == 0 ? abs(y - height / 2) < 2 : y >= height - 3 || kind == 2 && y < 3
        return x < 3 || kind != 1 && x >= 11 || isBar
    }
}

extension Bitmap {
    /// Noise of a deviation, grey levels: the same on every run.
    mutating func addNoise(_ deviation: Double) {
        var generator = SampleKey(seed: 4, split: .test, index: 0).generator("noise")
        for y in 0..<height {
            for x in 0..<width {
                // The sum of four numbers is nearly normal.
                let sum = (0..<4).reduce(0.0) { sum, _ in sum + Double(generator.nextWord()) * 0x1p-32 - 0.5 }
                let value = Double(self[x, y]) + sum * 3.0.squareRoot() * deviation
                self[x, y] = UInt8(max(0, min(255, value)))
            }
        }
    }
}
