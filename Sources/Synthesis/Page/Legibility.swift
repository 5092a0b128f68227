import Imaging
import Samples

/// How well the letters of a finished picture stand out from the noise around them.
///
/// Around each letter lightness is fitted by a straight line of the ink that was meant to lie there (least squares):
/// its slope is the letter's contrast, and what is left over is noise, be it the paper's, the camera's, lines that cross
/// the text or ink that is missing.
struct Legibility {
    /// The contrast of the weakest letter, in deviations of the noise around all letters.
    let contrast: Double
    /// The least share of any letter's ink that was printed, 0...1.
    let remains: Double
    /// The least share that was printed of any piece of a letter most of which is there, 0...1.
    ///
    /// Below `leastOfPrint` an n may have become an r, or an 8 a 6. Where all of a letter is thin, as dots are, nothing of
    /// it stands for the whole, and `remains` counts.
    let leastPrinted: Double
    /// How much of the letters' boxes is ink, in the mean of all that are about as wide as high, 0...1.
    ///
    /// Above `mostCrowded` letters are blots; 0 where there are no such letters.
    let crowding: Double
    /// How well the faintest piece of a letter is seen, against the middle one of all letters: 1 alike, 0 not at all.
    ///
    /// Below `leastOfPiece` a letter may have become another: a 7 without its bar, an 8 without a side. Letters that are
    /// less than half as high as the highest don't count.
    let faintestPiece: Double
    /// Of all letters that stand close to the next the share that has grown together with it, 0...1.
    ///
    /// Above `mostJoined` nobody can tell where one ends.
    let joined: Double

    /// A letter that keeps less of its ink than this can be taken for another.
    static let leastRemains = 0.3
    /// Letters whose counters and gaps are still open stay below this, bold ones too.
    static let mostCrowded = 0.72
    /// Where less of a piece of a letter is seen, its shape is another.
    static let leastOfPiece = 0.3
    /// Where less of a piece's ink was printed, it is missing.
    static let leastOfPrint = 0.2
    /// A few letters that touch are guessed by those around them.
    static let mostJoined = 0.3

    /// What is wrong with the letters' shapes; nil where they are neither blots nor others than they were, and stand apart.
    var lostShape: Sample.Rejection.Reason? {
        if crowding > Self.mostCrowded { return .blotted }
        if faintestPiece < Self.leastOfPiece || leastPrinted < Self.leastOfPrint { return .broken }
        return joined > Self.mostJoined ? .joined : nil
    }

    /// Noise that no one sees, in grey levels: less than that does not make a faint letter legible.
    private static let leastNoise = 3.0

    /// - Parameters:
    ///   - mask: the ink that was meant to be there.
    ///   - printed: the ink that was printed; what grew beyond the mask is neither ink nor noise.
    ///   - letters: where they lie, px.
    ///   - isMixed: whether some may be dark on light and others light on dark.
    init(of mask: Bitmap, printedAs printed: Bitmap, in picture: Bitmap, letters: [Quad], isMixed: Bool = false) {
        let picture = picture.grey
        var fits: [Fit] = []
        for letter in letters {
            let fit = Fit(letter.bounds, mask: mask, printed: printed, picture: picture)
            if fit.isInked { fits.append(fit) }
        }
        let places = fits.reduce(0) { $0 + $1.count }
        let noise = (fits.reduce(0) { $0 + $1.squares } / Double(max(1, places))).squareRoot()
        // Dark on light or light on dark, but all letters alike.
        let sign = fits.reduce(0) { $0 + $1.slope * Double($1.count) } < 0 ? -1.0 : 1.0
        let weakest = fits.reduce(Double.infinity) { min($0, isMixed ? abs($1.slope) : sign * $1.slope) }
        contrast = weakest * 255 / max(Self.leastNoise, noise)
        remains = fits.reduce(Double.infinity) { min($0, $1.remains) }
        let boxes = letters.map(\.bounds)
        let tallest = boxes.reduce(0) { max($0, $1.height) }
        let usual = fits.map { abs($0.slope) }.sorted().dropFirst(fits.count / 2).first ?? 0
        faintestPiece = fits.filter { $0.box.height > tallest / 2 }.reduce(Double.infinity) { least, fit in
            let whole = isMixed ? abs(fit.slope) : usual
            return whole > 0 ? min(least, fit.weakest / whole) : least
        }
        leastPrinted = fits.filter { $0.box.height > tallest / 2 }.reduce(1) { min($0, $1.leastPrinted) }
        joined = LetterGaps(fits.map(\.letter), mask: mask, picture: picture).joined
        let open = boxes.filter { $0.width > 0.45 * $0.height && $0.height > 0.6 * tallest }
        crowding = open.isEmpty ? 0 : open.reduce(0) { $0 + printed.coverage(of: $1) } / Double(open.count)
    }
}

extension Bitmap {
    /// The share of a box that is ink, 0...1.
    fileprivate func coverage(of box: Rect) -> Double {
        let (top, bottom) = (max(0, Int(box.top)), min(height, Int(box.bottom.rounded(.up))))
        let (left, right) = (max(0, Int(box.left)), min(width, Int(box.right.rounded(.up))))
        guard top < bottom, left < right else { return 0 }
        let sum = withPixels { pixels in
            (top..<bottom).reduce(0) { sum, y in (left..<right).reduce(sum) { $0 + Int(pixels[y * width + $1]) } }
        }
        return Double(sum) / (255 * box.width * box.height)
    }
}

/// The line that fits the picture around one letter.
private struct Fit {
    /// How many px were looked at.
    private(set) var count = 0
    /// Grey levels for each level of the mask.
    private(set) var slope = 0.0
    /// What the line leaves over, squared and added up.
    private(set) var squares = 0.0
    /// The share of the ink that was printed.
    private(set) var remains = 1.0
    /// Whether there is ink enough to tell.
    private(set) var isInked = false
    /// Where the letter lies.
    let box: Rect
    /// How light the ground is.
    private(set) var ground = 0.0
    /// The slope of the piece that shows least, where the letter's own counts as above 0.
    private(set) var weakest = 0.0
    /// The share of its ink that was printed of the piece that lost most, where most of the letter was printed.
    private(set) var leastPrinted = 1.0

    /// The letter as `LetterGaps` sees it.
    var letter: LetterGaps.Letter {
        LetterGaps.Letter(box: box, ground: ground, ink: ground + 255 * slope)
    }

    init(_ box: Rect, mask: Bitmap, printed: Bitmap, picture: Bitmap) {
        self.box = box
        // Above and below there is paper; beside it stands the next letter.
        func range(_ low: Double, _ high: Double, _ count: Int, reach: Double) -> Range<Int> {
            let (first, last) = (max(0, low - reach), min(Double(count), high + reach))
            return first < last ? Int(first)..<Int(last.rounded(.up)) : 0..<0
        }
        let (rows, columns) = (
            range(box.top, box.bottom, mask.height, reach: max(2, min(8, box.height * 0.15))),
            range(box.left, box.right, mask.width, reach: 1)
        )
        // In two columns of three pieces, so that one that is not there shows.
        var pieces = [FitSums](repeating: FitSums(), count: 6)
        let middle = max(columns.lowerBound, min(columns.upperBound, Int(box.center.x.rounded())))
        let thirds = [1, 2].map { Int((box.top + Double($0) * box.height / 3).rounded()) }
        let width = mask.width
        mask.withPixels { mask in
            printed.withPixels { printed in
                picture.withPixels { picture in
                    guard let mask = mask.baseAddress, let printed = printed.baseAddress,
                        let picture = picture.baseAddress
                    else { return }
                    for y in rows {
                        let row = y < thirds[0] ? 0 : y < thirds[1] ? 2 : 4
                        let (first, second) = (y * width + columns.lowerBound, y * width + middle)
                        pieces[row].add(
                            mask + first, printed + first, picture + first, count: middle - columns.lowerBound)
                        pieces[row + 1].add(
                            mask + second, printed + second, picture + second, count: columns.upperBound - middle)
                    }
                }
            }
        }
        let sums = pieces.dropFirst().reduce(into: pieces[0]) { $0.add($1) }
        let (n, inks, values) = (Double(max(1, sums.places)), Double(sums.inks), Double(sums.values))
        let inkSpread = Double(sums.inkSquares) - inks * inks / n
        let both = Double(sums.products) - inks * values / n
        let valueSpread = Double(sums.valueSquares) - values * values / n
        count = sums.places
        isInked = sums.inks >= 255 && inkSpread > 255
        guard isInked else { return }
        slope = both / inkSpread
        squares = max(0, valueSpread - slope * both)
        remains = Double(sums.kept) / inks
        ground = (values - slope * inks) / n
        // Where a piece has next to no ink of the letter nothing is to be seen.
        if remains > 0.75 {
            leastPrinted = pieces.filter { Double($0.inks) > max(1530, 0.1 * inks) }
                .reduce(1) { min($0, Double($1.kept) / Double($1.inks)) }
        }
        // What ink itself leaves out, as a dry pen does, is counted by `leastPrinted` and `remains`.
        let inked = pieces.filter { Double($0.inks) > max(1020, 0.07 * inks) && 2 * $0.kept > $0.inks }
        weakest = inked.compactMap(\.slope).reduce(abs(slope)) { min($0, slope < 0 ? -$1 : $1) }
    }
}

/// What a straight line through ink and lightness is found by.
private struct FitSums {
    private(set) var (places, inks, values) = (0, 0, 0)
    /// What of the ink was printed.
    private(set) var kept = 0
    private(set) var (inkSquares, products, valueSquares) = (0, 0, 0)

    /// Grey levels for each level of the mask; nil where all has as much ink.
    var slope: Double? {
        let (n, inks) = (Double(max(1, places)), Double(inks))
        let spread = Double(inkSquares) - inks * inks / n
        return spread > 255 ? (Double(products) - inks * Double(values) / n) / spread : nil
    }

    /// Adds what another has.
    mutating func add(_ other: FitSums) {
        places += other.places
        inks += other.inks
        values += other.values
        kept += other.kept
        inkSquares += other.inkSquares
        products += other.products
        valueSquares += other.valueSquares
    }

    /// Adds px that lie side by side, but for those where ink grew beyond the mask.
    ///
    /// Without a branch and in 32 bits, which a line of 65,536 px fits in, so that the compiler turns it into vector code.
    mutating func add(
        _ mask: UnsafePointer<UInt8>, _ printed: UnsafePointer<UInt8>, _ picture: UnsafePointer<UInt8>, count: Int
    ) {
        var (places, inks, values, kept) = (UInt32(0), UInt32(0), UInt32(0), UInt32(0))
        var (inkSquares, products, valueSquares) = (UInt32(0), UInt32(0), UInt32(0))
        for i in 0..<min(count, 65536) {
            let isMeant = UInt16(mask[i] >= 8 ? 1 : 0) | UInt16(printed[i] < 8 ? 1 : 0)
            let (ink, value) = (UInt16(mask[i]) &* isMeant, UInt16(picture[i]) &* isMeant)
            places &+= UInt32(isMeant)
            inks &+= UInt32(ink)
            values &+= UInt32(value)
            kept &+= UInt32(min(ink, UInt16(printed[i])))
            inkSquares &+= UInt32(ink) &* UInt32(ink)
            products &+= UInt32(ink) &* UInt32(value)
            valueSquares &+= UInt32(value) &* UInt32(value)
        }
        self.places += Int(places)
        self.inks += Int(inks)
        self.values += Int(values)
        self.kept += Int(kept)
        self.inkSquares += Int(inkSquares)
        self.products += Int(products)
        self.valueSquares += Int(valueSquares)
    }
}
