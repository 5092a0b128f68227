import CDNNL

/// Where each element of a tensor lies: its shape, its type and oneDNN's memory descriptor.
///
/// An engine makes every layout once, so that two of its layouts are equal only if they are the same object.
final class Layout {
    let shape: [Int]
    /// What the elements are; nil where they are no floating-point numbers (workspace, scratchpad, bytes).
    let elementType: FloatFormat?
    /// What whole numbers of 8 bits are; nil for other elements.
    let byteFormat: ByteFormat?
    let byteCount: Int
    /// The layout's number in its engine, for keys.
    let number: Int
    /// Whether the elements follow each other in the order of the axes, the last one fastest.
    let isPlain: Bool
    /// Whether the elements lie in a lattice of strides and blocks; packed weights do not.
    let isBlocked: Bool
    let handle: OpaquePointer

    /// A layout that owns its descriptor.
    init(_ handle: OpaquePointer, number: Int, isPlain: Bool) {
        self.handle = handle
        self.number = number
        self.isPlain = isPlain
        (shape, elementType) = Layout.describe(handle)
        byteFormat = ByteFormat(platen_md_type(handle))
        byteCount = Int(platen_md_size(handle))
        isBlocked = platen_md_is_blocked(handle) != 0
    }

    deinit { platen_md_destroy(handle) }

    /// The number of elements, padding apart.
    var count: Int { shape.reduce(1, *) }

    /// The sizes and the type in a descriptor.
    static func describe(_ handle: OpaquePointer) -> (shape: [Int], elementType: FloatFormat?) {
        var sizes = [Int64](repeating: 0, count: Int(PLATEN_MAX_DIMS))
        let axes = Int(platen_md_dims(handle, &sizes))
        let type = platen_md_type(handle)
        let elementType: FloatFormat? = type == dnnl_f32 ? .float32 : type == dnnl_bf16 ? .bfloat16 : nil
        return (sizes.prefix(axes).map { Int($0) }, elementType)
    }
}
