import Configs
import Datasets
import Synthesis

/// Makes trials that each take about the same time on this machine.
struct TrialMaker {
    let configs: String
    let jobs: Int
    /// What one run of a trial should take, s.
    let seconds: Double

    /// Samples that are drawn to find how many a trial needs.
    private static let probe = 300

    func recipe(_ name: String) -> RecipeFile { RecipeFile(path: "\(configs)/\(name).yml") }

    /// Drawing and keeping nothing.
    func drawing(_ name: String, _ title: String) async throws -> Trial {
        let recipe = recipe(name)
        let rate = try await Drawing.run(recipe.source(count: Self.probe), jobs: jobs).rate
        let source = try recipe.source(count: count(at: rate))
        return Trial(id: "\(name).memory", title: "\(title), in memory") {
            try await Drawing.run(source, jobs: jobs)
        }
    }

    /// Drawing in a process of its own, and reading the samples through a pipe.
    func streaming(_ name: String, _ title: String, program: String) async throws -> Trial {
        let recipe = recipe(name)
        let rate = try await Drawing.run(recipe.source(count: Self.probe), jobs: jobs).rate
        let count = max(1000, count(at: rate))
        return Trial(id: "\(name).stream", title: "\(title), through a pipe") {
            try Streaming.run(program: program, config: recipe.path, count: count, jobs: jobs)
        }
    }

    /// Samples for a program in Python: read while they are drawn, and, where WebDataset is there, from tar shards.
    func reading(_ name: String, _ title: String, _ reader: PythonReader) async throws -> [Trial] {
        let recipe = recipe(name)
        let rate = try await Drawing.run(recipe.source(count: Self.probe), jobs: jobs).rate
        let count = max(1000, count(at: rate))
        var trials = [
            Trial(id: "bench.python", title: "\(title), through a pipe into Python's arrays") {
                try reader.run(.stream, config: recipe.path, count: count, jobs: jobs)
            }
        ]
        if let rate = try? reader.run(.webDataset, config: recipe.path, count: 500, jobs: 1).rate {
            let count = max(1000, self.count(at: rate))
            trials.append(
                Trial(id: "bench.webdataset", title: "\(title), from WebDataset's tar shards, 1 process") {
                    try reader.run(.webDataset, config: recipe.path, count: count, jobs: 1)
                })
        }
        return trials
    }

    /// What TRDG's generator draws for a program in Python, in its one process; no trial where it is not there.
    func generating(_ reader: PythonReader) -> [Trial] {
        let config = recipe("bench").path
        guard let rate = try? reader.run(.trdg, config: config, count: 40, jobs: 1).rate else { return [] }
        let count = max(40, Int(rate * seconds * 2))
        return [
            Trial(id: "trdg.python", title: "TRDG's generator, 1 process, into Python's arrays") {
                try reader.run(.trdg, config: config, count: count, jobs: 1)
            }
        ]
    }

    /// Drawing with files that may not be there; no trial then.
    func needingFiles(_ name: String, _ title: String) async throws -> [Trial] {
        guard try recipe(name).hasItsFiles() else { return [] }
        return [try await drawing(name, title)]
    }

    /// Writing a dataset.
    func writing(_ name: String, _ title: String, _ image: ImageEncoding) async throws -> Trial {
        let recipe = recipe(name)
        let rate = try await Writing.run(recipe.source(count: Self.probe), storing: image, jobs: jobs).rate
        let source = try recipe.source(count: count(at: rate))
        let format = image == .png ? "PNG" : "JPEG"
        return Trial(id: "\(name).\(image.fileExtension)", title: "\(title), to \(format) files") {
            try await Writing.run(source, storing: image, jobs: jobs)
        }
    }

    /// Writing tar shards of nine digits on 200x48 px, as JPEG.
    func shards() async throws -> [Trial] {
        var trials: [Trial] = []
        for (color, name) in [("grey", "grey"), ("rgb", "RGB")] {
            func source(_ count: Int) throws -> SyntheticSource {
                try recipe("numbers")
                    .source(["page.width=200", "page.height=48", "page.color=\(color)"], count: count)
            }
            let rate = try await Writing.runShards(source(Self.probe), jobs: jobs).rate
            let all = try source(max(5000, count(at: rate)))
            trials.append(
                Trial(id: "shards.\(color)", title: "nine digits, 200x48 \(name), to JPEG tar shards") {
                    try await Writing.runShards(all, jobs: jobs)
                })
        }
        return trials
    }

    /// Reading a long list in each way.
    func reading(in folder: String, program: String) throws -> [Trial] {
        let reading = try Reading(in: folder, program: program)
        return Reading.Work.allCases.map { work in
            Trial(id: "reading.\(work.rawValue)", title: work.title) { try reading.run(work) }
        }
    }

    /// Writing a dataset until the disk has all of it: forced on the way, or by one `sync` at the end.
    func settling(_ name: String, _ title: String) async throws -> [Trial] {
        let recipe = recipe(name)
        let rate = try await Writing.run(recipe.source(count: Self.probe), storing: .png, jobs: jobs).rate
        // Long enough for it to be forced several times.
        let source = try recipe.source(count: count(at: rate * 12))
        return [("forced on the way", "sync", true), ("by one sync at the end", "no-sync", false)].map {
            how, id, syncs in
            Trial(id: "disk.\(id)", title: "\(title), on the disk, \(how)") {
                try await Writing.run(source, storing: .png, jobs: jobs, syncs: syncs, settles: true)
            }
        }
    }

    /// Writing labels alone, a kind of text each.
    func labels() throws -> [Trial] {
        let kinds: [(id: String, title: String, text: String?, config: String)] = [
            ("number", "nine digits", "{number: {digits: 9}}", "bench"),
            ("pattern", "[A-Z]{2}\\d{6}", "{pattern: '[A-Z]{2}\\d{6}'}", "bench"),
            ("date", "dates (dates.yml)", nil, "dates"), ("word", "words (words.yml)", nil, "words"),
            ("mixture", "amounts (amounts.yml)", nil, "amounts"),
        ]
        return try kinds.map { kind in
            let labelling = try Labelling(kind.text, recipe: recipe(kind.config), seconds: seconds)
            return Trial(id: "labels.\(kind.id)", title: kind.title) { try labelling.run() }
        }
    }

    /// Every registered stage and paper alone.
    /// - Parameter isWanted: whether the trial of a name is wanted; making one takes a moment.
    func stages(_ isWanted: (String) -> Bool) throws -> [Trial] {
        try Recipe.stages.filter { !$0.isPreset && isWanted("stages.\($0.path)") }.map { stage in
            // There are many: each takes a part of the time.
            let cost = try StageCost(stage, seconds: seconds / 6)
            return Trial(id: "stages.\(stage.path)", title: stage.path) { try cost.run() }
        }
    }

    /// Every preset at its usual strength.
    func presets() async throws -> [Trial] {
        var trials: [Trial] = []
        for preset in Recipe.stages where preset.isPreset {
            let rate = try await Drawing.run(NumberLine.source([preset.override], count: Self.probe), jobs: jobs).rate
            let source = try NumberLine.source([preset.override], count: count(at: rate))
            trials.append(
                Trial(id: "presets.\(preset.outline.name)", title: "\(preset.outline.name), in memory") {
                    try await Drawing.run(source, jobs: jobs)
                })
        }
        return trials
    }

    /// The steps of writing the benchmark's samples, on one core.
    func costSplit(_ name: String) async throws -> [Trial] {
        let recipe = recipe(name)
        let rate = try await Drawing.run(recipe.source(count: Self.probe), jobs: 1).rate
        let split = try CostSplit(recipe.source(count: count(at: rate)))
        return [
            Trial(id: "core.draw", title: "drawing") { try await split.draw() },
            Trial(id: "core.png", title: "encoding, PNG") { try split.encodePNG() },
            Trial(id: "core.jpg", title: "encoding, JPEG") { try split.encodeJPEG() },
            Trial(id: "core.create", title: "creating files") { try await split.createFiles() },
            Trial(id: "core.write", title: "the whole dataset, PNG") {
                try await split.writeDataset()
            },
        ]
    }

    /// The peer, with one process and with two.
    func peer(_ peer: Peer) async throws -> [Trial] {
        var trials: [Trial] = []
        for (format, name) in [("jpg", "JPEG"), ("png", "PNG")] {
            for processes in [1, 2] {
                let rate = try await peer.run(format: format, processes: processes, count: 40).rate
                let count = max(40, Int(rate * seconds * 2))
                let noun = processes == 1 ? "process" : "processes"
                trials.append(
                    Trial(
                        id: "trdg.\(format).\(processes)",
                        title: "TRDG, \(processes) \(noun), to \(name) files"
                    ) {
                        try await peer.run(format: format, processes: processes, count: count)
                    })
            }
        }
        return trials
    }

    private func count(at rate: Double) -> Int {
        min(1_000_000, max(Self.probe, Int(rate * seconds) / 100 * 100))
    }
}
