import Imaging
import Samples

extension DatasetFormat {
    /// `icdar2013_detection/{split}/gt_{image}.txt`: `left, top, right, bottom, "label"`, px, ASCII.
    public static let icdar2013Detection = DatasetFormat(ICDARDetectionFormat(year: 2013))
    /// `icdar2015_detection/{split}/gt_{image}.txt`: `x1,y1,x2,y2,x3,y3,x4,y4,label`, px, clockwise.
    public static let icdar2015Detection = DatasetFormat(ICDARDetectionFormat(year: 2015))
}

/// A file for each image, with a line for each of its texts.
struct ICDARDetectionFormat: WrittenFormat {
    let year: Int

    var name: String { "icdar\(year)_detection" }
    /// As manifests of earlier versions have it.
    var otherNames: [String] { ["icdar\(year)-detection"] }
    var example: String { year == 2013 ? "38, 43, 920, 215, \"Tiredness\"" : "377,117,463,117,465,130,378,130,Genaxis" }
    var holdsPages: Bool { true }
    var published: TextStyle { TextStyle(hasByteOrderMark: year == 2015, hasCRLF: true) }
    var sampleFile: SampleFilePlace? { .folder(name, prefix: "gt_", ending: ".txt") }

    /// Appends for each text the quad in whole pixels, clockwise, inside the image, and the label.
    func appendFile(of sample: SampleEntry, _ style: TextStyle, into bytes: inout [UInt8]) {
        if style.hasByteOrderMark { bytes.appendByteOrderMark() }
        for text in sample.allTexts { append(text, of: sample, style, to: &bytes) }
    }

    private func append(_ text: Sample.Text, of sample: SampleEntry, _ style: TextStyle, to bytes: inout [UInt8]) {
        let corners = Self.wholePixels(text.quad, width: sample.width, height: sample.height)
        if year == 2013 {
            let (x, y) = (corners.map(\.x), corners.map(\.y))
            for value in [x.min(), y.min(), x.max(), y.max()] {
                bytes.append(decimal: value ?? 0)
                bytes.append(", ")
            }
            bytes.append(quoted: text.label)
        } else {
            for corner in corners {
                bytes.append(decimal: corner.x)
                bytes.append(.comma)
                bytes.append(decimal: corner.y)
                bytes.append(.comma)
            }
            bytes.append(text.label)
        }
        bytes.appendLineEnd(style)
    }

    /// The corners rounded to pixels that the image has.
    ///
    /// Pulling corners inside can turn a thin quad over; its bounds stand in for it then, as readers refuse
    /// counter-clockwise corners.
    static func wholePixels(_ quad: Quad, width: Int, height: Int) -> [(x: Int, y: Int)] {
        func clip(_ value: Double, below limit: Int) -> Int {
            guard value > 0 else { return 0 }
            return value < Double(limit - 1) ? Int(value.rounded()) : max(0, limit - 1)
        }
        let corners = quad.corners.map { (x: clip($0.x, below: width), y: clip($0.y, below: height)) }
        var doubleArea = 0
        for (index, corner) in corners.enumerated() {
            let next = corners[(index + 1) % corners.count]
            doubleArea += corner.x * next.y - next.x * corner.y
        }
        if doubleArea > 0 { return corners }
        let (x, y) = (corners.map(\.x), corners.map(\.y))
        let (left, right, top, bottom) = (x.min() ?? 0, x.max() ?? 0, y.min() ?? 0, y.max() ?? 0)
        return [(left, top), (right, top), (right, bottom), (left, bottom)]
    }

    func reasonItCannotHold(_ label: String) -> String? {
        if year == 2013 {
            if label == "###" { return "it stands for text that is not to be read" }
            return label.reasonItIsNoLine ?? label.reasonItIsNotASCII(instead: .icdar2015Detection)
        }
        if let reason = label.reasonItIsNoLine { return reason }
        if label == "###" { return "it stands for text that is not to be read" }
        if label.hasOuterSpace { return "readers cut white space off its ends" }
        let bytes = label.utf8
        if bytes.count >= 2 && bytes.first == .quotationMark && bytes.last == .quotationMark {
            return "readers take quotation marks around it off"
        }
        return nil
    }
}
