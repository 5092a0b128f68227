import Datasets
import Imaging
package import Samples

/// Writes the frames of a stream, for one thread.
///
/// A frame is four letters that tell its kind, the length of what follows, and that; `docs/stream.md` describes each.
package struct FrameWriter {
    private let fields: StreamFields
    private var choices = ChoiceText()
    /// Kept from frame to frame for its memory.
    private var choiceBytes: [UInt8] = []

    /// A writer of frames that hold these fields.
    package init(_ fields: StreamFields) { self.fields = fields }

    /// Appends the frame of a sample.
    package mutating func append(_ sample: Sample, to bytes: inout [UInt8]) {
        choiceBytes.removeAll(keepingCapacity: true)
        if fields.contains(.choices) { choices.append(sample.choices, to: &choiceBytes) }
        let characters = fields.contains(.boxes) ? sample.characters : []
        let quadCount = fields.contains(.boxes) ? 1 + characters.count : 0
        let maskSize = fields.contains(.mask) ? sample.mask.pixels.count : 0
        bytes.appendFrame("SMPL") { bytes in
            bytes.append(littleEndian: UInt64(bitPattern: Int64(sample.key.index)))
            bytes.append(count: sample.image.width)
            bytes.append(count: sample.image.height)
            bytes.append(count: sample.image.channels)
            bytes.append(count: sample.key.attempt)
            bytes.append(count: quadCount)
            bytes.append(count: maskSize)
            bytes.append(count: sample.label.utf8.count)
            bytes.append(count: choiceBytes.count)
            if quadCount > 0 { bytes.append(sample.textQuad) }
            for character in characters { bytes.append(character.quad) }
            for character in characters { bytes.append(count: character.text.utf8.count) }
            bytes.append(contentsOf: sample.image.pixels)
            if maskSize > 0 { bytes.append(contentsOf: sample.mask.pixels) }
            bytes.append(contentsOf: sample.label.utf8)
            bytes.append(contentsOf: choiceBytes)
            for character in characters { bytes.append(contentsOf: character.text.utf8) }
        }
    }

    /// Appends the frame that tells why there is no more; it is the stream's last.
    ///
    /// - Parameters:
    ///   - code: the exit code that the program will end with.
    ///   - index: the sample that could not be drawn; nil where it is none in particular.
    package static func append(failure message: String, code: Int32, index: Int?, to bytes: inout [UInt8]) {
        bytes.appendFrame("FAIL") { bytes in
            bytes.append(littleEndian: index.map { UInt64(bitPattern: Int64($0)) } ?? .max)
            bytes.append(littleEndian: UInt32(bitPattern: code))
            bytes.append(contentsOf: message.utf8)
        }
    }

    /// Appends the frame that tells that all samples were written; it is the stream's last.
    package static func append(endAfter count: Int, to bytes: inout [UInt8]) {
        bytes.appendFrame("DONE") { $0.append(littleEndian: UInt64(count)) }
    }
}

extension [UInt8] {
    /// Appends a number, the least significant byte first.
    mutating func append(littleEndian value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
    }

    /// Appends a count of 32 bits.
    fileprivate mutating func append(count: Int) { append(littleEndian: UInt32(truncatingIfNeeded: count)) }

    /// Appends the corners, x and y of each, as floats of 32 bits.
    fileprivate mutating func append(_ quad: Quad) {
        for corner in [quad.topLeft, quad.topRight, quad.bottomRight, quad.bottomLeft] {
            append(littleEndian: Float(corner.x).bitPattern)
            append(littleEndian: Float(corner.y).bitPattern)
        }
    }

    /// Appends a frame with what `body` appends in it.
    fileprivate mutating func appendFrame(_ kind: StaticString, _ body: (inout [UInt8]) -> Void) {
        kind.withUTF8Buffer { append(contentsOf: $0) }
        let place = count
        append(littleEndian: UInt32(0))
        body(&self)
        let length = UInt32(truncatingIfNeeded: count - place - 4)
        Swift.withUnsafeBytes(of: length.littleEndian) { replaceSubrange(place..<place + 4, with: $0) }
    }
}
