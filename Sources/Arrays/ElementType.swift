/// The type of an array's elements.
package enum ElementType: Sendable, Equatable {
    case uint8, int8, int16, int32, int64, float32, float64
}
