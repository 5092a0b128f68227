/// What is wrong with a search's files.
package struct TuningError: Error, CustomStringConvertible, Sendable {
    /// Kinds of errors.
    package enum Code: Sendable {
        /// There is no search to go on with.
        case missing
        /// There is one already, or another program is at work on it.
        case exists
        /// The database is none, or of another search.
        case data
        /// It can't be made.
        case unwritable
        /// It can't be written to.
        case inputOutput
    }

    /// The kind of error.
    package let code: Code
    /// What is wrong, where, and what to do.
    package let description: String

    /// An error.
    package init(_ code: Code, _ description: String) { (self.code, self.description) = (code, description) }
}
