/// Why a recogniser could not be trained, read or used.
package struct RecognitionError: Error, CustomStringConvertible, Sendable {
    /// The kind of failure; a command maps it to its exit status.
    package enum Code: String, Sendable, CaseIterable {
        /// A setting or a combination of settings that cannot work.
        case config
        /// A file that is not there or cannot be read.
        case missing
        /// Data that does not fit: a label, an alphabet, an image.
        case data
        /// A model file that is not one of ours, or of another kind.
        case model
        /// The folder holds something that is not to be touched.
        case exists
        /// A file that cannot be written.
        case unwritable
        /// The system failed while a file was written: a full disk.
        case inputOutput
        /// The task was cancelled; a checkpoint has been written.
        case interrupted
        /// Training went wrong: the loss is not a finite number, or the model does not learn.
        case diverged
    }

    /// The kind of failure.
    package let code: Code
    /// What failed, on which input, and what to do.
    package let message: String

    /// An error from its parts.
    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The message.
    package var description: String { message }
}
