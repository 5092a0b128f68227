/// What is wrong with a pattern or a template, and where in it.
struct FormProblem: Error, Hashable, CustomStringConvertible {
    /// The character that is at fault, counted from 1.
    var column: Int
    /// What is wrong and what to do.
    var message: String

    init(_ column: Int, _ message: String) {
        self.column = column
        self.message = message
    }

    var description: String { "column \(column): \(message)" }
}
