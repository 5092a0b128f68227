/// Why a font could not be found, opened, shaped or drawn.
public struct TypographyError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of failure it is.
    public var code: Code
    /// What failed, on which font, and what to do about it.
    public var message: String

    /// Kinds of failure.
    public enum Code: String, Sendable, Hashable {
        /// No such family, style, file or folder.
        case fontNotFound
        /// A file that is not a font that can be written with.
        case unusableFont
        /// A font catalogue that cannot be read.
        case invalidCatalog
        /// A glyph that cannot be drawn at the size that was asked for.
        case undrawableGlyph
        /// A C library that could not start: out of memory or files.
        case library
    }

    /// An error from its parts.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The message.
    public var description: String { message }
}
