/// The type of an array's elements.
package enum ElementType: Sendable, Hashable, CaseIterable {
    case uint8, int8, int16, int32, int64, float32, float64

    /// Bytes of an element.
    package var size: Int {
        switch self {
        case .uint8, .int8: 1
        case .int16: 2
        case .int32, .float32: 4
        case .int64, .float64: 8
        }
    }
}

/// A number that array files hold.
package protocol ArrayElement: Sendable {
    /// The bits of one element.
    associatedtype Bits: FixedWidthInteger & Sendable

    /// What the files call it.
    static var elementType: ElementType { get }
    /// The element of some bits.
    init(arrayBits: Bits)
    /// The bits of the element.
    var arrayBits: Bits { get }
}

extension ArrayElement where Self: FixedWidthInteger {
    /// The number itself.
    package init(arrayBits: Self) { self = arrayBits }
    /// The number itself.
    package var arrayBits: Self { self }
}

extension UInt8: ArrayElement {
    /// `uint8`.
    package static var elementType: ElementType { .uint8 }
}
extension Int8: ArrayElement {
    /// `int8`.
    package static var elementType: ElementType { .int8 }
}
extension Int16: ArrayElement {
    /// `int16`.
    package static var elementType: ElementType { .int16 }
}
extension Int32: ArrayElement {
    /// `int32`.
    package static var elementType: ElementType { .int32 }
}
extension Int64: ArrayElement {
    /// `int64`.
    package static var elementType: ElementType { .int64 }
}
extension Float: ArrayElement {
    /// `float32`.
    package static var elementType: ElementType { .float32 }
    /// The number of an IEEE pattern.
    package init(arrayBits: UInt32) { self.init(bitPattern: arrayBits) }
    /// The IEEE pattern.
    package var arrayBits: UInt32 { bitPattern }
}
extension Double: ArrayElement {
    /// `float64`.
    package static var elementType: ElementType { .float64 }
    /// The number of an IEEE pattern.
    package init(arrayBits: UInt64) { self.init(bitPattern: arrayBits) }
    /// The IEEE pattern.
    package var arrayBits: UInt64 { bitPattern }
}

extension [UInt8] {
    /// Appends elements, the highest byte first where `isBigEndian`.
    mutating func append<Number: ArrayElement>(elements: some Collection<Number>, isBigEndian: Bool) {
        // Numbers in the machine's own order are appended at once: images are millions of them.
        let isNative = Number.elementType.size == 1 || isBigEndian == (1.bigEndian == 1)
        if isNative,
            elements.withContiguousStorageIfAvailable({ append(contentsOf: UnsafeRawBufferPointer($0)) }) != nil
        {
            return
        }
        for element in elements {
            let bits = isBigEndian ? element.arrayBits.bigEndian : element.arrayBits.littleEndian
            Swift.withUnsafeBytes(of: bits) { append(contentsOf: $0) }
        }
    }
}
