import Imaging

/// Examples as bytes, from one process of a training to another.
///
/// Numbers have 8 bytes, the least first. What only checks before the training ask for is left out.
extension Example {
    /// The bytes of examples.
    static func bytes(of examples: [Example]) -> [UInt8] {
        var bytes: [UInt8] = []
        func add(_ number: Int) { withUnsafeBytes(of: Int64(number).littleEndian) { bytes += $0 } }
        add(examples.count)
        for example in examples {
            let (image, label) = (example.image, Array(example.label.utf8))
            for number in [
                example.place.source, example.place.index, image.width, image.height, image.channels, label.count,
                example.classes.count,
            ] { add(number) }
            bytes += label
            example.classes.forEach(add)
            let row = image.width * image.channels
            image.withPixels { pixels in
                for y in 0..<image.height { bytes += pixels[y * image.stride..<y * image.stride + row] }
            }
        }
        return bytes
    }

    /// The examples of bytes.
    ///
    /// - Throws: `RecognitionError`, where they are cut short.
    static func examples(from bytes: [UInt8]) throws(RecognitionError) -> [Example] {
        var rest = bytes[...]
        func take(_ count: Int) throws(RecognitionError) -> ArraySlice<UInt8> {
            guard (0...rest.count).contains(count) else {
                throw RecognitionError(.data, "what another process has drawn came cut short")
            }
            defer { rest = rest.dropFirst(count) }
            return rest.prefix(count)
        }
        func number() throws(RecognitionError) -> Int {
            Int(try take(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
        }
        var examples: [Example] = []
        for _ in 0..<(try number()) {
            let place = Place(source: try number(), index: try number())
            let (width, height, channels) = (try number(), try number(), try number())
            let (length, count) = (try number(), try number())
            let label = String(decoding: try take(length), as: UTF8.self)
            var classes: [Int] = []
            for _ in 0..<count { classes.append(try number()) }
            let pixels = Array(try take(width * height * channels))
            examples.append(
                Example(
                    image: Bitmap(width: width, height: height, channels: channels, pixels: pixels), label: label,
                    classes: classes, place: place))
        }
        return examples
    }
}
