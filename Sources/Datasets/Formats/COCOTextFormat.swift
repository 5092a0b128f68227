import Glibc
import Imaging
import Samples

extension DatasetFormat {
    /// `cocotext.json`: all pictures and texts of all splits in one document.
    public static let cocoText = DatasetFormat(COCOTextFormat())
}

/// COCO-Text: `imgs`, `anns` and `imgToAnns` by number, from 1.
struct COCOTextFormat: AssembledFormat {
    let name = "coco_text"
    let fileExtensions = ["json"]
    let example = #"{"imgs": {"1": {...}}, "anns": {"1": {...}}, "imgToAnns": {"1": [1]}}"#
    let holdsPictures = false
    let holdsPages = true

    private static let file = "cocotext.json"

    func assembledNames(_ plan: DatasetPlan) -> [String] { [Self.file] }

    func assemble(_ samples: CommittedSamples, in work: Descriptor) throws -> [String: FileRecord] {
        let part = WorkFolder.partName(Self.file)
        var output = BufferedOutput(try Descriptor.file(part, in: work, flags: O_WRONLY | O_CREAT | O_TRUNC))
        output.bytes.append(
            #"{"info": {"version": "1", "description": "drawn by Platen"}, "cats": {"#
                + #""legibility": [{"id": 1, "name": "legible"}, {"id": 2, "name": "illegible"}], "#
                + #""language": [{"id": 1, "name": "english"}], "#
                + #""class": [{"id": 1, "name": "machine printed"}]}, "imgs": {"#)
        try write(samples, to: &output) { record, number, bytes in
            bytes.append("{\"id\": \(number), \"file_name\": ")
            bytes.append(jsonString: record.path)
            bytes.append(", \"width\": \(record.width), \"height\": \(record.height), \"set\": \"\(record.split)\"}")
        }
        output.bytes.append("}, \"anns\": {")
        var image = 0
        var text = 0
        try samples.forEachRecord { record in
            image += 1
            for (label, quad) in record.allTexts {
                text += 1
                output.bytes.append(text > 1 ? ",\n\"\(text)\": " : "\n\"\(text)\": ")
                Self.append(label, quad, number: text, image: image, to: &output.bytes)
            }
            try output.flushIfFull()
        }
        output.bytes.append("}, \"imgToAnns\": {")
        text = 0
        try write(samples, to: &output) { record, _, bytes in
            let numbers = record.allTexts.indices.map { "\(text + $0 + 1)" }
            text += numbers.count
            bytes.append("[\(numbers.joined(separator: ", "))]")
        }
        output.bytes.append("}}\n")
        return [Self.file: try output.end()]
    }

    /// Appends what is said of a text.
    private static func append(_ label: String, _ quad: Quad, number: Int, image: Int, to bytes: inout [UInt8]) {
        let (box, corners) = (quad.bounds, quad.corners)
        bytes.append("{\"id\": \(number), \"image_id\": \(image), \"bbox\": [")
        bytes.append(list: [box.left, box.top, box.width, box.height])
        bytes.append("], \"area\": ")
        bytes.append(hundredths: area(corners))
        bytes.append(", \"utf8_string\": ")
        bytes.append(jsonString: label)
        bytes.append(
            ", \"legibility\": \"legible\", \"language\": \"english\", \"class\": \"machine printed\", \"polygon\": [")
        bytes.append(list: corners.flatMap { [$0.x, $0.y] })
        bytes.append("]}")
    }

    /// Writes a member for each sample: its number, and what `value` appends.
    private func write(
        _ samples: CommittedSamples, to output: inout BufferedOutput,
        _ value: (StoredRecord, Int, inout [UInt8]) -> Void
    ) throws {
        var number = 0
        try samples.forEachRecord { record in
            number += 1
            output.bytes.append(number > 1 ? ",\n\"\(number)\": " : "\n\"\(number)\": ")
            value(record, number, &output.bytes)
            try output.flushIfFull()
        }
    }

    /// The area of a quad, px.
    private static func area(_ corners: [Point]) -> Double {
        let sum = corners.indices.reduce(0.0) { sum, place in
            let (one, next) = (corners[place], corners[(place + 1) % corners.count])
            return sum + one.x * next.y - next.x * one.y
        }
        return abs(sum) / 2
    }

    func reasonItCannotHold(_ label: String) -> String? { label.isEmpty ? "it is empty" : nil }
}
