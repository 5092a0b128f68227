package import Foundation
import Tracking

/// The folder of a run: its config, its models, and what was measured.
///
/// Files under their final names are whole. The folder is locked for as long as this value is there: no two trainings
/// write into one. The lock is the system's, and ends with the process, whatever ends that.
package final class RunFolder: Sendable {
    /// The folder.
    package let path: String
    /// Where the run stood when it was taken up; nil for a new one.
    package let checkpoint: Checkpoint?
    let folder: OpenFolder

    /// Makes the folder of a new run.
    ///
    /// - Throws: `RecognitionError`, if it holds something, can't be made, or another training has it.
    package init(new path: String) throws(RecognitionError) {
        do { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) } catch {
            throw Self.cannotCreate(path)
        }
        self.path = path
        folder = try OpenFolder(path)
        try Self.lock(folder)
        try Self.requireEmpty(folder)
        checkpoint = nil
    }

    /// Takes up the run in a folder, in which nothing is changed yet.
    ///
    /// - Throws: `RecognitionError` or `NeuralError`, if there is no run, it has no sound checkpoint, or another training
    ///   has it.
    package init(resuming path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else {
            throw RecognitionError(.missing, "\(path): there is no such run to go on with; leave --resume out")
        }
        self.path = path
        folder = try OpenFolder(path)
        try Self.lock(folder)
        checkpoint = try Checkpoint(in: folder)
    }

    /// Finds out whether a new run could have a folder, before time is spent on anything else; nothing is made.
    ///
    /// - Throws: what `init(new:)` would throw.
    package static func requireFree(_ path: String) throws(RecognitionError) {
        let files = FileManager.default
        var place = URL(fileURLWithPath: path).standardizedFileURL.path
        if files.fileExists(atPath: place) {
            let folder = try OpenFolder(path)
            try lock(folder)
            try requireEmpty(folder)
        }
        while !files.fileExists(atPath: place), place != "/" {
            place = URL(fileURLWithPath: place).deletingLastPathComponent().path
        }
        guard access(place + "/.", W_OK | X_OK) == 0 else { throw cannotCreate(path) }
    }

    /// Does something in a run's folder while no training writes into it.
    ///
    /// - Throws: `RecognitionError`, if one does; and what `body` throws.
    package static func locked<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
        guard FileManager.default.fileExists(atPath: path) else {
            throw RecognitionError(.missing, "\(path): there is no such folder")
        }
        let folder = try OpenFolder(path)
        try lock(folder)
        return try withExtendedLifetime(folder) { try body() }
    }

    private static func lock(_ folder: OpenFolder) throws(RecognitionError) {
        guard folder.lock() else {
            throw RecognitionError(
                .exists, "another training is writing into \(folder.path): wait for it, stop it, or give another folder"
            )
        }
    }

    private static func requireEmpty(_ folder: OpenFolder) throws(RecognitionError) {
        let names = try folder.names().filter { !isLeftover($0) }
        guard !names.isEmpty else { return }
        throw RecognitionError(
            .exists,
            names.contains(checkpointName)
                ? "\(folder.path) is not empty; give --resume to go on with the run in it, or another folder"
                : "\(folder.path) is not empty, and holds no run to go on with; give another folder")
    }

    private static func cannotCreate(_ path: String) -> RecognitionError {
        RecognitionError(
            .unwritable, "cannot create the folder \(path): a file, or a folder closed to you, is in the way")
    }
}

// MARK: Files

extension RunFolder {
    /// The path of a file of the run.
    package func file(_ name: String) -> String { path + "/" + name }

    /// Writes a file of the run: whole, or not at all.
    package func write(_ text: String, to name: String) throws(RecognitionError) {
        try write(Data(text.utf8), to: name)
    }

    /// Writes a file of the run: whole, or not at all.
    package func write(_ data: Data, to name: String) throws(RecognitionError) { try folder.write(data, to: name) }

    /// Removes the files that were being written when a run was killed.
    func sweep() throws(RecognitionError) {
        for name in try folder.names() where Self.isLeftover(name) { try folder.remove(name) }
    }

    /// What a run took from the model that it started from, in words.
    package static let startName = "start.txt"

    /// Files that a run writes as a whole, besides its models.
    private static let names: Set<String> = [
        "config.yml", "batch.png", "metrics.csv", "report.html", "predictions.csv", "find-lr.csv", "find-lr.html",
        "labels.csv", startName, checkpointName, bestName,
        exportName(.onnx), TrackingJournal.name, TrackingJournal.stateName,
    ]

    /// Whether a name is that of one of a run's files that was not finished.
    private static func isLeftover(_ name: String) -> Bool {
        OpenFolder.wholeName(of: name).map { names.contains($0) || isStepName($0) } ?? false
    }
}
