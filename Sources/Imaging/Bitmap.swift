/// An 8-bit image: grey (1 channel) or RGB (3 channels).
///
/// Rows run from the top, pixels from the left, channels interleaved, without padding: byte
/// `(y * width + x) * channels + c`. In a grey page 0 is black; in a mask 0 is "no ink" and 255 "all ink".
public struct Bitmap: Sendable, Equatable {
    /// Columns, px.
    public let width: Int
    /// Rows, px.
    public let height: Int
    /// 1 for grey, 3 for RGB.
    public let channels: Int
    /// The bytes, `width * height * channels` of them.
    public private(set) var pixels: [UInt8]

    /// An image of one value.
    public init(width: Int, height: Int, channels: Int = 1, filledWith value: UInt8 = 0) {
        precondition(width >= 0 && height >= 0 && (channels == 1 || channels == 3), "not an image: \(width)x\(height)")
        self.width = width
        self.height = height
        self.channels = channels
        self.pixels = [UInt8](repeating: value, count: width * height * channels)
    }

    /// An image around existing bytes, of which there must be `width * height * channels`.
    public init(width: Int, height: Int, channels: Int = 1, pixels: [UInt8]) {
        precondition(
            pixels.count == width * height * channels, "\(pixels.count) bytes for \(width)x\(height)x\(channels)")
        self.width = width
        self.height = height
        self.channels = channels
        self.pixels = pixels
    }

    /// An image whose bytes `fill` writes, every one of them.
    public init(
        width: Int, height: Int, channels: Int = 1, fill: (UnsafeMutableBufferPointer<UInt8>) throws -> Void
    ) rethrows {
        self.width = width
        self.height = height
        self.channels = channels
        let count = width * height * channels
        self.pixels = try [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            try fill(UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
            initialized = count
        }
    }

    /// Bytes in a row.
    public var stride: Int { width * channels }

    /// Lends the bytes for reading.
    @inlinable
    public func withPixels<R>(_ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R {
        try pixels.withUnsafeBufferPointer(body)
    }

    /// Lends the bytes for writing.
    public mutating func withMutablePixels<R>(
        _ body: (UnsafeMutableBufferPointer<UInt8>) throws -> R
    ) rethrows -> R {
        try pixels.withUnsafeMutableBufferPointer { try body($0) }
    }

    /// The value of one channel of one pixel.
    public subscript(x: Int, y: Int, channel: Int = 0) -> UInt8 {
        get { pixels[(y * width + x) * channels + channel] }
        set { pixels[(y * width + x) * channels + channel] = newValue }
    }
}
