/// An array of numbers as it lies in a file: row-major, in the file's own byte order.
package struct StoredArray: Sendable {
    /// The type of the elements.
    package let type: ElementType
    /// The sizes of the dimensions, the slowest first.
    package let shape: [Int]
    /// How many elements there are.
    package let count: Int
    /// Bytes among which the elements lie.
    package let bytes: [UInt8]
    /// Where the first element begins.
    package let start: Int
    /// Whether the highest byte comes first.
    package let isBigEndian: Bool

    /// An array around bytes of which the elements must be part.
    init(type: ElementType, shape: [Int], count: Int, bytes: [UInt8], start: Int, isBigEndian: Bool) {
        precondition(start >= 0 && start <= bytes.count && count * type.size <= bytes.count - start, "no such array")
        self.type = type
        self.shape = shape
        self.count = count
        self.bytes = bytes
        self.start = start
        self.isBigEndian = isBigEndian
    }

    /// The byte of the file, counted from its start, that an element begins at.
    package func offset(of element: Int) -> Int { start + element * type.size }

    /// An element as a whole number; nil where it is none.
    ///
    /// `element` must be below `count`.
    package func integer(at element: Int) -> Int? {
        switch type {
        case .uint8: Int(read(UInt8.self, element))
        case .int8: Int(read(Int8.self, element))
        case .int16: Int(read(Int16.self, element))
        case .int32: Int(read(Int32.self, element))
        case .int64: Int(read(Int64.self, element))
        case .float32: Int(exactly: read(Float.self, element))
        case .float64: Int(exactly: read(Double.self, element))
        }
    }

    /// An element as a number; large whole numbers are rounded.
    ///
    /// `element` must be below `count`.
    package func number(at element: Int) -> Double {
        switch type {
        case .float32: Double(read(Float.self, element))
        case .float64: read(Double.self, element)
        default: Double(integer(at: element) ?? 0)
        }
    }

    private func read<Element: ArrayElement>(_: Element.Type, _ element: Int) -> Element {
        precondition(element >= 0 && element < count, "element \(element) of \(count)")
        let bits = bytes.withUnsafeBytes {
            $0.loadUnaligned(fromByteOffset: offset(of: element), as: Element.Bits.self)
        }
        return Element(arrayBits: isBigEndian ? Element.Bits(bigEndian: bits) : Element.Bits(littleEndian: bits))
    }
}

/// How many elements a shape has, and how many bytes; nil where that is beyond all memory.
func elementCount(_ shape: [Int], size: Int) -> Int? {
    if shape.contains(where: { $0 < 0 }) { return nil }
    if shape.contains(0) { return 0 }
    var count = 1
    for side in shape {
        let product = count.multipliedReportingOverflow(by: side)
        if product.overflow { return nil }
        count = product.partialValue
    }
    return count.multipliedReportingOverflow(by: size).overflow ? nil : count
}

/// A shape as messages show it: 60000 x 28 x 28.
func shapeText(_ shape: [Int]) -> String {
    shape.isEmpty ? "one number" : shape.map(String.init).joined(separator: " x ")
}
