import Imaging
import Samples

extension DatasetFormat {
    /// `detection.json`: for each picture its size, its hash and the outlines of its texts.
    public static let docTRDetection = DatasetFormat(DocTRDetectionFormat())
}

/// docTR's labels of a detector, which tell where texts are, and not what they say:
/// `{"1.png": {"img_dimensions": [H, W], "img_hash": "...", "polygons": [[[x, y], ...]]}}`.
struct DocTRDetectionFormat: WrittenFormat {
    let name = "doctr_detection"
    let fileExtensions = ["json"]
    let example = #"{"1.png": {"img_dimensions": [48, 200], "img_hash": "...", "polygons": [[[6, 9], ...]]}}"#
    let holdsPages = true

    func files(for splits: [Split]) -> [(stem: String, split: Split?)] { splits.map { ("\($0)/detection", $0) } }

    func append(_ sample: SampleEntry, to stem: String, _ style: TextStyle, into bytes: inout [UInt8]) {
        bytes.append(sample.isFirst ? "{\n" : ",\n")
        bytes.append(jsonString: String(decoding: sample.pathInSplit, as: UTF8.self))
        bytes.append(": {\"img_dimensions\": [")
        bytes.append(decimal: sample.height)
        bytes.append(", ")
        bytes.append(decimal: sample.width)
        bytes.append("], \"img_hash\": \"")
        if let digest = sample.digest { bytes.append(digest) }
        bytes.append("\", \"polygons\": [")
        for (number, text) in sample.allTexts.enumerated() {
            bytes.append(number > 0 ? ", [" : "[")
            for (place, corner) in text.quad.corners.enumerated() {
                bytes.append(place > 0 ? ", [" : "[")
                bytes.append(hundredths: corner.x)
                bytes.append(", ")
                bytes.append(hundredths: corner.y)
                bytes.append("]")
            }
            bytes.append("]")
        }
        bytes.append("]}")
        if sample.isLast { bytes.append("\n}\n") }
    }

    /// It holds no label.
    func reasonItCannotHold(_ label: String) -> String? { nil }
}
