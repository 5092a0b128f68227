/// How work is asked to stop.
package struct Stopping: Sendable {
    /// Called where work begins that ends in good order when it is asked to; until then it may be ended at once.
    package var begin: @Sendable () -> Void
    /// Called where it has ended.
    package var end: @Sendable () -> Void
    /// Whether it was asked to stop.
    package var wasAsked: @Sendable () -> Bool

    /// A way to ask.
    package init(
        begin: @escaping @Sendable () -> Void, end: @escaping @Sendable () -> Void,
        wasAsked: @escaping @Sendable () -> Bool
    ) {
        (self.begin, self.end, self.wasAsked) = (begin, end, wasAsked)
    }
}
