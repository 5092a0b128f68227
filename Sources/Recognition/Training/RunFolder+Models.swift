import Configs
import Foundation
import Imaging
import Neural
import Samples

/// The models of a run, and the checkpoint.
extension RunFolder {
    package static let checkpointName = "last.safetensors"
    /// The best model.
    package static let bestName = "best.safetensors"

    /// The name of the best model in a format of other programs.
    package static func exportName(_ format: ExportFormat) -> String { "best." + format.rawValue }

    /// Whether a name is one that `keep` gives: no other file is ever taken for one of the best models.
    static func isStepName(_ name: String) -> Bool {
        name.wholeMatch(of: /step-[0-9]{7,10}-(cer|exact|loss)-([0-9]+\.[0-9]{5}|inf)\.safetensors/) != nil
    }

    /// Writes the checkpoint that takes the place of the last one.
    func save(
        _ learner: Learner, _ card: ModelCard, _ state: TrainingState, _ experiment: Experiment
    ) throws {
        let notes = try Checkpoint.notes(state, experiment)
        let data = try ModelFile.data(of: learner.model, card, more: try learner.state(), notes: notes)
        try write(data, to: Self.checkpointName)
    }

    /// Stores a model where it is among the best, and takes away what is no longer among them.
    func keep(
        _ model: any TextModel, _ card: ModelCard, value: Double, isBest: Bool, among kept: [TrainingState.Kept],
        _ settings: TrainingConfig
    ) throws -> [TrainingState.Kept] {
        if isBest { try write(try ModelFile.data(of: model, card), to: Self.bestName) }
        let number = String(format: "%07d", card.step)
        let name = "step-\(number)-\(settings.monitor.rawValue)-\(String(format: "%.5f", value)).safetensors"
        // A run that was taken up may come to the same step again.
        var all = kept.filter { $0.file != name } + [TrainingState.Kept(file: name, value: value)]
        all = all.enumerated().sorted {
            $0.element.value == $1.element.value
                ? $0.offset > $1.offset
                : TrainingState.isBetter($0.element.value, than: $1.element.value, settings.monitor)
        }.map(\.element)
        for lost in all.dropFirst(settings.keep) where lost.file != name { try folder.remove(lost.file) }
        let rest = Array(all.prefix(settings.keep))
        if rest.contains(where: { $0.file == name }) { try write(try ModelFile.data(of: model, card), to: name) }
        return rest
    }

    /// Writes the best model in a format of other programs; the file's path is returned.
    ///
    /// - Parameter producerVersion: the version of the program that writes it.
    package func export(_ format: ExportFormat, producerVersion: String) throws -> String {
        let best = try ModelFile(path: file(Self.bestName))
        let name = Self.exportName(format)
        try write(try format.data(of: best, producerVersion: producerVersion), to: name)
        return file(name)
    }

    /// Stores a batch that the training failed at as pictures and a list; the folder's path is returned.
    func store(failed batch: Batch, stream: TrainingStream, step: Int) throws -> String {
        let failed = try folder.folder("failed-batch-\(step + 1)")
        let encoder = try PNGEncoder()
        var list = CSV.line(["file", "label", "source", "split", "index"])
        for (number, example) in batch.whole.enumerated() {
            let source = stream.sources[example.place.source]
            var bytes: [UInt8] = []
            try encoder.encode(example.image, into: &bytes)
            try failed.write(Data(bytes), to: "\(number).png")
            list += CSV.line([
                "\(number).png", example.label, source.name, source.split.rawValue, "\(example.place.index)",
            ])
        }
        try failed.write(Data(list.utf8), to: "labels.csv")
        return failed.path
    }
}
