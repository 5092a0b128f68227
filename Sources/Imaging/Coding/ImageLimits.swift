/// How large an image may be, and how long its decoding may take, so that a hostile file cannot take all memory or time.
public struct ImageLimits: Sendable, Hashable {
    /// The longest file, bytes.
    public var maxBytes: Int
    /// The largest area, px.
    public var maxPixels: Int
    /// The longest side, px.
    public var maxSide: Int
    /// The longer side as a multiple of the shorter one; nil for any.
    public var maxAspect: Int?
    /// When decoding must have ended; nil for whenever it ends.
    ///
    /// JPEG, PNG, GIF and TIFF files are given up then. The others take no more time than their pixels allow.
    public var deadline: ContinuousClock.Instant?

    /// Limits: by default 64 megapixels, sides of 32767 px, and 200 MB, in which any PNG of so many pixels fits.
    ///
    /// What is written keeps within them, too.
    public init(
        maxBytes: Int = 200_000_000, maxPixels: Int = 64_000_000, maxSide: Int = 32_767, maxAspect: Int? = nil,
        deadline: ContinuousClock.Instant? = nil
    ) {
        self.maxBytes = maxBytes
        self.maxPixels = maxPixels
        self.maxSide = maxSide
        self.maxAspect = maxAspect
        self.deadline = deadline
    }

    /// Throws unless an image of this size, in px, may be decoded.
    func check(width: Int, height: Int, name: String) throws(ImagingError) {
        guard width > 0, height > 0 else {
            throw ImagingError(.corrupt, "\(name): the image is \(width)x\(height): it has no pixels")
        }
        guard width <= maxSide, height <= maxSide else {
            throw ImagingError(
                .tooLarge, "\(name): the image is \(width)x\(height): sides over \(maxSide) px are refused")
        }
        guard width <= maxPixels / height else {
            throw ImagingError(
                .tooLarge, "\(name): the image is \(width)x\(height): more than \(maxPixels) pixels are refused")
        }
        if let maxAspect, max(width, height) > maxAspect * min(width, height) {
            throw ImagingError(
                .tooLarge,
                "\(name): the image is \(width)x\(height): sides of more than 1 to \(maxAspect) are refused")
        }
    }

    /// The error for a file whose decoding did not end in time.
    func late(name: String) -> ImagingError {
        ImagingError(.tooSlow, "\(name): decoding it takes too long: use a smaller one, or save it without many scans")
    }

    /// Throws unless a file of `count` bytes may be read.
    func check(byteCount count: Int, name: String) throws(ImagingError) {
        guard count <= maxBytes else {
            throw ImagingError(.tooLarge, "\(name): the file has \(count) bytes: more than \(maxBytes) are refused")
        }
    }
}
