import Samples

/// A format of annotation files that a dataset is written in, and how their lines are written.
///
/// The defaults are UTF-8 without a byte order mark and with line feeds, which every known reader loads.
/// A byte order mark spoils the first path for readers that do not expect one.
public struct AnnotationFormat: Sendable, Hashable {
    /// What the files say and where they lie: one of `DatasetFormat.written`.
    public var kind: DatasetFormat
    /// Whether each file begins with a byte order mark.
    public var hasByteOrderMark: Bool
    /// Whether lines end in CR LF.
    public var hasCRLF: Bool

    /// A format; without a byte order mark and with line feeds unless told otherwise.
    public init(_ kind: DatasetFormat, byteOrderMark: Bool = false, crlf: Bool = false) {
        self.kind = kind
        self.hasByteOrderMark = byteOrderMark
        self.hasCRLF = crlf
    }

    /// `path label`.
    public static let simple = AnnotationFormat(.simple)
    /// As MJSynth has them.
    public static let mjsynth = AnnotationFormat(.mjsynth)
    /// Words, as in the 2013 challenge.
    public static let icdar2013 = AnnotationFormat(.icdar2013)
    /// Words, as in the 2015 challenge.
    public static let icdar2015 = AnnotationFormat(.icdar2015)
    /// Boxes, as in the 2013 challenge.
    public static let icdar2013Detection = AnnotationFormat(.icdar2013Detection)
    /// Quads, as in the 2015 challenge.
    public static let icdar2015Detection = AnnotationFormat(.icdar2015Detection)

    /// Hugging Face's imagefolder with lists of JSON.
    public static let imageFolder = AnnotationFormat(.imageFolder)
    /// Hugging Face's imagefolder with tables.
    public static let imageFolderCSV = AnnotationFormat(.imageFolderCSV)

    /// The byte order mark and line ends that the published files have, for tools that insist on them.
    public var asPublished: AnnotationFormat {
        let style = writer?.published ?? TextStyle()
        return AnnotationFormat(kind, byteOrderMark: style.hasByteOrderMark, crlf: style.hasCRLF)
    }

    /// The name in recipes and in messages.
    public var name: String { kind.name }

    /// Why the format has no way to write a label so that readers get the same label back, or nil where it has.
    package func reasonItCannotHold(_ label: String) -> String? { writer?.reasonItCannotHold(label) }

    /// What some readers make of a label that the format itself can hold, or nil where all agree.
    func warning(_ label: String) -> String? { writer?.warning(label) }

    /// What writes the format; nil where it can be read only, which no valid plan has.
    var writer: (any WrittenFormat)? { kind.definition as? any WrittenFormat }

    var style: TextStyle { TextStyle(hasByteOrderMark: hasByteOrderMark, hasCRLF: hasCRLF) }

    /// Where files lie that belong to one image each, or nil where one file holds a whole split.
    var sampleFile: SampleFilePlace? { writer?.sampleFile }
}
