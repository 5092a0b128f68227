import CDNNL

/// What a processor has that speeds up training, as far as oneDNN makes use of it.
package enum ProcessorFeature: String, Sendable, CaseIterable {
    /// Vectors of 256 bits.
    case avx2 = "AVX2"
    /// Vectors of 512 bits.
    case avx512 = "AVX-512"
    /// Vectors of bf16.
    case bfloat16 = "AVX-512 BF16"
    /// Tiles of bf16.
    case tiles = "AMX"

    /// Whether this processor has it.
    package var isThere: Bool {
        let wanted =
            switch self {
            case .avx2: dnnl_cpu_isa_avx2.rawValue
            case .avx512: dnnl_cpu_isa_avx512_core.rawValue
            case .bfloat16: dnnl_cpu_isa_avx512_core_bf16.rawValue
            case .tiles: dnnl_cpu_isa_avx512_core_amx.rawValue
            }
        return dnnl_get_effective_cpu_isa().rawValue & wanted == wanted
    }
}
