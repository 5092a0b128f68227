/// A table of colours, and the pictures whose pixels are places in it.
struct Palette {
    private var colours: [(red: UInt8, green: UInt8, blue: UInt8)]

    init(_ colours: [(red: UInt8, green: UInt8, blue: UInt8)]) { self.colours = colours }

    /// Makes a colour white, as what is transparent is laid on white.
    mutating func whiten(_ place: Int) {
        if colours.indices.contains(place) { colours[place] = (255, 255, 255) }
    }

    /// The picture, grey where all colours are; nil where a pixel's place is behind the table's end.
    func picture(width: Int, height: Int, places: [UInt8]) -> Bitmap? {
        guard places.allSatisfy({ Int($0) < colours.count }) else { return nil }
        let isGrey = colours.allSatisfy { $0.red == $0.green && $0.green == $0.blue }
        return Bitmap(width: width, height: height, channels: isGrey ? 1 : 3) { target in
            for (i, place) in places.enumerated() {
                let colour = colours[Int(place)]
                if isGrey {
                    target.initializeElement(at: i, to: colour.red)
                } else {
                    target.initializeElement(at: i * 3, to: colour.red)
                    target.initializeElement(at: i * 3 + 1, to: colour.green)
                    target.initializeElement(at: i * 3 + 2, to: colour.blue)
                }
            }
        }
    }
}
