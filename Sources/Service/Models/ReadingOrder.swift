import Recognition

/// Pictures that a request wants read, and how.
struct ReadingOrder: Sendable {
    /// How many they are.
    var count: Int
    /// How many other texts are wanted for each.
    var alternatives = 0
    /// Whether they show dates.
    var readsDates = false
    /// The views of each, ready for a model; it is called by the thread that then reads them.
    var prepare: @Sendable (Reader) throws -> [[PreparedPicture]]
}
