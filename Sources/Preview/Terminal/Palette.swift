import Imaging

/// The few colours that come nearest to a picture's many, by median cut (Heckbert, "Color image quantization for frame
/// buffer display", 1982).
///
/// Colours are first brought to 5 bits a channel, unless there are few enough of them.
struct Palette {
    /// The colours.
    let colours: [Colour]
    /// The colour of each pixel, as its number in `colours`.
    let indices: [UInt8]

    /// - Parameter most: how many colours there may be, 2...256.
    init(_ picture: Bitmap, most: Int) {
        if let exact = Self.exact(picture, most: most) {
            (self.colours, self.indices) = exact
            return
        }
        var cells = [Cell](repeating: Cell(), count: 1 << 15)
        Self.forEachPixel(of: picture) { red, green, blue in cells[Self.cell(red, green, blue)].add(red, green, blue) }
        var boxes = [Box(cells.indices.filter { cells[$0].count > 0 }, cells)]
        while boxes.count < most {
            // The box whose longest side, weighed by its pixels, is the longest.
            guard let largest = boxes.indices.max(by: { boxes[$0].weight < boxes[$1].weight }),
                let (low, high) = boxes[largest].halves(cells)
            else { break }
            boxes[largest] = low
            boxes.append(high)
        }
        var numbers = [UInt8](repeating: 0, count: cells.count)
        for (number, box) in boxes.enumerated() {
            for cell in box.cells { numbers[cell] = UInt8(number) }
        }
        colours = boxes.map { $0.mean(cells) }
        var chosen: [UInt8] = []
        chosen.reserveCapacity(picture.width * picture.height)
        Self.forEachPixel(of: picture) { red, green, blue in chosen.append(numbers[Self.cell(red, green, blue)]) }
        indices = chosen
    }

    /// All colours as they are; nil where there are too many.
    private static func exact(_ picture: Bitmap, most: Int) -> (colours: [Colour], indices: [UInt8])? {
        var numbers: [Colour: UInt8] = [:]
        var colours: [Colour] = []
        var indices: [UInt8] = []
        indices.reserveCapacity(picture.width * picture.height)
        var last: (colour: Colour, number: UInt8)?
        for pixel in 0..<picture.width * picture.height {
            let colour = picture.colour(pixel)
            if let last, last.colour == colour {
                indices.append(last.number)
                continue
            }
            if numbers[colour] == nil {
                guard colours.count < most else { return nil }
                numbers[colour] = UInt8(colours.count)
                colours.append(colour)
            }
            let number = numbers[colour] ?? 0
            indices.append(number)
            last = (colour, number)
        }
        return (colours, indices)
    }

    private static func cell(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Int {
        Int(red >> 3) << 10 | Int(green >> 3) << 5 | Int(blue >> 3)
    }

    private static func forEachPixel(of picture: Bitmap, _ body: (UInt8, UInt8, UInt8) -> Void) {
        let last = picture.channels - 1
        picture.withPixels { pixels in
            for start in stride(from: 0, to: pixels.count, by: picture.channels) {
                body(pixels[start], pixels[start + last / 2], pixels[start + last])
            }
        }
    }
}

extension Bitmap {
    fileprivate func colour(_ pixel: Int) -> Colour {
        let (start, last) = (pixel * channels, channels - 1)
        return withPixels { Colour($0[start], $0[start + last / 2], $0[start + last]) }
    }
}

/// The pixels whose colours differ in their lowest bits only.
private struct Cell {
    var count = 0
    /// The sums of the three channels.
    var sums = SIMD4<Int>()

    mutating func add(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
        count += 1
        sums &+= SIMD4(Int(red), Int(green), Int(blue), 0)
    }

    func mean(_ channel: Int) -> Int { sums[channel] / max(1, count) }
}

/// Colours that become one.
private struct Box {
    /// The numbers of the cells.
    let cells: [Int]
    /// The channel in which they differ most.
    private let axis: Int
    /// By how much they differ there, times the root of how many pixels there are.
    let weight: Double

    init(_ cells: [Int], _ all: [Cell]) {
        self.cells = cells
        var (axis, widest) = (0, 0)
        for channel in 0..<3 {
            let values = cells.map { all[$0].mean(channel) }
            let reach = (values.max() ?? 0) - (values.min() ?? 0)
            if reach > widest { (axis, widest) = (channel, reach) }
        }
        self.axis = axis
        let count = cells.reduce(0) { $0 + all[$1].count }
        weight = cells.count < 2 ? 0 : Double(widest) * Double(count).squareRoot()
    }

    /// The box cut where half of its pixels lie on either side; nil where it is one cell.
    func halves(_ all: [Cell]) -> (Box, Box)? {
        guard cells.count > 1, weight > 0 else { return nil }
        let sorted = cells.sorted { (all[$0].mean(axis), $0) < (all[$1].mean(axis), $1) }
        let half = cells.reduce(0) { $0 + all[$1].count } / 2
        var (seen, cut) = (0, 0)
        while cut < sorted.count - 1, seen + all[sorted[cut]].count <= half || cut == 0 {
            seen += all[sorted[cut]].count
            cut += 1
        }
        return (Box(Array(sorted[..<cut]), all), Box(Array(sorted[cut...]), all))
    }

    func mean(_ all: [Cell]) -> Colour {
        let count = max(1, cells.reduce(0) { $0 + all[$1].count })
        let sums = cells.reduce(SIMD4<Int>()) { $0 &+ all[$1].sums }
        func level(_ channel: Int) -> UInt8 { UInt8(clamping: (sums[channel] + count / 2) / count) }
        return Colour(level(0), level(1), level(2))
    }
}
