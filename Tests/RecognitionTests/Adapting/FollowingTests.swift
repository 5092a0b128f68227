import Configs
import Foundation
import Neural
import Samples
import TestSupport
import Testing

@testable import Recognition

/// Trainings that follow pictures without labels.
@Suite struct FollowingTests {
    /// A training of twelve steps that goes on from bars that were learnt, and reads the pictures every five of them.
    private func training(_ changes: String...) throws -> BarTraining {
        var training = try BarTraining()
        let model = try TrainedBars.digits.get().file.path
        for change in [
            "start=\(model)", "training.adapt.every=5", "training.schedule={constant: 0.0005}",
        ] + changes { try training.set(change) }
        return training
    }

    private static let texts = (0..<20).map { BarSource().label(.test, $0) }

    private func adaptation(_ training: BarTraining, _ pictures: UnlabelledPictures) -> Adaptation {
        Adaptation(pictures, training.experiment.training.adapt ?? AdaptConfig())
    }

    @Test func whatIsSureIsLearntFrom() throws {
        let training = try training()
        let folder = try BarPictures(Self.texts)
        let (trainer, run) = try training.trainer("run", adaptation: adaptation(training, folder.pictures))
        let (alone, _) = try training.trainer("alone")
        var rounds: [AdaptationRound] = []
        try trainer.train { if case .adaptation(let round) = $0 { rounds.append(round) } }
        try alone.train { _ in }
        #expect(rounds.map(\.step) == [0, 5, 10])
        #expect(zip(rounds, rounds.dropFirst()).allSatisfy { $0.threshold < $1.threshold })
        let taken = try #require(rounds.last?.taken)
        #expect(taken.count > 10)
        #expect(taken.allSatisfy { $0.text == Self.texts[$0.picture] })
        #expect(try trainer.model.numbers != alone.model.numbers)
        // The model that has followed the pictures longest is the best.
        #expect(try ModelFile(path: run.file("best.safetensors")).card.step == 12)
    }

    /// What a folder says of its pictures changes nothing, and is not even opened: a pipe would be waited for.
    @Test(.timeLimit(.minutes(1))) func labelsAreNotRead() throws {
        let training = try training()
        func numbers(_ folder: BarPictures, _ name: String) throws -> [[Float]] {
            let (trainer, _) = try training.trainer(name, adaptation: adaptation(training, folder.pictures))
            try trainer.train { _ in }
            #expect(trainer.round?.taken.isEmpty == false)
            return try trainer.model.numbers
        }
        let plain = try BarPictures(Self.texts)
        // Names that say something else than what is written, and lists that do.
        let poisoned = try BarPictures(Self.texts) { "-" + String($0.reversed()) + "0" }
        for name in ["labels.tsv", "labels.csv", "annotations.json", "000.txt", "gt.txt"] {
            let lines = Self.texts.indices.map { String(format: "%03d.png\t2222", $0) }
            try lines.joined(separator: "\n").write(toFile: poisoned(name), atomically: true, encoding: .utf8)
        }
        #expect(mkfifo(try poisoned("metadata.csv"), 0o600) == 0)
        #expect(mkfifo(try poisoned("platen.json"), 0o600) == 0)
        #expect(try numbers(plain, "plain") == numbers(poisoned, "poisoned"))
    }

    /// The run's files as they lie there after each thing that happened: any of them may be where it was killed.
    @Test func aRunGoesOnFromWhereverItWasKilled() throws {
        let training = try training("training.adapt.batch_norm=true")
        // The folder is there for as long as this value is.
        let folder = try BarPictures(Self.texts)
        defer { withExtendedLifetime(folder) {} }
        let pictures = folder.pictures
        let files = FileManager.default
        func record(_ name: String, resumes: Bool, copies: Bool) throws {
            let (trainer, run) = try training.trainer(
                name, resumes: resumes, adaptation: adaptation(training, pictures))
            let validation = try training.validation()
            let recorder = try RunRecorder(
                training.experiment, run, validation: validation, names: validation.map { "\($0.place.index)" },
                model: trainer.model, after: trainer.step, pictures: pictures, round: trainer.round, facts: { [] })
            var moment = 0
            try trainer.train { event in
                try recorder.record(event)
                guard copies else { return }
                moment += 1
                try files.copyItem(atPath: run.path, toPath: training.folder("killed-\(moment)"))
            }
        }
        try record("whole", resumes: false, copies: true)
        let moments = try files.contentsOfDirectory(atPath: training.folder.path).filter { $0.hasPrefix("killed-") }
        // Twelve steps, a validation and a checkpoint after each four of them, three rounds, and the batch norms.
        #expect(moments.count == 12 + 3 + 3 + 3 + 1)

        func rows(_ name: String) throws -> [String] {
            try String(contentsOfFile: training.folder(name + "/metrics.csv"), encoding: .utf8).split(separator: "\n")
                .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
                // What the clock says differs.
                .map { fields in
                    fields.indices.filter { ![1, 5, 6].contains($0) }.map { fields[$0] }.joined(separator: ",")
                }
        }
        let whole = try rows("whole")
        #expect(whole.first?.hasSuffix(",adapt_held_out,adapt_rejected") == true)
        #expect(whole.count == 1 + 3 + 3)
        for name in moments {
            try record(name, resumes: true, copies: false)
            for file in ["last.safetensors", "best.safetensors"] {
                #expect(
                    try numbers(name + "/" + file, training) == numbers("whole/" + file, training), "\(name) \(file)")
            }
            #expect(try rows(name) == whole, "\(name)")
        }
        // The checkpoint belongs to these pictures.
        let turned = try BarPictures(Self.texts.reversed())
        defer { withExtendedLifetime(turned) {} }
        let others = turned.pictures
        #expect {
            try training.trainer("whole", resumes: true, adaptation: adaptation(training, others))
        } throws: { "\($0)".hasPrefix("data.unlabelled: these are other pictures than when the run was begun") }
    }

    private func numbers(_ path: String, _ training: BarTraining) throws -> [Safetensors.Entry] {
        try Safetensors(path: training.folder(path)).entries
    }

    /// Where a model comes to read drawn samples worse, the one that did not is kept.
    @Test func aModelThatForgetsIsNeverTheBest() throws {
        let training = try training(
            "training.steps=8", "training.validate_every=1", "training.adapt.every=1", "training.adapt.tolerance=0.1")
        let folder = try BarPictures(Self.texts)
        let (trainer, run) = try training.trainer("run", adaptation: adaptation(training, folder.pictures))
        var rounds: [AdaptationRound] = []
        var best: [Int] = []
        try trainer.train { event in
            switch event {
            case .validation(let report): if report.isBest { best.append(report.step) }
            case .adaptation(let round):
                rounds.append(round)
                // From here on nothing is read any more.
                if round.step == 3, let bias = trainer.model.parameters.first(where: { $0.name == "join2.bias" }) {
                    try bias.set([0, 0, 0, 50])
                }
            default: break
            }
        }
        #expect(best == [1, 2, 3])
        #expect(rounds.filter(\.isRejected).map(\.step) == [4, 5, 6, 7])
        #expect(rounds.filter(\.isRejected).allSatisfy { $0.taken.isEmpty })
        #expect(try ModelFile(path: run.file("best.safetensors")).card.step == 3)
    }

    @Test func theReportShowsWhatWasTakenAndRefused() throws {
        let training = try training(
            "training.adapt.every=20", "training.adapt.agreement=1", "training.adapt.confidence=0.9")
        let folder = try BarPictures(["01", "", "20"]) { _ in "<b>" }
        let (trainer, run) = try training.trainer("run", adaptation: adaptation(training, folder.pictures))
        let validation = try training.validation()
        let recorder = try RunRecorder(
            training.experiment, run, validation: validation, names: validation.map { "\($0.place.index)" },
            model: trainer.model, after: 0, pictures: folder.pictures, facts: { [] })
        try trainer.train { try recorder.record($0) }
        let page = try String(contentsOfFile: run.file("report.html"), encoding: .utf8)
        #expect(page.contains("After step 0, 2 of 3 readings"))
        #expect(page.contains("enough views agree (in 2 of them all)"))
        #expect(page.contains("<h3>Taken</h3>"))
        // What such a small network makes of a blank picture differs from processor to processor.
        let refused = try #require(trainer.round?.refused.first)
        #expect(refused.picture == 1)
        #expect(page.contains("<dt>why</dt><dd>\(try #require(refused.refusal).text)</dd>"))
        #expect(page.contains("000&lt;b&gt;.png"))
        #expect(page.components(separatedBy: "data:image/png").count >= 4)
        let events = try FileManager.default.contentsOfDirectory(atPath: run.path).first { $0.hasPrefix("events.") }
        let bytes = try Data(contentsOf: URL(fileURLWithPath: run.file(try #require(events))))
        #expect(bytes.range(of: Data("adapt/entropy".utf8)) != nil)
    }
}
