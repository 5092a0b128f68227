import Neural

/// What a model computes in while it reads.
public enum ReadingPrecision: String, Sendable, CaseIterable {
    /// Floating-point numbers of 32 bits.
    case float32 = "f32"
    /// Floating-point numbers of 16 bits in convolutions, recurrent and linear layers.
    case bfloat16 = "bf16"
    /// Whole numbers of 8 bits in convolutions; the model's file must say in which ranges their inputs lie. Other layers compute
    /// in bf16 where the processor has it.
    case int8

    /// The one of a type of floating-point numbers.
    init(_ type: FloatFormat) { self = type == .float32 ? .float32 : .bfloat16 }

    /// What to tell whoever asks for it where the processor lacks it, so that another one is used; nil where it is there.
    package var fallbackNote: String? {
        switch self {
        case .float32: nil
        case .bfloat16: Engine.fallbackNote(for: .bfloat16)
        case .int8: Engine.bytesNote
        }
    }
}
