/// Why an image could not be read, written or drawn.
public struct ImagingError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of failure it is.
    public let code: Code
    /// What failed, on which input, and what to do.
    public let message: String

    /// The kinds of failure.
    public enum Code: Sendable, Hashable {
        /// The file cannot be opened or read.
        case unreadable
        /// The file cannot be created or written.
        case unwritable
        /// Writing failed on the way: a full disk, as a rule.
        case io
        /// The bytes are not those of a known picture format.
        case notAnImage
        /// The bytes are damaged or cut short.
        case corrupt
        /// The image is larger than the limits allow, or than the format can hold.
        case tooLarge
        /// Decoding did not end in time.
        case tooSlow
        /// The image is sound, but of a kind that is not handled.
        case unsupported
        /// A library had no memory left.
        case outOfMemory
        /// A library refused to draw or encode.
        case failed
    }

    /// An error from its parts.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The message.
    public var description: String { message }
}
