import Configs
import Foundation
import Neural
import TestSupport
import Testing

@testable import Recognition

@Suite struct CheckpointTests {
    /// A run of twelve steps that nobody holds any more.
    private func finished(_ changes: String...) throws -> BarTraining {
        var training = try BarTraining()
        for change in changes { try training.set(change) }
        try training.trainer("run").trainer.train { _ in }
        return training
    }

    /// Changes what the checkpoint says of the training.
    private func forge(_ training: BarTraining, _ change: (inout TrainingState) -> Void) throws {
        let path = training.folder("run/last.safetensors")
        let file = try Safetensors(path: path)
        var state = try JSONDecoder().decode(
            TrainingState.self, from: Data(try #require(file.metadata["platen.training"]).utf8))
        change(&state)
        var metadata = file.metadata
        metadata["platen.training"] = String(decoding: try JSONEncoder().encode(state), as: UTF8.self)
        try Safetensors(file.entries, metadata: metadata).data().write(to: URL(fileURLWithPath: path))
    }

    // MARK: What a checkpoint says is not trusted

    @Test(arguments: [
        "../../precious", "../precious", "/etc/hostname", "a/b", "config.yml", "last.safetensors", "best.safetensors",
        "..", ".", "", "folder", "step-0000004-cer-0.50000.safetensors/..", "step-0000004-cer-../x.safetensors",
        "step-0000004-cer-0.50000.safetensors\0",
    ])
    func namesOfOtherFilesAreRefused(name: String) throws {
        let training = try finished()
        let files = FileManager.default
        for folder in ["precious", "run/precious", "run/folder", "run/a"] {
            try files.createDirectory(atPath: training.folder(folder), withIntermediateDirectories: true)
            try Data().write(to: URL(fileURLWithPath: training.folder(folder + "/b")))
        }
        try forge(training) { state in
            // So bad that it would be the first one to go.
            state.kept = [.init(file: name, value: 9)] + state.kept
        }
        let before = try TemporaryFolder.tree(training.folder.path)
        #expect { try training.trainer("run", resumes: true) } throws: {
            ($0 as? RecognitionError)?.code == .model && "\($0)".contains("which is no name that a run gives them")
        }
        #expect(try TemporaryFolder.tree(training.folder.path) == before)
    }

    @Test func aFolderIsNoModel() throws {
        let training = try finished()
        let name = "step-0000001-cer-9.00000.safetensors"
        try FileManager.default.createDirectory(
            atPath: training.folder("run/" + name), withIntermediateDirectories: true)
        try forge(training) { $0.kept.append(.init(file: name, value: 9)) }
        #expect { try training.trainer("run", resumes: true) } throws: {
            ($0 as? RecognitionError)?.code == .model
                && "\($0)".hasSuffix("it lists '\(name)' among the best models, and that is no file; remove it first")
        }
    }

    /// A link with a right name is taken away itself; what it leads to stays.
    @Test func aLinkAmongTheBestModels() throws {
        var training = try finished("training.keep=1")
        let name = "step-0000001-cer-9.00000.safetensors"
        let precious = training.folder("precious")
        try Data("mine".utf8).write(to: URL(fileURLWithPath: precious))
        try FileManager.default.createSymbolicLink(
            atPath: training.folder("run/" + name), withDestinationPath: precious)
        try forge(training) { $0.kept.append(.init(file: name, value: 9)) }
        try training.set("training.steps=16")
        try training.trainer("run", resumes: true).trainer.train { _ in }
        #expect(try String(contentsOfFile: precious, encoding: .utf8) == "mine")
        let names = try FileManager.default.contentsOfDirectory(atPath: training.folder("run"))
        #expect(!names.contains(name))
        #expect(names.count { $0.hasPrefix("step-") } == 1)
    }

    @Test func numbersThatCannotBe() throws {
        let training = try finished()
        let forgeries: [(inout TrainingState) -> Void] = [
            { $0.step = -1 }, { $0.step = .max }, { $0.bestStep = 13 }, { $0.emptyValidations = .max },
            { $0.validationsSinceBest = -3 }, { $0.seconds = -1 }, { $0.seconds = 1e300 },
        ]
        for forgery in forgeries {
            try forge(training) { state in
                state = TrainingState(step: 12)
                forgery(&state)
            }
            #expect { try training.trainer("run", resumes: true) } throws: {
                ($0 as? RecognitionError)?.code == .model
                    && "\($0)".hasSuffix("The file is damaged, or no checkpoint of Platen's")
            }
        }
    }

    @Test func theOptimiserMustBeThere() throws {
        let training = try finished()
        let path = training.folder("run/last.safetensors")
        let file = try Safetensors(path: path)
        try Safetensors(file.entries.filter { !$0.name.contains("#") }, metadata: file.metadata).data()
            .write(to: URL(fileURLWithPath: path))
        #expect { try training.trainer("run", resumes: true) } throws: {
            "\($0)" == "\(path): it lacks the optimiser's state, so the training can't go on from it"
        }
    }

    @Test func theMeanOfTheWeightsMustBeThere() throws {
        let training = try finished("training.average=0.9")
        let path = training.folder("run/last.safetensors")
        let file = try Safetensors(path: path)
        for (lost, reason) in [
            ("running_mean#mean", "the mean of the weights is not complete"),
            ("#mean", "\(path): it lacks the mean of the weights, so the training can't go on from it"),
        ] {
            try Safetensors(file.entries.filter { !$0.name.hasSuffix(lost) }, metadata: file.metadata).data()
                .write(to: URL(fileURLWithPath: path))
            #expect { try training.trainer("run", resumes: true) } throws: { "\($0)" == reason }
        }
    }

    @Test func anAverageIsNotBegunLater() throws {
        var training = try finished()
        try training.set("training.average=0.9")
        let run = try RunFolder(resuming: training.folder("run"))
        #expect { try run.checkpoint?.changes(to: training.experiment) } throws: {
            "\($0)".contains("training.average is 0.9 and was 0")
        }
    }

    // MARK: Another config

    @Test func whatMayDiffer() throws {
        var training = try finished()
        for change in [
            "name=other", "data.workers=2", "training.steps=16", "training.threads=2", "training.validate_every=5",
            "training.save_every=3", "training.patience=50", "training.blank_patience=9", "training.log_every=2",
            "training.keep=1",
        ] { try training.set(change) }
        let run = try RunFolder(resuming: training.folder("run"))
        #expect(
            try run.checkpoint?.changes(to: training.experiment) == [
                "name is other and was bars", "data.workers is 2 and was 1", "training.steps is 16 and was 12",
                "training.threads is 2 and was 1", "training.validate_every is 5 and was 4",
                "training.save_every is 3 and was 4", "training.patience is 50 and was none",
                "training.blank_patience is 9 and was 20", "training.log_every is 2 and was 50",
                "training.keep is 1 and was 3",
            ])
    }

    @Test func moreStepsGoOn() throws {
        var training = try finished()
        try training.set("training.steps=20")
        try {
            let (trainer, _) = try training.trainer("run", resumes: true)
            #expect(trainer.step == 12)
            try trainer.train { _ in }
        }()
        // The new config is the one to go on with from here.
        let run = try RunFolder(resuming: training.folder("run"))
        #expect(run.checkpoint?.state.step == 20)
        #expect(try run.checkpoint?.changes(to: training.experiment) == [])
        try training.set("training.steps=19")
        #expect { try run.checkpoint?.changes(to: training.experiment) } throws: {
            "\($0)" == "training.steps is 19, and the run has made 20 already; give more"
        }
    }

    @Test(arguments: [
        ("seed=2", "seed is 2 and was 1"), ("training.batch=4", "training.batch is 4 and was 8"),
        ("training.monitor=exact", "training.monitor is exact and was cer"),
        ("model.crnn.width=8", "model.crnn.width is 8 and was 4"),
        ("training.schedule={constant: 0.02}", "training.schedule.constant.rate is 0.02 and was 0.01"),
        ("training.schedule={one_cycle: 0.02}", "training.schedule is one_cycle and was constant"),
        ("alphabet.characters='0123'", #"alphabet.characters is "0123" and was "012""#),
        ("input.width_step=32", "input.width_step is 32 and was 16"), ("data.pool=1", "data.pool is 1 and was 2"),
    ])
    func whatMayNotDiffer(change: String, says: String) throws {
        var training = try finished()
        try training.set(change)
        let run = try RunFolder(resuming: training.folder("run"))
        #expect { try run.checkpoint?.changes(to: training.experiment) } throws: {
            ($0 as? RecognitionError)?.code == .config
                && "\($0)".hasPrefix("the run was begun with another config: \(says). Give it the old values, or")
        }
    }

    // MARK: Killed at any moment

    /// The run's files as they lie there after each thing that happened: any of them may be where it was killed.
    @Test func aRunGoesOnFromWhereverItWasKilled() throws {
        let training = try BarTraining()
        let files = FileManager.default
        func record(_ name: String, resumes: Bool, copies: Bool) throws {
            let (trainer, run) = try training.trainer(name, resumes: resumes)
            let validation = try training.validation()
            let recorder = try RunRecorder(
                training.experiment, run, validation: validation, names: validation.map { "\($0.place.index)" },
                model: trainer.model, after: trainer.step, facts: { [] })
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
        // Twelve steps, a validation and a checkpoint after each four of them.
        #expect(moments.count == 12 + 3 + 3)

        func rows(_ name: String) throws -> [String] {
            try String(contentsOfFile: training.folder(name + "/metrics.csv"), encoding: .utf8).split(separator: "\n")
                .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
                // What the clock says differs.
                .map { fields in
                    fields.indices.filter { ![1, 5, 6].contains($0) }.map { fields[$0] }.joined(separator: ",")
                }
        }
        for name in moments {
            try record(name, resumes: true, copies: false)
            #expect(
                try numbers(training.folder(name + "/last.safetensors"))
                    == numbers(training.folder("whole/last.safetensors")))
            #expect(
                try Data(contentsOf: URL(fileURLWithPath: training.folder(name + "/best.safetensors")))
                    == Data(contentsOf: URL(fileURLWithPath: training.folder("whole/best.safetensors"))))
            #expect(try rows(name) == rows("whole"))
            #expect(try eventSteps(in: training.folder(name)) == eventSteps(in: training.folder("whole")))
            func models(_ name: String) throws -> Set<String> {
                Set(try files.contentsOfDirectory(atPath: training.folder(name)).filter { $0.hasPrefix("step-") })
            }
            #expect(try models(name) == models("whole"))
        }
    }

    private func numbers(_ path: String) throws -> [Safetensors.Entry] { try Safetensors(path: path).entries }

    /// The steps of all events but those that tell the config, which is told anew at each start.
    private func eventSteps(in folder: String) throws -> [Int64] {
        var steps: [Int64] = []
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        for name in names where name.hasPrefix("events.out") {
            let handle = try #require(FileHandle(forReadingAtPath: folder + "/" + name))
            let isWhole = try EventFile.forEachEvent(of: handle) { event, _ in
                if event.summary.value.first.map({ $0.tag != "config" }) ?? false { steps.append(event.step) }
                return true
            }
            #expect(isWhole)
        }
        return steps.sorted()
    }

    @Test func aRowThatWasCutShortIsNone() throws {
        let training = try finished()
        let run = try RunFolder(resuming: training.folder("run"))
        let header = MetricsLog.columns([]).joined(separator: ",")
        let row = "4" + String(repeating: ",1", count: MetricsLog.columns([]).count - 1)
        try run.write("\(header)\n\(row)\n13\(row.dropFirst())\n1", to: "metrics.csv")
        _ = try MetricsLog(run, after: 12, [])
        #expect(try String(contentsOfFile: run.file("metrics.csv"), encoding: .utf8) == "\(header)\n\(row)\n")
    }

    @Test func whatIsNoEventFileIsLeftAlone() throws {
        let folder = try TemporaryFolder()
        let name = "events.out.tfevents.1.host.1.0"
        try Data(repeating: 7, count: 100).write(to: URL(fileURLWithPath: folder(name)))
        try FileManager.default.createSymbolicLink(atPath: folder(name + ".1"), withDestinationPath: folder(name))
        try EventFile.cut(in: try OpenFolder(folder.path), after: 0)
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder(name))).count == 100)
    }
}
