import Foundation
import Imaging
import Neural
import Samples

/// The folder of a run: its config, its models, and what was measured.
///
/// Files under their final names are whole.
package struct RunFolder: Sendable {
    /// The folder.
    package let path: String

    /// Makes a run's folder, or takes up the one that is there.
    ///
    /// - Throws: `RecognitionError`, if the folder holds something and is not to be taken up, or can't be made.
    package init(path: String, resumes: Bool) throws(RecognitionError) {
        self.path = path
        let files = FileManager.default
        let held = (try? files.contentsOfDirectory(atPath: path)) ?? []
        if !resumes, !held.isEmpty {
            throw RecognitionError(
                .exists, "\(path) is not empty; give --resume to go on with the run in it, or another folder")
        }
        if resumes, !files.fileExists(atPath: path) {
            throw RecognitionError(.missing, "\(path): there is no such run to go on with; leave --resume out")
        }
        do { try files.createDirectory(atPath: path, withIntermediateDirectories: true) } catch {
            throw RecognitionError(
                .unwritable, "cannot create the folder \(path): a file, or a folder closed to you, is in the way")
        }
    }

    /// The path of a file of the run.
    package func file(_ name: String) -> String { path + "/" + name }

    /// Writes a file of the run: whole, or not at all.
    package func write(_ text: String, to name: String) throws(RecognitionError) {
        do { try Data(text.utf8).write(to: URL(fileURLWithPath: file(name)), options: .atomic) } catch {
            throw RecognitionError(.unwritable, "cannot write \(file(name)): \(error.localizedDescription)")
        }
    }
}

// MARK: Checkpoints

extension RunFolder {
    private static let key = "platen.training"

    /// The last checkpoint; nil where there is none yet.
    func checkpoint() throws -> (file: ModelFile, state: TrainingState)? {
        let path = file("last.safetensors")
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let file = try ModelFile(path: path)
        guard let text = file.file.metadata[Self.key],
            let state = try? JSONDecoder().decode(TrainingState.self, from: Data(text.utf8))
        else {
            throw RecognitionError(.model, "\(path): it does not say how far the training was; it can't be taken up")
        }
        return (file, state)
    }

    /// Writes a checkpoint.
    func save(_ model: any TextModel, _ card: ModelCard, _ optimizer: Optimizer, _ state: TrainingState) throws {
        let moments = try optimizer.state().map { Safetensors.Entry($0.name, $0.shape, $0.values) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let notes = [Self.key: String(decoding: try encoder.encode(state), as: UTF8.self)]
        try ModelFile.write(model, card, more: moments, notes: notes, to: file("last.safetensors"))
    }

    /// Stores a model where it is among the best, and takes away what is no longer among them.
    func keep(
        _ model: any TextModel, _ card: ModelCard, value: Double, isBest: Bool, among kept: [TrainingState.Kept],
        _ settings: TrainingConfig
    ) throws -> [TrainingState.Kept] {
        if isBest { try ModelFile.write(model, card, to: file("best.safetensors")) }
        let number = String(format: "%07d", card.step)
        let name = "step-\(number)-\(settings.monitor.rawValue)-\(String(format: "%.5f", value)).safetensors"
        // A run that was taken up may come to the same step again.
        var all = kept.filter { $0.file != name } + [TrainingState.Kept(file: name, value: value)]
        all = all.enumerated().sorted {
            $0.element.value == $1.element.value
                ? $0.offset > $1.offset
                : TrainingState.isBetter($0.element.value, than: $1.element.value, settings.monitor)
        }.map(\.element)
        for lost in all.dropFirst(settings.keep) where lost.file != name {
            try? FileManager.default.removeItem(atPath: file(lost.file))
        }
        let rest = Array(all.prefix(settings.keep))
        if rest.contains(where: { $0.file == name }) { try ModelFile.write(model, card, to: file(name)) }
        return rest
    }
}

// MARK: What went wrong

extension RunFolder {
    /// Stores a batch as pictures and a list; the folder's path is returned.
    func store(failed batch: Batch, stream: TrainingStream, step: Int) throws -> String {
        let folder = "failed-batch-\(step + 1)"
        try FileManager.default.createDirectory(atPath: file(folder), withIntermediateDirectories: true)
        var list = CSV.line(["file", "label", "source", "split", "index"])
        for (number, example) in batch.examples.enumerated() {
            let source = stream.sources[example.place.source]
            try ImageFile.write(example.image, path: file("\(folder)/\(number).png"))
            list += CSV.line([
                "\(number).png", example.label, source.name, source.split.rawValue, "\(example.place.index)",
            ])
        }
        try write(list, to: folder + "/labels.csv")
        return file(folder)
    }
}
