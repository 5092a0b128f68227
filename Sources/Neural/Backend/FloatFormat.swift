import CDNNL

/// What the elements of a tensor are.
package enum FloatFormat: Sendable, Hashable {
    /// 32-bit floating point.
    case float32
    /// The upper half of it: the same range, 8 bits of precision.
    case bfloat16

    /// Bytes in an element.
    package var byteCount: Int { self == .float32 ? 4 : 2 }

    var native: dnnl_data_type_t { self == .float32 ? dnnl_f32 : dnnl_bf16 }
}
