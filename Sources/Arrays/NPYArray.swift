/// What an NPY file holds: numbers, or texts.
package enum NPYArray: Sendable {
    /// Numbers.
    case numbers(StoredArray)
    /// Texts, row-major.
    case texts([String], shape: [Int])

    /// The sizes of the dimensions, the slowest first.
    package var shape: [Int] {
        switch self {
        case .numbers(let array): array.shape
        case .texts(_, let shape): shape
        }
    }

    /// The array in an NPY file of version 1, 2 or 3, in C order, of either byte order.
    ///
    /// - Throws: `ArrayError`.
    package static func read(_ path: String) throws -> NPYArray {
        try decode(try ArrayFile.read(path), name: path)
    }

    /// The array in the bytes of an NPY file; `name` is what errors call it.
    ///
    /// - Throws: `ArrayError` for anything but one whole array.
    package static func decode(_ bytes: [UInt8], name: String) throws -> NPYArray {
        let (header, start) = try NPYHeader.decode(bytes, name: name)
        guard let size = header.content.size, let count = elementCount(header.shape, size: size),
            count * size <= ArrayFile.maxBytes
        else { throw ArrayError(.damaged, "\(name): no file has room for \(shapeText(header.shape)) elements") }
        let end = start + count * size
        guard bytes.count >= end else {
            throw ArrayError(
                .damaged,
                "\(name): it ends at byte \(bytes.count), but \(shapeText(header.shape)) elements take up to byte "
                    + "\(end): get the file again")
        }
        guard bytes.count == end else {
            throw ArrayError(
                .damaged,
                "\(name), byte \(end): \(bytes.count - end) more bytes after the end of "
                    + "\(shapeText(header.shape)) elements")
        }
        switch header.content {
        case .numbers(let type):
            return .numbers(
                StoredArray(
                    type: type, shape: header.shape, count: count, bytes: bytes, start: start,
                    isBigEndian: header.isBigEndian))
        case .texts(let length):
            let texts = try (0..<count).map { place in
                try text(bytes, at: start + place * size, length, header.isBigEndian, name)
            }
            return .texts(texts, shape: header.shape)
        }
    }

    /// A text: UTF-32, filled up with zeros.
    private static func text(
        _ bytes: [UInt8], at start: Int, _ length: Int, _ isBigEndian: Bool, _ name: String
    ) throws -> String {
        var scalars = String.UnicodeScalarView()
        var zeros = 0
        for place in 0..<length {
            let byte = start + 4 * place
            let word = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: byte, as: UInt32.self) }
            guard let scalar = Unicode.Scalar(isBigEndian ? word.bigEndian : word.littleEndian) else {
                throw ArrayError(.damaged, "\(name), byte \(byte): not a Unicode character")
            }
            if scalar.value == 0 {
                zeros += 1
            } else {
                // Zeros at the end fill the text up; others are part of it.
                scalars.append(contentsOf: repeatElement("\0", count: zeros))
                zeros = 0
                scalars.append(scalar)
            }
        }
        return String(scalars)
    }

    /// The bytes of an NPY file of numbers, of which there must be as many as the shape has.
    package static func encode<Element: ArrayElement>(_ elements: [Element], shape: [Int]) -> [UInt8] {
        precondition(elementCount(shape, size: 1) == elements.count, "\(elements.count) elements for \(shape)")
        var bytes = NPYHeader(.numbers(Element.elementType), shape: shape).encoded
        bytes.append(elements: elements, isBigEndian: false)
        return bytes
    }

    /// The bytes of an NPY file of texts, one dimension; zeros at a text's end are lost, as NumPy loses them.
    package static func encode(_ texts: [String]) -> [UInt8] {
        let length = texts.reduce(1) { max($0, $1.unicodeScalars.count) }
        var bytes = NPYHeader(.texts(length: length), shape: [texts.count]).encoded
        for text in texts { bytes.append(text: text, length: length) }
        return bytes
    }
}

extension [UInt8] {
    /// Appends a text as an NPY file of texts of up to `length` scalars holds it.
    mutating func append(text: String, length: Int) {
        let scalars = text.unicodeScalars.prefix(length)
        append(elements: scalars.map { Int32(bitPattern: $0.value) }, isBigEndian: false)
        append(contentsOf: repeatElement(0, count: 4 * (length - scalars.count)))
    }
}
