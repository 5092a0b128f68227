import Foundation

/// A model that is compared with others: where it lies, how large it is, and how long it was trained.
package struct ComparedModel: Sendable {
    /// What it is called: the run's folder, or the file.
    package var name: String
    /// The model's file.
    package let path: String
    /// Bytes of the file.
    package let byteCount: Int
    /// Numbers that were learnt.
    package var parameterCount = 0
    /// Products that are added up for a picture, on average over those that were read.
    package var multiplyAdds = 0.0
    /// Seconds of training up to this model; nil where its folder does not tell.
    package var trainingSeconds: Double?
    /// Seconds for a picture, prepared and read, on average.
    package var secondsPerPicture = 0.0

    /// Finds the model of a run.
    ///
    /// - Parameter argument: a run's folder, whose best model is meant, or a model's file.
    /// - Throws: `RecognitionError`, if there is none.
    package init(_ argument: String) throws(RecognitionError) {
        let files = FileManager.default
        var isFolder: ObjCBool = false
        guard files.fileExists(atPath: argument, isDirectory: &isFolder) else {
            throw RecognitionError(.missing, "\(argument): there is no such run or model")
        }
        name = argument
        guard isFolder.boolValue else {
            path = argument
            byteCount = Self.size(of: argument)
            return
        }
        while name.count > 1, name.hasSuffix("/") { name.removeLast() }
        let folder = name
        let found = [RunFolder.bestName, RunFolder.checkpointName].first {
            files.fileExists(atPath: folder + "/" + $0)
        }
        guard let found else {
            throw RecognitionError(
                .missing,
                "\(argument): there is no model in this folder (\(RunFolder.bestName)); give a run's folder, or a model's "
                    + "file")
        }
        path = folder + "/" + found
        byteCount = Self.size(of: path)
    }

    /// Takes over what the file, and the records of the run beside it, tell of the training.
    package mutating func describe(_ card: ModelCard, parameterCount: Int) {
        self.parameterCount = parameterCount
        let records = URL(fileURLWithPath: path).deletingLastPathComponent().appendingPathComponent("metrics.csv")
        guard let text = try? String(contentsOf: records, encoding: .utf8) else { return }
        let rows = MetricsRow.rows(ofCSV: text)
        // A model that was stored at another step than any row is of another run.
        guard rows.contains(where: { $0.step == card.step }) else { return }
        trainingSeconds = rows.lazy.filter { $0.step <= card.step }.compactMap(\.seconds).max()
    }

    private static func size(of path: String) -> Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.size] as? NSNumber)?.intValue ?? 0
    }
}
