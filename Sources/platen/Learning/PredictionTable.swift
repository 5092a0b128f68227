import Foundation
import Imaging
import Recognition

/// A CSV file of readings, written as they come; it gets its name when it is whole.
final class PredictionTable {
    private let path: String
    private let file: OutputFile
    private let handle: FileHandle
    private var isWhole = false

    /// Starts the file.
    ///
    /// - Parameter hasAgreement: whether its readings are several taken together.
    /// - Throws: `RecognitionError`, if it can't be created.
    init(path: String, hasAgreement: Bool = false) throws {
        self.path = path
        file = OutputFile(path)
        let descriptor = file.open()
        guard descriptor >= 0 else {
            throw RecognitionError(.unwritable, "cannot create \(path): is its folder there, and open to you?")
        }
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try write(hasAgreement ? Prediction.csvHeaderWithAgreement : Prediction.csvHeader)
    }

    deinit { if !isWhole { file.abandon() } }

    /// Adds a reading.
    func add(_ prediction: Prediction) throws { try write(prediction.csvLine) }

    /// Gives the file its name.
    func finish() throws {
        do {
            try handle.close()
            guard file.finish() == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
            isWhole = true
        } catch { throw failure(error) }
    }

    private func write(_ text: String) throws {
        do { try handle.write(contentsOf: Data(text.utf8)) } catch { throw failure(error) }
    }

    /// The failure of a write: the disk, or the place.
    private func failure(_ error: any Error) -> RecognitionError {
        let failure = WriteFailure(error)
        return RecognitionError(
            failure.isOfDisk ? .inputOutput : .unwritable, "cannot write \(path): \(failure.reason)")
    }
}
