/// An opaque colour, 8 bits a channel.
package struct Colour: Sendable, Hashable {
    /// The channels, 0...255.
    package var red, green, blue: UInt8

    /// A colour from its channels.
    package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
        (self.red, self.green, self.blue) = (red, green, blue)
    }

    /// A grey: 0 is black, 255 white.
    package init(grey: UInt8) {
        self.init(grey, grey, grey)
    }

    /// White.
    package static let white = Colour(grey: 255)
    /// Black.
    package static let black = Colour(grey: 0)
}
