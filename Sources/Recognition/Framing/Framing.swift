package import Configs
package import Imaging

/// How pictures are cut or padded before they are scaled, so that text fills one share of the height however they were cut.
package struct Framing: ConfigRecord, Codable, Hashable {
    /// The share of the height that the text's rows are brought to, 0...1.
    package var fill = 0.6
    /// Whether lines that fall or rise are laid level.
    package var level = true
    /// Whether the text is first looked for in the whole picture, and all around it left out.
    package var anywhere = false

    /// The ground on either side of the text, at least, as a share of its height.
    private static let sideShare = 0.2

    /// Six tenths of the height, laid level.
    package init() {}

    package static let summary =
        "Pictures are framed anew before they are scaled: the rows in which most letters have ink are found, and the picture "
        + "is cut or padded with its ground above and below until they fill a given share of its height, in its middle. "
        + "It is done alike in training, validation and reading. A picture in which no text is found stays as it is. For single lines."
    package static var fields: [Field<Framing>] {
        [
            Field(
                "fill", \.fill, in: 0.3...1,
                "The share of the height that the rows between baseline and letters' tops come to fill; tails and accents "
                    + "lie in what is left."),
            Field("level", \.level, "Whether lines that fall or rise a little are laid level."),
            Field(
                "anywhere", \.anywhere,
                "Whether the line may stand anywhere in a picture that is much larger than it: the line that has most ink is "
                    + "looked for first, from about a fortieth of the picture's longer side in height, and what lies above, "
                    + "below and beside it is left out."),
        ]
    }
}

extension Framing {
    /// A picture framed anew: its rows cut or padded, its sides padded where the text comes close to them.
    ///
    /// - Parameter picture: grey or RGB, of any size, in whatever way it was cut.
    package func callAsFunction(_ picture: Bitmap) -> Bitmap { frame(of: picture).picture }

    /// A picture framed anew, and where it lies in the one that it was made from.
    ///
    /// - Parameter fall: how far the frame falls from its left end to its right one beside the line, in heights of the ink.
    package func frame(of picture: Bitmap, fall: Double = 0) -> Frame {
        guard anywhere, let place = TextPlace(in: picture) else { return frame(ofLine: picture, fall) }
        return frame(ofLine: picture.part(columns: place.columns, rows: place.rows), fall).within(picture, at: place)
    }

    /// The same for a picture of one line.
    private func frame(ofLine picture: Bitmap, _ fall: Double) -> Frame {
        guard let band = InkBand(of: picture) else { return Frame(picture) }
        let rows = max(1, Int((band.height / fill).rounded()))
        let side = band.height * Self.sideShare
        let before = max(0, Int((side - band.left).rounded()))
        let behind = max(0, Int((side - (Double(picture.width) - band.right)).rounded()))
        let first = (band.top + band.bottom - Double(rows)) / 2
        let slope = (level ? band.slope : 0) + fall * band.height / Double(max(1, picture.width))
        return Frame(
            picture.reframed(
                columns: -before..<picture.width + behind, firstRow: first, rowCount: rows, slope: slope),
            firstColumn: -before, firstRow: first, slope: slope)
    }

    /// A picture and where it lies in the one that it was cut from.
    package struct Frame: Sendable {
        /// The picture.
        package let picture: Bitmap
        /// The column in which it begins.
        package let firstColumn: Int
        /// The row in which it begins at the middle column of the other.
        package let firstRow: Double
        /// How far it falls to the right there, rows a column.
        package let slope: Double

        /// A frame; without a place it is the whole picture.
        init(_ picture: Bitmap, firstColumn: Int = 0, firstRow: Double = 0, slope: Double = 0) {
            self.picture = picture
            self.firstColumn = firstColumn
            self.firstRow = firstRow
            self.slope = slope
        }

        /// The frame of a part of a picture as one of the picture itself.
        func within(_ whole: Bitmap, at place: TextPlace) -> Frame {
            // Rows are counted at the middle column, which is another one.
            let middle = Double(place.columns.lowerBound + place.columns.upperBound) / 2
            return Frame(
                picture, firstColumn: firstColumn + place.columns.lowerBound,
                firstRow: firstRow + Double(place.rows.lowerBound) + slope * (Double(whole.width) / 2 - middle),
                slope: slope)
        }
    }

    /// Files of before `anywhere` lack it.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        fill = try values.decode(Double.self, forKey: .fill)
        level = try values.decode(Bool.self, forKey: .level)
        anywhere = try values.decodeIfPresent(Bool.self, forKey: .anywhere) ?? false
    }
}

extension Bitmap {
    /// A part of the picture, which must lie within it.
    fileprivate func part(columns: Range<Int>, rows: Range<Int>) -> Bitmap {
        let (channels, stride) = (self.channels, self.stride)
        return Bitmap(width: columns.count, height: rows.count, channels: channels) { target in
            withPixels { source in
                for y in 0..<rows.count {
                    let first = (rows.lowerBound + y) * stride + columns.lowerBound * channels
                    for i in 0..<columns.count * channels {
                        target[y * columns.count * channels + i] = source[first + i]
                    }
                }
            }
        }
    }

    /// The picture with rows of its ground above and below, or without its outermost rows.
    ///
    /// - Parameter fall: how far the frame falls from its left end to its right one, in heights of the picture.
    func heightened(by factor: Double, fall: Double = 0) -> Framing.Frame {
        let rows = max(1, Int((Double(height) * factor).rounded()))
        let first = Double(height - rows) / 2
        let slope = fall * Double(height) / Double(max(1, width))
        return Framing.Frame(
            reframed(columns: 0..<width, firstRow: first, rowCount: rows, slope: slope), firstRow: first, slope: slope)
    }

    /// The picture in another frame; what lies beyond its edges is its ground.
    ///
    /// - Parameters:
    ///   - columns: the frame's columns, px of this picture.
    ///   - firstRow: the frame's first row at this picture's middle column, px.
    ///   - slope: how far the frame falls to the right, rows a column. A level frame takes rows as they are.
    fileprivate func reframed(columns: Range<Int>, firstRow: Double, rowCount: Int, slope: Double) -> Bitmap {
        let ground = Ground(of: self)
        let (width, height, channels, stride) = (self.width, self.height, self.channels, self.stride)
        return Bitmap(width: columns.count, height: rowCount, channels: channels) { target in
            withPixels { source in
                for x in columns {
                    let slanted = firstRow + slope * (Double(x) + 0.5 - Double(width) / 2)
                    let fall = slope == 0 ? firstRow.rounded() : slanted
                    let first = Int(fall.rounded(.down))
                    // Between two rows in whole 256ths, so that it comes out the same everywhere.
                    let share = Int((fall - Double(first)) * 256)
                    for c in 0..<channels {
                        let blank = Int(ground.level(x: x, channel: c).rounded())
                        func value(_ row: Int) -> Int {
                            guard (0..<width).contains(x), (0..<height).contains(row) else { return blank }
                            return Int(source[row * stride + x * channels + c])
                        }
                        for y in 0..<rowCount {
                            let mixed = value(first + y) * (256 - share) + value(first + y + 1) * share
                            target[(y * columns.count + x - columns.lowerBound) * channels + c] =
                                UInt8(truncatingIfNeeded: (mixed + 128) >> 8)
                        }
                    }
                }
            }
        }
    }
}
