import Glibc

/// Why a dataset could not be written, read or merged.
public struct DatasetError: Error, CustomStringConvertible, Sendable {
    /// The kind of failure; a command maps it to its exit status.
    public enum Code: String, Sendable, CaseIterable {
        /// The plan contradicts itself or the source.
        case plan
        /// The folder holds files that are not to be touched.
        case exists
        /// The folder, or a file in it, cannot be created.
        case cannotCreate
        /// Reading or writing failed: a full disk, as a rule.
        case io
        /// A label does not fit a format or a layout.
        case label
        /// The folder holds a dataset made from another plan.
        case differs
        /// The folder's own records, or a line of a dataset that is read, are damaged.
        case damaged
        /// There is no dataset to be read.
        case missing
        /// The task was cancelled; what is committed is kept.
        case interrupted
        /// The source failed to make a sample, or an image cannot be read.
        case sample
        /// Shards are missing, repeated or of different datasets.
        case shards
    }

    /// The kind of failure.
    public var code: Code
    /// What failed, on which input, and what to do.
    public var message: String
    /// The error behind this one.
    public var cause: (any Error)?
    /// Whether a stored picture is missing or damaged, and will be so the next time: nothing that the machine lacks for
    /// a moment, such as memory or file handles.
    package internal(set) var isBrokenPicture = false
    /// Whether nothing there says what is on pictures, so that a folder may hold pictures and no more; not that something is
    /// broken which does.
    package internal(set) var hasNoAnnotations = false
    /// Whether there is, with all that, a file that may say it and that nobody can read.
    package internal(set) var isOfDoubtfulLabels = false
    /// The number of the system's error, where a call of it failed.
    var systemNumber: Int32?

    /// An error from its parts.
    public init(_ code: Code, _ message: String, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
    }

    /// The message.
    public var description: String { message }
}

extension DatasetError {
    /// The error of a system call: `action` reads "write", "create folder" and so on.
    static func system(_ number: Int32, _ action: String, _ path: String, creating: Bool = false) -> DatasetError {
        let reason = String(cString: strerror(number))
        var error = DatasetError(.io, "cannot \(action) \(path): \(reason)")
        error.systemNumber = number
        switch number {
        case ENOSPC, EDQUOT:
            error.message = "cannot \(action) \(path): the disk is full (\(reason))"
        case EFBIG:
            error.message = "cannot \(action) \(path): the file grows past the limit (\(reason))"
        case EMFILE, ENFILE:
            error.message = "cannot \(action) \(path): too many open files: raise the limit with ulimit -n"
        case EACCES, EPERM, EROFS, ENOTDIR, ENOENT, EISDIR, EEXIST, ELOOP, ENAMETOOLONG:
            if creating { error.code = .cannotCreate }
        default:
            break
        }
        return error
    }

    /// What is to be done before a run that failed so is taken up again.
    var remedy: String {
        switch systemNumber {
        case EMFILE, ENFILE: "then resume"
        default: "free some space, then resume"
        }
    }

    /// The same error, which tells that there are no annotations.
    ///
    /// - Parameter doubtful: whether a file may be such that nobody can read.
    func ofNoAnnotations(doubtful: Bool = false) -> DatasetError {
        var error = self
        (error.hasNoAnnotations, error.isOfDoubtfulLabels) = (true, doubtful)
        return error
    }

    /// The same error with a sentence added.
    func adding(_ sentence: String) -> DatasetError {
        var error = self
        error.message += "; " + sentence
        return error
    }
}
