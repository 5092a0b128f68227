public import Imaging
public import Samples

/// A format of annotation files of one's own: a file for each split, and a line in it for each picture.
///
/// Once it is added by `DatasetFormat.add(_:)`, recipes and plans name it like any other.
public protocol AnnotationLines: Sendable {
    /// The name in recipes and plans, and the beginning of the files' names: lower case letters, digits and `_`.
    var name: String { get }
    /// What the files end in: `txt`, unless told otherwise.
    var fileExtension: String { get }
    /// The line of a picture, without its line end.
    ///
    /// It is asked by several threads at once, and must depend on the picture alone.
    func line(for picture: AnnotatedPicture) -> String
    /// Why readers would not get a label back that is written in the format; nil where they do.
    ///
    /// The first label with a reason ends the writing. Line ends are always refused.
    func reasonItCannotHold(_ label: String) -> String?
}

extension AnnotationLines {
    /// `txt`.
    public var fileExtension: String { "txt" }
    /// None.
    public func reasonItCannotHold(_ label: String) -> String? { nil }
}

/// A stored picture, as a format of annotation files sees it.
public struct AnnotatedPicture: Sendable {
    /// The picture's path in the dataset.
    public let path: String
    /// What is written on it.
    public let label: String
    /// The part of the dataset.
    public let split: Split
    /// The number within the split, from 0.
    public let index: Int
    /// Columns, px.
    public let width: Int
    /// Rows, px.
    public let height: Int
    /// The text's outline, px, clockwise from its top left.
    public let quad: Quad
    /// The characters' boxes in the order of the text; none where they aren't known.
    public let characters: [Sample.CharacterBox]

    init(_ sample: SampleEntry) {
        path = String(decoding: sample.path, as: UTF8.self)
        (label, split, index) = (sample.label, sample.split, sample.index)
        (width, height, quad, characters) = (sample.width, sample.height, sample.quad, sample.characters)
    }
}

/// Lines of one's own as a format that datasets are written in.
struct OwnFormat: WrittenFormat {
    let lines: any AnnotationLines

    var name: String { lines.name }
    var fileExtensions: [String] { [lines.fileExtension] }
    var example: String { "a line of \(lines.name)" }
    // Only the format's owner knows what a label may not have.
    var mindsPlainLabels: Bool { true }

    func files(for splits: [Split]) -> [(stem: String, split: Split?)] { splits.map { ("\(name)_\($0)", $0) } }

    func append(_ sample: SampleEntry, to stem: String, _ style: TextStyle, into bytes: inout [UInt8]) {
        bytes.append(contentsOf: lines.line(for: AnnotatedPicture(sample)).utf8)
        bytes.append(.lineFeed)
    }

    func reasonItCannotHold(_ label: String) -> String? {
        lines.reasonItCannotHold(label) ?? label.reasonItIsNoLine
    }
}
