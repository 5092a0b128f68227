/// Files in the IDX format, as MNIST comes in: plain, or packed by gzip as a whole.
///
/// ```
/// 0 0 type dimensions     type 08 u8, 09 i8, 0B i16, 0C i32, 0D f32, 0E f64
/// size ... size           one u32 a dimension
/// data                    row-major
/// ```
/// All numbers are big-endian.
package enum IDXFile {
    private static let codes: [(code: UInt8, type: ElementType)] = [
        (0x08, .uint8), (0x09, .int8), (0x0B, .int16), (0x0C, .int32), (0x0D, .float32), (0x0E, .float64),
    ]

    /// The array in a file, which is unpacked where it is a gzip file, whatever its name.
    ///
    /// - Throws: `ArrayError`.
    package static func read(_ path: String) throws -> StoredArray {
        var bytes = try ArrayFile.read(path)
        var name = path
        if Gzip.isPacked(bytes) {
            bytes = try Gzip.unpack(bytes, name: path)
            name += " (unpacked)"
        }
        return try decode(bytes, name: name)
    }

    /// The array in the bytes of an unpacked file; `name` is what errors call it.
    ///
    /// - Throws: `ArrayError` for anything but one whole array.
    package static func decode(_ bytes: [UInt8], name: String) throws -> StoredArray {
        guard bytes.count >= 4, bytes[0] == 0, bytes[1] == 0 else {
            throw ArrayError(.damaged, "\(name), byte 0: not an IDX file: it begins with \(beginning(of: bytes))")
        }
        guard let type = codes.first(where: { $0.code == bytes[2] })?.type else {
            throw ArrayError(
                .damaged, "\(name), byte 2: no IDX type has the number \(bytes[2]): 8, 9, 11, 12, 13 and 14 are known")
        }
        let dimensions = Int(bytes[3])
        guard dimensions > 0 else { throw ArrayError(.damaged, "\(name), byte 3: the array has no dimensions") }
        let start = 4 + 4 * dimensions
        guard bytes.count >= start else {
            throw ArrayError(
                .damaged,
                "\(name): it ends at byte \(bytes.count), within the sizes of its \(dimensions) dimensions, "
                    + "which take up to byte \(start)")
        }
        let shape = (0..<dimensions).map { place in
            bytes[4 + 4 * place..<8 + 4 * place].reduce(0) { $0 << 8 | Int($1) }
        }
        guard let count = elementCount(shape, size: type.size), count <= ArrayFile.maxBytes else {
            throw ArrayError(.damaged, "\(name), byte 4: no file has room for \(shapeText(shape)) numbers")
        }
        let end = start + count * type.size
        guard bytes.count >= end else {
            throw ArrayError(
                .damaged,
                "\(name): it ends at byte \(bytes.count), but \(shapeText(shape)) numbers take up to byte \(end): "
                    + "get the file again")
        }
        guard bytes.count == end else {
            throw ArrayError(
                .damaged,
                "\(name), byte \(end): \(bytes.count - end) more bytes after the end of \(shapeText(shape)) numbers")
        }
        return StoredArray(type: type, shape: shape, count: count, bytes: bytes, start: start, isBigEndian: true)
    }

    /// The bytes of an unpacked file.
    ///
    /// - Parameters:
    ///   - elements: row-major, as many as the shape has.
    ///   - shape: 1 to 255 dimensions, the slowest first.
    /// - Throws: `ArrayError`: there are no 64-bit integers in the format.
    package static func encode<Element: ArrayElement>(_ elements: [Element], shape: [Int]) throws -> [UInt8] {
        guard let code = codes.first(where: { $0.type == Element.elementType })?.code else {
            throw ArrayError(.unsupported, "an IDX file cannot hold elements of the type \(Element.elementType)")
        }
        guard (1...255).contains(shape.count), shape.allSatisfy({ $0 >= 0 && $0 <= UInt32.max }) else {
            throw ArrayError(.unsupported, "an IDX file cannot hold \(shapeText(shape)) numbers")
        }
        precondition(elementCount(shape, size: 1) == elements.count, "\(elements.count) elements for \(shape)")
        var bytes: [UInt8] = [0, 0, code, UInt8(shape.count)]
        bytes.append(elements: shape.map { Int32(truncatingIfNeeded: $0) }, isBigEndian: true)
        bytes.append(elements: elements, isBigEndian: true)
        return bytes
    }

    /// Writes a file, packed where its name ends in `.gz`; it appears whole or not at all.
    ///
    /// - Throws: `ArrayError`.
    package static func write<Element: ArrayElement>(_ elements: [Element], shape: [Int], to path: String) throws {
        let bytes = try encode(elements, shape: shape)
        try ArrayFile.write(path.hasSuffix(".gz") ? Gzip.pack(bytes, name: path) : bytes, to: path)
    }
}
