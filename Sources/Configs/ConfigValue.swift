/// A plain tree of values: what a config is printed from.
public indirect enum ConfigValue: Sendable, Hashable {
    /// Nothing.
    case null
    /// True or false.
    case bool(Bool)
    /// A whole number.
    case int(Int)
    /// A whole number beyond `Int.max`.
    case unsigned(UInt64)
    /// A finite number.
    case number(Double)
    /// A text.
    case string(String)
    /// Values in order.
    case list([ConfigValue])
    /// Keys and values in order.
    case mapping([Entry])

    /// A key and its value.
    public struct Entry: Sendable, Hashable {
        /// The key.
        public var key: String
        /// The value.
        public var value: ConfigValue

        /// A key and its value.
        public init(_ key: String, _ value: ConfigValue) {
            self.key = key
            self.value = value
        }
    }
}
