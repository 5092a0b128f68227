/// A kind of annotation files and how their lines are written.
///
/// The defaults are UTF-8 without a byte order mark and with line feeds, which every known reader loads.
/// A byte order mark spoils the first path for readers that do not expect one.
public struct AnnotationFormat: Sendable, Hashable {
    /// What the files say and where they lie.
    public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
        /// `labels_{split}.txt`: `path label`.
        case simple
        /// `annotation_{split}.txt`, `annotation.txt`, `imlist.txt` and `lexicon.txt`, as MJSynth has them.
        case mjsynth
        /// `icdar2013_{split}.txt`: `path, "label"`, ASCII.
        case icdar2013
        /// `icdar2015_{split}.txt`: `path, "label"`, UTF-8.
        case icdar2015
        /// `icdar2013_detection/{split}/gt_{image}.txt`: `left, top, right, bottom, "label"`, px, ASCII.
        case icdar2013Detection = "icdar2013-detection"
        /// `icdar2015_detection/{split}/gt_{image}.txt`: `x1,y1,x2,y2,x3,y3,x4,y4,label`, px, clockwise.
        case icdar2015Detection = "icdar2015-detection"
    }

    /// What the files say and where they lie.
    public var kind: Kind
    /// Whether each file begins with a byte order mark.
    public var hasByteOrderMark: Bool
    /// Whether lines end in CR LF.
    public var hasCRLF: Bool

    /// A format; without a byte order mark and with line feeds unless told otherwise.
    public init(_ kind: Kind, byteOrderMark: Bool = false, crlf: Bool = false) {
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

    /// The byte order mark and line ends that the published files have, for tools that insist on them.
    public var asPublished: AnnotationFormat {
        switch kind {
        case .simple, .mjsynth: AnnotationFormat(kind)
        case .icdar2013, .icdar2013Detection: AnnotationFormat(kind, crlf: true)
        case .icdar2015, .icdar2015Detection: AnnotationFormat(kind, byteOrderMark: true, crlf: true)
        }
    }

    /// The name on the command line and in messages.
    public var name: String { kind.rawValue }

    /// The folder of files that belong to one image each, or nil where one file holds a whole split.
    var detectionFolder: String? {
        switch kind {
        case .icdar2013Detection: "icdar2013_detection"
        case .icdar2015Detection: "icdar2015_detection"
        case .simple, .mjsynth, .icdar2013, .icdar2015: nil
        }
    }
}
